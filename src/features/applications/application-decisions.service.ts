import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Actor } from '../../platform/http/actor.js';
import { DomainError } from '../../platform/http/domain-error.js';
import { NOT_FOUND } from '../../platform/http/http.errors.js';
import { invalidField } from '../../platform/http/validation.js';
import { ruleText } from '../../platform/http/validation-texts.js';
import type { Texts } from '../../platform/i18n/language.js';
import { requireOrganizer } from '../access/access.js';
import { Access } from '../access/access.service.js';
import type { Background } from '../accounts/profile.js';
import { Audit } from '../audit/audit.service.js';
import { lockEvent } from '../events/event.locks.js';
import { Admission, APPLICANTS, type Applicant, type Ruling } from './admission.service.js';
import { effectOf, freePlaces, OUTCOME, type Places } from './application.policy.js';
import { eventOf, type Form, formOf, placesOf } from './application.queries.js';
import type {
  DecisionsRequest,
  DecisionsView,
  DecisionView,
  PromotionsRequest,
  PromotionsView,
} from './applications.dto.js';
import { NO_PLACES, NO_PLACES_FOR_BACKGROUND } from './applications.errors.js';
import { APPLICATION_DECLINED, APPLICATION_NO_SHOW, APPLICATION_WAITLISTED } from './applications.mails.js';
import { BACKGROUND_NAMES } from './background-names.js';

const LONGEST_MESSAGE = 3_000;

/** What organizers decide about applications, one or five hundred at once: all of it, or nothing. */
@Injectable()
export class ApplicationDecisions {
  constructor(
    private readonly database: DataSource,
    private readonly access: Access,
    private readonly admission: Admission,
    private readonly audit: Audit,
  ) {}

  /**
   * Asked again it changes nothing and writes no second mail.
   * @throws NOT_FOUND, NOT_AN_ORGANIZER, NO_PLACES, NO_PLACES_FOR_BACKGROUND, VALIDATION_FAILED
   */
  async decide(actor: Actor, slug: string, body: DecisionsRequest, now: Date): Promise<DecisionsView> {
    const message = readMessage(body.message);
    const items = await this.database.transaction(async (manager) => {
      await lockEvent(manager, slug);
      const standing = await this.access.inEvent(actor, slug, manager);
      requireOrganizer(standing);
      const event = await eventOf(manager, standing.eventId);
      const ids = body.ids.map((id) => id.toLowerCase());
      const applicants = await lockApplicants(manager, event.id, ids);
      const ruling: Ruling = { actor, event, now, message, reason: body.overCapacityReason ?? null };
      const roles = await rolesOf(manager, event.id, applicants);
      const outcomes = new Map<string, DecisionView>(
        ids.map((id) => [id, { id, outcome: 'refused', status: null, code: NOT_FOUND.code }]),
      );
      const changing: Applicant[] = [];
      for (const applicant of applicants) {
        const effect = effectOf(body.decision, applicant.status);
        const role = roles.get(applicant.accountId);
        const isOther = body.decision === 'accept' && role !== undefined && role !== applicant.role;
        if (effect === 'change' && !isOther) changing.push(applicant);
        outcomes.set(applicant.id, {
          id: applicant.id,
          outcome: effect === 'nothing' ? 'nothing' : 'refused',
          status: applicant.status,
          code: effect === 'nothing' ? null : isOther ? 'ALREADY_A_MEMBER' : 'APPLICATION_DECIDED',
        });
      }
      const forms = await formsOf(manager, event.id, changing);
      if (body.decision === 'accept' && !body.overCapacityReason) {
        await requirePlaces(
          manager,
          event.id,
          changing.filter(({ accountId }) => !roles.has(accountId)),
          forms,
        );
      }
      // Who has a place goes last: the places go to the waiting list, and not to somebody who is declined right after.
      changing.sort((a, b) => Number(a.status === 'accepted') - Number(b.status === 'accepted'));
      for (const applicant of changing) {
        outcomes.set(applicant.id, await this.apply(manager, ruling, applicant, body.decision, forms));
      }
      return ids.map((id) => outcomes.get(id)!);
    });
    return { items, changed: items.filter(({ outcome }) => outcome === 'changed').length };
  }

  /** Fills free places from the waiting list by hand, in the order of the rule. @throws NOT_FOUND, NOT_AN_ORGANIZER */
  async promote(actor: Actor, slug: string, body: PromotionsRequest, now: Date): Promise<PromotionsView> {
    const promoted = await this.database.transaction(async (manager) => {
      await lockEvent(manager, slug);
      const standing = await this.access.inEvent(actor, slug, manager);
      requireOrganizer(standing);
      const event = await eventOf(manager, standing.eventId);
      return this.admission.promote(manager, { actor, event, now }, body.role, body.count);
    });
    return { accepted: promoted.map(({ id }) => id) };
  }

