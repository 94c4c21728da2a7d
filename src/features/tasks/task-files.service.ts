import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DataSource } from 'typeorm';
import type { Actor } from '../../platform/http/actor.js';
import { DomainError } from '../../platform/http/domain-error.js';
import { NOT_FOUND } from '../../platform/http/http.errors.js';
import { parseRange } from '../../platform/storage/range.js';
import { Storage, type StoredFile } from '../../platform/storage/storage.js';
import { readUpload, type Upload } from '../../platform/storage/upload.js';
import { requireMember, requireOrganizer } from '../access/access.js';
import { Access } from '../access/access.service.js';
import { Audit } from '../audit/audit.service.js';
import { plainName } from './file-name.js';
import { findTask } from './task.queries.js';
import { TaskFile } from './task-file.entity.js';
import type { TaskFileList, TaskFileView } from './tasks.dto.js';
import {
  FILE_NAME_TAKEN,
  LOOKS_LIKE_HIDDEN,
  LOOKS_LIKE_TRUTH,
  RANGE_NOT_SATISFIABLE,
} from './tasks.errors.js';
import { Truth } from './truth.entity.js';

/** Features of a thousand patients fit many times over; what is larger belongs on a data platform. */
const LARGEST_FILE = 4 * 2 ** 30;

/** Files that participants download. Whether this person may is asked anew at every call. */
@Injectable()
export class TaskFiles {
  constructor(
    private readonly database: DataSource,
    private readonly access: Access,
    private readonly audit: Audit,
    private readonly storage: Storage,
  ) {}

  async list(actor: Actor, taskId: string): Promise<TaskFileList> {
    requireMember(await this.access.inTask(actor, taskId));
    const files = await this.database.manager.find(TaskFile, { where: { taskId }, order: { name: 'ASC' } });
    return { items: files.map(fileView), nextCursor: null };
  }

  async add(actor: Actor, taskId: string, request: FastifyRequest): Promise<TaskFileView> {
    requireOrganizer(await this.access.inTask(actor, taskId));
    const upload = await readUpload(
      request,
      (source) => this.storage.save('files', source, LARGEST_FILE),
      (saved) => this.storage.remove(saved.key),
    );
    return this.addStored(actor, taskId, upload);
  }

  /** Takes over a file that has arrived whole; it is removed again where it is refused. @throws as add */
  async addStored(actor: Actor, taskId: string, upload: Upload<StoredFile>): Promise<TaskFileView> {
    const { file, fields } = upload;
    const name = plainName(fields.name || upload.fileName || 'file');
    try {
      return await this.database.transaction(async (manager) => {
        requireOrganizer(await this.access.inTask(actor, taskId, manager));
        const task = await findTask(manager, taskId, true);
        // A slip that would end the event: the labels among the files for participants.
        if (await manager.existsBy(Truth, { taskId, sha256: file.sha256 }))
          throw new DomainError(LOOKS_LIKE_TRUTH);
        const [hidden] = await manager.query('SELECT 1 FROM hidden_file WHERE task_id = $1 AND sha256 = $2', [
          taskId,
          file.sha256,
        ]);
        if (hidden) throw new DomainError(LOOKS_LIKE_HIDDEN);
        if (await manager.existsBy(TaskFile, { taskId, name }))
          throw new DomainError(FILE_NAME_TAKEN, { name });
        const saved = await manager.save(
          manager.create(TaskFile, {
            taskId,
            name,
            description: (fields.description ?? '').slice(0, 2_000),
            size: String(file.size),
            sha256: file.sha256,
            storageKey: file.key,
            uploadedBy: actor.accountId,
          }),
        );
        await this.audit.record(manager, {
          actor,
          action: 'task_file.added',
          subject: { type: 'task_file', id: saved.id },
          eventId: task.eventId,
          after: { name, sha256: file.sha256 },
        });
        return fileView(saved);
      });
    } catch (error) {
      // Only a refusal says for sure that no row names the file: a lost database may have committed before it went.
      if (error instanceof DomainError) await this.storage.remove(file.key);
      throw error;
    }
  }

  /** Sends the bytes or the asked range of them, so that a download that broke off can go on. */
  async download(
    actor: Actor,
    taskId: string,
    fileId: string,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<void> {
    const standing = await this.access.inTask(actor, taskId);
    requireMember(standing);
    const file = await this.find(taskId, fileId);
    const size = Number(file.size);
    const etag = `"${file.sha256}"`;
    // A range of another version of the file must not be stitched to the old one (RFC 9110, If-Range).
    const ifRange = request.headers['if-range'];
    const range = ifRange && ifRange !== etag ? null : parseRange(request.headers.range, size);
    if (range === 'unsatisfiable') {
      reply.header('content-range', `bytes */${size}`);
      throw new DomainError(RANGE_NOT_SATISFIABLE, { size });
    }
    await this.audit.record(this.database.manager, {
      actor,
      action: 'task_file.downloaded',
      subject: { type: 'task_file', id: fileId },
      eventId: standing.eventId,
      after: { name: file.name, sha256: file.sha256, range: range ? `${range.start}-${range.end}` : null },
    });
    reply
      .header('accept-ranges', 'bytes')
      .header('etag', etag)
      .header('repr-digest', `sha-256=:${Buffer.from(file.sha256, 'hex').toString('base64')}:`)
      .header('cache-control', 'private, no-cache')
      .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`)
      .type('application/octet-stream');
    if (request.headers['if-none-match'] === etag) {
      await reply.code(304).send();
      return;
    }
    if (range) reply.code(206).header('content-range', `bytes ${range.start}-${range.end}/${size}`);
    reply.header('content-length', range ? range.end - range.start + 1 : size);
    await reply.send(this.storage.read(file.storageKey, range ?? undefined));
  }

  async remove(actor: Actor, taskId: string, fileId: string): Promise<void> {
    const standing = await this.access.inTask(actor, taskId);
    requireOrganizer(standing);
    const file = await this.find(taskId, fileId);
    await this.database.transaction(async (manager) => {
      await manager.delete(TaskFile, { id: file.id });
      await this.audit.record(manager, {
        actor,
        action: 'task_file.removed',
        subject: { type: 'task_file', id: fileId },
        eventId: standing.eventId,
        before: { name: file.name, sha256: file.sha256 },
      });
    });
    await this.storage.remove(file.storageKey);
  }

  private async find(taskId: string, fileId: string): Promise<TaskFile> {
    const file = await this.database.manager.findOneBy(TaskFile, { id: fileId, taskId });
    if (!file) throw new DomainError(NOT_FOUND);
    return file;
  }
}

const fileView = (file: TaskFile): TaskFileView => ({
  id: file.id,
  name: file.name,
  description: file.description,
  size: Number(file.size),
  sha256: file.sha256,
  uploadedAt: file.uploadedAt.toISOString(),
  url: `/api/v1/tasks/${file.taskId}/files/${file.id}`,
});
