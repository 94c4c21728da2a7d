import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../../platform/http/actor.js';
import { DomainError } from '../../platform/http/domain-error.js';
import { invalidField } from '../../platform/http/validation.js';
import { ruleText } from '../../platform/http/validation-texts.js';
import type { Texts } from '../../platform/i18n/language.js';
import { isOrganizer, requireOrganizer, requireVisibleEvent } from '../access/access.js';
import { Access } from '../access/access.service.js';
import { Audit } from '../audit/audit.service.js';
import { lockEvent } from '../events/event.locks.js';
import { lengthLimit } from './answers.js';
import { closingOf, GRACE_MINUTES, windowAt } from './application.policy.js';
import { type EventRow, eventOf, type Form, formOf } from './application.queries.js';
import type { ApplicationRole } from './application-form.entity.js';
import type {
  ApplicationFormRequest,
  ApplicationFormView,
  QuestionRequest,
} from './application-forms.dto.js';
import { FORM_CHANGED, QUESTION_CHANGED_KIND } from './applications.errors.js';
import { changedConsents } from './consent.policy.js';
import { ConsentRequests } from './consent-requests.service.js';
import type { Question } from './question.js';

const NO_TEXT: Texts = { ko: '', en: '' };
const plain = ({ ko, en }: Texts): Texts => ({
  ko: ko.normalize('NFC').trim(),
  en: en.normalize('NFC').trim(),
});
/** Longest wording of a question; a consent may need to say much. */
const LONGEST = 5_000;

/** What an event asks of people who apply. */
@Injectable()
export class ApplicationForms {
  constructor(
    private readonly database: DataSource,
    private readonly access: Access,
    private readonly consents: ConsentRequests,
    private readonly audit: Audit,
  ) {}

  /** @throws NOT_FOUND */
  async get(actor: Actor, slug: string, role: ApplicationRole, now: Date): Promise<ApplicationFormView> {
    const standing = await this.access.inEvent(actor, slug);
    requireVisibleEvent(standing);
    const { manager } = this.database;
    const event = await eventOf(manager, standing.eventId);
    const form = await formOf(manager, standing.eventId, role);
    return formView(event, role, form, isOrganizer(standing), now);
  }

  /** @throws NOT_FOUND, NOT_AN_ORGANIZER, FORM_CHANGED, QUESTION_CHANGED_KIND, VALIDATION_FAILED */
  async put(
    actor: Actor,
    slug: string,
    role: ApplicationRole,
    body: ApplicationFormRequest,
    now: Date,
  ): Promise<ApplicationFormView> {
    await this.database.transaction(async (manager) => {
      await lockEvent(manager, slug);
      const standing = await this.access.inEvent(actor, slug, manager);
      requireOrganizer(standing);
      const { eventId } = standing;
      const before = await formOf(manager, eventId, role);
      if (before.version !== body.version) throw new DomainError(FORM_CHANGED);
      const questions = body.questions.map((given, at) => questionFrom(given, at, before.questions));
      requireDistinct(questions);
      const isAnother = !isDeepStrictEqual(questions, before.questions);
      const after: Form = {
        version: isAnother ? before.version + 1 : before.version,
        questions,
        isOpen: body.isOpen,
        capacity: body.capacity ?? null,
        backgroundCapacity: { ...body.backgroundCapacity },
        promotion: body.promotion ?? before.promotion,
        confirmDays: body.confirmDays ?? null,
      };
      if (isAnother) {
        await manager.query(
          `INSERT INTO application_form_version (event_id, role, version, questions, made_by)
           VALUES ($1, $2, $3, $4, $5)`,
          [eventId, role, after.version, JSON.stringify(questions), actor.accountId],
        );
      }
      await manager.query(
        `INSERT INTO application_form (event_id, role, version, is_open, capacity, background_capacity, promotion, confirm_days)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
         ON CONFLICT (event_id, role) DO UPDATE SET version = $3, is_open = $4, capacity = $5,
           background_capacity = $6, promotion = $7, confirm_days = $8`,
        [
          eventId,
          role,
          after.version,
          after.isOpen,
          after.capacity,
          after.backgroundCapacity,
          after.promotion,
          after.confirmDays,
        ],
      );
      await this.audit.record(manager, {
        actor,
        action: 'application_form.changed',
        subject: { type: 'application_form', id: `${eventId}:${role}` },
        eventId,
        before,
        after,
      });
      if (isAnother) {
        const changed = changedConsents(before.questions, questions);
        await this.consents.ask(manager, eventId, role, changed, now);
      }
    });
    return this.get(actor, slug, role, now);
  }
}

function questionFrom(given: QuestionRequest, at: number, before: Question[]): Question {
  const known = before.find(({ id }) => id === given.id);
  if (known && known.kind !== given.kind) throw new DomainError(QUESTION_CHANGED_KIND);
  const label = plain(given.label);
  const hint = plain(given.hint ?? NO_TEXT);
  const path = `questions.${at}`;
  if (!label.ko || !label.en) throw invalidField(`${path}.label`, 'filled', ruleText('filled', ''));
  for (const [name, texts] of Object.entries({ label, hint })) {
    if (Math.max(texts.ko.length, texts.en.length) > LONGEST) {
      throw invalidField(`${path}.${name}`, 'maxLength', ruleText('maxLength', String(LONGEST)));
    }
  }
  const isChoice = given.kind === 'choice' || given.kind === 'choices';
  const options = isChoice ? (given.options ?? []) : [];
  if (isChoice && options.length < 2) {
    throw invalidField(`${path}.options`, 'arrayMinSize', ruleText('arrayMinSize', '2'));
  }
  return {
    // An id that this form does not know might be another event's: such a question is a new one.
    id: known?.id ?? randomUUID(),
    kind: given.kind,
    label,
    hint,
    isRequired: given.isRequired,
    options: options.map((option, k) => {
      const text = plain(option.label);
      if (!text.ko || !text.en) {
        throw invalidField(`${path}.options.${k}.label`, 'filled', ruleText('filled', ''));
      }
      return {
        id: known?.options.find(({ id }) => id === option.id)?.id ?? randomUUID(),
        label: text,
      };
    }),
    maxLength: lengthLimit({ kind: given.kind, maxLength: given.maxLength ?? null }) || null,
  };
}

/** One question may not stand in the form twice. */
function requireDistinct(questions: Question[]): void {
  const ids = questions.flatMap(({ id, options }) => [id, ...options.map((option) => option.id)]);
  if (new Set(ids).size < ids.length) {
    throw invalidField('questions', 'arrayUnique', ruleText('arrayUnique', ''));
  }
}

function formView(
  event: EventRow,
  role: ApplicationRole,
  form: Form,
  forOrganizers: boolean,
  now: Date,
): ApplicationFormView {
  return {
    role,
    isOpen: form.isOpen,
    window: windowAt(event, now),
    opensAt: event.applicationsOpenAt,
    closesAt: closingOf(event),
    graceMinutes: GRACE_MINUTES,
    version: form.version,
    questions: form.questions,
    capacity: forOrganizers ? form.capacity : null,
    backgroundCapacity: forOrganizers ? form.backgroundCapacity : null,
    promotion: forOrganizers ? form.promotion : null,
    confirmDays: forOrganizers ? form.confirmDays : null,
  };
}
