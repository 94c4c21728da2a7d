import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Actor } from '../../platform/http/actor.js';
import { DomainError } from '../../platform/http/domain-error.js';
import { NOT_FOUND } from '../../platform/http/http.errors.js';
import type { Answers } from './answers.js';
import { mayHandIn } from './application.policy.js';
import { eventOf, formOf, WAITING_ORDER } from './application.queries.js';
import type { ApplicationRole } from './application-form.entity.js';
import type { ApplicationFileView, MyApplicationView } from './applications.dto.js';
import type { Offer } from './offer.js';

type Row = Omit<MyApplicationView, 'files' | 'hasUnsentChanges' | 'mayHandIn' | 'position'> & {
  begunAt: Date;
  answers: Answers | null;
  offer: Offer | null;
  turn: number;
};

const MINE = `
  SELECT id, role, status, draft, draft_offer AS "draftOffer", answers, offer, turn, begun_at AS "begunAt",
    saved_at AS "savedAt", submitted_at AS "submittedAt", decided_at AS "decidedAt", message,
    confirm_by AS "confirmBy", confirmed_at AS "confirmedAt"
  FROM application WHERE event_id = $1 AND account_id = $2`;

/** Applications as those see them who wrote them. */
@Injectable()
export class MyApplicationReader {
  constructor(private readonly database: DataSource) {}

  async ofEvent(actor: Actor, eventId: string, now: Date): Promise<MyApplicationView[]> {
    const rows: Row[] = await this.database.query(`${MINE} ORDER BY role DESC`, [eventId, actor.accountId]);
    return Promise.all(rows.map((row) => this.view(row, eventId, now)));
  }

  /** @throws NOT_FOUND */
  async get(actor: Actor, eventId: string, role: ApplicationRole, now: Date): Promise<MyApplicationView> {
    const [row]: Row[] = await this.database.query(`${MINE} AND role = $3`, [eventId, actor.accountId, role]);
    if (!row) throw new DomainError(NOT_FOUND);
    return this.view(row, eventId, now);
  }

  /** One at a time for one application. Null: none is begun. */
  async lock(
    manager: EntityManager,
    actor: Actor,
    eventId: string,
    role: ApplicationRole,
  ): Promise<Row | null> {
    const [row]: Row[] = await manager.query(`${MINE} AND role = $3 FOR UPDATE`, [
      eventId,
      actor.accountId,
      role,
    ]);
    return row ?? null;
  }

  async questionsWithFile(manager: EntityManager, applicationId: string): Promise<Set<string>> {
    const rows: { id: string }[] = await manager.query(
      'SELECT question_id AS id FROM application_file WHERE application_id = $1',
      [applicationId],
    );
    return new Set(rows.map(({ id }) => id));
  }

  private async view(row: Row, eventId: string, now: Date): Promise<MyApplicationView> {
    const { manager } = this.database;
    const { answers, offer, begunAt, turn: _, ...shown } = row;
    const form = await formOf(manager, eventId, row.role);
    const event = await eventOf(manager, eventId);
    const files = (await filesOf(manager, [row.id])).map(({ applicationId: __, ...file }) => file);
    const isSent = same(answers, row.draft) && (row.role !== 'mentor' || same(offer, row.draftOffer));
    return {
      ...shown,
      files,
      hasUnsentChanges: row.status === 'submitted' && !isSent,
      mayHandIn: form.isOpen && mayHandIn(event, { status: row.status, begunAt }, now),
      position:
        row.status === 'waitlisted' && form.promotion !== 'manual'
          ? await this.position(row.id, eventId, row.role, form.promotion)
          : null,
    };
  }

  private async position(id: string, eventId: string, role: ApplicationRole, rule: 'applied' | 'rank') {
    const [row]: { n: number }[] = await this.database.query(
      `SELECT n::int FROM (
         SELECT p.id, row_number() OVER (ORDER BY ${WAITING_ORDER[rule]}) AS n FROM application p
         WHERE p.event_id = $1 AND p.role = $2 AND p.status = 'waitlisted') list
       WHERE id = $3`,
      [eventId, role, id],
    );
    return row?.n ?? null;
  }
}

/** jsonb keeps keys in an order of its own, in both columns the same. */
const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

export async function filesOf(
  manager: EntityManager,
  applicationIds: string[],
): Promise<(ApplicationFileView & { applicationId: string })[]> {
  const rows: (Omit<ApplicationFileView, 'url'> & { applicationId: string })[] = await manager.query(
    `SELECT id, application_id AS "applicationId", question_id AS "questionId", name, size, uploaded_at AS "uploadedAt"
     FROM application_file WHERE application_id = ANY($1) ORDER BY uploaded_at, id`,
    [applicationIds],
  );
  return rows.map((row) => ({ ...row, url: `/api/v1/application-files/${row.id}` }));
}
