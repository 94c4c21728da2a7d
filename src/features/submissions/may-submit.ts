import { isUUID } from 'class-validator';
import type { EntityManager } from 'typeorm';
import { DomainError } from '../../platform/http/domain-error.js';
import { isOrganizer, requireTeam, type Standing } from '../access/access.js';
import { Event } from '../events/event.entity.js';
import type { Task } from '../tasks/task.entity.js';
import { findTask } from '../tasks/task.queries.js';
import { usedEntries } from '../teams/budget.queries.js';
import { allowanceOf } from './quota.queries.js';
import { dayBounds, requireOpen, requireQuota } from './submission.policy.js';
import { TEAM_ID_IS_FOR_ORGANIZERS, TEAM_NOT_IN_EVENT } from './submissions.errors.js';

/**
 * Whether a team may hand one more entry in at this moment; only under the team's lock does the answer last. The database's
 * clock is the one clock, so that several API processes agree on when a day ends. @throws limits, closed tasks
 */
export async function requireMaySubmit(
  manager: EntityManager,
  taskId: string,
  teamId: string,
): Promise<{ current: Task; now: Date }> {
  await manager.query('SELECT 1 FROM task WHERE id = $1 FOR SHARE', [taskId]);
  const current = await findTask(manager, taskId);
  const event = await manager.findOneByOrFail(Event, { id: current.eventId });
  const [{ now }] = await manager.query('SELECT clock_timestamp() AS now');
  const day = dayBounds(now, event.timeZone);
  const extra = await allowanceOf(manager, teamId, taskId, day);
  requireOpen(current, event, now, extra.closesAt);
  const used = await usedEntries(manager, teamId, taskId, day);
  requireQuota(current, used, day.end, event.timeZone, extra);
  return { current, now };
}

/** The own team; for organizers the one they name. @throws TEAM_ID_IS_FOR_ORGANIZERS, TEAM_NOT_IN_EVENT */
export async function teamOfSender(
  manager: EntityManager,
  standing: Standing,
  named: string | undefined,
): Promise<string> {
  if (!isOrganizer(standing)) {
    const own = requireTeam(standing);
    if (named && named.toLowerCase() !== own) throw new DomainError(TEAM_ID_IS_FOR_ORGANIZERS);
    return own;
  }
  const [team] = isUUID(named)
    ? await manager.query('SELECT id FROM team WHERE id = $1 AND event_id = $2 AND dissolved_at IS NULL', [
        named,
        standing.eventId,
      ])
    : [];
  if (!team) throw new DomainError(TEAM_NOT_IN_EVENT);
  return team.id;
}

/** As the database would refuse it: nothing is kept, and the client may simply try again. */
export const changedMeanwhile = (what: string): Error =>
  Object.assign(new Error(`${what} changed`), { code: '40001' });
