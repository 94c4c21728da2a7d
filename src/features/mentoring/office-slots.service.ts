import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Actor } from '../../platform/http/actor.js';
import { DomainError } from '../../platform/http/domain-error.js';
import { NOT_FOUND } from '../../platform/http/http.errors.js';
import { cursorOffset, pageFrom } from '../../platform/http/page.dto.js';
import { isOrganizer, requireMember, requireMentor, type Standing } from '../access/access.js';
import { Access } from '../access/access.service.js';
import { Audit } from '../audit/audit.service.js';
import { lockMembership } from '../events/event.locks.js';
import { readEventNames } from './mail.queries.js';
import {
  BAD_CALL_ADDRESS,
  NO_SLOTS,
  SLOT_IN_THE_PAST,
  SLOTS_OVERLAP,
  TIME_IS_SKIPPED,
  TOO_MANY_SLOTS,
} from './mentoring.errors.js';
import { areInConflict, type ConflictBook, readConflicts } from './mentors.queries.js';
import { officeCalendar } from './office-calendar.js';
import type { OfficeHoursRequest, SlotPage, SlotQuery, SlotsView, SlotView } from './office-hours.dto.js';
import { MOST_SLOTS, type Stretch, slotsOf } from './office-hours.policy.js';
import { OfficeMails } from './office-mails.service.js';
import { findSlot, isOverlap, lockSlots, SLOT, type SlotRow } from './office-slots.queries.js';

/** Office hours that mentors offer, as each reader may see them. */
@Injectable()
export class OfficeSlots {
  constructor(
    private readonly database: DataSource,
    private readonly access: Access,
    private readonly mails: OfficeMails,
    private readonly audit: Audit,
  ) {}

  /**
   * A mentor's own; for teams what is free (of mentors that they are in no conflict with) and what they booked;
   * all for organizers. @throws NOT_FOUND, NOT_A_MEMBER
   */
  async list(actor: Actor, slug: string, query: SlotQuery, now: Date): Promise<SlotPage> {
    const standing = await this.access.inEvent(actor, slug);
    requireMember(standing);
    const { manager } = this.database;
    const isParticipant = standing.role === 'participant';
    const book = await readConflicts(manager, standing.eventId, isParticipant ? standing.teamId : null);
    const shunned = isParticipant && standing.teamId ? inConflictWith(book, standing.teamId) : [];
    const rows: SlotRow[] = await manager.query(
      `SELECT * FROM (${SLOT}) x WHERE x."eventId" = $1
         AND ($2 = 'organizer' OR $2 = 'mentor' AND x."mentorId" = $3 OR $2 = 'participant' AND (x."teamId" = $4
           OR x."teamId" IS NULL AND x."isHeld" AND x."startsAt" > $5 AND NOT (x."mentorId" = ANY($6))))
         AND ($7::uuid IS NULL OR x."mentorId" = $7)
         AND (x."endsAt" > $5 OR $8 = 'all')
       ORDER BY x."startsAt", lower(x."mentorName"), x.id OFFSET $9 LIMIT $10`,
      [
        standing.eventId,
        standing.role,
        actor.accountId,
        standing.teamId,
        now,
        shunned,
        query.mentorId ?? null,
        query.time ?? 'ahead',
        cursorOffset(query),
        (query.limit ?? 50) + 1,
      ],
    );
    return pageFrom(
      rows.map((row) => slotView(row, actor, standing, book)),
      query,
    );
  }

  /** All or none. @throws NOT_A_MENTOR, NO_SLOTS, TIME_IS_SKIPPED, SLOT_IN_THE_PAST, SLOTS_OVERLAP, TOO_MANY_SLOTS, BAD_CALL_ADDRESS */
  async offer(actor: Actor, slug: string, body: OfficeHoursRequest, now: Date): Promise<SlotsView> {
    if (body.kind === 'remote') requireCallAddress(body.place);
    const ids = await this.database
      .transaction(async (manager) => {
        const { eventId } = await this.access.inEvent(actor, slug, manager);
        // One at a time for a mentor.
        await lockMembership(manager, eventId, actor.accountId);
        requireMentor(await this.access.inEvent(actor, slug, manager));
        const { timeZone } = await readEventNames(manager, eventId);
        const slots = wanted(body, timeZone, now);
        const [{ count }] = await manager.query(
          'SELECT count(*)::int AS count FROM office_slot WHERE event_id = $1 AND mentor_id = $2 AND ends_at > $3',
          [eventId, actor.accountId, now],
        );
        if (count + slots.length > MOST_SLOTS) throw new DomainError(TOO_MANY_SLOTS, { limit: MOST_SLOTS });
        const rows = await insert(manager, eventId, actor.accountId, slots, body);
        await this.audit.record(manager, {
          actor,
          action: 'office_hours.offered',
          subject: { type: 'account', id: actor.accountId },
          eventId,
          after: {
            slots: rows.length,
            from: slots[0]?.startsAt,
            until: slots.at(-1)?.endsAt,
            kind: body.kind,
          },
        });
        return rows;
      })
      .catch((error: unknown) => {
        throw isOverlap(error) ? new DomainError(SLOTS_OVERLAP) : error;
      });
    const rows: SlotRow[] = await this.database.query(
      `${SLOT} WHERE s.id = ANY($1) ORDER BY s.starts_at, s.id`,
      [ids],
    );
    const standing = await this.access.inEvent(actor, slug);
    return { items: rows.map((row) => slotView(row, actor, standing, null)) };
  }

