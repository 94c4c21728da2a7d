import type { EntityManager } from 'typeorm';
import type { Background } from '../../accounts/profile.js';
import { missing, type TeamRules } from '../../events/team-rules.js';

interface Row {
  id: string;
  name: string;
  rules: TeamRules;
  backgrounds: (Background | null)[];
}

/** Teams that lack what the event's rules ask for; the rules are a policy, so that all teams are read at once. */
export async function incompleteTeams(manager: EntityManager, eventId: string) {
  const rows: Row[] = await manager.query(
    `SELECT g.id, g.name, e.team_rules AS rules, array_agg(a.background) AS backgrounds
     FROM team g JOIN event e ON e.id = g.event_id
     JOIN team_member t ON t.team_id = g.id JOIN account a ON a.id = t.account_id
     WHERE g.event_id = $1 GROUP BY g.id, e.id ORDER BY g.created_at`,
    [eventId],
  );
  return rows
    .filter(({ rules, backgrounds }) => {
      const members = backgrounds.map((background) => ({ background }));
      return missing(rules, members).length > 0;
    })
    .map(({ id, name }) => ({ id, name }));
}
