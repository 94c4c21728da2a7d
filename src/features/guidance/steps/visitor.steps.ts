import type { Facts } from '../facts/facts.js';
import { type Step, step, until } from './step.js';

/** Of somebody who is not a member (yet). */
export function visitorSteps({ slug, event, application }: Facts, now: Date): Step[] {
  const here = `/events/${slug}`;
  if (event.endsAt <= now) return [];
  if (event.joining === 'closed') return [step('JOINING_CLOSED', 'waiting', here)];
  if (event.joining === 'open') return [step('JOIN', 'todo', here)];
  const form = `${here}/apply`;
  const dueAt = event.applicationsCloseAt ?? event.startsAt;
  const opensAt = event.applicationsOpenAt;
  switch (application?.status) {
    case 'submitted':
      return [step('APPLY', 'done', form), step('APPLICATION_SENT', 'waiting', form)];
    case 'waitlisted':
      return [step('APPLY', 'done', form), step('WAITING_LIST', 'waiting', form)];
    case 'accepted':
      return [step('APPLY', 'done', form)];
    case 'declined':
    case 'lapsed':
    case 'no_show':
      return [step('NO_PLACE', 'waiting', form)];
    default:
      if (!event.takesApplications) return [step('APPLICATIONS_SHUT', 'waiting', here)];
      return opensAt !== null && now < opensAt
        ? [step('APPLY', 'waiting', form, { dueAt: opensAt })]
        : [step('APPLY', until(false, dueAt, now), form, { dueAt })];
  }
}
