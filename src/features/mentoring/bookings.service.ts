import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Actor } from '../../platform/http/actor.js';
import { DomainError } from '../../platform/http/domain-error.js';
import { NOT_FOUND } from '../../platform/http/http.errors.js';
import { RateLimits, type RateRule } from '../../platform/http/rate-limit.js';
import { TEAM_NEEDED } from '../access/access.errors.js';
import { isOrganizer, requireTeam } from '../access/access.js';
import { Audit } from '../audit/audit.service.js';
import { readEventNames } from './mail.queries.js';
import {
  MENTOR_IN_CONFLICT,
  NOT_BOOKED,
  SLOT_HAS_BEGUN,
  SLOT_TAKEN,
  TEAM_IS_ELSEWHERE,
  TOO_MANY_BOOKINGS,
} from './mentoring.errors.js';
import { areInConflict, readConflicts } from './mentors.queries.js';
import type { SlotView } from './office-hours.dto.js';
import { MOST_BOOKINGS } from './office-hours.policy.js';
import { OfficeMails } from './office-mails.service.js';
import { findSlot, freeSlot, isOverlap, lockSlots, type SlotRow } from './office-slots.queries.js';
import { OfficeSlots } from './office-slots.service.js';

/** What a team books, moves or cancels is a mail to the mentor and to all of its members. Mentors and organizers clear their days. */
const BOOKINGS: RateRule = { name: 'office-hours', points: 40, seconds: 3_600 };

/** Teams book, move and cancel office hours. Who locks takes the team first and then the slots by id. */
@Injectable()
export class Bookings {
  constructor(
    private readonly database: DataSource,
    private readonly slots: OfficeSlots,
    private readonly limits: RateLimits,
    private readonly mails: OfficeMails,
    private readonly audit: Audit,
  ) {}

  /** @throws NOT_FOUND, TEAM_NEEDED, SLOT_TAKEN, SLOT_HAS_BEGUN, MENTOR_IN_CONFLICT, TOO_MANY_BOOKINGS, TEAM_IS_ELSEWHERE, TOO_MANY_REQUESTS */
  book(actor: Actor, id: string, topic: string, now: Date): Promise<SlotView> {
    return this.inTeam(actor, [id], async (manager, teamId, [slot]) => {
      if (!slot) throw new DomainError(NOT_FOUND);
      // The same press of the button twice.
      if (slot.teamId === teamId) return slot;
      await requireBookable(manager, slot, teamId, now);
      await requireRoom(manager, teamId, now);
      const booked = await take(manager, slot, teamId, actor.accountId, topic, now);
      await this.audit.record(manager, {
        actor,
        action: 'office_hour.booked',
        subject: { type: 'office_slot', id },
        eventId: slot.eventId,
        after: { teamId, mentorId: slot.mentorId, startsAt: slot.startsAt },
      });
      await this.mails.booked(manager, booked, now);
      return booked;
    });
  }

  /** To another slot, of the same mentor or another; where that fails, the old one is kept. @throws as book; NOT_BOOKED */
  move(actor: Actor, id: string, to: string, now: Date): Promise<SlotView> {
    return this.inTeam(actor, [id, to], async (manager, teamId, [before, slot]) => {
      if (!before || !slot) throw new DomainError(NOT_FOUND);
      if (before.teamId !== teamId) throw new DomainError(NOT_BOOKED);
      if (before.id === slot.id) return before;
      await requireAhead(manager, before, now);
      await requireBookable(manager, slot, teamId, now);
      await freeSlot(manager, id);
      const moved = await take(manager, slot, teamId, actor.accountId, before.topic, now);
      await this.audit.record(manager, {
        actor,
        action: 'office_hour.moved',
        subject: { type: 'office_slot', id: slot.id },
        eventId: slot.eventId,
        before: { slotId: before.id, mentorId: before.mentorId, startsAt: before.startsAt },
        after: { teamId, mentorId: slot.mentorId, startsAt: slot.startsAt },
      });
      await this.mails.moved(manager, before, moved, now);
      return moved;
    });
  }

