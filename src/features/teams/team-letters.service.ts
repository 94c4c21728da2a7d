import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { MailKind } from '../mail/mail-kind.js';
import { Mails, type Recipient } from '../mail/mails.service.js';

/** Messages about a team. Every one may name `{team}`, `{event}` and the team's page as `{url}`. */
@Injectable()
export class TeamLetters {
  constructor(private readonly mails: Mails) {}

  async send(
    manager: EntityManager,
    kind: MailKind,
    teamId: string,
    people: (string | Recipient)[],
    params: Record<string, unknown> = {},
  ): Promise<void> {
    const [row] = await manager.query(
      `SELECT g.name AS team, e.id AS "eventId", e.slug, e.name AS event, e.time_zone AS "timeZone"
       FROM team g JOIN event e ON e.id = g.event_id WHERE g.id = $1`,
      [teamId],
    );
    const { eventId, slug, ...named } = row;
    const url = `/events/${slug}/teams/${teamId}`;
    for (const person of people) {
      const to = typeof person === 'string' ? { accountId: person } : person;
      await this.mails.post(manager, kind, to, { eventId, params: { url, ...named, ...params } });
    }
  }
}
