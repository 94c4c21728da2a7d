import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../../platform/http/actor.js';
import { DomainError } from '../../platform/http/domain-error.js';
import type { Texts } from '../../platform/i18n/language.js';
import { StandingCommits } from '../access/standing-commits.js';
import type { Background } from '../accounts/profile.js';
import { Audit } from '../audit/audit.service.js';
import { Departures } from '../events/departures.js';
import { lockMembership } from '../events/event.locks.js';
import { type Arrival, EventPlaces } from '../events/event-places.js';
import { LEAVE_TEAM_FIRST } from '../events/events.errors.js';
import type { MailKind } from '../mail/mail-kind.js';
import { Mails } from '../mail/mails.service.js';
import type { ApplicationStatus } from './application.entity.js';
import { confirmationUntil, freePlaces, hasPlace } from './application.policy.js';
import { type EventRow, eventOf, type Form, formOf, placesOf, WAITING_ORDER } from './application.queries.js';
import { APPLICATION_ROLES, type ApplicationRole } from './application-form.entity.js';
import {
  APPLICATION_ACCEPTED,
  APPLICATION_ACCEPTED_CONFIRM,
  APPLICATION_CONFIRM_REMINDER,
} from './applications.mails.js';
import type { Offer } from './offer.js';

/** What has to be known of an application to decide on it. */
export interface Applicant {
  id: string;
  accountId: string;
  name: string;
  role: ApplicationRole;
  status: ApplicationStatus;
  background: Background | null;
  turn: number;
  offer: Offer | null;
}

export const APPLICANTS = `
  SELECT p.id, p.account_id AS "accountId", a.name, p.role, p.status, p.background, p.turn, p.offer
  FROM application p JOIN account a ON a.id = p.account_id`;

/** Who decides, when, and what is said. */
export interface Ruling {
  /** Null: the platform, by the organizers' rule. */
  actor: Actor | null;
  event: EventRow;
  now: Date;
  message?: Texts | null;
  reason?: string | null;
}

/** What an application can be turned into by a decision. */
export type RuledStatus = Exclude<ApplicationStatus, 'draft' | 'submitted'>;

const ACTIONS: Record<RuledStatus, string> = {
  accepted: 'application.accepted',
  waitlisted: 'application.waitlisted',
  declined: 'application.declined',
  withdrawn: 'application.withdrawn',
  lapsed: 'application.lapsed',
  no_show: 'application.no_show',
};

const DAY = 86_400_000;

/**
 * Gives places and takes them back. Everything here happens within the caller's transaction and under the lock of the
 * event, so that twenty who accept at the same moment do it one after the other.
 */
@Injectable()
export class Admission implements OnModuleInit {
  constructor(
    private readonly audit: Audit,
    private readonly mails: Mails,
    private readonly departures: Departures,
    private readonly places: EventPlaces,
    private readonly standings: StandingCommits,
  ) {}

  onModuleInit(): void {
    this.places.limitBy(hasRoomFor);
    this.departures.onEach(async (manager, { eventId, accountId, role }) => {
      const applied = APPLICATION_ROLES.find((one) => one === role);
      if (!applied) return;
      const ruling = { actor: null, event: await eventOf(manager, eventId), now: new Date() };
      const [left]: Applicant[] = await manager.query(
        `${APPLICANTS} WHERE p.event_id = $1 AND p.account_id = $2 AND p.role = $3 AND p.status = 'accepted'
         FOR UPDATE OF p`,
        [eventId, accountId, applied],
      );
      if (left) await this.turn(manager, ruling, left, 'withdrawn');
      await this.promote(manager, ruling, applied, 1);
    });
  }

  /** Makes an applicant a member of the event and tells them. Whether there is a place, the caller has asked. */
  async accept(manager: EntityManager, ruling: Ruling, applicant: Applicant, form: Form): Promise<void> {
    const { event, now } = ruling;
    const confirmBy = confirmationUntil(form.confirmDays, event, now);
    const turn = await this.turn(manager, ruling, applicant, 'accepted', confirmBy);
    await manager.query(
      'INSERT INTO event_member (event_id, account_id, role) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
      [event.id, applicant.accountId, applicant.role],
    );
    this.standings.changed(manager, applicant.accountId);
    if (applicant.role === 'mentor' && applicant.offer) {
      const { expertise, languages, times, maxTeams } = applicant.offer;
      await manager.query(
        `INSERT INTO mentor_profile (event_id, account_id, expertise, languages, times, max_teams)
         VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING`,
        [event.id, applicant.accountId, expertise, languages, JSON.stringify(times), maxTeams],
      );
    }
    if (!confirmBy) return this.tell(manager, ruling, applicant, turn, APPLICATION_ACCEPTED);
    await this.tell(manager, ruling, applicant, turn, APPLICATION_ACCEPTED_CONFIRM, { confirmBy });
    const remindAt = new Date(confirmBy.getTime() - DAY);
    if (remindAt <= now) return;
    await this.mails.post(
      manager,
      APPLICATION_CONFIRM_REMINDER,
      { accountId: applicant.accountId },
      {
        eventId: event.id,
        params: { ...this.params(ruling, applicant), confirmBy },
        once: reminderOf(applicant.id, turn),
        notBefore: remindAt,
      },
    );
  }

