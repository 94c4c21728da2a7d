import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Actor } from '../../platform/http/actor.js';
import { DomainError } from '../../platform/http/domain-error.js';
import { NOT_FOUND } from '../../platform/http/http.errors.js';
import type { Texts } from '../../platform/i18n/language.js';
import { isOrganizer, requireMember } from '../access/access.js';
import { Access } from '../access/access.service.js';
import { Audit } from '../audit/audit.service.js';
import { lockMembership } from '../events/event.locks.js';
import { lockProblem } from './problem.locks.js';
import { areProposalsOpen, isProposer, languagesOf, mayProposerEdit, mayWithdraw } from './problem.policy.js';
import { loadRules } from './problem.settings.js';
import { ProblemReader } from './problem-reader.service.js';
import type { PassageDto, ProblemChangeRequest, ProblemRequest, ProblemView } from './problems.dto.js';
import {
  MAY_NOT_PROPOSE,
  PROBLEM_DECIDED,
  PROBLEM_LANGUAGE_MISSING,
  PROPOSALS_CLOSED,
  TOO_MANY_PROPOSALS,
} from './problems.errors.js';

const MOST_OPEN = 20;
const TEXTS = ['title', 'question', 'importance', 'dataNeeded'] as const;
type ProblemTexts = Record<(typeof TEXTS)[number], Texts>;

/** What people propose, change and take back. */
@Injectable()
export class Proposals {
  constructor(
    private readonly database: DataSource,
    private readonly access: Access,
    private readonly reader: ProblemReader,
    private readonly audit: Audit,
  ) {}

  /** @throws NOT_FOUND, NOT_A_MEMBER, MAY_NOT_PROPOSE, PROPOSALS_CLOSED, PROBLEM_LANGUAGE_MISSING, TOO_MANY_PROPOSALS */
  async propose(actor: Actor, slug: string, body: ProblemRequest, now: Date): Promise<ProblemView> {
    const texts = textsOf(body);
    const id = await this.database.transaction(async (manager) => {
      const standing = await this.access.inEvent(actor, slug, manager);
      requireMember(standing);
      const { eventId } = standing;
      // One at a time for one person, so that the count below holds.
      const role = await lockMembership(manager, eventId, actor.accountId);
      const [{ background }] = await manager.query('SELECT background FROM account WHERE id = $1', [
        actor.accountId,
      ]);
      const rules = await loadRules(manager, eventId);
      if (!isProposer({ role, background }, rules.proposers)) throw new DomainError(MAY_NOT_PROPOSE);
      if (!areProposalsOpen(rules, role === 'organizer', now)) throw closed(rules);
      requireOneLanguage(texts);
      if (role !== 'organizer') await requireRoom(manager, eventId, actor.accountId);
      const [row]: { id: string }[] = await manager.query(
        `INSERT INTO problem (event_id, proposed_by, title, question, importance, data_needed)
         VALUES ($1, $2, $3, $4, $5, $6) RETURNING id`,
        [eventId, actor.accountId, texts.title, texts.question, texts.importance, texts.dataNeeded],
      );
      const { id } = row as { id: string };
      await this.audit.record(manager, {
        actor,
        action: 'problem.proposed',
        subject: { type: 'problem', id },
        eventId,
        after: { title: texts.title },
      });
      return id;
    });
    return this.reader.get(actor, id, now);
  }

