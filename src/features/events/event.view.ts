import type { Event, EventRole } from './event.entity.js';
import { phasesAt, stageAt } from './event.policy.js';
import type { EventView } from './events.dto.js';

/** Of one event as one person sees it. */
export type EventRow = Omit<Event, 'createdAt'> & {
  myRole: EventRole | null;
  teamId: string | null;
  teamName: string | null;
  memberCount: number;
  teamCount: number;
};

/** $1: the reader's account or null. */
export const EVENT_ROWS = `
  SELECT e.id, e.slug, e.name, e.summary, e.place, e.time_zone AS "timeZone", e.starts_at AS "startsAt",
    e.ends_at AS "endsAt", e.phases, e.status, e.joining, e.applications_open_at AS "applicationsOpenAt",
    e.applications_close_at AS "applicationsCloseAt", e.max_team_size AS "maxTeamSize",
    e.team_rules AS "teamRules", e.teams_freeze_at AS "teamsFreezeAt",
    m.role AS "myRole", t.team_id AS "teamId", g.name AS "teamName",
    (SELECT count(*)::int FROM event_member x WHERE x.event_id = e.id) AS "memberCount",
    (SELECT count(*)::int FROM team x WHERE x.event_id = e.id AND x.dissolved_at IS NULL) AS "teamCount"
  FROM event e
  LEFT JOIN event_member m ON m.event_id = e.id AND m.account_id = $1::uuid
  LEFT JOIN team_member t ON t.event_id = e.id AND t.account_id = $1::uuid
  LEFT JOIN team g ON g.id = t.team_id`;

export function eventView({ teamId, teamName, ...row }: EventRow, now: Date): EventView {
  const { current, next } = phasesAt(row.phases, now);
  return {
    ...row,
    myTeam: teamId === null ? null : { id: teamId, name: teamName ?? '' },
    nowStage: stageAt(row, now),
    currentPhase: current,
    nextPhase: next,
  };
}
