import type { EntityManager } from 'typeorm';
import { DomainError } from '../../platform/http/domain-error.js';
import { NOT_FOUND } from '../../platform/http/http.errors.js';
import type { Texts } from '../../platform/i18n/language.js';
import type { Background } from '../accounts/profile.js';
import type { Places, Window } from './application.policy.js';
import type { ApplicationForm, ApplicationRole } from './application-form.entity.js';
import type { Question } from './question.js';

export interface EventRow extends Window {
  id: string;
  slug: string;
  name: Texts;
  timeZone: string;
  endsAt: Date;
}

export async function eventOf(manager: EntityManager, eventId: string): Promise<EventRow> {
  const [row]: EventRow[] = await manager.query(
    `SELECT id, slug, name, time_zone AS "timeZone", starts_at AS "startsAt", ends_at AS "endsAt", status,
       applications_open_at AS "applicationsOpenAt", applications_close_at AS "applicationsCloseAt"
     FROM event WHERE id = $1`,
    [eventId],
  );
  if (!row) throw new DomainError(NOT_FOUND);
  return row;
}

export type Form = Omit<ApplicationForm, 'eventId' | 'role'> & { questions: Question[] };

const NO_FORM: Form = {
  version: 0,
  questions: [],
  isOpen: false,
  capacity: null,
  backgroundCapacity: {},
  promotion: 'applied',
  confirmDays: null,
};

/** The form as it stands now; one that nobody has made yet is closed and asks nothing. */
export async function formOf(manager: EntityManager, eventId: string, role: ApplicationRole): Promise<Form> {
  const [row]: Form[] = await manager.query(
    `SELECT f.version, f.is_open AS "isOpen", f.capacity, f.background_capacity AS "backgroundCapacity", f.promotion,
       f.confirm_days AS "confirmDays", COALESCE(v.questions, '[]') AS questions
     FROM application_form f
     LEFT JOIN application_form_version v ON v.event_id = f.event_id AND v.role = f.role AND v.version = f.version
     WHERE f.event_id = $1 AND f.role = $2`,
    [eventId, role],
  );
  return row ?? NO_FORM;
}

/** All that was ever asked for this role, each question once in its latest wording, newest forms first. */
export async function allQuestions(
  manager: EntityManager,
  eventId: string,
  role: ApplicationRole,
): Promise<Question[]> {
  const rows: { questions: Question[] }[] = await manager.query(
    'SELECT questions FROM application_form_version WHERE event_id = $1 AND role = $2 ORDER BY version DESC',
    [eventId, role],
  );
  const found = new Map<string, Question>();
  for (const question of rows.flatMap(({ questions }) => questions)) {
    const known = found.get(question.id);
    if (!known) found.set(question.id, question);
    else {
      // Options that were taken away since still name what was chosen.
      const more = question.options.filter(({ id }) => !known.options.some((option) => option.id === id));
      found.set(question.id, { ...known, options: [...known.options, ...more] });
    }
  }
  return [...found.values()];
}

/**
 * Who has the places of a role: its members, however they came in. Whoever applied counts as the background of the
 * application, so that a change of the profile moves nobody from one limit to another.
 */
export async function placesOf(
  manager: EntityManager,
  eventId: string,
  role: ApplicationRole,
  form: Form,
): Promise<Places> {
  const rows: { background: Background | null; n: number }[] = await manager.query(
    `SELECT COALESCE(p.background, a.background) AS background, count(*)::int AS n
     FROM event_member m
     JOIN account a ON a.id = m.account_id
     LEFT JOIN application p ON p.event_id = m.event_id AND p.account_id = m.account_id AND p.role = m.role
       AND p.status = 'accepted'
     WHERE m.event_id = $1 AND m.role = $2 GROUP BY 1`,
    [eventId, role],
  );
  return {
    capacity: form.capacity,
    byBackground: form.backgroundCapacity,
    taken: rows.reduce((sum, { n }) => sum + n, 0),
    takenBy: Object.fromEntries(
      rows.flatMap(({ background, n }) => (background === null ? [] : [[background, n]])),
    ),
  };
}

/** The order in which the waiting list is served, of applications `p`. */
export const WAITING_ORDER = {
  applied: 'p.submitted_at, p.id',
  rank: 'p.rank NULLS LAST, p.submitted_at, p.id',
  manual: 'p.rank NULLS LAST, p.submitted_at, p.id',
};
