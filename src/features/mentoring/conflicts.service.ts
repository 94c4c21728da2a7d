import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Actor } from '../../platform/http/actor.js';
import { DomainError } from '../../platform/http/domain-error.js';
import { NOT_FOUND } from '../../platform/http/http.errors.js';
import { cursorOffset, type PageQuery, pageFrom } from '../../platform/http/page.dto.js';
import { invalidField } from '../../platform/http/validation.js';
import { isOrganizer, requireMember, requireMentor, type Standing } from '../access/access.js';
import { Access } from '../access/access.service.js';
import { Audit } from '../audit/audit.service.js';
import type { ConflictPage, ConflictRequest, ConflictView } from './conflicts.dto.js';
import { PERSON_NOT_IN_EVENT } from './mentoring.errors.js';

const CONFLICTS = `
  SELECT c.id, json_build_object('id', o.id, 'name', o.name) AS mentor,
    CASE WHEN p.id IS NULL THEN NULL ELSE json_build_object('id', p.id, 'name', p.name) END AS person,
    c.institution, c.reason, c.declared_by = c.mentor_id AS "byMentor", c.declared_at AS "declaredAt"
  FROM mentor_conflict c JOIN account o ON o.id = c.mentor_id LEFT JOIN account p ON p.id = c.account_id`;

const MOST = 100;

/**
 * Declared conflicts of interest. They hold from the moment they are declared: a team that the mentor looks after
 * is closed to them with it. Mentors see and take back what they declared; what organizers enter, organizers see alone.
 */
@Injectable()
export class Conflicts {
  constructor(
    private readonly database: DataSource,
    private readonly access: Access,
    private readonly audit: Audit,
  ) {}

  /** @throws NOT_FOUND, NOT_A_MENTOR */
  async list(actor: Actor, slug: string, query: PageQuery): Promise<ConflictPage> {
    const standing = await this.access.inEvent(actor, slug);
    requireDeclarer(standing);
    const own = isOrganizer(standing) ? null : actor.accountId;
    const rows: ConflictView[] = await this.database.query(
      `${CONFLICTS} WHERE c.event_id = $1 AND ($2::uuid IS NULL OR c.mentor_id = $2 AND c.declared_by = $2)
       ORDER BY lower(o.name), c.declared_at, c.id OFFSET $3 LIMIT $4`,
      [standing.eventId, own, cursorOffset(query), (query.limit ?? 50) + 1],
    );
    return pageFrom(rows, query);
  }

  /** Once more the same changes nothing. @throws NOT_FOUND, NOT_A_MENTOR, PERSON_NOT_IN_EVENT, VALIDATION_FAILED */
  async declare(actor: Actor, slug: string, body: ConflictRequest): Promise<ConflictView> {
    const { view, mentorId } = await this.database.transaction(async (manager) => {
      const standing = await this.access.inEvent(actor, slug, manager);
      requireDeclarer(standing);
      const { eventId } = standing;
      const mentorId = mentorOf(actor, standing, body);
      await requireRole(manager, eventId, mentorId, 'mentor');
      const { accountId = null, institution = null } = body;
      if ((accountId === null) === (institution === null)) throw oneOfTwo();
      if (accountId !== null) await requireRole(manager, eventId, accountId, 'participant');
      // One at a time for a mentor, so that the same is not declared twice.
      await manager.query(
        'SELECT 1 FROM event_member WHERE event_id = $1 AND account_id = $2 FOR NO KEY UPDATE',
        [eventId, mentorId],
      );
      const known = await find(manager, eventId, mentorId, body, actor.accountId);
      if (known) return { view: known, mentorId };
      await requireRoom(manager, eventId, mentorId);
      const [row]: { id: string }[] = await manager.query(
        `INSERT INTO mentor_conflict (event_id, mentor_id, account_id, institution, reason, declared_by)
         VALUES ($1, $2, $3, $4, $5, $6) RETURNING id`,
        [eventId, mentorId, accountId, institution, body.reason ?? '', actor.accountId],
      );
      const id = (row as { id: string }).id;
      await this.audit.record(manager, {
        actor,
        action: 'mentor.conflict_declared',
        subject: { type: 'mentor_conflict', id },
        eventId,
        after: { mentorId, with: body.accountId === undefined ? 'institution' : 'person' },
      });
      const [view]: ConflictView[] = await manager.query(`${CONFLICTS} WHERE c.id = $1`, [id]);
      return { view: view as ConflictView, mentorId };
    });
    this.access.standingChanged(mentorId);
    return view;
  }

