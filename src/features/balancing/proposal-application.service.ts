import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Actor } from '../../platform/http/actor.js';
import { DomainError, type ErrorDetail } from '../../platform/http/domain-error.js';
import { NOT_FOUND } from '../../platform/http/http.errors.js';
import { Access } from '../access/access.service.js';
import { Audit } from '../audit/audit.service.js';
import { lockEvent } from '../events/event.locks.js';
import { Mails } from '../mail/mails.service.js';
import { lockTeams } from '../teams/team.locks.js';
import { Teams } from '../teams/teams.service.js';
import { type Change, changesSince, evaluated } from './arrangement.js';
import { type BalanceInput, loadInput, sizesOf } from './balance-input.js';
import {
  LATE_CHANGE_NEEDS_REASON,
  PROPOSAL_CHANGED,
  PROPOSAL_IS_EMPTY,
  PROPOSAL_NOT_OPEN,
  PROPOSAL_OUTDATED,
  PROPOSAL_TEAM_TOO_LARGE,
} from './balancing.errors.js';
import { PLACED_IN_TEAM, TEAM_WAS_FILLED } from './balancing.mails.js';
import { isFrozen } from './event-setting.js';
import type { ProposalRow } from './proposal.view.js';
import { ProposalReader } from './proposal-reader.service.js';
import type { ApplicationOfProposalRequest, TeamProposalView } from './proposals.dto.js';
import type { ProposedGroup } from './team-proposal.entity.js';

interface Placing {
  manager: EntityManager;
  actor: Actor;
  row: ProposalRow;
  input: BalanceInput;
  names: Map<string, string>;
  reason: string | null;
}

/** Makes a proposal true: all of its teams at once, or nothing. */
@Injectable()
export class ProposalApplication {
  constructor(
    private readonly database: DataSource,
    private readonly access: Access,
    private readonly reader: ProposalReader,
    private readonly teams: Teams,
    private readonly audit: Audit,
    private readonly mails: Mails,
  ) {}

  /**
   * @throws NOT_FOUND, NOT_AN_ORGANIZER, PROPOSAL_NOT_OPEN, also for the second of two who apply it at once,
   *   PROPOSAL_CHANGED, PROPOSAL_OUTDATED naming who changed, PROPOSAL_TEAM_TOO_LARGE, PROPOSAL_IS_EMPTY,
   *   TEAM_NAME_TAKEN, LATE_CHANGE_NEEDS_REASON
   */
  async apply(
    actor: Actor,
    id: string,
    body: ApplicationOfProposalRequest,
    now: Date,
  ): Promise<TeamProposalView> {
    const { slug } = await this.reader.row(actor, id);
    const placed = await this.database.transaction(async (manager) => {
      await lockEvent(manager, slug);
      await manager.query('SELECT 1 FROM team_proposal WHERE id = $1 FOR UPDATE', [id]);
      const row = await this.reader.row(actor, id, manager);
      if (row.state !== 'draft') throw new DomainError(PROPOSAL_NOT_OPEN);
      if (row.version !== body.version) throw new DomainError(PROPOSAL_CHANGED);
      const groups = row.groups.filter(({ people }) => people.length > 0);
      if (groups.length === 0) throw new DomainError(PROPOSAL_IS_EMPTY);
      await lockPlaces(manager, row.eventId, groups);
      // Under the locks nobody joins or leaves; what happened before them is seen here.
      const input = await loadInput(manager, row.eventId);
      await requireUnchanged(manager, input, row, groups);
      requireSizes(input, groups);
      if (isFrozen(input.setting, now) && !body.reason) throw new DomainError(LATE_CHANGE_NEEDS_REASON);
      const names = new Map(input.participants.map(({ accountId, name }) => [accountId, name]));
      const placing = { manager, actor, row, input, names, reason: body.reason ?? null };
      for (const group of groups) await this.place(placing, group);
      await manager.query(
        `UPDATE team_proposal SET state = 'applied', closed_by = $2, closed_at = $3 WHERE id = $1`,
        [id, actor.accountId, now],
      );
      const people = groups.flatMap((group) => group.people);
      await this.audit.record(manager, {
        actor,
        action: 'team_proposal.applied',
        subject: { type: 'team_proposal', id },
        eventId: row.eventId,
        before: { state: 'draft' },
        after: {
          seed: row.seed,
          newTeams: groups.filter(({ teamId }) => teamId === null).length,
          filledTeams: groups.filter(({ teamId }) => teamId !== null).length,
          people: people.length,
          leftOut: row.leftOut.length,
          hard: row.report?.hard,
          soft: row.report?.soft,
        },
        reason: body.reason ?? null,
      });
      return people;
    });
    this.access.standingChanged(...placed);
    return this.reader.get(actor, id, now);
  }

  private async place(placing: Placing, group: ProposedGroup): Promise<void> {
    const { manager, row } = placing;
    const { eventId } = row;
    const captainId = group.captainId ?? group.people[0]!;
    const teamId = group.teamId ?? (await this.found(placing, group.name, captainId));
    for (const accountId of group.people) {
      // Who founds a team is in it.
      if (group.teamId !== null || accountId !== captainId) {
        await this.teams.add(manager, { eventId, teamId, accountId });
      }
      await this.audit.record(manager, {
        actor: placing.actor,
        action: 'team.member_placed',
        subject: { type: 'account', id: accountId },
        eventId,
        before: { teamId: null },
        after: { teamId, proposalId: row.id },
        reason: placing.reason,
      });
    }
    await this.write(placing, group, teamId, captainId);
  }

