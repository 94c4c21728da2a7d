import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Actor } from '../../platform/http/actor.js';
import { DomainError, type ErrorDetail } from '../../platform/http/domain-error.js';
import { fieldName, listed } from '../../platform/http/field-names.js';
import { VALIDATION_FAILED } from '../../platform/http/http.errors.js';
import type { Language } from '../../platform/i18n/language.js';
import { requireVisibleEvent } from '../access/access.js';
import { Access } from '../access/access.service.js';
import type { Background } from '../accounts/profile.js';
import { Audit } from '../audit/audit.service.js';
import { lockEvent } from '../events/event.locks.js';
import { Mails } from '../mail/mails.service.js';
import { Admission, APPLICANTS, type Applicant } from './admission.service.js';
import { type Answers, missingAnswers, readAnswers } from './answers.js';
import { requireBegun, requireMayBegin, requireMayHandIn } from './application.doors.js';
import { closingOf } from './application.policy.js';
import { allQuestions, eventOf, formOf } from './application.queries.js';
import type { ApplicationRole } from './application-form.entity.js';
import type {
  DraftRequest,
  HandInRequest,
  MyApplicationList,
  MyApplicationView,
} from './applications.dto.js';
import {
  NOTHING_TO_CONFIRM,
  NOTHING_TO_WITHDRAW,
  OFFER_INCOMPLETE,
  PROFILE_INCOMPLETE,
} from './applications.errors.js';
import { APPLICATION_RECEIVED, APPLICATION_WITHDRAWN } from './applications.mails.js';
import { holdForm, keepConsents } from './consent.queries.js';
import { ConsentRequests } from './consent-requests.service.js';
import { MyApplicationReader } from './my-application-reader.service.js';
import { offerFrom } from './offer.js';
import type { Question } from './question.js';

/** What an applicant does with their own application. */
@Injectable()
export class OwnApplications {
  constructor(
    private readonly database: DataSource,
    private readonly access: Access,
    private readonly reader: MyApplicationReader,
    private readonly admission: Admission,
    private readonly consents: ConsentRequests,
    private readonly mails: Mails,
    private readonly audit: Audit,
  ) {}

  /** @throws NOT_FOUND */
  async list(actor: Actor, slug: string, now: Date): Promise<MyApplicationList> {
    const standing = await this.access.inEvent(actor, slug);
    requireVisibleEvent(standing);
    return { items: await this.reader.ofEvent(actor, standing.eventId, now), nextCursor: null };
  }

  /**
   * Keeps what is being written. What was begun before the deadline is kept after it too: nothing that somebody wrote
   * is lost, whether or not it may still be handed in.
   * @throws NOT_FOUND, APPLICATIONS_NOT_OPEN, APPLICATIONS_NOT_YET, APPLICATIONS_CLOSED, ALREADY_A_MEMBER,
   *   APPLICATION_DECIDED, VALIDATION_FAILED
   */
  async save(
    actor: Actor,
    slug: string,
    role: ApplicationRole,
    body: DraftRequest,
    now: Date,
  ): Promise<MyApplicationView> {
    const eventId = await this.database.transaction(async (manager) => {
      const standing = await this.access.inEvent(actor, slug, manager);
      requireVisibleEvent(standing);
      const application = await this.begun(manager, actor, standing, role, now);
      const { questions } = await formOf(manager, standing.eventId, role);
      const asked = new Set(questions.map(({ id }) => id));
      // A question that was taken out while somebody was answering it is nobody's mistake.
      const gone = new Set((await allQuestions(manager, standing.eventId, role)).map(({ id }) => id));
      const given = Object.fromEntries(
        Object.entries(body.answers).filter(([id]) => asked.has(id) || !gone.has(id)),
      );
      const { answers, errors } = readAnswers(given, questions);
      requireNone(errors, questions);
      const offer = role === 'mentor' && body.offer ? offerFrom(body.offer, 'offer') : null;
      await manager.query(
        `UPDATE application SET draft = $2, draft_offer = COALESCE($3, draft_offer), saved_at = $4 WHERE id = $1`,
        [application.id, answers, offer ? JSON.stringify(offer) : null, now],
      );
      return standing.eventId;
    });
    return this.reader.get(actor, eventId, role, now);
  }