  /** @throws NOT_FOUND, also for a mentor and what organizers declared */
  async remove(actor: Actor, slug: string, id: string): Promise<void> {
    const mentorId = await this.database.transaction(async (manager) => {
      const standing = await this.access.inEvent(actor, slug, manager);
      requireDeclarer(standing);
      const [rows]: [{ mentorId: string }[], number] = await manager.query(
        `DELETE FROM mentor_conflict WHERE id = $1 AND event_id = $2 AND ($3 OR mentor_id = $4 AND declared_by = $4)
         RETURNING mentor_id AS "mentorId"`,
        [id, standing.eventId, isOrganizer(standing), actor.accountId],
      );
      const [removed] = rows;
      if (!removed) throw new DomainError(NOT_FOUND);
      await this.audit.record(manager, {
        actor,
        action: 'mentor.conflict_removed',
        subject: { type: 'mentor_conflict', id },
        eventId: standing.eventId,
        before: { mentorId: removed.mentorId },
      });
      return removed.mentorId;
    });
    this.access.standingChanged(mentorId);
  }
}

function requireDeclarer(standing: Standing): void {
  requireMember(standing);
  if (!isOrganizer(standing)) requireMentor(standing);
}

function mentorOf(actor: Actor, standing: Standing, body: ConflictRequest): string {
  if (!isOrganizer(standing)) {
    if (body.mentorId !== undefined && body.mentorId.toLowerCase() !== actor.accountId) {
      throw new DomainError(NOT_FOUND);
    }
    return actor.accountId;
  }
  if (body.mentorId !== undefined) return body.mentorId.toLowerCase();
  throw invalidField('mentorId', 'isUuid', {
    en: 'Say whose conflict it is.',
    ko: '어느 멘토의 이해 상충인지 골라 주세요.',
  });
}

const oneOfTwo = () =>
  invalidField('institution', 'oneOfTwo', {
    en: 'Name either a person or an institution.',
    ko: '사람과 기관 가운데 하나를 적어 주세요.',
  });

async function requireRole(manager: EntityManager, eventId: string, accountId: string, role: string) {
  const rows: unknown[] = await manager.query(
    'SELECT 1 FROM event_member WHERE event_id = $1 AND account_id = $2 AND role = $3',
    [eventId, accountId, role],
  );
  if (rows.length === 0) throw new DomainError(role === 'mentor' ? NOT_FOUND : PERSON_NOT_IN_EVENT);
}

async function find(
  manager: EntityManager,
  eventId: string,
  mentorId: string,
  body: ConflictRequest,
  declaredBy: string,
): Promise<ConflictView | undefined> {
  const rows: ConflictView[] = await manager.query(
    `${CONFLICTS} WHERE c.event_id = $1 AND c.mentor_id = $2 AND c.declared_by = $5
       AND c.account_id IS NOT DISTINCT FROM $3 AND lower(c.institution) IS NOT DISTINCT FROM lower($4)`,
    [eventId, mentorId, body.accountId ?? null, body.institution ?? null, declaredBy],
  );
  return rows[0];
}

async function requireRoom(manager: EntityManager, eventId: string, mentorId: string): Promise<void> {
  const [{ count }] = await manager.query(
    'SELECT count(*)::int AS count FROM mentor_conflict WHERE event_id = $1 AND mentor_id = $2',
    [eventId, mentorId],
  );
  if (count < MOST) return;
  throw invalidField('institution', 'arrayMaxSize', {
    en: `At most ${MOST} conflicts can be declared.`,
    ko: `이해 상충은 ${MOST}개까지 등록할 수 있어요.`,
  });
}
