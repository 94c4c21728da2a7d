import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DataSource, type EntityManager } from 'typeorm';
import type { Actor } from '../../platform/http/actor.js';
import { DomainError } from '../../platform/http/domain-error.js';
import { NOT_FOUND } from '../../platform/http/http.errors.js';
import { asOneLine } from '../../platform/http/one-line.js';
import { RateLimits, type RateRule } from '../../platform/http/rate-limit.js';
import { UPLOAD_TOO_LARGE } from '../../platform/storage/storage.errors.js';
import { Storage, type StoredFile } from '../../platform/storage/storage.js';
import { readUpload } from '../../platform/storage/upload.js';
import { requireVisibleEvent } from '../access/access.js';
import { Access } from '../access/access.service.js';
import { Audit } from '../audit/audit.service.js';
import { requireBegun, requireMayBegin, requireMayHandIn } from './application.doors.js';
import type { ApplicationStatus } from './application.entity.js';
import { eventOf, formOf } from './application.queries.js';
import type { ApplicationRole } from './application-form.entity.js';
import type { MyApplicationView } from './applications.dto.js';
import { APPLICATION_DECIDED } from './applications.errors.js';
import { MyApplicationReader } from './my-application-reader.service.js';

const MEGABYTE = 2 ** 20;
/** A curriculum vitae, a letter, a certificate. */
export const LARGEST_FILE = 10 * MEGABYTE;
/** Boundaries and headers of the form around the file. */
const AROUND = 64 * 1024;
const UPLOADS: RateRule = { name: 'application-files', points: 60, seconds: 3_600 };

interface FileRow {
  name: string;
  size: number;
  storageKey: string;
  accountId: string;
  status: ApplicationStatus;
  eventSlug: string;
}

interface FileMark {
  id: string;
  key: string;
  size: number;
}
const FILE_MARK = 'id, storage_key AS key, size';

/** Files that answer a question: the applicant's own, and readable for the organizers of the event. */
@Injectable()
export class ApplicationFiles {
  constructor(
    private readonly database: DataSource,
    private readonly access: Access,
    private readonly reader: MyApplicationReader,
    private readonly storage: Storage,
    private readonly limits: RateLimits,
    private readonly audit: Audit,
  ) {}

  /**
   * Puts a file in the place of an earlier one.
   * @throws NOT_FOUND, UPLOAD_TOO_LARGE, UPLOAD_INTERRUPTED, FILE_MISSING, APPLICATIONS_NOT_OPEN, APPLICATIONS_NOT_YET,
   *   APPLICATIONS_CLOSED, ALREADY_A_MEMBER, APPLICATION_DECIDED, TOO_MANY_REQUESTS
   */
  async put(
    actor: Actor,
    slug: string,
    role: ApplicationRole,
    questionId: string,
    request: FastifyRequest,
  ): Promise<MyApplicationView> {
    const eventId = await this.refusing(request, async () => {
      // What is too large by its own word is refused before a byte of it is read.
      if (Number(request.headers['content-length'] ?? 0) > LARGEST_FILE + AROUND) {
        throw new DomainError(UPLOAD_TOO_LARGE, { megabytes: LARGEST_FILE / MEGABYTE });
      }
      await this.limits.take(UPLOADS, actor.accountId);
      return (await this.place(this.database.manager, actor, slug, role, questionId, new Date())).eventId;
    });
    const { file, fileName } = await readUpload(
      request,
      (source) => this.storage.save('applications', source, LARGEST_FILE),
      (saved) => this.storage.remove(saved.key),
    );
    const replaced = await this.keep(actor, slug, role, questionId, file, fileName).catch(async (error) => {
      // Only a refusal says for sure that no row names the file: a lost database may have committed before it went.
      if (error instanceof DomainError) await this.storage.remove(file.key);
      throw error;
    });
    if (replaced) await this.storage.remove(replaced);
    return this.reader.get(actor, eventId, role, new Date());
  }

  /** Of what is not handed in yet; afterwards it can only be replaced. @throws NOT_FOUND, APPLICATION_DECIDED */
  async remove(
    actor: Actor,
    slug: string,
    role: ApplicationRole,
    questionId: string,
  ): Promise<MyApplicationView> {
    const { eventId, key } = await this.database.transaction(async (manager) => {
      const standing = await this.access.inEvent(actor, slug, manager);
      requireVisibleEvent(standing);
      const application = await this.reader.lock(manager, actor, standing.eventId, role);
      if (!application) throw new DomainError(NOT_FOUND);
      if (!['draft', 'withdrawn'].includes(application.status)) throw new DomainError(APPLICATION_DECIDED);
      const [[row]]: [FileMark[], number] = await manager.query(
        `DELETE FROM application_file WHERE application_id = $1 AND question_id = $2 RETURNING ${FILE_MARK}`,
        [application.id, questionId],
      );
      if (!row) throw new DomainError(NOT_FOUND);
      await this.note(manager, actor, standing.eventId, 'application_file.removed', row, null);
      return { eventId: standing.eventId, key: row.key };
    });
    await this.storage.remove(key);
    return this.reader.get(actor, eventId, role, new Date());
  }

