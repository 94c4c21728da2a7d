import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Actor } from '../../platform/http/actor.js';
import { DomainError } from '../../platform/http/domain-error.js';
import { NOT_FOUND } from '../../platform/http/http.errors.js';
import { cursorOffset, pageFrom } from '../../platform/http/page.dto.js';
import { requireMember, type Standing } from '../access/access.js';
import { Access } from '../access/access.service.js';
import { Audit } from '../audit/audit.service.js';
import { lockMembership } from '../events/event.locks.js';
import {
  ROLE_HAS_NO_WISHES,
  TOO_MANY_WISHES,
  WISH_CONTRADICTS,
  WISH_FOR_ONESELF,
  WISH_GIVEN_ALREADY,
  WISH_NOT_A_PARTICIPANT,
  WISHES_CLOSED,
} from './balancing.errors.js';
import { teamSetting } from './event-setting.js';
import { MOST_WISHES, wishesOpen } from './wish.policy.js';
import type {
  WishPage,
  WishPeopleQuery,
  WishPersonPage,
  WishPersonView,
  WishRequest,
  WishView,
} from './wishes.dto.js';

/** Whom participants wish to be in a team with, or not. Each wish is its giver's and the organizers' alone. */
@Injectable()
export class Wishes {
  constructor(
    private readonly database: DataSource,
    private readonly access: Access,
    private readonly audit: Audit,
  ) {}

  /** @throws NOT_FOUND, NOT_A_MEMBER, ROLE_HAS_NO_WISHES */
  async list(actor: Actor, slug: string, now: Date): Promise<WishPage> {
    const standing = await this.access.inEvent(actor, slug);
    requireParticipant(standing);
    const items: WishView[] = await this.database.query(
      `SELECT a.id AS "accountId", a.name, w.kind, w.created_at AS "createdAt"
       FROM team_wish w JOIN account a ON a.id = w.to_id
       WHERE w.event_id = $1 AND w.from_id = $2 ORDER BY w.kind DESC, lower(a.name), a.id`,
      [standing.eventId, actor.accountId],
    );
    const event = await teamSetting(this.database.manager, standing.eventId);
    return { items, nextCursor: null, limit: MOST_WISHES, isOpen: wishesOpen(event, now) };
  }

  /** @throws NOT_FOUND, NOT_A_MEMBER, ROLE_HAS_NO_WISHES, BAD_CURSOR */
  async people(actor: Actor, slug: string, query: WishPeopleQuery): Promise<WishPersonPage> {
    const standing = await this.access.inEvent(actor, slug);
    requireParticipant(standing);
    const rows: WishPersonView[] = await this.database.query(
      `SELECT a.id AS "accountId", a.name, a.background, a.affiliation
       FROM event_member m JOIN account a ON a.id = m.account_id
       WHERE m.event_id = $1 AND m.role = 'participant' AND m.account_id <> $2
         AND strpos(lower(a.name), lower($3)) > 0
       ORDER BY lower(a.name), a.id OFFSET $4 LIMIT $5`,
      [
        standing.eventId,
        actor.accountId,
        (query.search ?? '').normalize('NFC').trim(),
        cursorOffset(query),
        (query.limit ?? 50) + 1,
      ],
    );
    return pageFrom(rows, query);
  }

  /**
   * @throws NOT_FOUND, NOT_A_MEMBER, ROLE_HAS_NO_WISHES, WISHES_CLOSED, WISH_FOR_ONESELF, WISH_NOT_A_PARTICIPANT,
   *   WISH_GIVEN_ALREADY, WISH_CONTRADICTS, TOO_MANY_WISHES
   */
  async give(actor: Actor, slug: string, { accountId, kind }: WishRequest, now: Date): Promise<WishPage> {
    await this.change(actor, slug, now, async (manager, eventId) => {
      const other = accountId.toLowerCase();
      if (other === actor.accountId) throw new DomainError(WISH_FOR_ONESELF);
      const participants: unknown[] = await manager.query(
        `SELECT 1 FROM event_member WHERE event_id = $1 AND account_id = $2 AND role = 'participant'`,
        [eventId, other],
      );
      if (participants.length === 0) throw new DomainError(WISH_NOT_A_PARTICIPANT);
      const given: { toId: string; kind: string }[] = await manager.query(
        'SELECT to_id AS "toId", kind FROM team_wish WHERE event_id = $1 AND from_id = $2',
        [eventId, actor.accountId],
      );
      const before = given.find(({ toId }) => toId === other);
      if (before) throw new DomainError(before.kind === kind ? WISH_GIVEN_ALREADY : WISH_CONTRADICTS);
      if (given.length >= MOST_WISHES) throw new DomainError(TOO_MANY_WISHES, { limit: MOST_WISHES });
      await manager.query('INSERT INTO team_wish (event_id, from_id, to_id, kind) VALUES ($1, $2, $3, $4)', [
        eventId,
        actor.accountId,
        other,
        kind,
      ]);
      return 'wish.given';
    });
    return this.list(actor, slug, now);
  }

  /** @throws NOT_FOUND, NOT_A_MEMBER, ROLE_HAS_NO_WISHES, WISHES_CLOSED */
  takeBack(actor: Actor, slug: string, accountId: string, now: Date): Promise<void> {
    return this.change(actor, slug, now, async (manager, eventId) => {
      const [, removed]: [unknown, number] = await manager.query(
        'DELETE FROM team_wish WHERE event_id = $1 AND from_id = $2 AND to_id = $3',
        [eventId, actor.accountId, accountId],
      );
      if (removed === 0) throw new DomainError(NOT_FOUND);
      return 'wish.taken_back';
    });
  }

  /** One change at a time for one person. The record says that there was one, and nothing of whom it is about. */
  private change(
    actor: Actor,
    slug: string,
    now: Date,
    work: (manager: EntityManager, eventId: string) => Promise<string>,
  ): Promise<void> {
    return this.database.transaction(async (manager) => {
      const standing = await this.access.inEvent(actor, slug, manager);
      requireParticipant(standing);
      const { eventId } = standing;
      const role = await lockMembership(manager, eventId, actor.accountId);
      if (role !== 'participant') throw new DomainError(ROLE_HAS_NO_WISHES);
      if (!wishesOpen(await teamSetting(manager, eventId), now)) throw new DomainError(WISHES_CLOSED);
      const action = await work(manager, eventId);
      await this.audit.record(manager, {
        actor,
        action,
        subject: { type: 'account', id: actor.accountId },
        eventId,
      });
    });
  }
}

function requireParticipant(standing: Standing): void {
  requireMember(standing);
  if (standing.role !== 'participant') throw new DomainError(ROLE_HAS_NO_WISHES);
}
