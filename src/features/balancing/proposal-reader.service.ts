import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { newGroupCount } from '../../matching/group-count.js';
import type { Actor } from '../../platform/http/actor.js';
import { DomainError } from '../../platform/http/domain-error.js';
import { NOT_FOUND } from '../../platform/http/http.errors.js';
import { cursorOffset, type PageQuery, pageFrom } from '../../platform/http/page.dto.js';
import { requireOrganizer } from '../access/access.js';
import { Access } from '../access/access.service.js';
import { brought, carriedBy, sumOf } from '../teams/budget.queries.js';
import {
  loadInput,
  type Participant,
  problemFrom,
  sizesOf,
  teamsToFill,
  withoutTeam,
} from './balance-input.js';
import { isFrozen, rulesView, usualSize } from './event-setting.js';
import { itemView, type ProposalRow, proposalView } from './proposal.view.js';
import type { BalanceView, CountView, ProposalPage, TeamProposalView } from './proposals.dto.js';

const ROWS = `
  SELECT p.id, p.event_id AS "eventId", e.slug, p.state, p.seed, p.settings, p.input_hash AS "inputHash", p.groups,
    p.left_out AS "leftOut", p.report, p.version, p.progress, p.lease_until AS "leaseUntil", c.name AS "createdByName",
    p.created_at AS "createdAt", d.name AS "closedByName", p.closed_at AS "closedAt"
  FROM team_proposal p JOIN event e ON e.id = p.event_id JOIN account c ON c.id = p.created_by
  LEFT JOIN account d ON d.id = p.closed_by`;

/** Proposals as organizers see them; nobody else sees any. */
@Injectable()
export class ProposalReader {
  constructor(
    private readonly database: DataSource,
    private readonly access: Access,
  ) {}

  /** @throws NOT_FOUND, NOT_AN_ORGANIZER */
  async balance(actor: Actor, slug: string, now: Date): Promise<BalanceView> {
    const standing = await this.access.inEvent(actor, slug);
    requireOrganizer(standing);
    const input = await loadInput(this.database.manager, standing.eventId);
    const left = withoutTeam(input);
    const ids = new Set(left.map(({ accountId }) => accountId));
    const fillable = teamsToFill(input);
    const sizes = sizesOf(input);
    const targetSize = usualSize(input.setting);
    const count = (fillTeams: boolean) => {
      const teamIds = new Set(fillTeams ? fillable.map(({ id }) => id) : []);
      const settings = { targetSize, fillTeams, preset: 'balanced' as const };
      return left.length === 0 ? 0 : newGroupCount(problemFrom(input, settings, ids, teamIds));
    };
    const wishes = input.wishes.filter(({ from }) => ids.has(from));
    return {
      rules: rulesView(input.setting),
      left: left.length,
      backgrounds: counts(left, ({ background }) => [background]),
      languages: counts(left, ({ languages }) => (languages.length > 0 ? languages : [null])),
      withoutBackground: left.filter(({ background }) => background === null).length,
      withoutLanguages: left.filter(({ languages }) => languages.length === 0).length,
      wishesWith: wishes.filter(({ kind }) => kind === 'with').length,
      wishesNotWith: wishes.filter(({ kind }) => kind === 'not_with').length,
      openTeams: fillable.length,
      openPlaces: fillable.reduce((sum, { id }) => sum + input.setting.maxSize - (sizes.get(id) ?? 0), 0),
      targetSize,
      newTeams: count(false),
      newTeamsWhenFilling: count(true),
      isFrozen: isFrozen(input.setting, now),
    };
  }

  /** @throws NOT_FOUND, NOT_AN_ORGANIZER, BAD_CURSOR */
  async list(actor: Actor, slug: string, query: PageQuery, now: Date): Promise<ProposalPage> {
    const standing = await this.access.inEvent(actor, slug);
    requireOrganizer(standing);
    const rows: ProposalRow[] = await this.database.query(
      `${ROWS} WHERE p.event_id = $1 ORDER BY p.created_at DESC, p.id OFFSET $2 LIMIT $3`,
      [standing.eventId, cursorOffset(query), (query.limit ?? 50) + 1],
    );
    return pageFrom(
      rows.map((row) => itemView(row, now)),
      query,
    );
  }

  /** @throws NOT_FOUND, NOT_AN_ORGANIZER */
  async get(actor: Actor, id: string, now: Date): Promise<TeamProposalView> {
    const row = await this.row(actor, id);
    const { manager } = this.database;
    const input = await loadInput(manager, row.eventId);
    return proposalView(
      row,
      input,
      await this.namesOf(manager, row),
      await this.broughtTo(manager, row),
      now,
    );
  }

  /** The proposal, where the person may read it. @throws NOT_FOUND, NOT_AN_ORGANIZER */
  async row(actor: Actor, id: string, manager: EntityManager = this.database.manager): Promise<ProposalRow> {
    const [row]: ProposalRow[] = await manager.query(`${ROWS} WHERE p.id = $1`, [id]);
    if (!row) throw new DomainError(NOT_FOUND);
    requireOrganizer(await this.access.inEvent(actor, row.slug, manager));
    return row;
  }

  /** For each group what its newcomers bring; of a proposal that is closed nothing is brought any more. */
  private async broughtTo(
    manager: EntityManager,
    { state, eventId, groups }: ProposalRow,
  ): Promise<number[]> {
    if (state !== 'draft') return [];
    const carried = await carriedBy(
      manager,
      eventId,
      groups.flatMap(({ people }) => people),
    );
    if (carried.length === 0) return [];
    const carriers = new Set(carried.map(({ accountId }) => accountId));
    const sums: number[] = [];
    for (const { teamId, people } of groups) {
      const those = people.filter((id) => carriers.has(id));
      if (those.length === 0) sums.push(0);
      else if (teamId !== null) sums.push(sumOf(await brought(manager, teamId, those)));
      else {
        const own = carried.filter(({ accountId }) => those.includes(accountId));
        sums.push(new Set(own.map(({ entryId }) => entryId)).size);
      }
    }
    return sums;
  }

  /** Everybody whom the proposal names, also who is no longer in the event. */
  private namesOf(manager: EntityManager, { groups, leftOut }: ProposalRow): Promise<Participant[]> {
    const ids = [...groups.flatMap(({ people, members }) => [...people, ...members]), ...leftOut];
    return manager.query(
      `SELECT a.id AS "accountId", a.name, a.background, a.affiliation, a.skills, a.languages, NULL AS "teamId"
       FROM account a WHERE a.id = ANY($1)`,
      [ids],
    );
  }
}

function counts(people: Participant[], of: (person: Participant) => (string | null)[]): CountView[] {
  const found = new Map<string | null, number>();
  for (const value of people.flatMap(of)) found.set(value, (found.get(value) ?? 0) + 1);
  return [...found]
    .map(([value, n]) => ({ value, n }))
    .sort((a, b) => b.n - a.n || String(a.value).localeCompare(String(b.value)));
}
