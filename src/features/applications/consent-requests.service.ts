import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Actor } from '../../platform/http/actor.js';
import { requireOrganizer } from '../access/access.js';
import { Access } from '../access/access.service.js';
import { Audit } from '../audit/audit.service.js';
import { lockEvent } from '../events/event.locks.js';
import type { MailKind } from '../mail/mail-kind.js';
import { Mails } from '../mail/mails.service.js';
import { type EventRow, eventOf } from './application.queries.js';
import type { ApplicationRole } from './application-form.entity.js';
import { CONSENT_ASKED, CONSENT_REMINDER } from './applications.mails.js';
import { consentsAsked, type Holder, withoutConsent } from './consent.queries.js';
import type { ConsentReminderRequest, ConsentReminderView } from './consents.dto.js';
import type { Question } from './question.js';

/** Asks people anew for consents whose wording changed, and once more on the organizers' word. */
@Injectable()
export class ConsentRequests {
  constructor(
    private readonly database: DataSource,
    private readonly access: Access,
    private readonly mails: Mails,
    private readonly audit: Audit,
  ) {}

  /**
   * Writes to everyone who holds a place in the role or waits, and has not agreed to what changed; within the change of
   * the form, under the lock of the event. A mail about an earlier change that has not gone out is taken back.
   */
  async ask(
    manager: EntityManager,
    eventId: string,
    role: ApplicationRole,
    changed: Question[],
    now: Date,
  ): Promise<number> {
    const event = await eventOf(manager, eventId);
    if (changed.length === 0 || event.status === 'draft' || event.endsAt <= now) return 0;
    const ids = new Set(changed.map(({ id }) => id));
    const asked = (await consentsAsked(manager, eventId, [role])).filter(({ question }) =>
      ids.has(question.id),
    );
    const people = await withoutConsent(manager, eventId, role, asked);
    for (const person of people) {
      await this.mails.cancel(manager, nameOf(eventId, role, person.accountId));
      await this.tell(manager, CONSENT_ASKED, event, person, nameOf(eventId, role, person.accountId));
    }
    return people.length;
  }

  /** One mail a day at most to each. @throws NOT_FOUND, NOT_A_MEMBER, NOT_AN_ORGANIZER */
  async remind(
    actor: Actor,
    slug: string,
    { role }: ConsentReminderRequest,
    now: Date,
  ): Promise<ConsentReminderView> {
    const reminded = await this.database.transaction(async (manager) => {
      await lockEvent(manager, slug);
      const standing = await this.access.inEvent(actor, slug, manager);
      requireOrganizer(standing);
      const { eventId } = standing;
      const event = await eventOf(manager, eventId);
      if (event.status === 'draft') return 0;
      const asked = await consentsAsked(manager, eventId, [role]);
      const people = await withoutConsent(manager, eventId, role, asked);
      const today = now.toISOString().slice(0, 10);
      const once = ({ accountId }: Holder) => `${nameOf(eventId, role, accountId)}:reminder:${today}`;
      const sent: { once: string }[] = await manager.query('SELECT once FROM mail WHERE once = ANY($1)', [
        people.map(once),
      ]);
      const told = new Set(sent.map((mail) => mail.once));
      const due = people.filter((person) => !told.has(once(person)));
      for (const person of due) await this.tell(manager, CONSENT_REMINDER, event, person, once(person));
      if (due.length > 0) {
        await this.audit.record(manager, {
          actor,
          action: 'application_consent.reminded',
          subject: { type: 'event', id: eventId },
          eventId,
          after: { role, people: due.length },
        });
      }
      return due.length;
    });
    return { reminded };
  }

  /** Somebody has answered: what still waits to be sent to them is taken back. */
  async answered(manager: EntityManager, eventId: string, role: ApplicationRole, accountId: string) {
    await this.mails.cancel(manager, nameOf(eventId, role, accountId));
  }

  private tell(
    manager: EntityManager,
    kind: MailKind,
    event: EventRow,
    { accountId, name }: Holder,
    once: string,
  ): Promise<void> {
    const params = { name, event: event.name, url: `/events/${event.slug}/consents` };
    return this.mails.post(manager, kind, { accountId }, { eventId: event.id, params, once });
  }
}

const nameOf = (eventId: string, role: ApplicationRole, accountId: string): string =>
  `application_consent:${eventId}:${role}:${accountId}`;
