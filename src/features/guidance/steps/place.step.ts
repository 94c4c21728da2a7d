import type { Facts } from '../facts/facts.js';
import { type Step, step, until } from './step.js';

/** A place that has to be confirmed by a time, whatever the role is by then; nothing where nobody asks. */
export function placeStep({ slug, application, event }: Facts, now: Date): Step[] {
  if (application?.status !== 'accepted' || application.confirmBy === null || event.endsAt <= now) return [];
  const { role, confirmBy, confirmedAt } = application;
  const where = `/events/${slug}/apply${role === 'mentor' ? '?role=mentor' : ''}`;
  return [
    step('CONFIRM_PLACE', until(confirmedAt !== null, confirmBy, now), where, {
      dueAt: confirmedAt === null ? confirmBy : null,
    }),
  ];
}
