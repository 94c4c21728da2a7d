import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../../platform/http/actor.js';
import { DomainError } from '../../platform/http/domain-error.js';
import { NOT_FOUND } from '../../platform/http/http.errors.js';
import { TEAM_NEEDED } from '../access/access.errors.js';
import { isOrganizer, requireMember, requireOrganizer, type Standing } from '../access/access.js';
import { Access } from '../access/access.service.js';
import { brought, sumOf } from './budget.queries.js';
import { memberIds } from './team.queries.js';
import type { BroughtQuery, BroughtSumView } from './teams.dto.js';

/** What somebody would bring into a team, before anybody decides. */
@Injectable()
export class BroughtEntries {
  constructor(
    private readonly database: DataSource,
    private readonly access: Access,
  ) {}

  /**
   * The reader themself; whoever stands behind a notice, for members of the team; anybody or a whole other team, for
   * organizers. @throws NOT_FOUND, NOT_A_MEMBER, TEAM_NEEDED, NOT_AN_ORGANIZER
   */
  async get(actor: Actor, teamId: string, query: BroughtQuery): Promise<BroughtSumView> {
    const standing = await this.access.inTeamsEvent(actor, teamId);
    requireMember(standing);
    const people = await this.peopleOf(actor, teamId, standing, query);
    const budget = await brought(this.database.manager, teamId, people);
    const isInside = standing.teamId === teamId || isOrganizer(standing);
    // How much a team has used is its own business.
    return { brings: sumOf(budget), budget: isInside ? budget : [] };
  }

  private async peopleOf(
    actor: Actor,
    teamId: string,
    standing: Standing,
    { accountId, fromTeamId, noticeId }: BroughtQuery,
  ): Promise<string[]> {
    const { manager } = this.database;
    const { eventId } = standing;
    if (accountId !== undefined) {
      requireOrganizer(standing);
      return [accountId];
    }
    if (fromTeamId !== undefined) {
      requireOrganizer(standing);
      const rows: unknown[] = await manager.query('SELECT 1 FROM team WHERE id = $1 AND event_id = $2', [
        fromTeamId,
        eventId,
      ]);
      if (rows.length === 0) throw new DomainError(NOT_FOUND);
      return memberIds(manager, fromTeamId);
    }
    if (noticeId === undefined) return [actor.accountId];
    if (standing.teamId !== teamId && !isOrganizer(standing)) throw new DomainError(TEAM_NEEDED);
    const [row]: { accountId: string }[] = await manager.query(
      `SELECT account_id AS "accountId" FROM event_notice
       WHERE id = $1 AND event_id = $2 AND account_id IS NOT NULL AND closed_at IS NULL`,
      [noticeId, eventId],
    );
    if (!row) throw new DomainError(NOT_FOUND);
    return [row.accountId];
  }
}
