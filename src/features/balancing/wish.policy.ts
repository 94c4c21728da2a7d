/** More would make no proposal that follows them possible. */
export const MOST_WISHES = 5;

/** Until teams freeze, or the event is over. */
export function wishesOpen(event: { teamsFreezeAt: Date | null; endsAt: Date }, now: Date): boolean {
  const end =
    event.teamsFreezeAt !== null && event.teamsFreezeAt < event.endsAt ? event.teamsFreezeAt : event.endsAt;
  return now < end;
}