  /**
   * Hands in what was saved. Once more before the deadline replaces what was handed in, and keeps the place in the order.
   * @throws as save; PROFILE_INCOMPLETE, OFFER_INCOMPLETE
   */
  async handIn(
    actor: Actor,
    slug: string,
    role: ApplicationRole,
    body: HandInRequest,
    now: Date,
  ): Promise<MyApplicationView> {
    // In a transaction of its own: it stays saved when handing in is refused.
    if (body.answers) await this.save(actor, slug, role, { answers: body.answers, offer: body.offer }, now);
    const eventId = await this.database.transaction(async (manager) => {
      const standing = await this.access.inEvent(actor, slug, manager);
      requireVisibleEvent(standing);
      const { eventId } = standing;
      const event = await eventOf(manager, eventId);
      await holdForm(manager, eventId, role);
      const form = await formOf(manager, eventId, role);
      const application = await this.begun(manager, actor, standing, role, now);
      requireMayHandIn(event, form, application, standing, now);
      const [person]: { background: Background | null; name: string }[] = await manager.query(
        'SELECT background, name FROM account WHERE id = $1',
        [actor.accountId],
      );
      if (!person?.background) throw new DomainError(PROFILE_INCOMPLETE);
      const { draft, draftOffer: offer } = application;
      if (role === 'mentor' && !(offer?.expertise.length && offer.languages.length)) {
        throw new DomainError(OFFER_INCOMPLETE);
      }
      const { answers, errors } = readAnswers(onlyAsked(draft, form.questions), form.questions);
      const files = await this.reader.questionsWithFile(manager, application.id);
      requireNone([...errors, ...missingAnswers(answers, files, form.questions)], form.questions);
      const isFirst = application.status !== 'submitted';
      const turn = application.turn + (isFirst ? 1 : 0);
      await manager.query(
        `UPDATE application SET status = 'submitted', answers = $2, offer = $3, form_version = $4, background = $5,
           turn = $6, submitted_at = CASE WHEN $7 THEN $8 ELSE submitted_at END, saved_at = $8
         WHERE id = $1`,
        [
          application.id,
          answers,
          role === 'mentor' ? JSON.stringify(offer) : null,
          form.version,
          person.background,
          turn,
          isFirst,
          now,
        ],
      );
      await keepConsents(manager, {
        eventId,
        role,
        accountId: actor.accountId,
        version: form.version,
        answers: form.questions
          .filter(({ kind }) => kind === 'consent')
          .map((question) => ({ question, isAgreed: answers[question.id] === true })),
        now,
      });
      await this.consents.answered(manager, eventId, role, actor.accountId);
      await this.audit.record(manager, {
        actor,
        action: isFirst ? 'application.submitted' : 'application.revised',
        subject: { type: 'application', id: application.id },
        eventId,
        before: { status: application.status },
        after: { status: 'submitted', role, background: person.background, formVersion: form.version },
      });
      if (isFirst) {
        await this.mails.post(
          manager,
          APPLICATION_RECEIVED,
          { accountId: actor.accountId },
          {
            eventId,
            params: {
              name: person.name,
              event: event.name,
              closesAt: closingOf(event),
              timeZone: event.timeZone,
              url: `/events/${slug}/apply${role === 'mentor' ? '?role=mentor' : ''}`,
            },
            once: `application:${application.id}:${turn}`,
          },
        );
      }
      return eventId;
    });
    return this.reader.get(actor, eventId, role, now);
  }