  /**
   * Takes back the place of somebody who was accepted, and gives it on. Whoever is in a team leaves that first, so that
   * no team loses a member by the way. @throws LEAVE_TEAM_FIRST
   */
  async release(
    manager: EntityManager,
    ruling: Ruling,
    applicant: Applicant,
    status: RuledStatus,
    kind: MailKind,
    more: Record<string, unknown> = {},
  ): Promise<void> {
    const { id: eventId } = ruling.event;
    const { accountId, role } = applicant;
    const member = await lockMembership(manager, eventId, accountId);
    const teams: unknown[] = await manager.query(
      'SELECT 1 FROM team_member WHERE event_id = $1 AND account_id = $2',
      [eventId, accountId],
    );
    if (teams.length > 0 && member === role) throw new DomainError(LEAVE_TEAM_FIRST);
    const turn = await this.turn(manager, ruling, applicant, status);
    await this.tell(manager, ruling, applicant, turn, kind, more);
    if (member !== role) return;
    await manager.query('DELETE FROM event_member WHERE event_id = $1 AND account_id = $2', [
      eventId,
      accountId,
    ]);
    this.standings.changed(manager, accountId);
    await this.departures.tell(manager, { eventId, accountId, role });
  }

  /** Changes how an application stands, which has no effect on places. */
  async settle(
    manager: EntityManager,
    ruling: Ruling,
    applicant: Applicant,
    status: RuledStatus,
    kind: MailKind,
  ): Promise<void> {
    const turn = await this.turn(manager, ruling, applicant, status);
    await this.tell(manager, ruling, applicant, turn, kind);
  }

  /**
   * Gives up to `count` free places to the next on the list by the organizers' rule; a person whose background has no
   * place left is passed over. Once the event is over nobody gets in by themselves.
   */
  async promote(
    manager: EntityManager,
    ruling: Ruling,
    role: ApplicationRole,
    count: number,
  ): Promise<Applicant[]> {
    const form = await formOf(manager, ruling.event.id, role);
    const isByHand = ruling.actor !== null;
    if (!isByHand && (form.promotion === 'manual' || ruling.now >= ruling.event.endsAt)) return [];
    const promoted: Applicant[] = [];
    while (promoted.length < count) {
      const places = await placesOf(manager, ruling.event.id, role, form);
      if (!hasPlace(places, null)) break;
      const full = Object.keys(places.byBackground).filter(
        (background) => (freePlaces(places, background as Background) ?? 1) <= 0,
      );
      const [next]: Applicant[] = await manager.query(
        `${APPLICANTS}
         WHERE p.event_id = $1 AND p.role = $2 AND p.status = 'waitlisted'
           AND NOT (COALESCE(p.background, '') = ANY($3))
           AND NOT EXISTS (SELECT 1 FROM event_member m WHERE m.event_id = p.event_id AND m.account_id = p.account_id)
         ORDER BY ${WAITING_ORDER[form.promotion]} LIMIT 1 FOR UPDATE OF p`,
        [ruling.event.id, role, full],
      );
      if (!next) break;
      await this.accept(manager, { ...ruling, message: null }, next, form);
      promoted.push(next);
    }
    return promoted;
  }

  /** @returns the number of this change, which names its mail */
  private async turn(
    manager: EntityManager,
    { actor, event, now, message, reason }: Ruling,
    applicant: Applicant,
    status: RuledStatus,
    confirmBy: Date | null = null,
  ): Promise<number> {
    const turn = applicant.turn + 1;
    await this.mails.cancel(manager, reminderOf(applicant.id, applicant.turn));
    await manager.query(
      `UPDATE application SET status = $2, turn = $3, decided_at = $4, decided_by = $5, message = $6, confirm_by = $7,
         confirmed_at = NULL
       WHERE id = $1`,
      [applicant.id, status, turn, now, actor?.accountId ?? null, message ?? null, confirmBy],
    );
    await this.audit.record(manager, {
      actor,
      action: ACTIONS[status],
      subject: { type: 'application', id: applicant.id },
      eventId: event.id,
      before: { status: applicant.status },
      after: { status, role: applicant.role },
      reason: reason ?? null,
    });
    return turn;
  }

  private tell(
    manager: EntityManager,
    ruling: Ruling,
    applicant: Applicant,
    turn: number,
    kind: MailKind,
    more: Record<string, unknown> = {},
  ): Promise<void> {
    return this.mails.post(
      manager,
      kind,
      { accountId: applicant.accountId },
      {
        eventId: ruling.event.id,
        params: { ...this.params(ruling, applicant), ...more },
        once: `application:${applicant.id}:${turn}`,
      },
    );
  }

  private params({ event, message }: Ruling, { name, role }: Applicant): Record<string, unknown> {
    const paragraph = (text: string | undefined) => (text ? `\n\n${text}` : '');
    return {
      name,
      event: event.name,
      timeZone: event.timeZone,
      message: { ko: paragraph(message?.ko), en: paragraph(message?.en) },
      url: `/events/${event.slug}/apply${role === 'mentor' ? '?role=mentor' : ''}`,
    };
  }
}

const reminderOf = (applicationId: string, turn: number): string =>
  `application:${applicationId}:${turn}:confirm`;

/** As many as the form of the role has places for, in all and of the person's background. */
async function hasRoomFor(manager: EntityManager, { eventId, accountId, role }: Arrival): Promise<boolean> {
  const applied = APPLICATION_ROLES.find((one) => one === role);
  if (!applied) return true;
  const form = await formOf(manager, eventId, applied);
  const [person]: { background: Background | null }[] = await manager.query(
    'SELECT background FROM account WHERE id = $1',
    [accountId],
  );
  return hasPlace(await placesOf(manager, eventId, applied, form), person?.background ?? null);
}
