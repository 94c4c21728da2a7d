import { DomainError } from '../../platform/http/domain-error.js';
import type { ApplicationStatus } from './application.entity.js';
import { closingOf, mayHandIn, type Window, windowAt } from './application.policy.js';
import {
  ALREADY_A_MEMBER,
  APPLICATION_DECIDED,
  APPLICATIONS_CLOSED,
  APPLICATIONS_NOT_OPEN,
  APPLICATIONS_NOT_YET,
} from './applications.errors.js';

/* What stands in the way of applying, said so that one knows what to do. */

type Event = Window & { timeZone: string };

/** @throws APPLICATIONS_NOT_OPEN, APPLICATIONS_NOT_YET, APPLICATIONS_CLOSED, ALREADY_A_MEMBER */
export function requireMayBegin(
  event: Event,
  form: { isOpen: boolean },
  standing: { role: string | null },
  now: Date,
): void {
  if (standing.role !== null) throw new DomainError(ALREADY_A_MEMBER);
  if (!form.isOpen) throw new DomainError(APPLICATIONS_NOT_OPEN);
  const { timeZone } = event;
  const window = windowAt(event, now);
  if (window === 'notYet') {
    const opensAt = event.applicationsOpenAt?.toISOString() ?? '';
    throw new DomainError(APPLICATIONS_NOT_YET, { opensAt, timeZone });
  }
  if (window !== 'open') {
    throw new DomainError(APPLICATIONS_CLOSED, { closesAt: closingOf(event).toISOString(), timeZone });
  }
}

/** What was decided is no longer the applicant's to change. @throws APPLICATION_DECIDED */
export function requireBegun<Row extends { status: ApplicationStatus }>(application: Row): Row {
  if (['draft', 'submitted', 'withdrawn'].includes(application.status)) return application;
  throw new DomainError(APPLICATION_DECIDED);
}

/** @throws APPLICATIONS_NOT_OPEN, APPLICATIONS_NOT_YET, APPLICATIONS_CLOSED, ALREADY_A_MEMBER */
export function requireMayHandIn(
  event: Event,
  form: { isOpen: boolean },
  application: { status: ApplicationStatus; begunAt: Date },
  standing: { role: string | null },
  now: Date,
): void {
  if (standing.role === null && form.isOpen && mayHandIn(event, application, now)) return;
  requireMayBegin(event, form, standing, now);
}
