import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Config } from '../../platform/config/config.js';
import { CONFIG } from '../../platform/config/config.module.js';
import { randomSecret, secretHash } from '../../platform/config/secret-hash.js';
import type { Actor } from '../../platform/http/actor.js';
import { DomainError } from '../../platform/http/domain-error.js';
import { NOT_FOUND } from '../../platform/http/http.errors.js';
import { cursorOffset, type PageQuery, pageFrom } from '../../platform/http/page.dto.js';
import { RateLimits, type RateRule } from '../../platform/http/rate-limit.js';
import type { Texts } from '../../platform/i18n/language.js';
import { requireOrganizer } from '../access/access.js';
import { Access } from '../access/access.service.js';
import { Audit } from '../audit/audit.service.js';
import { Departures } from '../events/departures.js';
import { lockEvent, lockMembership } from '../events/event.locks.js';
import { EventPlaces } from '../events/event-places.js';
import type { EventView } from '../events/events.dto.js';
import { EVENT_FULL, LAST_ORGANIZER, LEAVE_TEAM_FIRST, ROLE_FULL } from '../events/events.errors.js';
import { Events } from '../events/events.service.js';
import { Mails } from '../mail/mails.service.js';
import { hintOf } from './address-hint.js';
import { eventOf } from './application.queries.js';
import {
  EVENT_INVITATION_NOT_FOUND,
  INVITED_ADDRESS_UNCONFIRMED,
  INVITED_ANOTHER_ADDRESS,
  TOO_MANY_EVENT_INVITATIONS,
} from './applications.errors.js';
import { CO_HOST_ACCEPTED, INVITED_MENTOR, INVITED_ORGANIZER } from './applications.mails.js';
import type { InvitedRole } from './event-invitation.entity.js';
import type {
  EventInvitationOfferView,
  EventInvitationPage,
  EventInvitationRequest,
  EventInvitationView,
} from './event-invitations.dto.js';

const LIFETIME_DAYS = 14;
const MOST_OPEN = 200;
/** Codes have 128 random bits; this keeps one account from trying them anyway. */
const LOOKS: RateRule = { name: 'event-invitation', points: 60, seconds: 900 };
/** An event is no machine for writing to strangers. */
const SENDS: RateRule = { name: 'event-invitation-mail', points: 200, seconds: 86_400 };

const OPEN = 'i.revoked_at IS NULL AND i.accepted_at IS NULL';

interface Found {
  id: string;
  role: InvitedRole;
  expertise: string[];
  invitedByName: string;
  expiresAt: Date;
  acceptedBy: string | null;
  email: string;
  isTheirs: boolean;
  isConfirmed: boolean;
  overCapacityReason: string | null;
  slug: string;
  eventName: Texts;
}

