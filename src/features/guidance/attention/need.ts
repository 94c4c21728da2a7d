import { closesFor } from '../../submissions/quota.queries.js';
export const NEED_CODES = [
  'HELP_UNANSWERED',
  'FAILED_MAIL',
  'UNVERIFIED_ADDRESS',
  'NOT_CHECKED_IN',
  'UNCONFIRMED_PLACE',
  'UNDECIDED_APPLICATION',
  'PERSON_WITHOUT_TEAM',
  'TEAM_INCOMPLETE',
  'TEAM_WITHOUT_PROBLEM',
  'NOVELTY_NOT_DECLARED',
  'TEAM_WITHOUT_MENTOR',
  'TEAM_WITHOUT_ENTRY',
] as const;
export type NeedCode = (typeof NEED_CODES)[number];
export type NeedSubject = 'team' | 'person' | 'mail' | 'application' | 'help';

/**
 * One kind of help, as a query of `id` and `name`, of those that wait longest first. Its parameters are $1, the event, and
 * $2, the time. However many teams there are, each kind is one query.
 */
export interface Need {
  code: NeedCode;
  of: NeedSubject;
  /** Below the event's address. */
  where: string;
  sql: string;
}

/** How long before its end a task without an entry is a worry. */
export const NEAR_THE_END = '12 hours';

/** How long before it goes to somebody else an unconfirmed place is a worry. */
export const SOON_TO_LAPSE = '24 hours';

const HAS_MEMBERS = 'EXISTS (SELECT 1 FROM team_member t WHERE t.team_id = g.id)';

/** A new kind is an entry here, its code above, and its words in the page. */
export const NEEDS: readonly Need[] = [
  {
    code: 'HELP_UNANSWERED',
    of: 'help',
    where: 'mentoring',
    sql: `SELECT h.id, g.name FROM help_request h JOIN team g ON g.id = h.team_id
      WHERE h.event_id = $1 AND h.status = 'open' ORDER BY h.created_at`,
  },
  {
    code: 'FAILED_MAIL',
    of: 'mail',
    where: 'set-up?part=mails',
    sql: `SELECT id, coalesce((SELECT name FROM account a WHERE a.id = m.account_id), address) AS name
      FROM mail m WHERE event_id = $1 AND status = 'failed' ORDER BY created_at`,
  },
  {
    code: 'UNVERIFIED_ADDRESS',
    of: 'person',
    where: 'people',
    sql: `SELECT a.id, a.name FROM event_member m JOIN account a ON a.id = m.account_id
      WHERE m.event_id = $1 AND a.email_verified_at IS NULL ORDER BY m.joined_at`,
  },
  {
    code: 'NOT_CHECKED_IN',
    of: 'person',
    where: 'people',
    // Where nobody is checked in at all, the event does without.
    sql: `SELECT a.id, a.name FROM event_member m JOIN account a ON a.id = m.account_id JOIN event e ON e.id = m.event_id
      WHERE m.event_id = $1 AND m.role <> 'organizer' AND m.checked_in_at IS NULL
        AND $2 BETWEEN e.starts_at AND e.ends_at
        AND EXISTS (SELECT 1 FROM event_member x WHERE x.event_id = $1 AND x.checked_in_at IS NOT NULL)
      ORDER BY lower(a.name)`,
  },
  {
    code: 'UNCONFIRMED_PLACE',
    of: 'application',
    where: 'people',
    sql: `SELECT p.id, a.name FROM application p JOIN account a ON a.id = p.account_id
      WHERE p.event_id = $1 AND p.status = 'accepted' AND p.confirmed_at IS NULL
        AND p.confirm_by BETWEEN $2 AND $2::timestamptz + interval '${SOON_TO_LAPSE}'
      ORDER BY p.confirm_by`,
  },
  {
    code: 'UNDECIDED_APPLICATION',
    of: 'application',
    where: 'people',
    sql: `SELECT p.id, a.name FROM application p JOIN account a ON a.id = p.account_id
      WHERE p.event_id = $1 AND p.status = 'submitted' ORDER BY p.submitted_at`,
  },
  {
    code: 'PERSON_WITHOUT_TEAM',
    of: 'person',
    where: 'people',
    sql: `SELECT a.id, a.name FROM event_member m JOIN account a ON a.id = m.account_id
      WHERE m.event_id = $1 AND m.role = 'participant'
        AND NOT EXISTS (SELECT 1 FROM team_member t WHERE t.event_id = $1 AND t.account_id = m.account_id)
      ORDER BY m.joined_at`,
  },
  {
    code: 'TEAM_WITHOUT_PROBLEM',
    of: 'team',
    where: 'problems#teams',
    sql: `SELECT g.id, g.name FROM team g WHERE g.event_id = $1 AND ${HAS_MEMBERS}
        AND EXISTS (SELECT 1 FROM problem p WHERE p.event_id = $1 AND p.status = 'selected')
        AND NOT EXISTS (SELECT 1 FROM problem_choice c WHERE c.team_id = g.id)
      ORDER BY g.created_at`,
  },
  {
    code: 'NOVELTY_NOT_DECLARED',
    of: 'team',
    where: 'problems#teams',
    sql: `SELECT g.id, g.name FROM team g JOIN problem_choice c ON c.team_id = g.id
      LEFT JOIN problem_setting s ON s.event_id = g.event_id
      WHERE g.event_id = $1 AND ${HAS_MEMBERS} AND coalesce(s.novelty_required, true)
        AND NOT EXISTS (SELECT 1 FROM novelty_declaration n WHERE n.team_id = g.id AND n.problem_id = c.problem_id)
      ORDER BY c.chosen_at`,
  },
  {
    code: 'TEAM_WITHOUT_MENTOR',
    of: 'team',
    where: 'mentoring',
    sql: `SELECT g.id, g.name FROM team g WHERE g.event_id = $1 AND ${HAS_MEMBERS}
        AND EXISTS (SELECT 1 FROM event_member m WHERE m.event_id = $1 AND m.role = 'mentor')
        AND NOT EXISTS (SELECT 1 FROM mentor_assignment a WHERE a.team_id = g.id)
      ORDER BY g.created_at`,
  },
  {
    code: 'TEAM_WITHOUT_ENTRY',
    of: 'team',
    where: 'tasks',
    sql: `SELECT g.id, g.name FROM team g JOIN event e ON e.id = g.event_id
      WHERE g.event_id = $1 AND ${HAS_MEMBERS} AND EXISTS (
        SELECT 1 FROM task k WHERE k.event_id = $1 AND k.truth_id IS NOT NULL AND k.final_published_at IS NULL
          AND coalesce(k.opens_at, e.starts_at) <= $2
          AND ${closesFor('g.id')} BETWEEN $2 AND $2::timestamptz + interval '${NEAR_THE_END}'
          AND NOT EXISTS (SELECT 1 FROM submission s WHERE s.team_id IN (SELECT o.id FROM team o WHERE o.id = g.id OR o.merged_into_id = g.id)
            AND s.task_id = k.id
            AND s.status IN ('executing', 'queued', 'running', 'scored') AND s.withdrawn_at IS NULL))
      ORDER BY g.created_at`,
  },
];
