import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Actor } from '../../platform/http/actor.js';
import { DomainError } from '../../platform/http/domain-error.js';
import { NOT_FOUND } from '../../platform/http/http.errors.js';
import { cursorOffset, type PageQuery, pageFrom } from '../../platform/http/page.dto.js';
import { Live } from '../../platform/live/live.js';
import { requireOrganizer, requireVisibleEvent } from '../access/access.js';
import { Access } from '../access/access.service.js';
import { Audit } from '../audit/audit.service.js';
import { Event } from './event.entity.js';
import { lockEvent, lockMembership } from './event.locks.js';
import { RESERVED_SLUGS, slugFrom } from './event.policy.js';
import {
  type EventSettings,
  requireFittingRules,
  requireFittingTimes,
  settingsFrom,
  settingsOf,
} from './event.settings.js';
import { EVENT_ROWS, type EventRow, eventView } from './event.view.js';
import { EventPlaces } from './event-places.js';
import type { EventChangeRequest, EventPage, EventRequest, EventView } from './events.dto.js';
import {
  APPLICATION_NEEDED,
  EVENT_FULL,
  JOINING_CLOSED,
  MAY_NOT_CREATE_EVENTS,
  SLUG_TAKEN,
} from './events.errors.js';

@Injectable()
export class Events {
  constructor(
    private readonly database: DataSource,
    private readonly access: Access,
    private readonly audit: Audit,
    private readonly live: Live,
    private readonly places: EventPlaces,
  ) {}

  async list(actor: Actor | null, query: PageQuery, now: Date): Promise<EventPage> {
    const rows: EventRow[] = await this.database.query(
      `${EVENT_ROWS} WHERE e.status = 'published' OR m.role = 'organizer'
       ORDER BY e.starts_at DESC, e.id OFFSET $2 LIMIT $3`,
      [actor?.accountId ?? null, cursorOffset(query), (query.limit ?? 50) + 1],
    );
    return pageFrom(
      rows.map((row) => eventView(row, now)),
      query,
    );
  }

  /** @throws NOT_FOUND, for other people's drafts too */
  async get(actor: Actor | null, slug: string, now: Date): Promise<EventView> {
    const [row]: EventRow[] = await this.database.query(
      `${EVENT_ROWS} WHERE e.slug = $2 AND (e.status = 'published' OR m.role = 'organizer')`,
      [actor?.accountId ?? null, slug],
    );
    if (!row) throw new DomainError(NOT_FOUND);
    return eventView(row, now);
  }

  /** @throws MAY_NOT_CREATE_EVENTS, SLUG_TAKEN, EVENT_TIMES_WRONG */
  async create(actor: Actor, body: EventRequest, now: Date): Promise<EventView> {
    if (!actor.canCreateEvents) throw new DomainError(MAY_NOT_CREATE_EVENTS);
    const settings = settingsFrom(body);
    requireFittingTimes(settings);
    requireFittingRules(settings);
    const slug = await this.database.transaction(async (manager) => {
      const { id, slug } = await this.insert(manager, settings, body.slug);
      await manager.query(
        `INSERT INTO event_member (event_id, account_id, role) VALUES ($1, $2, 'organizer')`,
        [id, actor.accountId],
      );
      await this.audit.record(manager, {
        actor,
        action: 'event.created',
        subject: { type: 'event', id },
        eventId: id,
        after: { slug, ...settings },
      });
      return slug;
    });
    this.access.standingChanged(actor.accountId);
    return this.get(actor, slug, now);
  }

  /** @throws NOT_FOUND, NOT_A_MEMBER, NOT_AN_ORGANIZER, SLUG_TAKEN, EVENT_TIMES_WRONG */
  async change(actor: Actor, slug: string, body: EventChangeRequest, now: Date): Promise<EventView> {
    const change = this.database.transaction(async (manager) => {
      await lockEvent(manager, slug);
      const standing = await this.access.inEvent(actor, slug, manager);
      requireOrganizer(standing);
      const event = await manager.findOneByOrFail(Event, { id: standing.eventId });
      const before = { slug: event.slug, ...settingsOf(event) };
      const after = { slug: body.slug ?? event.slug, ...settingsFrom({ ...before, ...given(body) }) };
      if (after.slug !== before.slug && RESERVED_SLUGS.includes(after.slug)) {
        throw new DomainError(SLUG_TAKEN, { slug: after.slug });
      }
      requireFittingTimes(after);
      requireFittingRules(after);
      await manager.save(Object.assign(event, after));
      await this.audit.record(manager, {
        actor,
        action: 'event.changed',
        subject: { type: 'event', id: event.id },
        eventId: event.id,
        before,
        after,
      });
      return event;
    });
    const event = await change.catch((error: { code?: string }) => {
      throw error.code === UNIQUE ? new DomainError(SLUG_TAKEN, { slug: body.slug }) : error;
    });
    this.live.changed(`event:${event.id}`);
    return this.get(actor, event.slug, now);
  }