/** Co-hosts and mentors are asked by mail, and become what they were asked to be only by accepting. */
@Injectable()
export class EventInvitations {
  constructor(
    private readonly database: DataSource,
    private readonly access: Access,
    private readonly events: Events,
    private readonly departures: Departures,
    private readonly places: EventPlaces,
    private readonly mails: Mails,
    private readonly limits: RateLimits,
    private readonly audit: Audit,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * An earlier one to the same address and role ends, so that the newest mail is the one that works.
   * @throws NOT_FOUND, NOT_AN_ORGANIZER, ROLE_FULL, TOO_MANY_EVENT_INVITATIONS, TOO_MANY_REQUESTS
   */
  async create(
    actor: Actor,
    slug: string,
    body: EventInvitationRequest,
    now: Date,
  ): Promise<EventInvitationView> {
    requireOrganizer(await this.access.inEvent(actor, slug));
    await this.limits.take(SENDS, actor.accountId);
    const code = randomSecret(16);
    const expiresAt = new Date(now.getTime() + LIFETIME_DAYS * 86_400_000);
    const id = await this.database.transaction(async (manager) => {
      await lockEvent(manager, slug);
      const standing = await this.access.inEvent(actor, slug, manager);
      requireOrganizer(standing);
      const event = await eventOf(manager, standing.eventId);
      await manager.query(
        `UPDATE event_invitation i SET revoked_at = $4
         WHERE i.event_id = $1 AND i.email = $2 AND i.role = $3 AND ${OPEN}`,
        [event.id, body.email, body.role, now],
      );
      const [{ open }] = await manager.query(
        `SELECT count(*)::int AS open FROM event_invitation i WHERE i.event_id = $1 AND ${OPEN} AND i.expires_at > $2`,
        [event.id, now],
      );
      if (open >= MOST_OPEN) throw new DomainError(TOO_MANY_EVENT_INVITATIONS, { limit: MOST_OPEN });
      const [known]: { id: string }[] = await manager.query('SELECT id FROM account WHERE email = $1', [
        body.email,
      ]);
      // Whose account will accept is not known yet, so that only the places in all can be counted.
      const arrival = { eventId: event.id, accountId: null, role: body.role };
      const isFull = !(await this.places.isFree(manager, arrival));
      if (isFull && !body.overCapacityReason) throw new DomainError(ROLE_FULL);
      const language = body.language ?? actor.locale;
      const [row]: { id: string }[] = await manager.query(
        `INSERT INTO event_invitation (event_id, role, code_hash, email, language, expertise, invited_by, expires_at,
           over_capacity_reason)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING id`,
        [
          event.id,
          body.role,
          this.hash(code),
          body.email,
          language,
          body.expertise ?? [],
          actor.accountId,
          expiresAt,
          body.overCapacityReason ?? null,
        ],
      );
      const { id } = row as { id: string };
      await this.mails.post(
        manager,
        body.role === 'organizer' ? INVITED_ORGANIZER : INVITED_MENTOR,
        known ? { accountId: known.id } : { address: body.email, language },
        {
          eventId: event.id,
          params: {
            inviter: actor.name,
            event: event.name,
            expiresAt,
            timeZone: event.timeZone,
            url: `/event-invitations/${code}`,
          },
          once: `event-invitation:${id}`,
        },
      );
      await this.audit.record(manager, {
        actor,
        action: 'event_invitation.created',
        subject: { type: 'event_invitation', id },
        eventId: event.id,
        after: { role: body.role, expiresAt, ...(body.overCapacityReason ? { overCapacity: true } : {}) },
        reason: body.overCapacityReason ?? null,
      });
      return id;
    });
    const { items } = await this.page(actor, slug, { limit: 1 }, now, id);
    return items[0]!;
  }

  /** Newest first. @throws NOT_FOUND, NOT_AN_ORGANIZER */
  async list(actor: Actor, slug: string, query: PageQuery, now: Date): Promise<EventInvitationPage> {
    return this.page(actor, slug, query, now, null);
  }

  /** One that is over already stays as it is. @throws NOT_FOUND, NOT_AN_ORGANIZER */
  async revoke(actor: Actor, slug: string, id: string, now: Date): Promise<void> {
    await this.database.transaction(async (manager) => {
      await lockEvent(manager, slug);
      const standing = await this.access.inEvent(actor, slug, manager);
      requireOrganizer(standing);
      const [row]: { isOpen: boolean }[] = await manager.query(
        `SELECT ${OPEN} AS "isOpen" FROM event_invitation i WHERE i.id = $1 AND i.event_id = $2 FOR UPDATE`,
        [id, standing.eventId],
      );
      if (!row) throw new DomainError(NOT_FOUND);
      if (!row.isOpen) return;
      await manager.query('UPDATE event_invitation SET revoked_at = $2 WHERE id = $1', [id, now]);
      await this.mails.cancel(manager, `event-invitation:${id}`);
      await this.audit.record(manager, {
        actor,
        action: 'event_invitation.revoked',
        subject: { type: 'event_invitation', id },
        eventId: standing.eventId,
      });
    });
  }

  /** @throws EVENT_INVITATION_NOT_FOUND, INVITED_ANOTHER_ADDRESS, INVITED_ADDRESS_UNCONFIRMED, TOO_MANY_REQUESTS */
  async get(actor: Actor, code: string, now: Date): Promise<EventInvitationOfferView> {
    await this.limits.take(LOOKS, actor.accountId);
    const found = await this.find(this.database.manager, actor, code, now);
    const { role, invitedByName, expiresAt, slug, eventName } = found;
    const isDone = (await this.access.inEvent(actor, slug)).role === role;
    // Used, and left since: it opens the door no second time.
    if (found.acceptedBy !== null && !isDone) throw new DomainError(EVENT_INVITATION_NOT_FOUND);
    return { event: { slug, name: eventName }, role, invitedByName, expiresAt, isDone };
  }

  /**
   * By the account whose confirmed address was written to, once: a link that was passed on makes nobody a co-host.
   * @throws EVENT_INVITATION_NOT_FOUND, INVITED_ANOTHER_ADDRESS, INVITED_ADDRESS_UNCONFIRMED, LEAVE_TEAM_FIRST,
   * LAST_ORGANIZER, EVENT_FULL, TOO_MANY_REQUESTS
   */
  async accept(actor: Actor, code: string, now: Date): Promise<EventView> {
    await this.limits.take(LOOKS, actor.accountId);
    const { slug } = await this.find(this.database.manager, actor, code, now);
    await this.database.transaction(async (manager) => {
      await lockEvent(manager, slug);
      // Under the lock it is looked at once more: it may have been used or revoked in the meantime.
      const found = await this.find(manager, actor, code, now);
      const { eventId } = await this.access.inEvent(actor, slug, manager);
      const before = await lockMembership(manager, eventId, actor.accountId);
      if (found.acceptedBy !== null) {
        // The same click twice. Who has left since, or is something else, needs a new invitation.
        if (before === found.role) return;
        throw new DomainError(EVENT_INVITATION_NOT_FOUND);
      }
      const isBeyond = await this.become(manager, actor, eventId, before, found);
      await manager.query('UPDATE event_invitation SET accepted_by = $2, accepted_at = $3 WHERE id = $1', [
        found.id,
        actor.accountId,
        now,
      ]);
      await this.audit.record(manager, {
        actor,
        action: 'event_invitation.accepted',
        subject: { type: 'event_invitation', id: found.id },
        eventId,
        before: { role: before },
        after: isBeyond ? { role: found.role, overCapacity: true } : { role: found.role },
        reason: isBeyond ? found.overCapacityReason : null,
      });
      if (found.role === 'organizer') await this.tellOrganizers(manager, actor, eventId, found);
    });
    this.access.standingChanged(actor.accountId);
    return this.events.get(actor, slug, now);
  }

  /** Whoever organizes already hears at once that somebody else may do everything now. */
  private async tellOrganizers(
    manager: EntityManager,
    actor: Actor,
    eventId: string,
    { id, email, slug, eventName }: Found,
  ): Promise<void> {
    const others: { id: string; name: string }[] = await manager.query(
      `SELECT a.id, a.name FROM event_member m JOIN account a ON a.id = m.account_id
       WHERE m.event_id = $1 AND m.role = 'organizer' AND m.account_id <> $2 ORDER BY a.id`,
      [eventId, actor.accountId],
    );
    for (const { id: accountId, name } of others) {
      await this.mails.post(
        manager,
        CO_HOST_ACCEPTED,
        { accountId },
        {
          eventId,
          params: {
            name,
            person: actor.name,
            address: email,
            event: eventName,
            url: `/events/${slug}/people`,
          },
          once: `${accountId}:co-host:${id}`,
        },
      );
    }
  }

  /** @returns whether there was no place, and the organizers had said why that is right */
  private async become(
    manager: EntityManager,
    actor: Actor,
    eventId: string,
    before: string | null,
    { role, expertise, overCapacityReason }: Found,
  ): Promise<boolean> {
    const teams: unknown[] = await manager.query(
      'SELECT 1 FROM team_member WHERE event_id = $1 AND account_id = $2',
      [eventId, actor.accountId],
    );
    if (teams.length > 0) throw new DomainError(LEAVE_TEAM_FIRST);
    if (before === 'organizer' && role !== 'organizer') {
      const others: unknown[] = await manager.query(
        `SELECT 1 FROM event_member WHERE event_id = $1 AND role = 'organizer' AND account_id <> $2 LIMIT 1`,
        [eventId, actor.accountId],
      );
      if (others.length === 0) throw new DomainError(LAST_ORGANIZER);
    }
    const isBeyond =
      before !== role && !(await this.places.isFree(manager, { eventId, accountId: actor.accountId, role }));
    if (isBeyond && !overCapacityReason) throw new DomainError(EVENT_FULL);
    await manager.query(
      `INSERT INTO event_member (event_id, account_id, role) VALUES ($1, $2, $3)
       ON CONFLICT (event_id, account_id) DO UPDATE SET role = $3`,
      [eventId, actor.accountId, role],
    );
    if (role === 'mentor') {
      await manager.query(
        `INSERT INTO mentor_profile (event_id, account_id, expertise, languages)
         SELECT $1, id, $3, languages FROM account WHERE id = $2 ON CONFLICT DO NOTHING`,
        [eventId, actor.accountId, expertise],
      );
    }
    if (before !== null && before !== role) {
      await this.departures.tell(manager, {
        eventId,
        accountId: actor.accountId,
        role: before as 'participant',
      });
    }
    return isBeyond;
  }

  private async page(actor: Actor, slug: string, query: PageQuery, now: Date, only: string | null) {
    const standing = await this.access.inEvent(actor, slug);
    requireOrganizer(standing);
    const rows: EventInvitationView[] = await this.database.query(
      `SELECT i.id, i.email, i.role, i.expertise, b.name AS "invitedByName", i.created_at AS "createdAt",
         i.expires_at AS "expiresAt", c.name AS "acceptedByName", i.accepted_at AS "acceptedAt",
         CASE WHEN i.accepted_at IS NOT NULL THEN 'accepted' WHEN i.revoked_at IS NOT NULL THEN 'revoked'
           WHEN i.expires_at <= $2 THEN 'expired' ELSE 'open' END AS state
       FROM event_invitation i JOIN account b ON b.id = i.invited_by LEFT JOIN account c ON c.id = i.accepted_by
       WHERE i.event_id = $1 AND ($3::uuid IS NULL OR i.id = $3)
       ORDER BY i.created_at DESC, i.id OFFSET $4 LIMIT $5`,
      [standing.eventId, now, only, cursorOffset(query), (query.limit ?? 50) + 1],
    );
    return pageFrom(rows, query);
  }

  /** The invitation if this person may accept it now, or has accepted it. @throws what `get` does */
  private async find(manager: EntityManager, actor: Actor, code: string, now: Date): Promise<Found> {
    const [found]: Found[] = await manager.query(
      `SELECT i.id, i.role, i.expertise, b.name AS "invitedByName", i.expires_at AS "expiresAt",
         i.accepted_by AS "acceptedBy", i.over_capacity_reason AS "overCapacityReason", e.slug, e.name AS "eventName",
         i.email, i.email = me.email AS "isTheirs", me.email_verified_at IS NOT NULL AS "isConfirmed"
       FROM event_invitation i JOIN event e ON e.id = i.event_id JOIN account b ON b.id = i.invited_by
         JOIN account me ON me.id = $3
       WHERE i.code_hash = $1 AND i.revoked_at IS NULL
         AND (i.accepted_at IS NULL AND i.expires_at > $2 OR i.accepted_by = $3)
         AND (i.accepted_at IS NOT NULL OR EXISTS (SELECT 1 FROM event_member m
           WHERE m.event_id = i.event_id AND m.account_id = i.invited_by AND m.role = 'organizer'))`,
      [this.hash(code), now, actor.accountId],
    );
    if (!found) throw new DomainError(EVENT_INVITATION_NOT_FOUND);
    if (found.acceptedBy !== null) return found;
    if (!found.isTheirs) {
      throw new DomainError(INVITED_ANOTHER_ADDRESS, { address: hintOf(found.email) });
    }
    if (!found.isConfirmed) throw new DomainError(INVITED_ADDRESS_UNCONFIRMED, { address: found.email });
    return found;
  }

  private hash(code: string): string {
    return secretHash(this.config, 'event-invitation', code);
  }
}
