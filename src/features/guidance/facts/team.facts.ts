import type { EntityManager } from 'typeorm';
import type { Background } from '../../accounts/profile.js';
import { missing, type TeamRules } from '../../events/team-rules.js';
import type { TeamFacts } from './facts.js';

interface Row {
  rules: TeamRules;
  captainId: string;
  backgrounds: (Background | null)[];
  nextHourAt: Date | null;
}

export async function teamFacts(
  manager: EntityManager,
  teamId: string | null,
  accountId: string,
): Promise<TeamFacts | null> {
  if (teamId === null) return null;
  const [row]: Row[] = await manager.query(
    `SELECT e.team_rules AS rules, g.captain_id AS "captainId", array_agg(a.background) AS backgrounds,
       (SELECT min(starts_at) FROM office_slot s WHERE s.team_id = g.id AND s.ends_at > now()) AS "nextHourAt"
     FROM team g JOIN event e ON e.id = g.event_id
     JOIN team_member t ON t.team_id = g.id JOIN account a ON a.id = t.account_id
     WHERE g.id = $1 GROUP BY e.id, g.id`,
    [teamId],
  );
  if (!row) return null;
  return {
    id: teamId,
    memberCount: row.backgrounds.length,
    missing: missing(
      row.rules,
      row.backgrounds.map((background) => ({ background })),
    ),
    isCaptain: row.captainId === accountId,
    nextHourAt: row.nextHourAt,
  };
}