  /** @throws NOT_FOUND, JOINING_CLOSED, APPLICATION_NEEDED, EVENT_FULL */
  async join(actor: Actor, slug: string, now: Date): Promise<EventView> {
    await this.database.transaction(async (manager) => {
      const standing = await this.access.inEvent(actor, slug, manager);
      requireVisibleEvent(standing);
      if (standing.role === null) await this.admit(manager, actor, standing.eventId);
    });
    this.access.standingChanged(actor.accountId);
    return this.get(actor, slug, now);
  }

  /**
   * Makes a person a participant within the caller's transaction; who is a member already stays what they are.
   * The caller says afterwards that their standing changed. @throws JOINING_CLOSED, APPLICATION_NEEDED, EVENT_FULL
   */
  async admit(manager: EntityManager, actor: Actor, eventId: string): Promise<void> {
    // One at a time: of two who want the last place one gets it, and nobody comes while an organizer closes the door.
    const [event] = await manager.query('SELECT joining FROM event WHERE id = $1 FOR NO KEY UPDATE', [
      eventId,
    ]);
    if ((await lockMembership(manager, eventId, actor.accountId)) !== null) return;
    if (event?.joining === 'application') throw new DomainError(APPLICATION_NEEDED);
    if (event?.joining !== 'open') throw new DomainError(JOINING_CLOSED);
    const arrival = { eventId, accountId: actor.accountId, role: 'participant' as const };
    if (!(await this.places.isFree(manager, arrival))) throw new DomainError(EVENT_FULL);
    await manager.query(
      `INSERT INTO event_member (event_id, account_id, role) VALUES ($1, $2, 'participant')`,
      [eventId, actor.accountId],
    );
    await this.audit.record(manager, {
      actor,
      action: 'member.joined',
      subject: { type: 'account', id: actor.accountId },
      eventId,
      after: { role: 'participant' },
    });
  }

  private async insert(manager: EntityManager, settings: EventSettings, wanted: string | undefined) {
    const base = wanted ?? slugFrom(settings.name.en) ?? `event-${randomBytes(4).toString('hex')}`;
    for (let count = 1; count <= (wanted ? 1 : 50); count++) {
      const slug = count === 1 ? base : `${base.slice(0, 57)}-${count}`;
      if (RESERVED_SLUGS.includes(slug)) continue;
      const [row]: { id: string }[] = await manager.query(
        `INSERT INTO event (slug, name, summary, place, time_zone, starts_at, ends_at, phases, status, joining,
           applications_open_at, applications_close_at, max_team_size, team_rules, teams_freeze_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) ON CONFLICT (slug) DO NOTHING RETURNING id`,
        [
          slug,
          settings.name,
          settings.summary,
          settings.place,
          settings.timeZone,
          settings.startsAt,
          settings.endsAt,
          JSON.stringify(settings.phases),
          settings.status,
          settings.joining,
          settings.applicationsOpenAt,
          settings.applicationsCloseAt,
          settings.maxTeamSize,
          settings.teamRules,
          settings.teamsFreezeAt,
        ],
      );
      if (row) return { id: row.id, slug };
    }
    throw new DomainError(SLUG_TAKEN, { slug: base });
  }
}

/** PostgreSQL's unique_violation. */
const UNIQUE = '23505';

/** Without what was left out or null, which would hide what the event has; some times may be none. */
const given = (body: EventChangeRequest): EventChangeRequest =>
  Object.fromEntries(
    Object.entries(body).filter(
      ([name, value]) =>
        value !== undefined && (value !== null || /^applications|^teamsFreezeAt$/.test(name)),
    ),
  );
