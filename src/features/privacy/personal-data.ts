/**
 * Where the platform keeps something about a person, and what becomes of it. A test walks the database:
 * a column that names a person and is not listed here fails it.
 */
export interface PersonalData {
  table: string;
  /** Columns that hold an account's id. */
  people: string[];
  /**
   * What its owner reads, as a SELECT list over the table's alias `x`; null: nothing of the person's own, because the
   * row is somebody else's work or statement and only says who made it.
   */
  shown: string | null;
  /** Which rows are the person's own ($1: the account); by default those whose first column of `people` names them. */
  own?: string;
  /**
   * erase: the person's own rows go. keep: they stay, and name an account that is nobody's any more.
   * Anything else is SQL with $1 as the account.
   */
  onDeletion: 'erase' | 'keep' | { sql: string };
}

const EVENT = '(SELECT e.slug FROM event e WHERE e.id = x.event_id) AS event';
const TEAM = '(SELECT g.name FROM team g WHERE g.id = x.team_id) AS team';

/** In the order in which they are erased: what refers to a row goes before it. */
export const PERSONAL_DATA: PersonalData[] = [
  // How one gets in.
  {
    table: 'session',
    people: ['account_id'],
    shown: 'x.created_at, x.last_seen_at, x.expires_at, x.user_agent, x.network',
    onDeletion: 'erase',
  },
  {
    table: 'identity',
    people: ['account_id'],
    shown: 'x.issuer, x.subject, x.email, x.linked_at, x.last_used_at',
    onDeletion: 'erase',
  },
  {
    table: 'second_factor',
    people: ['account_id'],
    shown: 'x.created_at, x.confirmed_at',
    onDeletion: 'erase',
  },
  { table: 'recovery_code', people: ['account_id'], shown: 'x.used_at', onDeletion: 'erase' },
  { table: 'sign_in_step', people: ['account_id'], shown: 'x.kind, x.expires_at', onDeletion: 'erase' },
  {
    table: 'account_link',
    people: ['account_id', 'vouched_by'],
    shown: 'x.purpose, x.address, x.reason, x.created_at, x.used_at',
    onDeletion: 'erase',
  },
  {
    table: 'access_token',
    people: ['account_id'],
    shown: 'x.name, x.prefix, x.scopes, x.created_at, x.expires_at, x.last_used_at, x.revoked_at',
    onDeletion: 'erase',
  },
  {
    table: 'consent',
    people: ['account_id'],
    shown: 'x.kind, x.version, x.at, x.ip',
    // That there was a consent may have to be shown later; from where it came need not.
    onDeletion: { sql: 'UPDATE consent SET ip = NULL WHERE account_id = $1' },
  },

  // What one was written, and wants to be written.
  {
    table: 'mail',
    people: ['account_id'],
    shown: 'x.kind, x.category, x.address, x.subject, x.status, x.created_at, x.sent_at',
    onDeletion: 'erase',
  },
  { table: 'mail_preference', people: ['account_id'], shown: 'x.category, x.wanted', onDeletion: 'erase' },

  // How one came to an event.
  {
    table: 'application',
    people: ['account_id', 'decided_by'],
    shown: `${EVENT}, x.role, x.status, x.draft, x.answers, x.offer, x.background, x.message, x.saved_at,
      x.submitted_at, x.decided_at, x.confirm_by, x.confirmed_at,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('name', f.name, 'size', f.size, 'sha256', f.sha256)), '[]')
       FROM application_file f WHERE f.application_id = x.id) AS files`,
    onDeletion: {
      sql: `WITH files AS (
              DELETE FROM application_file f USING application x WHERE f.application_id = x.id AND x.account_id = $1
            ) DELETE FROM application WHERE account_id = $1`,
    },
  },
  {
    table: 'application_consent',
    people: ['account_id'],
    shown: `${EVENT}, x.role, x.version, x.is_agreed, x.at,
      (SELECT q->'label' FROM application_form_version v, jsonb_array_elements(v.questions) q
       WHERE v.event_id = x.event_id AND v.role = x.role AND v.version = x.version
         AND q->>'id' = x.question_id::text) AS text`,
    // That there was a consent, and to which text, may have to be shown later.
    onDeletion: 'keep',
  },
  { table: 'application_form_version', people: ['made_by'], shown: null, onDeletion: 'keep' },
  {
    table: 'event_invitation',
    people: ['invited_by', 'accepted_by'],
    own: 'x.accepted_by = $1',
    shown: `${EVENT}, x.role, x.email, x.expertise, x.created_at, x.accepted_at`,
    onDeletion: 'erase',
  },
  {
    table: 'mentor_profile',
    people: ['account_id'],
    shown: `${EVENT}, x.expertise, x.languages, x.times, x.max_teams, x.changed_at`,
    onDeletion: 'erase',
  },
  {
    table: 'event_member',
    people: ['account_id', 'checked_in_by'],
    shown: `${EVENT}, x.role, x.joined_at, x.checked_in_at`,
    onDeletion: 'erase',
  },

  // Teams. Who was in which team decides budgets, so it stays, under the name of nobody.
  { table: 'team_member', people: ['account_id'], shown: `${TEAM}, x.joined_at`, onDeletion: 'erase' },
  {
    table: 'team_membership',
    people: ['account_id'],
    shown: `${TEAM}, x.joined_at, x.left_at`,
    onDeletion: 'keep',
  },
  { table: 'team', people: ['captain_id', 'claimed_by'], shown: 'x.name, x.created_at', onDeletion: 'keep' },
  {
    table: 'team_invitation',
    people: ['account_id', 'invited_by', 'accepted_by'],
    own: 'x.account_id = $1 OR x.accepted_by = $1',
    shown: `${TEAM}, x.email, x.created_at, x.accepted_at`,
    onDeletion: { sql: 'UPDATE team_invitation SET email = NULL WHERE account_id = $1 OR accepted_by = $1' },
  },
  {
    table: 'team_request',
    people: ['account_id', 'decided_by'],
    shown: `${TEAM}, x.message, x.status, x.created_at, x.decided_at`,
    onDeletion: 'erase',
  },
  {
    table: 'team_merge',
    people: ['proposed_by', 'decided_by'],
    shown: 'x.message, x.status, x.created_at, x.decided_at',
    onDeletion: 'keep',
  },
  { table: 'team_allowance', people: ['granted_by'], shown: null, onDeletion: 'keep' },
  {
    table: 'event_notice',
    people: ['account_id'],
    shown: `${EVENT}, x.text, x.backgrounds, x.skills, x.languages, x.created_at, x.closed_at`,
    onDeletion: 'erase',
  },

  {
    table: 'team_wish',
    people: ['from_id', 'to_id'],
    // What others wish about the person is theirs to tell.
    shown: `${EVENT}, x.kind, (SELECT a.name FROM account a WHERE a.id = x.to_id) AS about`,
    onDeletion: { sql: 'DELETE FROM team_wish WHERE from_id = $1 OR to_id = $1' },
  },
  { table: 'team_proposal', people: ['created_by', 'closed_by'], shown: null, onDeletion: 'keep' },

  // Problems, and what teams say about theirs.
  {
    table: 'problem',
    people: ['proposed_by'],
    shown: `${EVENT}, x.title, x.question, x.importance, x.data_needed, x.status, x.message, x.created_at`,
    onDeletion: 'keep',
  },
  { table: 'problem_choice', people: ['chosen_by'], shown: `${TEAM}, x.chosen_at`, onDeletion: 'keep' },
  {
    table: 'novelty_declaration',
    people: ['declared_by'],
    shown: `${TEAM}, x.version, x.links, x.declared_at`,
    onDeletion: 'keep',
  },

  // Mentors.
  {
    table: 'mentor_assignment',
    people: ['mentor_id', 'assigned_by'],
    shown: `${TEAM}, x.assigned_at`,
    onDeletion: 'erase',
  },
  {
    table: 'former_affiliation',
    people: ['account_id', 'lifted_by'],
    shown: `${EVENT}, x.affiliation, x.given_up_at, x.lifted_at`,
    onDeletion: 'erase',
  },
  {
    table: 'mentor_conflict',
    people: ['mentor_id', 'account_id', 'declared_by'],
    own: 'x.declared_by = $1 OR x.mentor_id = $1 OR x.account_id = $1',
    // Why somebody else stated a conflict is theirs to tell.
    shown: `${EVENT}, x.institution, CASE WHEN x.declared_by = $1 THEN x.reason END AS reason, x.declared_at`,
    onDeletion: { sql: 'DELETE FROM mentor_conflict WHERE mentor_id = $1 OR account_id = $1' },
  },

  {
    table: 'office_slot',
    people: ['mentor_id', 'booked_by'],
    own: 'x.mentor_id = $1 OR x.booked_by = $1',
    shown: `${EVENT}, x.starts_at, x.ends_at, x.kind, x.topic, x.booked_at`,
    onDeletion: 'keep',
  },
  {
    table: 'help_request',
    people: ['asked_by', 'taken_by'],
    own: 'x.asked_by = $1 OR x.taken_by = $1',
    shown: `${EVENT}, x.subject, x.text, x.urgency, x.status, x.created_at, x.taken_at, x.closed_at`,
    onDeletion: 'keep',
  },
  {
    table: 'mentor_note',
    people: ['author_id'],
    shown: `${TEAM}, x.text, x.created_at, x.edited_at`,
    onDeletion: 'keep',
  },

  // The team's work: it stays.
  {
    table: 'submission',
    people: ['submitted_by', 'withdrawn_by'],
    shown: 'x.id, x.file_name, x.note, x.sha256, x.size, x.status, x.accepted_at, x.selected',
    onDeletion: 'keep',
  },
  {
    table: 'notebook',
    people: ['uploaded_by'],
    shown: 'x.id, x.file_name, x.note, x.sha256, x.size, x.uploaded_at',
    onDeletion: 'keep',
  },
  {
    table: 'notebook_run',
    people: ['requested_by', 'cancelled_by'],
    shown: 'x.id, x.stage, x.status, x.verdict, x.requested_at, x.started_at, x.ended_at',
    onDeletion: 'keep',
  },
  {
    table: 'hidden_file',
    people: ['uploaded_by'],
    shown: 'x.task_id, x.name, x.version, x.uploaded_at',
    onDeletion: 'keep',
  },
  {
    table: 'truth',
    people: ['uploaded_by'],
    shown: 'x.task_id, x.version, x.uploaded_at',
    onDeletion: 'keep',
  },
  {
    table: 'rescoring',
    people: ['requested_by', 'decided_by'],
    shown: 'x.task_id, x.status, x.reason, x.requested_at, x.decided_at',
    onDeletion: 'keep',
  },
  {
    table: 'task_file',
    people: ['uploaded_by'],
    shown: 'x.task_id, x.name, x.uploaded_at',
    onDeletion: 'keep',
  },

  {
    table: 'audit_entry',
    people: ['actor_id'],
    own: `x.actor_id = $1 OR (x.subject_type = 'account' AND x.subject_id = $1::text)`,
    shown: 'x.at, x.action, x.subject_type, x.subject_id, CASE WHEN x.actor_id = $1 THEN x.ip END AS ip',
    onDeletion: { sql: 'SELECT forget_in_audit($1)' },
  },
];
