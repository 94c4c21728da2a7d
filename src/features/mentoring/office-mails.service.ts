import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Texts } from '../../platform/i18n/language.js';
import type { MailKind } from '../mail/mail-kind.js';
import { Mails } from '../mail/mails.service.js';
import { memberIdsOf, readEventNames } from './mail.queries.js';
import {
  OFFICE_BOOKED,
  OFFICE_CANCELLED,
  OFFICE_GOES_ON,
  OFFICE_MOVED,
  OFFICE_REMINDER,
} from './mentoring.mails.js';
import { REMINDER } from './office-hours.policy.js';
import type { SlotRow } from './office-slots.queries.js';

/** Everything that goes out about a booking. The address of a call stands in no mail: mails are forwarded. */
@Injectable()
export class OfficeMails {
  constructor(private readonly mails: Mails) {}

  async booked(manager: EntityManager, slot: SlotRow, now: Date): Promise<void> {
    await this.toBoth(manager, slot, OFFICE_BOOKED, { topic: slot.topic || '–' });
    await this.settleReminders(manager, slot, now);
  }

  async moved(manager: EntityManager, before: SlotRow, slot: SlotRow, now: Date): Promise<void> {
    await this.cancelReminders(manager, before.id);
    // Moving to another mentor is an end for the first one.
    if (before.mentorId !== slot.mentorId) {
      await this.post(manager, before, OFFICE_CANCELLED, [before.mentorId], { message: '–' });
    }
    await this.toBoth(manager, slot, OFFICE_MOVED, { before: before.startsAt.toISOString() });
    await this.settleReminders(manager, slot, now);
  }

  /** The team has become part of another, which keeps the booking. */
  async goesOn(manager: EntityManager, before: SlotRow, slot: SlotRow, now: Date): Promise<void> {
    // Reminders name the team.
    await this.cancelReminders(manager, slot.id);
    await this.toBoth(manager, slot, OFFICE_GOES_ON, { before: before.teamName ?? '' });
    await this.settleReminders(manager, slot, now);
  }

  /** To everyone of it but the one who did it. */
  async cancelled(
    manager: EntityManager,
    slot: SlotRow,
    by: string | null,
    message: string | Texts,
  ): Promise<void> {
    await this.cancelReminders(manager, slot.id);
    const people = (await this.peopleOf(manager, slot)).filter((id) => id !== by);
    await this.post(manager, slot, OFFICE_CANCELLED, people, { message: message || '–' });
  }

  /**
   * Has exactly the people of this booking reminded: whoever joined the team since is added, whoever left is taken out.
   * Called by whoever holds the slot's lock.
   */
  async settleReminders(manager: EntityManager, slot: SlotRow, now: Date): Promise<void> {
    const people = new Set(slot.teamId === null ? [] : await this.peopleOf(manager, slot));
    const waiting: { once: string }[] = await manager.query(
      `SELECT once FROM mail WHERE once LIKE $1 AND status = 'waiting'`,
      [`${reminderOf(slot.id)}%`],
    );
    for (const { once } of waiting) {
      if (!people.has(once.slice(reminderOf(slot.id).length))) await this.mails.cancel(manager, once);
    }
    const notBefore = new Date(slot.startsAt.getTime() - REMINDER * 60_000);
    // What begins within the quarter of an hour is told by the mail that says it was booked.
    if (notBefore <= now) return;
    for (const accountId of people) {
      await this.post(
        manager,
        slot,
        OFFICE_REMINDER,
        [accountId],
        {},
        { once: reminderOf(slot.id) + accountId, notBefore },
      );
    }
  }

  private async cancelReminders(manager: EntityManager, slotId: string): Promise<void> {
    const waiting: { once: string }[] = await manager.query(
      `SELECT once FROM mail WHERE once LIKE $1 AND status = 'waiting'`,
      [`${reminderOf(slotId)}%`],
    );
    for (const { once } of waiting) await this.mails.cancel(manager, once);
  }

  private async toBoth(
    manager: EntityManager,
    slot: SlotRow,
    kind: MailKind,
    params: Record<string, unknown>,
  ) {
    await this.post(manager, slot, kind, await this.peopleOf(manager, slot), params);
  }

  private async peopleOf(manager: EntityManager, slot: SlotRow): Promise<string[]> {
    const team = slot.teamId === null ? [] : await memberIdsOf(manager, slot.teamId);
    return [slot.mentorId, ...team];
  }

  private async post(
    manager: EntityManager,
    slot: SlotRow,
    kind: MailKind,
    people: string[],
    params: Record<string, unknown>,
    more: { once?: string; notBefore?: Date } = {},
  ): Promise<void> {
    const { slug, name, timeZone } = await readEventNames(manager, slot.eventId);
    const about = {
      event: name,
      mentor: slot.mentorName,
      team: slot.teamName ?? '',
      startsAt: slot.startsAt.toISOString(),
      endsAt: slot.endsAt.toISOString(),
      timeZone,
      url: `/events/${slug}/mentoring`,
    };
    for (const accountId of people) {
      await this.mails.post(
        manager,
        kind,
        { accountId },
        { eventId: slot.eventId, params: { ...about, ...params }, ...more },
      );
    }
  }
}

const reminderOf = (slotId: string): string => `office-reminder:${slotId}:`;