  /** Takes a slot out of the offer; a team that had booked it is told. @throws NOT_FOUND */
  async withdraw(actor: Actor, id: string, message: string): Promise<void> {
    await this.database.transaction(async (manager) => {
      const known = await this.seen(manager, actor, id);
      requireHolder(actor, known.standing, known.slot);
      await lockSlots(manager, id);
      const slot = await findSlot(manager, id);
      if (!slot) throw new DomainError(NOT_FOUND);
      if (slot.teamId !== null) await this.mails.cancelled(manager, slot, actor.accountId, message);
      await manager.query('DELETE FROM office_slot WHERE id = $1', [id]);
      await this.audit.record(manager, {
        actor,
        action: 'office_hours.withdrawn',
        subject: { type: 'office_slot', id },
        eventId: slot.eventId,
        before: { mentorId: slot.mentorId, startsAt: slot.startsAt, teamId: slot.teamId },
      });
    });
  }

  /** For whoever comes to it. @throws NOT_FOUND */
  async calendar(actor: Actor, id: string, now: Date): Promise<string> {
    const { slot, standing } = await this.seen(this.database.manager, actor, id);
    const view = slotView(slot, actor, standing, null);
    if (view.team === null) throw new DomainError(NOT_FOUND);
    const { name, slug } = await readEventNames(this.database.manager, slot.eventId);
    return officeCalendar({ slot, event: { name, slug }, now });
  }

  /** One slot, for whoever may see it. @throws NOT_FOUND */
  async seen(
    manager: EntityManager,
    actor: Actor,
    id: string,
  ): Promise<{ slot: SlotRow; standing: Standing; view: SlotView }> {
    const slot = await findSlot(manager, id);
    if (!slot) throw new DomainError(NOT_FOUND);
    const [event]: { slug: string }[] = await manager.query('SELECT slug FROM event WHERE id = $1', [
      slot.eventId,
    ]);
    const standing = await this.access.inEvent(actor, event?.slug ?? '', manager);
    requireMember(standing);
    if (standing.role === 'mentor' && slot.mentorId !== actor.accountId) throw new DomainError(NOT_FOUND);
    return { slot, standing, view: slotView(slot, actor, standing, null) };
  }
}

export function slotView(
  slot: SlotRow,
  actor: Actor,
  standing: Standing,
  book: ConflictBook | null,
): SlotView {
  const isMine = slot.teamId !== null && slot.teamId === standing.teamId;
  const isInside =
    isMine || isOrganizer(standing) || (standing.role === 'mentor' && slot.mentorId === actor.accountId);
  return {
    id: slot.id,
    mentor: { id: slot.mentorId, name: slot.mentorName },
    startsAt: slot.startsAt,
    endsAt: slot.endsAt,
    kind: slot.kind,
    place: slot.kind === 'room' || isInside ? slot.place : null,
    isFree: slot.teamId === null,
    isMine,
    team: isInside && slot.teamId !== null ? { id: slot.teamId, name: slot.teamName ?? '' } : null,
    topic: isInside ? slot.topic : '',
    isInConflict:
      isOrganizer(standing) && book !== null && slot.teamId !== null
        ? areInConflict(book, slot.mentorId, slot.teamId)
        : false,
  };
}

/** Mentors take their own slots back, organizers any. */
function requireHolder(actor: Actor, standing: Standing, slot: SlotRow): void {
  if (isOrganizer(standing)) return;
  requireMentor(standing);
  if (slot.mentorId !== actor.accountId) throw new DomainError(NOT_FOUND);
}

const inConflictWith = (book: ConflictBook, teamId: string): string[] =>
  [...book.mentors.keys()].filter((mentorId) => areInConflict(book, mentorId, teamId));

function requireCallAddress(place: string): void {
  if (URL.canParse(place) && new URL(place).protocol === 'https:' && !/\s/.test(place)) return;
  throw new DomainError(BAD_CALL_ADDRESS);
}

function wanted(body: OfficeHoursRequest, timeZone: string, now: Date): Stretch[] {
  const { slots, skipped } = slotsOf({ ...body, minutes: body.minutes ?? null }, timeZone);
  const [gap] = skipped;
  if (gap) throw new DomainError(TIME_IS_SKIPPED, { date: gap.date, time: gap.time, zone: timeZone });
  const [first] = slots;
  if (!first) throw new DomainError(NO_SLOTS);
  if (slots.length > MOST_SLOTS) throw new DomainError(TOO_MANY_SLOTS, { limit: MOST_SLOTS });
  if (first.startsAt <= now) {
    throw new DomainError(SLOT_IN_THE_PAST, { startsAt: first.startsAt.toISOString(), timeZone });
  }
  return slots;
}

async function insert(
  manager: EntityManager,
  eventId: string,
  mentorId: string,
  slots: Stretch[],
  { kind, place }: OfficeHoursRequest,
): Promise<string[]> {
  const rows: { id: string }[] = await manager.query(
    `INSERT INTO office_slot (event_id, mentor_id, starts_at, ends_at, kind, place)
     SELECT $1, $2, t.starts_at, t.ends_at, $5, $6 FROM unnest($3::timestamptz[], $4::timestamptz[]) AS t (starts_at, ends_at)
     RETURNING id`,
    [
      eventId,
      mentorId,
      slots.map(({ startsAt }) => startsAt),
      slots.map(({ endsAt }) => endsAt),
      kind,
      place,
    ],
  );
  return rows.map(({ id }) => id);
}
