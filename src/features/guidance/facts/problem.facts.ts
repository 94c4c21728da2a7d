import type { EntityManager } from 'typeorm';
import { NOVELTY_VERSION } from '../../problems/novelty-statement.js';
import { isDeclarationCurrent } from '../../problems/problem.policy.js';
import { loadRules } from '../../problems/problem.settings.js';
import type { ProblemFacts } from './facts.js';

export async function problemFacts(
  manager: EntityManager,
  eventId: string,
  teamId: string | null,
): Promise<ProblemFacts> {
  const rules = await loadRules(manager, eventId);
  const [row] = await manager.query(
    `SELECT
       (SELECT count(*)::int FROM problem p WHERE p.event_id = $1 AND p.status = 'selected' AND
         (p.capacity IS NULL OR p.capacity > (SELECT count(*) FROM problem_choice c WHERE c.problem_id = p.id
           AND EXISTS (SELECT 1 FROM team_member t WHERE t.team_id = c.team_id)))) AS open,
       (SELECT problem_id FROM problem_choice WHERE team_id = $2) AS "problemId",
       (SELECT json_build_object('version', version, 'problemId', problem_id) FROM novelty_declaration
         WHERE team_id = $2 ORDER BY declared_at DESC LIMIT 1) AS declaration`,
    [eventId, teamId],
  );
  return {
    open: row.open,
    choosers: rules.choosers,
    freezesAt: rules.choiceFreezesAt,
    isChosen: row.problemId !== null,
    noveltyRequired: rules.noveltyRequired,
    isDeclared: isDeclarationCurrent(row.declaration, { version: NOVELTY_VERSION, problemId: row.problemId }),
  };
}
