import { randomInt } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { MatchProblem } from '../../matching/problem.js';
import type { Actor } from '../../platform/http/actor.js';
import { DomainError } from '../../platform/http/domain-error.js';
import { nameKey } from '../../platform/http/name-key.js';
import { RateLimits, type RateRule } from '../../platform/http/rate-limit.js';
import { requireOrganizer } from '../access/access.js';
import { Access } from '../access/access.service.js';
import { Audit } from '../audit/audit.service.js';
import { lockEvent } from '../events/event.locks.js';
import { TEAM_NAME_TAKEN } from '../teams/teams.errors.js';
import { evaluated, rearranged, refreshed, summaryOf } from './arrangement.js';
import {
  type BalanceInput,
  inputHash,
  loadInput,
  problemFrom,
  teamsToFill,
  withoutTeam,
} from './balance-input.js';
import {
  NOBODY_TO_PLACE,
  PROPOSAL_BEING_MADE,
  PROPOSAL_CHANGED,
  PROPOSAL_NOT_OPEN,
  PROPOSAL_PEOPLE_WRONG,
  TARGET_SIZE_WRONG,
  TOO_MANY_TO_PLACE,
} from './balancing.errors.js';
import { usualSize } from './event-setting.js';
import type { ProposalRow } from './proposal.view.js';
import { ProposalMaker } from './proposal-maker.js';
import { ProposalReader } from './proposal-reader.service.js';
import type { ArrangementRequest, ProposalRequest, TeamProposalView } from './proposals.dto.js';
import type { ProposalSettings, ProposedGroup } from './team-proposal.entity.js';

const MOST_PEOPLE = 5_000;
/** A search takes seconds of a processor; this keeps one organizer from taking them all day. */
const PROPOSALS: RateRule = { name: 'team-proposal', points: 60, seconds: 900 };

@Injectable()
export class Proposals {
  constructor(
    private readonly database: DataSource,
    private readonly access: Access,
    private readonly reader: ProposalReader,
    private readonly maker: ProposalMaker,
    private readonly limits: RateLimits,
    private readonly audit: Audit,
  ) {}

  /**
   * @throws NOT_FOUND, NOT_AN_ORGANIZER, NOBODY_TO_PLACE, TOO_MANY_TO_PLACE, TARGET_SIZE_WRONG, PROPOSAL_BEING_MADE,
   *   PROPOSAL_NOT_OPEN where the one that it is based on is no draft, TOO_MANY_REQUESTS
   */
  async create(actor: Actor, slug: string, body: ProposalRequest, now: Date): Promise<TeamProposalView> {
    requireOrganizer(await this.access.inEvent(actor, slug));
    await this.limits.take(PROPOSALS, actor.accountId);
    const begun = await this.database.transaction(async (manager) => {
      await lockEvent(manager, slug);
      const standing = await this.access.inEvent(actor, slug, manager);
      requireOrganizer(standing);
      const { eventId } = standing;
      const base = body.basedOn ? await this.open(manager, actor, body.basedOn, eventId) : null;
      const input = await loadInput(manager, eventId);
      const settings = settingsFrom(body, input, base);
      const leftOut = withoutTeam(input).filter(({ accountId }) => base?.leftOut.includes(accountId));
      const question = questionFor(input, settings, base, new Set(leftOut.map(({ accountId }) => accountId)));
      const seed = body.seed ?? randomInt(2 ** 31);
      await this.requireNoneComputing(manager, eventId, now);
      const hash = inputHash(question.problem);
      const [row]: { id: string }[] = await manager.query(
        `INSERT INTO team_proposal (event_id, seed, settings, input_hash, left_out, lease_until, created_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id`,
        [
          eventId,
          seed,
          JSON.stringify(settings),
          hash,
          JSON.stringify(leftOut.map(({ accountId }) => accountId)),
          this.maker.leaseFrom(now),
          actor.accountId,
        ],
      );
      const { id } = row as { id: string };
      await this.audit.record(manager, {
        actor,
        action: 'team_proposal.made',
        subject: { type: 'team_proposal', id },
        eventId,
        after: { ...settings, seed, people: question.problem.people.length, inputHash: hash },
      });
      return { id, eventId, seed, settings, ...question };
    });
    this.maker.start(begun);
    return this.reader.get(actor, begun.id, now);
  }

  /** @throws NOT_FOUND, NOT_AN_ORGANIZER, PROPOSAL_NOT_OPEN, PROPOSAL_CHANGED, PROPOSAL_PEOPLE_WRONG, TEAM_NAME_TAKEN */
  arrange(actor: Actor, id: string, body: ArrangementRequest, now: Date): Promise<TeamProposalView> {
    return this.change(actor, id, body.version, now, 'team_proposal.changed', (row, input) => {
      const given = body.groups.map((group) => ({
        ...group,
        teamId: group.teamId ?? null,
        captainId: group.captainId ?? null,
      }));
      const groups = rearranged(row.groups, row.leftOut, given, body.leftOut);
      if (!groups) throw new DomainError(PROPOSAL_PEOPLE_WRONG);
      requireFreeNames(groups, input);
      return { groups, leftOut: body.leftOut };
    });
  }

  /** @throws NOT_FOUND, NOT_AN_ORGANIZER, PROPOSAL_NOT_OPEN, PROPOSAL_CHANGED */
  refresh(actor: Actor, id: string, version: number, now: Date): Promise<TeamProposalView> {
    return this.change(actor, id, version, now, 'team_proposal.refreshed', (row, input) =>
      refreshed(input, row.groups, row.leftOut),
    );
  }

