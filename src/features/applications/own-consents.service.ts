import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Actor } from '../../platform/http/actor.js';
import { DomainError } from '../../platform/http/domain-error.js';
import { invalidField } from '../../platform/http/validation.js';
import { ruleText } from '../../platform/http/validation-texts.js';
import { requireVisibleEvent } from '../access/access.js';
import { Access } from '../access/access.service.js';
import { Audit } from '../audit/audit.service.js';
import type { ApplicationRole } from './application-form.entity.js';
import { CONSENT_CHANGED, CONSENT_NOT_ASKED } from './applications.errors.js';
import { type Asked, consentsAsked, holdForm, keepConsents, rolesOf } from './consent.queries.js';
import { ConsentRequests } from './consent-requests.service.js';
import type { EventConsentList, EventConsentRequest, EventConsentView } from './consents.dto.js';
import type { Question } from './question.js';

interface Given {
  role: ApplicationRole;
  questionId: string;
  version: number;
  isAgreed: boolean;
  at: Date;
  question: Question | null;
}

/** What somebody agrees to in an event, and what they said to earlier wordings of it. */
@Injectable()
export class OwnConsents {
  constructor(
    private readonly database: DataSource,
    private readonly access: Access,
    private readonly requests: ConsentRequests,
    private readonly audit: Audit,
  ) {}

  /** @throws NOT_FOUND */
  async list(actor: Actor, slug: string): Promise<EventConsentList> {
    const { manager } = this.database;
    const standing = await this.access.inEvent(actor, slug);
    requireVisibleEvent(standing);
    const { eventId } = standing;
    const roles = await rolesOf(manager, eventId, actor.accountId);
    const asked = await consentsAsked(manager, eventId, roles);
    const given = await givenBy(manager, eventId, actor.accountId);
    return { items: asked.map((one) => view(one, given)), nextCursor: null };
  }

  /**
   * Says yes or no to consents as they are worded now. A no takes no place away: what becomes of it is for the person and
   * the organizers to decide.
   * @throws NOT_FOUND, CONSENT_NOT_ASKED, CONSENT_CHANGED, VALIDATION_FAILED
   */
  async answer(
    actor: Actor,
    slug: string,
    role: ApplicationRole,
    { version, answers }: EventConsentRequest,
    now: Date,
  ): Promise<EventConsentList> {
    await this.database.transaction(async (manager) => {
      const standing = await this.access.inEvent(actor, slug, manager);
      requireVisibleEvent(standing);
      const { eventId } = standing;
      await holdForm(manager, eventId, role);
      const { accountId } = actor;
      if (!(await rolesOf(manager, eventId, accountId)).includes(role)) {
        throw new DomainError(CONSENT_NOT_ASKED);
      }
      const asked = await consentsAsked(manager, eventId, [role]);
      const known = await givenBy(manager, eventId, accountId);
      const said = Object.entries(answers).map(([id, isAgreed]) => {
        if (typeof isAgreed !== 'boolean') {
          throw invalidField(`answers.${id.slice(0, 60)}`, 'isBoolean', ruleText('isBoolean', ''));
        }
        const consent = asked.find(({ question }) => question.id === id.toLowerCase());
        if (!consent?.versions.includes(version)) throw new DomainError(CONSENT_CHANGED);
        return { consent, question: consent.question, isAgreed };
      });
      await keepConsents(manager, { eventId, role, accountId, version, answers: said, now });
      for (const { consent, question, isAgreed } of said) {
        const before = lastOf(known, consent);
        await this.audit.record(manager, {
          actor,
          action: isAgreed ? 'application_consent.given' : 'application_consent.refused',
          subject: { type: 'account', id: accountId },
          eventId,
          before: before && { version: before.version, isAgreed: before.isAgreed },
          after: { role, questionId: question.id, version, isAgreed },
        });
      }
      await this.requests.answered(manager, eventId, role, accountId);
    });
    return this.list(actor, slug);
  }
}

function givenBy(manager: EntityManager, eventId: string, accountId: string): Promise<Given[]> {
  return manager.query(
    `SELECT c.role, c.question_id AS "questionId", c.version, c.is_agreed AS "isAgreed", c.at,
       (SELECT q FROM application_form_version v, jsonb_array_elements(v.questions) q
        WHERE v.event_id = c.event_id AND v.role = c.role AND v.version = c.version
          AND q->>'id' = c.question_id::text) AS question
     FROM application_consent c WHERE c.event_id = $1 AND c.account_id = $2 ORDER BY c.at DESC, c.version DESC`,
    [eventId, accountId],
  );
}

const lastOf = (given: Given[], { role, question }: Asked): Given | undefined =>
  given.find((one) => one.role === role && one.questionId === question.id);

function view(asked: Asked, given: Given[]): EventConsentView {
  const { role, question, versions, since } = asked;
  const own = given.filter((one) => one.role === role && one.questionId === question.id);
  const now = own.find(({ version }) => versions.includes(version));
  const earlier = own.find(({ version }) => !versions.includes(version));
  const isEnough = now && (now.isAgreed || !question.isRequired);
  return {
    role,
    questionId: question.id,
    label: question.label,
    hint: question.hint,
    isRequired: question.isRequired,
    state: !now ? 'due' : isEnough ? 'agreed' : 'refused',
    isAgreed: now?.isAgreed ?? null,
    answeredAt: now?.at ?? null,
    version: Math.max(...versions),
    since,
    before:
      !now && earlier?.question
        ? {
            label: earlier.question.label,
            hint: earlier.question.hint,
            isAgreed: earlier.isAgreed,
            at: earlier.at,
          }
        : null,
  };
}
