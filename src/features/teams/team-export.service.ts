import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../../platform/http/actor.js';
import type { Language } from '../../platform/i18n/language.js';
import { requireOrganizer } from '../access/access.js';
import { Access } from '../access/access.service.js';
import { Audit } from '../audit/audit.service.js';
import { type ExportedTeam, teamsCsv } from './teams.csv.js';

/** Teams with their people, for organizers' spreadsheets. */
@Injectable()
export class TeamExport {
  constructor(
    private readonly database: DataSource,
    private readonly access: Access,
    private readonly audit: Audit,
  ) {}

  /** @throws NOT_FOUND, NOT_A_MEMBER, NOT_AN_ORGANIZER */
  async csv(actor: Actor, slug: string, language: Language | undefined): Promise<string> {
    const standing = await this.access.inEvent(actor, slug);
    requireOrganizer(standing);
    const { eventId } = standing;
    const rows: ExportedTeam[] = await this.database.query(
      `SELECT g.name, g.open, g.description, e.team_rules AS rules, g.created_at AS "createdAt",
         (SELECT coalesce(json_agg(json_build_object('name', a.name, 'email', a.email, 'background', a.background,
            'isCaptain', a.id = g.captain_id) ORDER BY a.id <> g.captain_id, t.joined_at, a.id), '[]')
          FROM team_member t JOIN account a ON a.id = t.account_id WHERE t.team_id = g.id) AS members
       FROM team g JOIN event e ON e.id = g.event_id
       WHERE g.event_id = $1 AND g.dissolved_at IS NULL ORDER BY lower(g.name), g.id`,
      [eventId],
    );
    await this.audit.record(this.database.manager, {
      actor,
      action: 'teams.exported',
      subject: { type: 'event', id: eventId },
      eventId,
      after: { rows: rows.length },
    });
    return teamsCsv(rows, language ?? actor.locale);
  }
}