  private async found(
    { manager, actor, row, reason }: Placing,
    name: string,
    captainId: string,
  ): Promise<string> {
    const id = await this.teams.found(manager, { eventId: row.eventId, name, captainId });
    await this.audit.record(manager, {
      actor,
      action: 'team.created',
      subject: { type: 'team', id },
      eventId: row.eventId,
      after: { name, captainId, proposalId: row.id },
      reason,
    });
    return id;
  }

  private async write(
    placing: Placing,
    group: ProposedGroup,
    teamId: string,
    captainId: string,
  ): Promise<void> {
    const { manager, row, input, names } = placing;
    const { eventId, slug } = row;
    const named = (ids: string[]) => ids.map((id) => names.get(id) ?? '').join(', ');
    const all = [...group.members, ...group.people];
    const captain = group.teamId === null ? captainId : await captainOf(manager, teamId);
    const shared = { event: input.setting.name, team: group.name, url: `/events/${slug}/teams/${teamId}` };
    for (const accountId of group.people) {
      const others = all.filter((one) => one !== accountId);
      await this.mails.post(
        manager,
        PLACED_IN_TEAM,
        { accountId },
        {
          eventId,
          params: { ...shared, people: named(others) || '–', captain: names.get(captain) ?? '' },
          once: `${accountId}:balancing.placed:${row.id}`,
        },
      );
    }
    for (const accountId of group.members) {
      await this.mails.post(
        manager,
        TEAM_WAS_FILLED,
        { accountId },
        {
          eventId,
          params: { ...shared, people: named(group.people) },
          once: `${accountId}:balancing.filled:${row.id}`,
        },
      );
    }
  }
}

/** Memberships by id, then teams by id: the order in which everyone locks who moves people. */
async function lockPlaces(manager: EntityManager, eventId: string, groups: ProposedGroup[]): Promise<void> {
  await manager.query(
    `SELECT 1 FROM event_member WHERE event_id = $1 AND account_id = ANY($2) ORDER BY account_id FOR UPDATE`,
    [eventId, groups.flatMap(({ people }) => people)],
  );
  await lockTeams(
    manager,
    groups.flatMap(({ teamId }) => teamId ?? []),
  );
}

/** Nobody joined or left, and nothing else has changed so that more rules are broken than organizers have seen. */
async function requireUnchanged(
  manager: EntityManager,
  input: BalanceInput,
  row: ProposalRow,
  groups: ProposedGroup[],
): Promise<void> {
  const changes = changesSince(input, groups, []);
  if (changes.length === 0) {
    const isWorse = evaluated(input, row.settings, row.groups).hard > (row.report?.hard ?? 0);
    if (isWorse) throw new DomainError(PROPOSAL_OUTDATED, {}, [RULES_CHANGED]);
    return;
  }
  // Also of people who are no longer in the event.
  const named: { id: string; name: string }[] = await manager.query(
    'SELECT id, name FROM account WHERE id = ANY($1)',
    [groups.flatMap(({ people }) => people)],
  );
  const names = new Map(named.map(({ id, name }) => [id, name]));
  throw new DomainError(
    PROPOSAL_OUTDATED,
    {},
    changes.map((change) => changeDetail(change, names)),
  );
}

const RULES_CHANGED: ErrorDetail = {
  code: 'rulesChanged',
  detail: {
    en: 'Wishes, profiles, mentors or rules have changed, and more rules are broken than when it was last looked at.',
    ko: '희망이나 프로필, 멘토, 규칙이 바뀌어서 마지막으로 확인했을 때보다 지키지 못하는 규칙이 늘었어요.',
  },
};

function changeDetail(change: Change, names: Map<string, string>): ErrorDetail {
  const { kind } = change;
  if (kind === 'leftEvent') {
    return {
      code: kind,
      path: change.accountId,
      detail: {
        en: `${names.get(change.accountId) ?? ''} is no longer a participant.`,
        ko: `${names.get(change.accountId) ?? ''} 님은 더 이상 참가자가 아니에요.`,
      },
    };
  }
  if (kind === 'joinedTeam') {
    const name = names.get(change.accountId) ?? '';
    const { teamName } = change;
    const detail = {
      en: `${name} is in "${teamName}" by now.`,
      ko: `${name} 님은 이미 ‘${teamName}’ 팀에 있어요.`,
    };
    return { code: kind, path: change.accountId, detail };
  }
  const detail =
    kind === 'teamGone'
      ? { en: `"${change.teamName}" is no longer there.`, ko: `‘${change.teamName}’ 팀이 없어졌어요.` }
      : {
          en: `Who is in "${change.teamName}" has changed.`,
          ko: `‘${change.teamName}’ 팀의 팀원이 바뀌었어요.`,
        };
  return { code: kind, path: change.teamId, detail };
}

function requireSizes(input: BalanceInput, groups: ProposedGroup[]): void {
  const sizes = sizesOf(input);
  const limit = input.setting.maxSize;
  const large = groups.filter(({ teamId, people }) => people.length + (sizes.get(teamId ?? '') ?? 0) > limit);
  if (large.length === 0) return;
  throw new DomainError(PROPOSAL_TEAM_TOO_LARGE, { limit, teams: large.map(({ name }) => name).join(', ') });
}

async function captainOf(manager: EntityManager, teamId: string): Promise<string> {
  const [row]: { captainId: string }[] = await manager.query(
    'SELECT captain_id AS "captainId" FROM team WHERE id = $1',
    [teamId],
  );
  if (!row) throw new DomainError(NOT_FOUND);
  return row.captainId;
}
