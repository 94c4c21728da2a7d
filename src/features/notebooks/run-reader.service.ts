import { readFile } from 'node:fs/promises';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Actor } from '../../platform/http/actor.js';
import { DomainError } from '../../platform/http/domain-error.js';
import { cursorOffset, type Page, pageFrom } from '../../platform/http/page.dto.js';
import { Storage } from '../../platform/storage/storage.js';
import type { Frame } from '../../sandbox/sandbox.js';
import { requireOrganizer } from '../access/access.js';
import { Access } from '../access/access.service.js';
import { compareCells, type ExecutedCell, executedCells } from './executed-cells.js';
import { readFrame } from './frame.js';
import { Notebook } from './notebook.entity.js';
import type {
  ExecutedNotebookView,
  FrameList,
  FrameQuery,
  NotebookRunView,
  RunComparisonView,
  RunQuery,
} from './notebooks.dto.js';
import { RUN_NOT_COMPARABLE } from './notebooks.errors.js';
import { findRun, RUN, type RunRow, requireLogReader, requireRunReader, runView } from './run.rows.js';

/** Frames in one answer. */
const FRAMES = 500;

/** Runs as their readers may see them. */
@Injectable()
export class RunReader {
  constructor(
    private readonly database: DataSource,
    private readonly access: Access,
    private readonly storage: Storage,
  ) {}

  get(actor: Actor, id: string): Promise<NotebookRunView> {
    return this.view(this.database.manager, actor, id);
  }

  /** For use within a transaction that has just changed the run. @throws NOT_FOUND */
  async view(manager: EntityManager, actor: Actor, id: string): Promise<NotebookRunView> {
    const row = await findRun(manager, id);
    const standing = await this.access.inTask(actor, row.taskId, manager);
    requireRunReader(standing, row);
    return runView(row, standing);
  }

  /** All runs of a task, for organizers; newest first. */
  async list(actor: Actor, taskId: string, query: RunQuery): Promise<Page<NotebookRunView>> {
    const standing = await this.access.inTask(actor, taskId);
    requireOrganizer(standing);
    const rows: RunRow[] = await this.database.query(
      `${RUN} WHERE r.task_id = $1 AND ($2::text IS NULL OR r.stage = $2) AND ($3::uuid IS NULL OR o.id = $3)
       ORDER BY r.seq DESC LIMIT $4 OFFSET $5`,
      [taskId, query.stage ?? null, query.teamId ?? null, (query.limit ?? 50) + 1, cursorOffset(query)],
    );
    return pageFrom(
      rows.map((row) => runView(row, standing)),
      query,
    );
  }

  /** What the run has shown from a frame on. Of hidden data for organizers alone. */
  async frames(actor: Actor, id: string, query: FrameQuery): Promise<FrameList> {
    const row = await findRun(this.database.manager, id);
    requireLogReader(await this.access.inTask(actor, row.taskId), row);
    const after = query.after ?? 0;
    const kept = await this.kept(row, after, FRAMES + 1);
    const items = kept.slice(0, FRAMES).flatMap(({ n, frame }) => (frame ? [{ n, ...frame }] : []));
    const last = kept.at(Math.min(kept.length, FRAMES) - 1);
    return {
      attempt: row.attempts,
      items: items as FrameList['items'],
      next: last ? last.n + 1 : after,
      more: kept.length > FRAMES,
    };
  }

  /** The notebook with what its cells have shown so far. */
  async executed(actor: Actor, id: string): Promise<ExecutedNotebookView> {
    const row = await findRun(this.database.manager, id);
    const standing = await this.access.inTask(actor, row.taskId);
    requireLogReader(standing, row);
    return this.executedOf(row, runView(row, standing));
  }

  /** Two open runs of a team beside each other. @throws RUN_NOT_COMPARABLE */
  async compare(actor: Actor, id: string, earlierId: string | undefined): Promise<RunComparisonView> {
    const later = await this.executed(actor, id);
    const asked = earlierId ?? later.run.previousRunId;
    if (!asked) throw new DomainError(RUN_NOT_COMPARABLE);
    const earlier = await this.executed(actor, asked);
    const alike = (key: 'taskId' | 'stage') => earlier.run[key] === later.run[key];
    if (!alike('taskId') || !alike('stage') || earlier.run.team.id !== later.run.team.id)
      throw new DomainError(RUN_NOT_COMPARABLE);
    return {
      earlier,
      later,
      changes: compareCells(earlier.cells as ExecutedCell[], later.cells as ExecutedCell[]),
    };
  }

  private async executedOf(row: RunRow, run: NotebookRunView): Promise<ExecutedNotebookView> {
    const { storageKey } = await this.database.manager.findOneByOrFail(Notebook, { id: row.notebookId });
    const frames = (await this.kept(row, 0, 100_000)).flatMap(({ frame }) => (frame ? [frame] : []));
    const dropped = frames.reduce((sum, frame) => sum + (frame.type === 'dropped' ? frame.bytes : 0), 0);
    const cells = executedCells(await readFile(this.storage.path(storageKey)), frames);
    return { run, cells: cells as ExecutedNotebookView['cells'], droppedBytes: dropped };
  }

  private async kept(
    row: RunRow,
    from: number,
    limit: number,
  ): Promise<{ n: number; frame: Frame | null }[]> {
    const rows: { n: number; frame: unknown }[] = await this.database.query(
      'SELECT n, frame FROM notebook_frame WHERE run_id = $1 AND attempt = $2 AND n >= $3 ORDER BY n LIMIT $4',
      [row.id, row.attempts, from, limit],
    );
    return rows.map(({ n, frame }) => ({ n, frame: readFrame(frame) }));
  }
}
