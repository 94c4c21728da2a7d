import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../../../platform/http/actor.js';
import { requireOrganizer } from '../../access/access.js';
import { Access } from '../../access/access.service.js';
import type { AttentionView, NeedView } from '../guidance.dto.js';
import { incompleteTeams } from './incomplete-teams.query.js';
import { NEED_CODES, NEEDS } from './need.js';

const EXAMPLES = 20;

interface Row {
  id: string;
  name: string;
  total: number;
}

/** Who needs help with what. */
@Injectable()
export class Attention {
  constructor(
    private readonly database: DataSource,
    private readonly access: Access,
  ) {}

  /** @throws NOT_FOUND, NOT_A_MEMBER, NOT_AN_ORGANIZER */
  async get(actor: Actor, slug: string, now: Date): Promise<AttentionView> {
    const standing = await this.access.inEvent(actor, slug);
    requireOrganizer(standing);
    const { manager } = this.database;
    const here = `/events/${slug}`;
    const asked = NEEDS.map(async ({ code, of, where, sql }): Promise<NeedView> => {
      const rows: Row[] = await manager.query(
        `SELECT x.id, x.name, (count(*) OVER ())::int AS total FROM (${sql}) x, (SELECT $2::timestamptz) now
         LIMIT ${EXAMPLES}`,
        [standing.eventId, now],
      );
      const examples = rows.map(({ id, name }) => ({ id, name }));
      return { code, of, count: rows[0]?.total ?? 0, examples, where: `${here}/${where}` };
    });
    const teams = await incompleteTeams(manager, standing.eventId);
    const needs: NeedView[] = [
      ...(await Promise.all(asked)),
      {
        code: 'TEAM_INCOMPLETE',
        of: 'team',
        count: teams.length,
        examples: teams.slice(0, EXAMPLES),
        where: `${here}/teams`,
      },
    ];
    return {
      at: now,
      needs: needs
        .filter(({ count }) => count > 0)
        .sort((a, b) => NEED_CODES.indexOf(a.code) - NEED_CODES.indexOf(b.code)),
    };
  }
}
