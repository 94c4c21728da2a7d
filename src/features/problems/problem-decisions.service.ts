import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Actor } from '../../platform/http/actor.js';
import { DomainError } from '../../platform/http/domain-error.js';
import { requireMember, requireOrganizer } from '../access/access.js';
import { Access } from '../access/access.service.js';
import { Audit } from '../audit/audit.service.js';
import { mayChooseNow } from './chooser.queries.js';
import type { Problem } from './problem.entity.js';
import { lockProblem, teamsOn } from './problem.locks.js';
import { isProposer } from './problem.policy.js';
import { loadRules } from './problem.settings.js';
import { ProblemLetters } from './problem-letters.service.js';
import { ProblemReader } from './problem-reader.service.js';
import type {
  ProblemDecisionRequest,
  ProblemSettingsRequest,
  ProblemSettingsView,
  ProblemView,
} from './problems.dto.js';
import { PROBLEM_CAPACITY_TAKEN, PROBLEM_REASON_NEEDED, PROBLEM_WITHDRAWN } from './problems.errors.js';

/** What organizers settle: the rules, and which proposals teams can work on. */
@Injectable()
export class ProblemDecisions {
  constructor(
    private readonly database: DataSource,
    private readonly access: Access,
    private readonly reader: ProblemReader,
    private readonly letters: ProblemLetters,
    private readonly audit: Audit,
  ) {}

  /**
   * Selecting publishes. A selected problem that is taken back leaves its teams without one, and they are told why.
   * @throws NOT_FOUND, NOT_AN_ORGANIZER, PROBLEM_WITHDRAWN, PROBLEM_CAPACITY_TAKEN, PROBLEM_REASON_NEEDED
   */
  async decide(actor: Actor, id: string, body: ProblemDecisionRequest, now: Date): Promise<ProblemView> {
    await this.database.transaction(async (manager) => {
      const standing = await this.reader.inProblemsEvent(manager, actor, id);
      requireOrganizer(standing);
      const problem = (await lockProblem(manager, id)) as Problem;
      if (problem.status === 'withdrawn') throw new DomainError(PROBLEM_WITHDRAWN);
      const message = body.message ?? '';
      const capacity = body.capacity === undefined ? problem.capacity : body.capacity;
      const teams = await teamsOn(manager, id);
      if (body.status === 'selected' && capacity !== null && teams.length > capacity) {
        throw new DomainError(PROBLEM_CAPACITY_TAKEN, { count: teams.length });
      }
      const isTakenBack = problem.status === 'selected' && body.status !== 'selected';
      if (isTakenBack && teams.length > 0 && !message) throw new DomainError(PROBLEM_REASON_NEEDED);
      if (isTakenBack) await this.release(manager, actor, problem, message);
      const isNew = problem.status !== body.status;
      if (!isNew && capacity === problem.capacity) return;
      await manager.query(
        `UPDATE problem SET status = $2, capacity = $3, message = CASE WHEN $4 THEN $5 ELSE message END,
           decided_at = $6 WHERE id = $1`,
        [id, body.status, capacity, isNew, message, now],
      );
      await this.audit.record(manager, {
        actor,
        action: 'problem.decided',
        subject: { type: 'problem', id },
        eventId: standing.eventId,
        before: { status: problem.status, capacity: problem.capacity },
        after: { status: body.status, capacity },
        reason: message || null,
      });
      if (isNew) await this.letters.decision(manager, problem, body.status, message);
    });
    return this.reader.get(actor, id, now);
  }

  /** @throws NOT_FOUND, NOT_A_MEMBER */
  async settings(actor: Actor, slug: string, now: Date): Promise<ProblemSettingsView> {
    const standing = await this.access.inEvent(actor, slug);
    requireMember(standing);
    const { timeZone: _, ...rules } = await loadRules(this.database.manager, standing.eventId);
    const mayChoose = await mayChooseNow(this.database.manager, actor, standing, rules, now);
    const [{ background }] = await this.database.query('SELECT background FROM account WHERE id = $1', [
      actor.accountId,
    ]);
    const isOpen = standing.role === 'organizer' || now < rules.proposalsCloseAt;
    return {
      ...rules,
      mayPropose: isOpen && isProposer({ role: standing.role, background }, rules.proposers),
      mayChoose,
    };
  }

  /** @throws NOT_FOUND, NOT_AN_ORGANIZER */
  async change(
    actor: Actor,
    slug: string,
    body: ProblemSettingsRequest,
    now: Date,
  ): Promise<ProblemSettingsView> {
    await this.database.transaction(async (manager) => {
      const standing = await this.access.inEvent(actor, slug, manager);
      requireOrganizer(standing);
      const { eventId } = standing;
      await manager.query(
        'INSERT INTO problem_setting (event_id) VALUES ($1) ON CONFLICT (event_id) DO NOTHING',
        [eventId],
      );
      const [before] = await manager.query(
        `SELECT proposers, choosers, proposals_close_at AS "proposalsCloseAt",
           choice_freezes_at AS "choiceFreezesAt", novelty_required AS "noveltyRequired"
         FROM problem_setting WHERE event_id = $1 FOR UPDATE`,
        [eventId],
      );
      const after = {
        proposers: body.proposers,
        choosers: body.choosers,
        proposalsCloseAt: body.proposalsCloseAt ? new Date(body.proposalsCloseAt) : null,
        choiceFreezesAt: body.choiceFreezesAt ? new Date(body.choiceFreezesAt) : null,
        noveltyRequired: body.noveltyRequired,
      };
      await manager.query(
        `UPDATE problem_setting SET proposers = $2, choosers = $3, proposals_close_at = $4, choice_freezes_at = $5,
           novelty_required = $6 WHERE event_id = $1`,
        [eventId, ...Object.values(after)],
      );
      await this.audit.record(manager, {
        actor,
        action: 'problem.rules_changed',
        subject: { type: 'event', id: eventId },
        eventId,
        before,
        after,
      });
    });
    return this.settings(actor, slug, now);
  }

  private async release(manager: EntityManager, actor: Actor, problem: Problem, reason: string) {
    const [released]: [{ teamId: string }[], number] = await manager.query(
      'DELETE FROM problem_choice WHERE problem_id = $1 RETURNING team_id AS "teamId"',
      [problem.id],
    );
    for (const { teamId } of released) {
      await this.audit.record(manager, {
        actor,
        action: 'team.problem_changed',
        subject: { type: 'team', id: teamId },
        eventId: problem.eventId,
        before: { problemId: problem.id },
        after: { problemId: null },
        reason: reason || null,
      });
      await this.letters.takenBack(manager, problem, teamId, reason);
    }
  }
}
