/** Whether people of an event change its teams no more by themselves. */
export const isFrozen = ({ teamsFreezeAt }: { teamsFreezeAt: string | null }, now: Date): boolean =>
  teamsFreezeAt !== null && new Date(teamsFreezeAt) <= now;