  /** @throws NOT_FOUND, NOT_AN_ORGANIZER */
  async rank(actor: Actor, slug: string, id: string, rank: number | null): Promise<void> {
    await this.database.transaction(async (manager) => {
      await lockEvent(manager, slug);
      const standing = await this.access.inEvent(actor, slug, manager);
      requireOrganizer(standing);
      const [row]: { rank: number | null }[] = await manager.query(
        `SELECT rank FROM application WHERE id = $1 AND event_id = $2 AND status <> 'draft' FOR UPDATE`,
        [id, standing.eventId],
      );
      if (!row) throw new DomainError(NOT_FOUND);
      if (row.rank === rank) return;
      await manager.query('UPDATE application SET rank = $2 WHERE id = $1', [id, rank]);
      await this.audit.record(manager, {
        actor,
        action: 'application.ranked',
        subject: { type: 'application', id },
        eventId: standing.eventId,
        before: row,
        after: { rank },
      });
    });
  }

  private async apply(
    manager: EntityManager,
    ruling: Ruling,
    applicant: Applicant,
    decision: DecisionsRequest['decision'],
    forms: Map<string, Form>,
  ): Promise<DecisionView> {
    const { id } = applicant;
    const status = OUTCOME[decision];
    try {
      if (decision === 'accept') {
        await this.admission.accept(manager, ruling, applicant, forms.get(applicant.role)!);
      } else if (decision === 'waitlist') {
        await this.admission.settle(manager, ruling, applicant, status, APPLICATION_WAITLISTED);
      } else if (applicant.status === 'accepted') {
        const kind = decision === 'no_show' ? APPLICATION_NO_SHOW : APPLICATION_DECLINED;
        await this.admission.release(manager, ruling, applicant, status, kind);
      } else {
        await this.admission.settle(manager, ruling, applicant, status, APPLICATION_DECLINED);
      }
      return { id, outcome: 'changed', status, code: null };
    } catch (error) {
      // Refused before anything of it was written: the others go on.
      if (!(error instanceof DomainError)) throw error;
      return { id, outcome: 'refused', status: applicant.status, code: error.kind.code };
    }
  }
}

function readMessage(message: Texts | undefined): Texts | null {
  if (!message) return null;
  const texts = { ko: message.ko.normalize('NFC').trim(), en: message.en.normalize('NFC').trim() };
  for (const language of ['ko', 'en'] as const) {
    if (texts[language].length > LONGEST_MESSAGE) {
      throw invalidField(`message.${language}`, 'maxLength', ruleText('maxLength', String(LONGEST_MESSAGE)));
    }
  }
  return texts.ko || texts.en ? { ko: texts.ko || texts.en, en: texts.en || texts.ko } : null;
}

/** Locked in one order, whatever the order that was asked for. */
function lockApplicants(manager: EntityManager, eventId: string, ids: string[]): Promise<Applicant[]> {
  return manager.query(
    `${APPLICANTS} WHERE p.event_id = $1 AND p.id = ANY($2) AND p.status <> 'draft'
     ORDER BY p.submitted_at, p.id FOR UPDATE OF p`,
    [eventId, ids],
  );
}

async function rolesOf(
  manager: EntityManager,
  eventId: string,
  applicants: Applicant[],
): Promise<Map<string, string>> {
  const rows: { accountId: string; role: string }[] = await manager.query(
    'SELECT account_id AS "accountId", role FROM event_member WHERE event_id = $1 AND account_id = ANY($2)',
    [eventId, applicants.map(({ accountId }) => accountId)],
  );
  return new Map(rows.map(({ accountId, role }) => [accountId, role]));
}

async function formsOf(
  manager: EntityManager,
  eventId: string,
  applicants: Applicant[],
): Promise<Map<string, Form>> {
  const forms = new Map<string, Form>();
  for (const role of new Set(applicants.map((one) => one.role))) {
    forms.set(role, await formOf(manager, eventId, role));
  }
  return forms;
}

/** All who are new must fit; a part of them would leave organizers guessing which. */
async function requirePlaces(
  manager: EntityManager,
  eventId: string,
  coming: Applicant[],
  forms: Map<string, Form>,
): Promise<void> {
  for (const [role, form] of forms) {
    const wanted = coming.filter((one) => one.role === role);
    if (wanted.length === 0) continue;
    const places = await placesOf(manager, eventId, wanted[0]!.role, form);
    const free = freePlaces(places, null);
    if (free !== null && wanted.length > free) {
      throw new DomainError(NO_PLACES, { wanted: wanted.length, free: Math.max(0, free) });
    }
    requirePlacesOfBackgrounds(places, wanted);
  }
}

function requirePlacesOfBackgrounds(places: Places, wanted: Applicant[]): void {
  for (const background of Object.keys(places.byBackground) as Background[]) {
    const own = wanted.filter((one) => one.background === background).length;
    const free = freePlaces({ ...places, capacity: null }, background);
    if (free !== null && own > free) {
      throw new DomainError(NO_PLACES_FOR_BACKGROUND, {
        wanted: own,
        free: Math.max(0, free),
        background,
        name: BACKGROUND_NAMES[background],
      });
    }
  }
}
