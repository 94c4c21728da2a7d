import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { DataSource } from 'typeorm';
import type { Actor } from '../../platform/http/actor.js';
import { DomainError } from '../../platform/http/domain-error.js';
import { NOT_FOUND } from '../../platform/http/http.errors.js';
import { Storage } from '../../platform/storage/storage.js';
import { readUpload } from '../../platform/storage/upload.js';
import { requireOrganizer } from '../access/access.js';
import { Access } from '../access/access.service.js';
import { Audit } from '../audit/audit.service.js';
import { plainName } from '../tasks/file-name.js';
import { findTask } from '../tasks/task.queries.js';
import { TaskFile } from '../tasks/task-file.entity.js';
import { Truth } from '../tasks/truth.entity.js';
import { HiddenFile } from './hidden-file.entity.js';
import type { HiddenFileList, HiddenFileView } from './notebooks.dto.js';
import { HIDDEN_IS_PUBLIC, HIDDEN_IS_TRUTH } from './notebooks.errors.js';

const LARGEST_FILE = 4 * 2 ** 30;

/** Hidden data go in here; no route gives them back, not even to organizers. */
@Injectable()
export class HiddenFiles {
  constructor(
    private readonly database: DataSource,
    private readonly access: Access,
    private readonly audit: Audit,
    private readonly storage: Storage,
  ) {}

  async list(actor: Actor, taskId: string): Promise<HiddenFileList> {
    requireOrganizer(await this.access.inTask(actor, taskId));
    const files = await this.database.manager.find(HiddenFile, {
      where: { taskId },
      order: { name: 'ASC', version: 'DESC' },
    });
    return { items: hiddenFileViews(files), nextCursor: null };
  }

  /** A new version of the file, in force from now on. @throws HIDDEN_IS_PUBLIC, HIDDEN_IS_TRUTH */
  async add(actor: Actor, taskId: string, request: FastifyRequest): Promise<HiddenFileView> {
    requireOrganizer(await this.access.inTask(actor, taskId));
    const { file, fields, fileName } = await readUpload(
      request,
      (source) => this.storage.save('hidden', source, LARGEST_FILE),
      (saved) => this.storage.remove(saved.key),
    );
    const name = plainName(fields.name || fileName || 'test.csv');
    try {
      return await this.database.transaction(async (manager) => {
        requireOrganizer(await this.access.inTask(actor, taskId, manager));
        const task = await findTask(manager, taskId, true);
        if (await manager.existsBy(Truth, { taskId, sha256: file.sha256 }))
          throw new DomainError(HIDDEN_IS_TRUTH);
        const open = await manager.findOneBy(TaskFile, { taskId, sha256: file.sha256 });
        if (open) throw new DomainError(HIDDEN_IS_PUBLIC, { name: open.name });
        const saved = await manager.save(
          manager.create(HiddenFile, {
            taskId,
            name,
            version: (await manager.countBy(HiddenFile, { taskId, name })) + 1,
            storageKey: file.key,
            sha256: file.sha256,
            size: String(file.size),
            uploadedBy: actor.accountId,
          }),
        );
        await this.audit.record(manager, {
          actor,
          action: 'hidden_file.uploaded',
          subject: { type: 'task', id: taskId },
          eventId: task.eventId,
          after: { name, version: saved.version, sha256: file.sha256 },
        });
        return hiddenFileView(saved, true);
      });
    } catch (error) {
      // Only a refusal says for sure that no row names the file: a lost database may have committed before it went.
      if (error instanceof DomainError) await this.storage.remove(file.key);
      throw error;
    }
  }

  /** Takes it out of force; it is kept for the repetition of runs that read it. */
  async remove(actor: Actor, taskId: string, fileId: string): Promise<void> {
    await this.database.transaction(async (manager) => {
      const standing = await this.access.inTask(actor, taskId, manager);
      requireOrganizer(standing);
      await findTask(manager, taskId, true);
      const file = await manager.findOneBy(HiddenFile, { id: fileId, taskId });
      if (!file || file.removedAt) throw new DomainError(NOT_FOUND);
      await manager.update(HiddenFile, { id: fileId }, { removedAt: new Date() });
      await this.audit.record(manager, {
        actor,
        action: 'hidden_file.removed',
        subject: { type: 'task', id: taskId },
        eventId: standing.eventId,
        before: { name: file.name, version: file.version, sha256: file.sha256 },
      });
    });
  }
}

/** @param files newest first within each name */
export const hiddenFileViews = (files: HiddenFile[]): HiddenFileView[] =>
  files.map((file, k) => hiddenFileView(file, !file.removedAt && files[k - 1]?.name !== file.name));

const hiddenFileView = (file: HiddenFile, isInForce: boolean): HiddenFileView => ({
  id: file.id,
  name: file.name,
  version: file.version,
  size: Number(file.size),
  sha256: file.sha256,
  uploadedAt: file.uploadedAt.toISOString(),
  isInForce,
});
