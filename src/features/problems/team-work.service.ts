import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Actor } from '../../platform/http/actor.js';
import { DomainError } from '../../platform/http/domain-error.js';
import { NOT_FOUND } from '../../platform/http/http.errors.js';
import { TEAM_NEEDED } from '../access/access.errors.js';
import { isOrganizer, requireMember } from '../access/access.js';
import { Access } from '../access/access.service.js';
import { Audit } from '../audit/audit.service.js';
import { lockTeam } from '../teams/team.locks.js';
import { NOVELTY_VERSION } from './novelty-statement.js';
import { lockProblem, teamsOn } from './problem.locks.js';
import { isChoiceFrozen, type ProblemRules } from './problem.policy.js';
import { loadRules } from './problem.settings.js';
import { ProblemLetters } from './problem-letters.service.js';
import type { NoveltyRequest, TeamProblemRequest, TeamWorkDetailView } from './problems.dto.js';
import {
  CAPTAIN_CHOOSES,
  CHOICE_FROZEN,
  NOVELTY_OUTDATED,
  ORGANIZERS_ASSIGN,
  PROBLEM_FULL,
  PROBLEM_NOT_SELECTED,
  PROBLEM_REASON_NEEDED,
} from './problems.errors.js';
import { TeamWorkReader } from './team-work-reader.service.js';

/** What a team works on, and that it says this is new. */
@Injectable()
export class TeamWork {
  constructor(
    private readonly database: DataSource,
    private readonly access: Access,
    private readonly reader: TeamWorkReader,
    private readonly letters: ProblemLetters,
    private readonly audit: Audit,
  ) {}

  /**
   * By the captain until the freeze; by organizers at any time, with a reason. The last place goes to whoever locks the
   * problem first; the same choice again changes nothing.
   * @throws NOT_FOUND, NOT_A_MEMBER, CAPTAIN_CHOOSES, ORGANIZERS_ASSIGN, CHOICE_FROZEN, PROBLEM_NOT_SELECTED, PROBLEM_FULL
   */
  async choose(
    actor: Actor,
    teamId: string,
    body: TeamProblemRequest,
    now: Date,
  ): Promise<TeamWorkDetailView> {
    await this.database.transaction(async (manager) => {
      const standing = await this.access.inTeamsEvent(actor, teamId, manager);
      requireMember(standing);
      const { eventId } = standing;
      const team = await lockTeam(manager, teamId);
      if (!team) throw new DomainError(NOT_FOUND);
      const rules = await loadRules(manager, eventId);
      const reason = body.reason ?? '';
      if (isOrganizer(standing)) {
        if (!reason) throw new DomainError(PROBLEM_REASON_NEEDED);
      } else {
        requireChooser(standing.teamId === teamId && team.captainId === actor.accountId, rules, now);
      }
      const before = await choiceOf(manager, teamId);
      const problemId = body.problemId ?? null;
      if (before === problemId) return;
      const problem = problemId === null ? null : await takePlace(manager, eventId, problemId);
      await manager.query('DELETE FROM problem_choice WHERE team_id = $1', [teamId]);
      if (problem) {
        await manager.query(
          `INSERT INTO problem_choice (team_id, event_id, problem_id, chosen_by, assigned, reason, chosen_at)
           VALUES ($1, $2, $3, $4, $5, $6, $7)`,
          [teamId, eventId, problem.id, actor.accountId, isOrganizer(standing), reason, now],
        );
      }
      await this.audit.record(manager, {
        actor,
        action: 'team.problem_changed',
        subject: { type: 'team', id: teamId },
        eventId,
        before: { problemId: before },
        after: { problemId },
        reason: reason || null,
      });
      if (!isOrganizer(standing)) return;
      if (problem) await this.letters.assigned(manager, problem, teamId, reason);
      else if (before) {
        const old = await lockProblem(manager, before);
        if (old) await this.letters.takenBack(manager, old, teamId, reason);
      }
    });
    return this.reader.get(actor, teamId, now);
  }

  /** By any member of the team. @throws NOT_FOUND, NOT_A_MEMBER, TEAM_NEEDED, NOVELTY_OUTDATED */
  async declare(actor: Actor, teamId: string, body: NoveltyRequest, now: Date): Promise<TeamWorkDetailView> {
    await this.database.transaction(async (manager) => {
      const standing = await this.access.inTeamsEvent(actor, teamId, manager);
      requireMember(standing);
      if (standing.teamId !== teamId) throw new DomainError(TEAM_NEEDED);
      if (body.version !== NOVELTY_VERSION) throw new DomainError(NOVELTY_OUTDATED);
      await lockTeam(manager, teamId);
      const problemId = await choiceOf(manager, teamId);
      const links = [...new Set(body.links ?? [])];
      await manager.query(
        `INSERT INTO novelty_declaration (team_id, event_id, problem_id, version, links, declared_by)
         VALUES ($1, $2, $3, $4, $5, $6)`,
        [teamId, standing.eventId, problemId, body.version, links, actor.accountId],
      );
      await this.audit.record(manager, {
        actor,
        action: 'team.novelty_declared',
        subject: { type: 'team', id: teamId },
        eventId: standing.eventId,
        after: { version: body.version, problemId, links: links.length },
      });
    });
    return this.reader.get(actor, teamId, now);
  }
}

function requireChooser(isCaptain: boolean, rules: ProblemRules & { timeZone: string }, now: Date): void {
  if (!isCaptain) throw new DomainError(CAPTAIN_CHOOSES);
  if (rules.choosers === 'organizers') throw new DomainError(ORGANIZERS_ASSIGN);
  if (isChoiceFrozen(rules, now)) {
    const { choiceFreezesAt, timeZone } = rules;
    throw new DomainError(CHOICE_FROZEN, { frozenAt: choiceFreezesAt.toISOString(), timeZone });
  }
}

/** Under the lock of the problem, so that of many teams that ask at once only as many get in as there are places. */
async function takePlace(manager: EntityManager, eventId: string, problemId: string) {
  const problem = await lockProblem(manager, problemId);
  if (problem?.eventId !== eventId) throw new DomainError(NOT_FOUND);
  if (problem.status !== 'selected') throw new DomainError(PROBLEM_NOT_SELECTED);
  if (problem.capacity !== null && (await teamsOn(manager, problemId)).length >= problem.capacity) {
    throw new DomainError(PROBLEM_FULL, { capacity: problem.capacity });
  }
  return problem;
}

async function choiceOf(manager: EntityManager, teamId: string): Promise<string | null> {
  const [row]: { problemId: string }[] = await manager.query(
    'SELECT problem_id AS "problemId" FROM problem_choice WHERE team_id = $1',
    [teamId],
  );
  return row?.problemId ?? null;
}
