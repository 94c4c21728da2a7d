/*
 * Whom or what a line of the record is about, as it is called at the time of reading: nothing of a person is copied into
 * the record, and whoever has deleted their account stands there under the pseudonym that is left of it.
 */

/** A text in both languages, in the reader's or in the one that it has. */
const read = (texts: string, language: string): string =>
  `coalesce(nullif(${texts}->>${language}, ''), nullif(${texts}->>'en', ''), ${texts}->>'ko')`;

const subjects = (language: string): Record<string, string> => ({
  account: 'SELECT name FROM account WHERE id::text = r.subject_id',
  application:
    'SELECT a.name FROM application p JOIN account a ON a.id = p.account_id WHERE p.id::text = r.subject_id',
  application_file: `SELECT a.name FROM application_file f JOIN application p ON p.id = f.application_id
    JOIN account a ON a.id = p.account_id WHERE f.id::text = r.subject_id`,
  event_invitation: `SELECT coalesce(a.name, i.email) FROM event_invitation i LEFT JOIN account a ON a.id = i.accepted_by
    WHERE i.id::text = r.subject_id`,
  team: 'SELECT name FROM team WHERE id::text = r.subject_id',
  invitation:
    'SELECT g.name FROM team_invitation i JOIN team g ON g.id = i.team_id WHERE i.id::text = r.subject_id',
  problem: `SELECT ${read('p.title', language)} FROM problem p WHERE p.id::text = r.subject_id`,
  task: `SELECT ${read('k.name', language)} FROM task k WHERE k.id::text = r.subject_id`,
  task_file: 'SELECT f.name FROM task_file f WHERE f.id::text = r.subject_id',
  submission: `SELECT g.name || ', ' || ${read('k.name', language)} FROM submission s JOIN team g ON g.id = s.team_id
    JOIN task k ON k.id = s.task_id WHERE s.id::text = r.subject_id`,
  help_request:
    'SELECT g.name FROM help_request h JOIN team g ON g.id = h.team_id WHERE h.id::text = r.subject_id',
  mentor_note:
    'SELECT g.name FROM mentor_note n JOIN team g ON g.id = n.team_id WHERE n.id::text = r.subject_id',
  mentor_conflict: `SELECT a.name FROM mentor_conflict c JOIN account a ON a.id = c.mentor_id
    WHERE c.id::text = r.subject_id`,
  office_slot: `SELECT a.name || coalesce(', ' || g.name, '') FROM office_slot o JOIN account a ON a.id = o.mentor_id
    LEFT JOIN team g ON g.id = o.team_id WHERE o.id::text = r.subject_id`,
});

/** Of lines `r`, as SQL. @param language the number of the parameter that holds it */
export const SUBJECT_NAME = (language: string): string =>
  `CASE r.subject_type ${Object.entries(subjects(language))
    .map(([type, sql]) => `WHEN '${type}' THEN (${sql})`)
    .join(' ')} END`;