  /** By the team, the mentor or an organizer; the others are told. @throws NOT_FOUND, NOT_BOOKED, SLOT_HAS_BEGUN */
  cancel(actor: Actor, id: string, message: string, now: Date): Promise<SlotView> {
    return this.database.transaction(async (manager) => {
      const known = await this.slots.seen(manager, actor, id);
      if (known.standing.role === 'participant') await this.limits.take(BOOKINGS, actor.accountId);
      const isHolder = known.slot.mentorId === actor.accountId && known.standing.role === 'mentor';
      await lockSlots(manager, id);
      const slot = await findSlot(manager, id);
      if (!slot) throw new DomainError(NOT_FOUND);
      const isTheirs = isHolder || isOrganizer(known.standing);
      if (slot.teamId === null)
        throw new DomainError(isTheirs || known.view.isMine ? NOT_BOOKED : TEAM_NEEDED);
      if (!isTheirs && slot.teamId !== known.standing.teamId) throw new DomainError(TEAM_NEEDED);
      await requireAhead(manager, slot, now);
      await freeSlot(manager, id);
      await this.audit.record(manager, {
        actor,
        action: 'office_hour.cancelled',
        subject: { type: 'office_slot', id },
        eventId: slot.eventId,
        before: { teamId: slot.teamId, mentorId: slot.mentorId, startsAt: slot.startsAt },
      });
      await this.mails.cancelled(manager, slot, actor.accountId, message);
      return (await this.slots.seen(manager, actor, id)).view;
    });
  }

  private async inTeam(
    actor: Actor,
    ids: string[],
    act: (manager: EntityManager, teamId: string, slots: (SlotRow | null)[]) => Promise<SlotRow>,
  ): Promise<SlotView> {
    await this.limits.take(BOOKINGS, actor.accountId);
    return this.database
      .transaction(async (manager) => {
        const first = await this.slots.seen(manager, actor, ids[0] ?? '');
        const teamId = requireTeam(first.standing);
        await manager.query('SELECT 1 FROM team WHERE id = $1 FOR NO KEY UPDATE', [teamId]);
        await lockSlots(manager, ...ids);
        // Under the lock once more: somebody may have left the team, or the slot may be gone.
        if (requireTeam((await this.slots.seen(manager, actor, ids[0] ?? '')).standing) !== teamId) {
          throw new DomainError(TEAM_NEEDED);
        }
        const slots: (SlotRow | null)[] = [];
        for (const id of ids) slots.push(await findSlot(manager, id));
        if (slots.some((slot) => slot?.eventId !== first.slot.eventId)) throw new DomainError(NOT_FOUND);
        const done = await act(manager, teamId, slots);
        return (await this.slots.seen(manager, actor, done.id)).view;
      })
      .catch((error: unknown) => {
        throw isOverlap(error) ? new DomainError(TEAM_IS_ELSEWHERE) : error;
      });
  }
}

async function requireAhead(manager: EntityManager, slot: SlotRow, now: Date): Promise<void> {
  if (slot.startsAt > now) return;
  const { timeZone } = await readEventNames(manager, slot.eventId);
  throw new DomainError(SLOT_HAS_BEGUN, { startsAt: slot.startsAt.toISOString(), timeZone });
}

async function requireBookable(
  manager: EntityManager,
  slot: SlotRow,
  teamId: string,
  now: Date,
): Promise<void> {
  if (!slot.isHeld) throw new DomainError(NOT_FOUND);
  await requireAhead(manager, slot, now);
  if (slot.teamId !== null && slot.teamId !== teamId) throw new DomainError(SLOT_TAKEN);
  const book = await readConflicts(manager, slot.eventId, teamId);
  if (!areInConflict(book, slot.mentorId, teamId)) return;
  const [team]: { name: string }[] = await manager.query('SELECT name FROM team WHERE id = $1', [teamId]);
  throw new DomainError(MENTOR_IN_CONFLICT, { mentor: slot.mentorName, team: team?.name ?? '' });
}

async function requireRoom(manager: EntityManager, teamId: string, now: Date): Promise<void> {
  const [{ count }] = await manager.query(
    'SELECT count(*)::int AS count FROM office_slot WHERE team_id = $1 AND starts_at > $2',
    [teamId, now],
  );
  if (count >= MOST_BOOKINGS) throw new DomainError(TOO_MANY_BOOKINGS, { limit: MOST_BOOKINGS });
}

async function take(
  manager: EntityManager,
  slot: SlotRow,
  teamId: string,
  by: string,
  topic: string,
  now: Date,
): Promise<SlotRow> {
  await manager.query(
    `UPDATE office_slot SET team_id = $2, booked_by = $3, booked_at = $4, topic = $5, version = version + 1 WHERE id = $1`,
    [slot.id, teamId, by, now, topic],
  );
  return (await findSlot(manager, slot.id)) as SlotRow;
}
