import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../../platform/http/actor.js';
import { DomainError } from '../../platform/http/domain-error.js';
import { NOT_FOUND } from '../../platform/http/http.errors.js';
import { cursorOffset, pageFrom } from '../../platform/http/page.dto.js';
import type { Texts } from '../../platform/i18n/language.js';
import { requireOrganizer } from '../access/access.js';
import { Access } from '../access/access.service.js';
import { Audit } from '../audit/audit.service.js';
import type { Answers } from './answers.js';
import { allQuestions } from './application.queries.js';
import { APPLICATION_ROLES } from './application-form.entity.js';
import { applicationsCsv } from './applications.csv.js';
import type {
  ApplicationItemView,
  ApplicationPage,
  ApplicationQuery,
  ApplicationSort,
  ApplicationView,
} from './applications.dto.js';
import { askedParameter, CONSENT_STATE, consentsAsked, LIVE } from './consent.queries.js';
import { filesOf } from './my-application-reader.service.js';
import type { Offer } from './offer.js';
import { FOUND, wanted } from './people.search.js';
import type { Question } from './question.js';

const ITEM = `
  p.id, p.account_id AS "accountId", p.role, p.status, a.name, a.email, p.background, a.affiliation, a.skills,
  a.languages, p.rank, p.submitted_at AS "submittedAt", p.decided_at AS "decidedAt", p.confirm_by AS "confirmBy",
  p.confirmed_at AS "confirmedAt"`;

/** Of somebody who holds a place or waits. @param parameter the number of what is asked */
const CONSENT = (parameter: string) =>
  `CASE WHEN p.status IN ${LIVE} THEN ${CONSENT_STATE('p', parameter)} END`;

const WHERE = `
  FROM application p JOIN account a ON a.id = p.account_id
  WHERE p.event_id = $1 AND p.role = $2 AND p.status <> 'draft'
    AND ($3::text IS NULL OR p.status = $3) AND ($4::text IS NULL OR p.background = $4)
    AND ($5::text IS NULL OR ${FOUND('$5')})
    AND ($7::text IS NULL OR (${CONSENT('$6')}) = $7)`;

const ORDER: Record<ApplicationSort, string> = {
  applied: 'p.submitted_at, p.id',
  name: 'lower(a.name), p.id',
  rank: 'p.rank NULLS LAST, p.submitted_at, p.id',
  background: 'p.background NULLS LAST, p.submitted_at, p.id',
  status: 'p.status, p.submitted_at, p.id',
};

export type ExportRow = ApplicationItemView & { id: string; answers: Answers | null; offer: Offer | null };

/** Applications as organizers of the event see them; nobody else does. */
@Injectable()
export class ApplicationReader {
  constructor(
    private readonly database: DataSource,
    private readonly access: Access,
    private readonly audit: Audit,
  ) {}

  /** @throws NOT_FOUND, NOT_A_MEMBER, NOT_AN_ORGANIZER */
  async list(actor: Actor, slug: string, query: ApplicationQuery): Promise<ApplicationPage> {
    const standing = await this.access.inEvent(actor, slug);
    requireOrganizer(standing);
    const rows: ApplicationItemView[] = await this.database.query(
      `SELECT ${ITEM}, ${CONSENT('$6')} AS consent ${WHERE}
       ORDER BY ${ORDER[query.sort ?? 'applied']} OFFSET $8 LIMIT $9`,
      [...(await this.filters(standing.eventId, query)), cursorOffset(query), (query.limit ?? 50) + 1],
    );
    return pageFrom(rows, query);
  }

  /** @throws NOT_FOUND, NOT_A_MEMBER, NOT_AN_ORGANIZER */
  async get(actor: Actor, slug: string, id: string): Promise<ApplicationView> {
    const standing = await this.access.inEvent(actor, slug);
    requireOrganizer(standing);
    const { manager } = this.database;
    const [row]: (ApplicationItemView & {
      answers: Answers | null;
      offer: Offer | null;
      message: Texts | null;
      questions: Question[] | null;
      decidedByName: string | null;
    })[] = await manager.query(
      `SELECT ${ITEM}, ${CONSENT('$3')} AS consent, p.answers, p.offer, p.message, v.questions,
         d.name AS "decidedByName"
       FROM application p JOIN account a ON a.id = p.account_id
       LEFT JOIN account d ON d.id = p.decided_by
       LEFT JOIN application_form_version v
         ON v.event_id = p.event_id AND v.role = p.role AND v.version = p.form_version
       WHERE p.id = $1 AND p.event_id = $2 AND p.status <> 'draft'`,
      [
        id,
        standing.eventId,
        askedParameter(await consentsAsked(manager, standing.eventId, APPLICATION_ROLES)),
      ],
    );
    if (!row) throw new DomainError(NOT_FOUND);
    // Whoever withdrew has taken their files back; the rest shows what there was to decide on.
    const files = row.status === 'withdrawn' ? [] : await filesOf(manager, [id]);
    return {
      ...row,
      answers: row.answers ?? {},
      questions: row.questions ?? [],
      files: files.map(({ applicationId: _, ...file }) => file),
    };
  }

  /** Everything the filters find, for a spreadsheet. That personal data left the platform is recorded. */
  async csv(actor: Actor, slug: string, query: ApplicationQuery): Promise<string> {
    const standing = await this.access.inEvent(actor, slug);
    requireOrganizer(standing);
    const { manager } = this.database;
    const rows: ExportRow[] = await manager.query(
      `SELECT ${ITEM}, ${CONSENT('$6')} AS consent, p.answers, p.offer ${WHERE}
       ORDER BY ${ORDER[query.sort ?? 'applied']}`,
      await this.filters(standing.eventId, query),
    );
    const role = query.role ?? 'participant';
    const questions = await allQuestions(manager, standing.eventId, role);
    const files = await filesOf(
      manager,
      rows.filter(({ status }) => status !== 'withdrawn').map(({ id }) => id),
    );
    await this.audit.record(manager, {
      actor,
      action: 'applications.exported',
      subject: { type: 'event', id: standing.eventId },
      eventId: standing.eventId,
      after: { role, rows: rows.length },
    });
    return applicationsCsv(rows, questions, files, role, query.language ?? actor.locale);
  }

  private async filters(
    eventId: string,
    { role = 'participant', status, background, q, consent }: ApplicationQuery,
  ): Promise<unknown[]> {
    const asked = await consentsAsked(this.database.manager, eventId, [role]);
    return [
      eventId,
      role,
      status ?? null,
      background ?? null,
      wanted(q),
      askedParameter(asked),
      consent ?? null,
    ];
  }
}