  /**
   * To its applicant, and to organizers while the application is handed in; to everyone else it does not exist.
   * @throws NOT_FOUND
   */
  async download(actor: Actor, id: string, reply: FastifyReply): Promise<void> {
    const [file]: FileRow[] = await this.database.query(
      `SELECT f.name, f.size, f.storage_key AS "storageKey", p.account_id AS "accountId", p.status, e.slug AS "eventSlug"
       FROM application_file f JOIN application p ON p.id = f.application_id JOIN event e ON e.id = p.event_id
       WHERE f.id = $1`,
      [id],
    );
    if (!file) throw new DomainError(NOT_FOUND);
    const standing = await this.access.inEvent(actor, file.eventSlug);
    const isOwn = file.accountId === actor.accountId;
    const isOrganizers = standing.role === 'organizer' && !['draft', 'withdrawn'].includes(file.status);
    if (!isOwn && !isOrganizers) throw new DomainError(NOT_FOUND);
    if (!isOwn) {
      await this.audit.record(this.database.manager, {
        actor,
        action: 'application_file.downloaded',
        subject: { type: 'application_file', id },
        eventId: standing.eventId,
      });
    }
    // Whatever a stranger sent is only ever saved to disk, never shown or run by the browser.
    reply
      .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`)
      .header('x-content-type-options', 'nosniff')
      .header('cache-control', 'private, no-store')
      .header('content-length', file.size)
      .type('application/octet-stream');
    await reply.send(this.storage.read(file.storageKey));
  }

  private keep(
    actor: Actor,
    slug: string,
    role: ApplicationRole,
    questionId: string,
    file: StoredFile,
    fileName: string,
  ): Promise<string | null> {
    return this.database.transaction(async (manager) => {
      const now = new Date();
      const { eventId } = await this.place(manager, actor, slug, role, questionId, now);
      await manager.query(
        'INSERT INTO application (event_id, account_id, role, begun_at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING',
        [eventId, actor.accountId, role, now],
      );
      const { id } = requireBegun((await this.reader.lock(manager, actor, eventId, role))!);
      const [before]: FileMark[] = await manager.query(
        `SELECT ${FILE_MARK} FROM application_file WHERE application_id = $1 AND question_id = $2`,
        [id, questionId],
      );
      const [kept]: FileMark[] = await manager.query(
        `INSERT INTO application_file (application_id, question_id, name, size, sha256, storage_key)
         VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (application_id, question_id) DO UPDATE
           SET name = $3, size = $4, sha256 = $5, storage_key = $6, uploaded_at = now()
         RETURNING ${FILE_MARK}`,
        [id, questionId, plainName(fileName), file.size, file.sha256, file.key],
      );
      const action = before ? 'application_file.replaced' : 'application_file.uploaded';
      await this.note(manager, actor, eventId, action, before, kept);
      return before?.key ?? null;
    });
  }

  /** That a file came, changed or went; the record keeps neither its name nor what is in it. */
  private note(
    manager: EntityManager,
    actor: Actor,
    eventId: string,
    action: 'application_file.uploaded' | 'application_file.replaced' | 'application_file.removed',
    before: FileMark | undefined,
    after: FileMark | undefined | null,
  ): Promise<void> {
    const size = (mark: FileMark | undefined | null) => (mark ? { size: mark.size } : null);
    return this.audit.record(manager, {
      actor,
      action,
      subject: { type: 'application_file', id: (after ?? before)!.id },
      eventId,
      before: size(before),
      after: size(after),
    });
  }

  /** Asked before the bytes are read, and once more when they are there. */
  private async place(
    manager: EntityManager,
    actor: Actor,
    slug: string,
    role: ApplicationRole,
    questionId: string,
    now: Date,
  ): Promise<{ eventId: string }> {
    const standing = await this.access.inEvent(actor, slug, manager);
    requireVisibleEvent(standing);
    const { eventId } = standing;
    const form = await formOf(manager, eventId, role);
    const question = form.questions.find(({ id }) => id === questionId);
    if (question?.kind !== 'file') throw new DomainError(NOT_FOUND);
    const event = await eventOf(manager, eventId);
    const [known] = (await manager.query(
      `SELECT status, begun_at AS "begunAt" FROM application WHERE event_id = $1 AND account_id = $2 AND role = $3`,
      [eventId, actor.accountId, role],
    )) as { status: 'draft'; begunAt: Date }[];
    if (known) requireMayHandIn(event, form, requireBegun(known), standing, now);
    else requireMayBegin(event, form, standing, now);
    return { eventId };
  }

  /** What still arrives of a refused request is read and dropped, so that the client gets to read why. */
  private async refusing<T>(request: FastifyRequest, ask: () => Promise<T>): Promise<T> {
    try {
      return await ask();
    } catch (error) {
      request.raw.resume();
      throw error;
    }
  }
}

/** A name as a file system may have it: no folders, one line. */
function plainName(name: string): string {
  const last = asOneLine(name.split(/[/\\]/).at(-1) ?? '').replace(/[\p{C}"<>|:*?]/gu, '');
  return [...last].slice(-120).join('') || 'file';
}
