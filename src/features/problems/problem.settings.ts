import type { EntityManager } from 'typeorm';
import type { ProblemRules } from './problem.policy.js';

export type SettingsRow = ProblemRules & {
  hasOwnDeadline: boolean;
  hasOwnFreeze: boolean;
  timeZone: string;
};

/** The rules of an event as they hold, with defaults and the event's own times where nothing was set. */
export async function loadRules(manager: EntityManager, eventId: string): Promise<SettingsRow> {
  const [row]: SettingsRow[] = await manager.query(
    `SELECT coalesce(s.proposers, 'clinicians') AS proposers, coalesce(s.choosers, 'teams') AS choosers,
       coalesce(s.proposals_close_at, e.starts_at) AS "proposalsCloseAt",
       coalesce(s.choice_freezes_at, e.ends_at) AS "choiceFreezesAt",
       coalesce(s.novelty_required, true) AS "noveltyRequired",
       s.proposals_close_at IS NOT NULL AS "hasOwnDeadline", s.choice_freezes_at IS NOT NULL AS "hasOwnFreeze",
       e.time_zone AS "timeZone"
     FROM event e LEFT JOIN problem_setting s ON s.event_id = e.id WHERE e.id = $1`,
    [eventId],
  );
  return row as SettingsRow;
}
