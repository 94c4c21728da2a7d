import type { EntityManager } from 'typeorm';
import type { ApplicationRole } from './application-form.entity.js';
import { type AskedConsent, askedConsents, type FormConsents } from './consent.policy.js';
import type { Question } from './question.js';

/** Applications of those who hold a place or wait for one. */
export const LIVE = `('submitted', 'waitlisted', 'accepted')`;

/** Forms that change, and answers to them, take turns: what was answered belongs to the version that was read. */
export async function holdForm(
  manager: EntityManager,
  eventId: string,
  role: ApplicationRole,
): Promise<void> {
  await manager.query('SELECT 1 FROM application_form WHERE event_id = $1 AND role = $2 FOR SHARE', [
    eventId,
    role,
  ]);
}

/** Each version of the form with the consents in it. */
export function formConsents(
  manager: EntityManager,
  eventId: string,
  role: ApplicationRole,
): Promise<FormConsents[]> {
  return manager.query(
    `SELECT version, made_at AS "madeAt", jsonb_path_query_array(questions, '$[*] ? (@.kind == "consent")') AS consents
     FROM application_form_version WHERE event_id = $1 AND role = $2 ORDER BY version`,
    [eventId, role],
  );
}

export type Asked = AskedConsent & { role: ApplicationRole };

/** What the forms of an event ask consent to now. */
export async function consentsAsked(
  manager: EntityManager,
  eventId: string,
  roles: readonly ApplicationRole[],
): Promise<Asked[]> {
  const found: Asked[] = [];
  for (const role of roles) {
    const asked = askedConsents(await formConsents(manager, eventId, role));
    found.push(...asked.map((one) => ({ ...one, role })));
  }
  return found;
}

/** Of `CONSENT_STATE`: which answers count, and whether a no will do. */
export const askedParameter = (asked: Asked[]): string =>
  JSON.stringify(
    asked.map(({ role, question, versions }) => ({
      role,
      questionId: question.id,
      isRequired: question.isRequired,
      versions,
    })),
  );

/**
 * How somebody stands to all consents of a role, as SQL: `due`, `refused`, `agreed`; null where none is asked.
 * @param row what has event_id, role and account_id
 * @param parameter the number of `askedParameter`
 */
export const CONSENT_STATE = (row: string, parameter: string): string => `(
  SELECT CASE WHEN count(*) = 0 THEN NULL WHEN bool_or(c.is_agreed IS NULL) THEN 'due'
    WHEN bool_or(q."isRequired" AND NOT c.is_agreed) THEN 'refused' ELSE 'agreed' END
  FROM jsonb_to_recordset(${parameter}::jsonb) AS q(role text, "questionId" uuid, "isRequired" boolean, versions int[])
  LEFT JOIN LATERAL (
    SELECT x.is_agreed FROM application_consent x
    WHERE x.event_id = ${row}.event_id AND x.role = q.role AND x.account_id = ${row}.account_id AND x.question_id = q."questionId"
      AND x.version = ANY(q.versions)
    ORDER BY x.at DESC, x.version DESC LIMIT 1) c ON true
  WHERE q.role = ${row}.role)`;

/** The roles in which somebody holds a place of the event or waits for one. */
export async function rolesOf(
  manager: EntityManager,
  eventId: string,
  accountId: string,
): Promise<ApplicationRole[]> {
  const rows: { role: ApplicationRole }[] = await manager.query(
    `SELECT role FROM event_member WHERE event_id = $1 AND account_id = $2 AND role IN ('participant', 'mentor')
     UNION SELECT role FROM application WHERE event_id = $1 AND account_id = $2 AND status IN ${LIVE}
     ORDER BY role DESC`,
    [eventId, accountId],
  );
  return rows.map(({ role }) => role);
}

export interface Holder {
  accountId: string;
  name: string;
  state: 'due' | 'refused';
}

/** Who holds a place in the role or waits for one, and has not agreed to what is asked. */
export function withoutConsent(
  manager: EntityManager,
  eventId: string,
  role: ApplicationRole,
  asked: Asked[],
): Promise<Holder[]> {
  return manager.query(
    `SELECT * FROM (
       SELECT h.account_id AS "accountId", a.name, ${CONSENT_STATE('h', '$3')} AS state
       FROM (
         SELECT event_id, role, account_id FROM event_member WHERE event_id = $1 AND role = $2
         UNION
         SELECT event_id, role, account_id FROM application WHERE event_id = $1 AND role = $2 AND status IN ${LIVE}) h
       JOIN account a ON a.id = h.account_id) people
     WHERE state IN ('due', 'refused') ORDER BY "accountId"`,
    [eventId, role, askedParameter(asked)],
  );
}

/** What an application says to the consents of its form; a consent that is left alone is none. */
export async function keepConsents(
  manager: EntityManager,
  given: {
    eventId: string;
    role: ApplicationRole;
    accountId: string;
    version: number;
    answers: { question: Pick<Question, 'id'>; isAgreed: boolean }[];
    now: Date;
  },
): Promise<void> {
  for (const { question, isAgreed } of given.answers) {
    await manager.query(
      `INSERT INTO application_consent (event_id, role, account_id, question_id, version, is_agreed, at)
       VALUES ($1, $2, $3, $4, $5, $6, $7)
       ON CONFLICT (event_id, role, account_id, question_id, version) DO UPDATE SET is_agreed = $6, at = $7`,
      [given.eventId, given.role, given.accountId, question.id, given.version, isAgreed, given.now],
    );
  }
}