  /** Again changes nothing. @throws NOT_FOUND, NOT_AN_ORGANIZER, PROPOSAL_NOT_OPEN for one that was applied */
  async discard(actor: Actor, id: string, now: Date): Promise<TeamProposalView> {
    await this.database.transaction(async (manager) => {
      const row = await this.locked(manager, actor, id);
      if (row.state === 'discarded') return;
      if (row.state === 'applied') throw new DomainError(PROPOSAL_NOT_OPEN);
      await manager.query(
        `UPDATE team_proposal SET state = 'discarded', closed_by = $2, closed_at = $3 WHERE id = $1`,
        [id, actor.accountId, now],
      );
      await this.audit.record(manager, {
        actor,
        action: 'team_proposal.discarded',
        subject: { type: 'team_proposal', id },
        eventId: row.eventId,
        before: { state: row.state },
      });
    });
    this.maker.stop(id);
    return this.reader.get(actor, id, now);
  }

  private async change(
    actor: Actor,
    id: string,
    version: number,
    now: Date,
    action: string,
    work: (row: ProposalRow, input: BalanceInput) => { groups: ProposedGroup[]; leftOut: string[] },
  ): Promise<TeamProposalView> {
    await this.database.transaction(async (manager) => {
      const row = await this.locked(manager, actor, id);
      if (row.state !== 'draft') throw new DomainError(PROPOSAL_NOT_OPEN);
      if (row.version !== version) throw new DomainError(PROPOSAL_CHANGED);
      const input = await loadInput(manager, row.eventId);
      const { groups, leftOut } = work(row, input);
      const report = summaryOf(evaluated(input, row.settings, groups));
      await manager.query(
        'UPDATE team_proposal SET groups = $2, left_out = $3, report = $4, version = version + 1 WHERE id = $1',
        [id, JSON.stringify(groups), JSON.stringify(leftOut), JSON.stringify(report)],
      );
      await this.audit.record(manager, {
        actor,
        action,
        subject: { type: 'team_proposal', id },
        eventId: row.eventId,
        before: { version },
        after: { version: version + 1, hard: report.hard, soft: report.soft, leftOut: leftOut.length },
      });
    });
    return this.reader.get(actor, id, now);
  }

  /** Under the lock of its row; what it is and whether one may is asked after that. */
  private async locked(manager: EntityManager, actor: Actor, id: string): Promise<ProposalRow> {
    await manager.query('SELECT 1 FROM team_proposal WHERE id = $1 FOR UPDATE', [id]);
    return this.reader.row(actor, id, manager);
  }

  private async open(
    manager: EntityManager,
    actor: Actor,
    id: string,
    eventId: string,
  ): Promise<ProposalRow> {
    const row = await this.reader.row(actor, id, manager);
    if (row.state !== 'draft' || row.eventId !== eventId) throw new DomainError(PROPOSAL_NOT_OPEN);
    return row;
  }

  private async requireNoneComputing(manager: EntityManager, eventId: string, now: Date): Promise<void> {
    await manager.query(
      `UPDATE team_proposal SET state = 'failed' WHERE event_id = $1 AND state = 'computing' AND lease_until <= $2`,
      [eventId, now],
    );
    const rows: unknown[] = await manager.query(
      `SELECT 1 FROM team_proposal WHERE event_id = $1 AND state = 'computing'`,
      [eventId],
    );
    if (rows.length > 0) throw new DomainError(PROPOSAL_BEING_MADE);
  }
}

function settingsFrom(
  body: ProposalRequest,
  input: BalanceInput,
  base: ProposalRow | null,
): ProposalSettings {
  const { minSize, maxSize } = input.setting;
  const targetSize = body.targetSize ?? base?.settings.targetSize ?? usualSize(input.setting);
  if (body.targetSize !== undefined && (targetSize < minSize || targetSize > maxSize)) {
    throw new DomainError(TARGET_SIZE_WRONG, { min: minSize, max: maxSize });
  }
  return {
    targetSize,
    fillTeams: body.fillTeams ?? base?.settings.fillTeams ?? false,
    preset: body.preset ?? base?.settings.preset ?? 'balanced',
  };
}

/** Who is to be placed where; people who are locked in `base` stay there. */
function questionFor(
  input: BalanceInput,
  settings: ProposalSettings,
  base: ProposalRow | null,
  leftOut: ReadonlySet<string>,
): { problem: MatchProblem; kept: ProposedGroup[] } {
  const people = new Set(
    withoutTeam(input).flatMap(({ accountId }) => (leftOut.has(accountId) ? [] : accountId)),
  );
  if (people.size === 0) throw new DomainError(NOBODY_TO_PLACE);
  if (people.size > MOST_PEOPLE) throw new DomainError(TOO_MANY_TO_PLACE, { limit: MOST_PEOPLE });
  const teamIds = new Set(settings.fillTeams ? teamsToFill(input).map(({ id }) => id) : []);
  const kept = (base?.groups ?? [])
    .map((group) => ({ ...group, locked: group.locked.filter((id) => people.has(id)) }))
    .filter(({ teamId, locked }) => locked.length > 0 && (teamId === null || teamIds.has(teamId)));
  const groups = kept.map(({ teamId, locked }) => ({ teamId, people: locked }));
  return { problem: problemFrom(input, settings, people, teamIds, groups), kept };
}

function requireFreeNames(groups: ProposedGroup[], input: BalanceInput): void {
  const seen = new Set(input.teams.map(({ name }) => nameKey(name)));
  for (const { teamId, name } of groups) {
    if (teamId !== null) continue;
    if (seen.has(nameKey(name))) throw new DomainError(TEAM_NAME_TAKEN, { name });
    seen.add(nameKey(name));
  }
}
