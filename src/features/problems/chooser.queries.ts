import type { EntityManager } from 'typeorm';
import type { Actor } from '../../platform/http/actor.js';
import type { Standing } from '../access/access.js';
import { isChoiceFrozen, type ProblemRules } from './problem.policy.js';

/** Whether the reader is a captain who may choose now. */
export async function mayChooseNow(
  manager: EntityManager,
  actor: Actor,
  standing: Standing,
  rules: ProblemRules,
  now: Date,
): Promise<boolean> {
  if (standing.teamId === null || rules.choosers !== 'teams' || isChoiceFrozen(rules, now)) return false;
  const rows: unknown[] = await manager.query('SELECT 1 FROM team WHERE id = $1 AND captain_id = $2', [
    standing.teamId,
    actor.accountId,
  ]);
  return rows.length > 0;
}