  /** Organizers edit for clarity at any time; the record keeps both versions. @throws PROBLEM_DECIDED and as above */
  async change(actor: Actor, id: string, body: ProblemChangeRequest, now: Date): Promise<ProblemView> {
    await this.database.transaction(async (manager) => {
      const standing = await this.reader.inProblemsEvent(manager, actor, id);
      const problem = await lockProblem(manager, id);
      const organizes = isOrganizer(standing);
      const isMine = problem?.proposedBy === actor.accountId;
      if (!problem || (!organizes && !isMine)) throw new DomainError(NOT_FOUND);
      if (!organizes) {
        if (!mayProposerEdit(problem.status)) throw new DomainError(PROBLEM_DECIDED);
        const rules = await loadRules(manager, standing.eventId);
        if (!areProposalsOpen(rules, false, now)) throw closed(rules);
      }
      const before = Object.fromEntries(TEXTS.map((name) => [name, problem[name]])) as ProblemTexts;
      const after = { ...before, ...givenTexts(body, before) };
      requireOneLanguage(after);
      const changed = TEXTS.filter((name) =>
        (['ko', 'en'] as const).some((l) => before[name][l] !== after[name][l]),
      );
      if (changed.length === 0) return;
      await manager.query(
        'UPDATE problem SET title = $2, question = $3, importance = $4, data_needed = $5 WHERE id = $1',
        [id, after.title, after.question, after.importance, after.dataNeeded],
      );
      const only = (texts: ProblemTexts) => Object.fromEntries(changed.map((name) => [name, texts[name]]));
      await this.audit.record(manager, {
        actor,
        action: 'problem.changed',
        subject: { type: 'problem', id },
        eventId: standing.eventId,
        before: only(before),
        after: only(after),
      });
    });
    return this.reader.get(actor, id, now);
  }

  /** Once more changes nothing. @throws NOT_FOUND for whoever did not propose it, PROBLEM_DECIDED once it is selected */
  async withdraw(actor: Actor, id: string, now: Date): Promise<ProblemView> {
    await this.database.transaction(async (manager) => {
      const standing = await this.reader.inProblemsEvent(manager, actor, id);
      const problem = await lockProblem(manager, id);
      if (problem?.proposedBy !== actor.accountId) throw new DomainError(NOT_FOUND);
      if (problem.status === 'withdrawn') return;
      if (!mayWithdraw(problem.status)) throw new DomainError(PROBLEM_DECIDED);
      await manager.query(`UPDATE problem SET status = 'withdrawn' WHERE id = $1`, [id]);
      await this.audit.record(manager, {
        actor,
        action: 'problem.withdrawn',
        subject: { type: 'problem', id },
        eventId: standing.eventId,
        before: { status: problem.status },
        after: { status: 'withdrawn' },
      });
    });
    return this.reader.get(actor, id, now);
  }
}

const closed = (rules: { proposalsCloseAt: Date; timeZone: string }) =>
  new DomainError(PROPOSALS_CLOSED, {
    closesAt: rules.proposalsCloseAt.toISOString(),
    timeZone: rules.timeZone,
  });

const both = (given: PassageDto | undefined, before: Texts = { ko: '', en: '' }): Texts => ({
  ko: given?.ko ?? before.ko,
  en: given?.en ?? before.en,
});

const textsOf = (body: ProblemRequest): ProblemTexts => ({
  title: both(body.title),
  question: both(body.question),
  importance: both(body.importance),
  dataNeeded: both(body.dataNeeded),
});

/** A language that a change leaves out stays as it is. */
const givenTexts = (body: ProblemChangeRequest, before: ProblemTexts): Partial<ProblemTexts> =>
  Object.fromEntries(
    TEXTS.filter((name) => body[name]).map((name) => [name, both(body[name], before[name])]),
  );

function requireOneLanguage(texts: ProblemTexts): void {
  if (languagesOf(texts.title, texts.question).length === 0) throw new DomainError(PROBLEM_LANGUAGE_MISSING);
}

async function requireRoom(manager: EntityManager, eventId: string, accountId: string): Promise<void> {
  const [{ open }] = await manager.query(
    `SELECT count(*)::int AS open FROM problem
     WHERE event_id = $1 AND proposed_by = $2 AND status IN ('proposed', 'shortlisted')`,
    [eventId, accountId],
  );
  if (open >= MOST_OPEN) throw new DomainError(TOO_MANY_PROPOSALS, { limit: MOST_OPEN });
}
