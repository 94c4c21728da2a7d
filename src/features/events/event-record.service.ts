import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../../platform/http/actor.js';
import { DomainError } from '../../platform/http/domain-error.js';
import { BAD_CURSOR } from '../../platform/http/http.errors.js';
import type { PageQuery } from '../../platform/http/page.dto.js';
import type { Language } from '../../platform/i18n/language.js';
import { requireOrganizer } from '../access/access.js';
import { Access } from '../access/access.service.js';
import { networkName } from '../accounts/network-name.js';
import { RECORD_HEADER, recordLine } from './event-record.csv.js';
import type { AuditEntryView, AuditPage, RecordFilter, RecordQuery } from './events.dto.js';
import { SUBJECT_NAME } from './record-subjects.js';

type Row = Omit<AuditEntryView, 'network'> & { ip: string | null };

/** Rows that are read from the database at a time for an export. */
const BATCH = 1_000;

/** Reads the append-only record of one event. Of a network address it says the network, which is enough to compare. */
@Injectable()
export class EventRecord {
  constructor(
    private readonly database: DataSource,
    private readonly access: Access,
  ) {}

  /** @throws NOT_FOUND, NOT_A_MEMBER, NOT_AN_ORGANIZER, BAD_CURSOR */
  async list(actor: Actor, slug: string, query: RecordQuery): Promise<AuditPage> {
    const standing = await this.access.inEvent(actor, slug);
    requireOrganizer(standing);
    const limit = query.limit ?? 50;
    const rows = await this.rows(standing.eventId, actor.locale, query, lastSeen(query), limit + 1);
    const items = rows.slice(0, limit);
    const last = items.at(-1);
    return { items, nextCursor: rows.length > limit && last ? cursorAfter(last.id) : null };
  }

  /** The whole record, newest first, row by row as it is read. @throws NOT_FOUND, NOT_A_MEMBER, NOT_AN_ORGANIZER */
  async csv(actor: Actor, slug: string, filter: RecordFilter): Promise<Readable> {
    const standing = await this.access.inEvent(actor, slug);
    requireOrganizer(standing);
    return Readable.from(this.lines(standing.eventId, actor.locale, filter));
  }

  private async *lines(eventId: string, language: Language, filter: RecordFilter): AsyncGenerator<string> {
    yield RECORD_HEADER;
    for (let before: string | null = null; ; ) {
      const rows: AuditEntryView[] = await this.rows(eventId, language, filter, before, BATCH);
      if (rows.length > 0) yield rows.map(recordLine).join('');
      if (rows.length < BATCH) return;
      before = (rows.at(-1) as AuditEntryView).id;
    }
  }

  private async rows(
    eventId: string,
    language: Language,
    { who, what, from, to }: RecordFilter,
    before: string | null,
    limit: number,
  ): Promise<AuditEntryView[]> {
    const rows: Row[] = await this.database.query(
      `SELECT r.id, r.at, a.name AS "actorName", r.action, r.subject_type AS "subjectType",
         r.subject_id AS "subjectId", ${SUBJECT_NAME('$8')} AS "subjectName", r.before, r.after, r.reason, r.ip
       FROM audit_entry r LEFT JOIN account a ON a.id = r.actor_id
       WHERE r.event_id = $1 AND ($2::bigint IS NULL OR r.id < $2::bigint)
         AND ($4::text IS NULL OR strpos(lower(a.name), lower($4)) > 0)
         AND ($5::text IS NULL OR r.action = $5 OR starts_with(r.action, $5 || '.'))
         AND ($6::timestamptz IS NULL OR r.at >= $6) AND ($7::timestamptz IS NULL OR r.at < $7)
       ORDER BY r.id DESC LIMIT $3`,
      [eventId, before, limit, who || null, what || null, from ?? null, to ?? null, language],
    );
    return rows.map(({ ip, ...row }) => ({ ...row, network: (ip && networkName(ip)) || null }));
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