  /** At any time; a place that was given goes on to the next. @throws NOT_FOUND, NOTHING_TO_WITHDRAW, LEAVE_TEAM_FIRST */
  async withdraw(actor: Actor, slug: string, role: ApplicationRole, now: Date): Promise<MyApplicationView> {
    const eventId = await this.database.transaction(async (manager) => {
      await lockEvent(manager, slug);
      const standing = await this.access.inEvent(actor, slug, manager);
      requireVisibleEvent(standing);
      const event = await eventOf(manager, standing.eventId);
      const [applicant]: Applicant[] = await manager.query(
        `${APPLICANTS} WHERE p.event_id = $1 AND p.account_id = $2 AND p.role = $3
           AND p.status IN ('submitted', 'waitlisted', 'accepted') FOR UPDATE OF p`,
        [event.id, actor.accountId, role],
      );
      if (!applicant) throw new DomainError(NOTHING_TO_WITHDRAW);
      const ruling = { actor, event, now };
      const has = applicant.status === 'accepted' ? 'release' : 'settle';
      await this.admission[has](manager, ruling, applicant, 'withdrawn', APPLICATION_WITHDRAWN);
      return event.id;
    });
    return this.reader.get(actor, eventId, role, now);
  }

  /** Says that one comes. @throws NOT_FOUND, NOTHING_TO_CONFIRM */
  async confirm(actor: Actor, slug: string, role: ApplicationRole, now: Date): Promise<MyApplicationView> {
    const eventId = await this.database.transaction(async (manager) => {
      const standing = await this.access.inEvent(actor, slug, manager);
      requireVisibleEvent(standing);
      const [row]: { id: string; turn: number; confirmedAt: Date | null }[] = await manager.query(
        `SELECT id, turn, confirmed_at AS "confirmedAt" FROM application
         WHERE event_id = $1 AND account_id = $2 AND role = $3 AND status = 'accepted' AND confirm_by IS NOT NULL
           AND (confirmed_at IS NOT NULL OR confirm_by > $4) FOR UPDATE`,
        [standing.eventId, actor.accountId, role, now],
      );
      if (!row) throw new DomainError(NOTHING_TO_CONFIRM);
      if (row.confirmedAt) return standing.eventId;
      await manager.query('UPDATE application SET confirmed_at = $2 WHERE id = $1', [row.id, now]);
      await this.mails.cancel(manager, `application:${row.id}:${row.turn}:confirm`);
      await this.audit.record(manager, {
        actor,
        action: 'application.confirmed',
        subject: { type: 'application', id: row.id },
        eventId: standing.eventId,
      });
      return standing.eventId;
    });
    return this.reader.get(actor, eventId, role, now);
  }

  /** The applicant's row, locked; made where the doors are open. */
  private async begun(
    manager: EntityManager,
    actor: Actor,
    standing: { eventId: string; role: string | null },
    role: ApplicationRole,
    now: Date,
  ) {
    const known = await this.reader.lock(manager, actor, standing.eventId, role);
    if (known) return requireBegun(known);
    const event = await eventOf(manager, standing.eventId);
    requireMayBegin(event, await formOf(manager, event.id, role), standing, now);
    await manager.query(
      `INSERT INTO application (event_id, account_id, role, begun_at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING`,
      [event.id, actor.accountId, role, now],
    );
    return requireBegun((await this.reader.lock(manager, actor, event.id, role))!);
  }
}

const onlyAsked = (draft: Answers, questions: { id: string }[]): Answers =>
  Object.fromEntries(Object.entries(draft).filter(([id]) => questions.some((one) => one.id === id)));

/** Says what is wrong by the questions' own words. */
function requireNone(errors: ErrorDetail[], questions: Question[]): void {
  if (errors.length === 0) return;
  const named = (language: Language) =>
    listed(
      errors.map(({ path = '' }) => {
        const question = questions.find(({ id }) => path === `answers.${id}`);
        return question ? shortened(question.label[language]) : fieldName(path);
      }),
    );
  throw new DomainError(VALIDATION_FAILED, { fields: { ko: named('ko'), en: named('en') } }, errors);
}

/** A consent may be pages long; its first words say which it is. */
const shortened = (text: string): string => {
  const characters = [...text.replace(/\s+/g, ' ')];
  return characters.length <= 60 ? characters.join('') : `${characters.slice(0, 59).join('')}…`;
};
