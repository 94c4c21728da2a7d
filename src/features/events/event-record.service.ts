import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../../platform/http/actor.js';
import { DomainError } from '../../platform/http/domain-error.js';
import { BAD_CURSOR } from '../../platform/http/http.errors.js';
import type { PageQuery } from '../../platform/http/page.dto.js';
import { requireOrganizer } from '../access/access.js';
import { Access } from '../access/access.service.js';
import type { AuditEntryView, AuditPage } from './events.dto.js';

/** Reads the append-only record of one event. Network addresses stay in the database. */
@Injectable()
export class EventRecord {
  constructor(
    private readonly database: DataSource,
    private readonly access: Access,
  ) {}

  /** @throws NOT_FOUND, NOT_A_MEMBER, NOT_AN_ORGANIZER, BAD_CURSOR */
  async list(actor: Actor, slug: string, query: PageQuery): Promise<AuditPage> {
    const standing = await this.access.inEvent(actor, slug);
    requireOrganizer(standing);
    const limit = query.limit ?? 50;
    const rows: AuditEntryView[] = await this.database.query(
      `SELECT r.id, r.at, a.name AS "actorName", r.action, r.subject_type AS "subjectType",
         r.subject_id AS "subjectId", r.before, r.after, r.reason
       FROM audit_entry r LEFT JOIN account a ON a.id = r.actor_id
       WHERE r.event_id = $1 AND ($2::bigint IS NULL OR r.id < $2::bigint)
       ORDER BY r.id DESC LIMIT $3`,
      [standing.eventId, lastSeen(query), limit + 1],
    );
    const items = rows.slice(0, limit);
    const last = items.at(-1);
    return { items, nextCursor: rows.length > limit && last ? cursorAfter(last.id) : null };
  }
}

/** New lines come at the head of this list all the time, so that an offset would show lines twice. */
const cursorAfter = (id: string): string => Buffer.from(id).toString('base64url');

function lastSeen(query: PageQuery): string | null {
  if (!query.cursor) return null;
  const id = Buffer.from(query.cursor, 'base64url').toString('utf8');
  if (!/^\d{1,18}$/.test(id)) throw new DomainError(BAD_CURSOR);
  return id;
}
