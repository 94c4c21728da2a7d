import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../../platform/http/actor.js';
import { requireMember } from '../access/access.js';
import { Access } from '../access/access.service.js';
import { Invitations } from './invitations.service.js';
import type { MyRequestView, TeamSearchView } from './teams.dto.js';

/** Where somebody's search for a team stands. */
@Injectable()
export class TeamSearch {
  constructor(
    private readonly database: DataSource,
    private readonly access: Access,
    private readonly invitations: Invitations,
  ) {}

  /** @throws NOT_FOUND, NOT_A_MEMBER */
  async get(actor: Actor, slug: string, now: Date): Promise<TeamSearchView> {
    const standing = await this.access.inEvent(actor, slug);
    requireMember(standing);
    const requests: MyRequestView[] = await this.database.query(
      `SELECT r.id, json_build_object('id', g.id, 'name', g.name) AS team, r.message, r.created_at AS "createdAt",
         r.expires_at AS "expiresAt"
       FROM team_request r JOIN team g ON g.id = r.team_id
       WHERE r.event_id = $1 AND r.account_id = $2 AND r.status = 'open' AND r.expires_at > $3
       ORDER BY r.created_at, r.id`,
      [standing.eventId, actor.accountId, now],
    );
    return { invitations: await this.invitations.mine(actor, standing.eventId, now), requests };
  }
}
