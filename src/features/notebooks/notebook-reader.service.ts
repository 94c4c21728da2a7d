import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Actor } from '../../platform/http/actor.js';
import { DomainError } from '../../platform/http/domain-error.js';
import { NOT_FOUND } from '../../platform/http/http.errors.js';
import { cursorOffset, type Page, pageFrom } from '../../platform/http/page.dto.js';
import { isOrganizer, requireEntryReader, requireMember, type Standing } from '../access/access.js';
import { Access } from '../access/access.service.js';
import type { HandedInView, NotebookView, RunQuery } from './notebooks.dto.js';
import { RUN, type RunRow, requireRunReader, runView } from './run.rows.js';

const NOTEBOOK = `
  SELECT n.id, n.task_id AS "taskId", o.id AS "ownerId", o.name AS "ownerName", a.name AS "uploadedBy",
    n.file_name AS "fileName", n.note, n.size, n.sha256, n.code_sha256 AS "codeSha256", n.code_cells AS "codeCells",
    n.warnings, n.uploaded_at AS "uploadedAt", n.shared_at AS "sharedAt",
    (SELECT json_build_object('id', s.id, 'status', s.status) FROM notebook_run r JOIN submission s ON s.id = r.submission_id
      WHERE r.notebook_id = n.id AND r.stage = 'hidden' ORDER BY s.seq DESC LIMIT 1) AS entry
  FROM notebook n
  JOIN team g ON g.id = n.team_id
  JOIN team o ON o.id = coalesce(g.merged_into_id, g.id)
  LEFT JOIN account a ON a.id = n.uploaded_by`;

interface NotebookRow {
  id: string;
  taskId: string;
  ownerId: string;
  ownerName: string;
  uploadedBy: string | null;
  fileName: string;
  note: string;
  size: string;
  sha256: string;
  codeSha256: string;
  codeCells: number;
  warnings: NotebookView['warnings'];
  uploadedAt: Date;
  sharedAt: Date | null;
  entry: HandedInView | null;
}

/** Notebooks as their readers may see them. */
@Injectable()
export class NotebookReader {
  constructor(
    private readonly database: DataSource,
    private readonly access: Access,
  ) {}

  get(actor: Actor, id: string): Promise<NotebookView> {
    return this.view(this.database.manager, actor, id);
  }

  /** For use within a transaction that has just changed the notebook. @throws NOT_FOUND */
  async view(manager: EntityManager, actor: Actor, id: string): Promise<NotebookView> {
    const [row]: NotebookRow[] = await manager.query(`${NOTEBOOK} WHERE n.id = $1`, [id]);
    if (!row) throw new DomainError(NOT_FOUND);
    const standing = await this.access.inTask(actor, row.taskId, manager);
    requireEntryReader(standing, row.ownerId, row.sharedAt !== null);
    const [view] = await this.views(manager, [row], standing);
    return view as NotebookView;
  }

  /** The own team's notebooks, for mentors what their teams share, all of them for organizers; newest first. */
  async list(actor: Actor, taskId: string, query: RunQuery): Promise<Page<NotebookView>> {
    const standing = await this.access.inTask(actor, taskId);
    requireMember(standing);
    const own = standing.teamId === null ? [...standing.mentoredTeamIds] : [standing.teamId];
    const rows: NotebookRow[] = await this.database.query(
      `${NOTEBOOK} WHERE n.task_id = $1 AND ($2::uuid[] IS NULL OR o.id = ANY($2)) AND (n.shared_at IS NOT NULL OR NOT $3)
       AND ($4::uuid IS NULL OR o.id = $4) ORDER BY n.seq DESC LIMIT $5 OFFSET $6`,
      [
        taskId,
        isOrganizer(standing) ? null : own,
        standing.role === 'mentor',
        query.teamId ?? null,
        (query.limit ?? 50) + 1,
        cursorOffset(query),
      ],
    );
    return pageFrom(await this.views(this.database.manager, rows, standing), query);
  }

  private async views(
    manager: EntityManager,
    rows: NotebookRow[],
    standing: Standing,
  ): Promise<NotebookView[]> {
    const runs: RunRow[] = await manager.query(
      `${RUN} WHERE r.notebook_id = ANY($1) ORDER BY r.seq DESC LIMIT 2000`,
      [rows.map(({ id }) => id)],
    );
    return rows.map(({ ownerId, ownerName, entry, ...row }) => {
      const own = runs.filter((run) => run.notebookId === row.id && maySee(standing, run));
      const ranWell = own.some(
        ({ stage, status, verdict }) => stage === 'open' && status === 'done' && verdict === 'finished',
      );
      return {
        ...row,
        team: { id: ownerId, name: ownerName },
        size: Number(row.size),
        uploadedAt: row.uploadedAt.toISOString(),
        sharedAt: row.sharedAt?.toISOString() ?? null,
        runs: own.map((run) => runView(run, standing)),
        entry: standing.role === 'mentor' ? null : entry,
        mayHandIn: standing.teamId === ownerId && ranWell && (entry === null || entry.status === 'cancelled'),
      };
    });
  }
}

function maySee(standing: Standing, run: RunRow): boolean {
  try {
    requireRunReader(standing, run);
    return true;
  } catch {
    return false;
  }
}
