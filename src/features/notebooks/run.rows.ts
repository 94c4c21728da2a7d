import type { EntityManager } from 'typeorm';
import { DomainError } from '../../platform/http/domain-error.js';
import { NOT_FOUND } from '../../platform/http/http.errors.js';
import { isMentorOf, isOrganizer, requireVisibleEvent, type Standing } from '../access/access.js';
import type { NotebookRun } from './notebook-run.entity.js';
import type { NotebookRunView } from './notebooks.dto.js';
import { coarse, isOver, shownStatus } from './run.policy.js';

/** A run with what stands around it; the team is the one that answers for it now. */
export interface RunRow extends NotebookRun {
  ownerId: string;
  ownerName: string;
  fileName: string;
  codeCells: number;
  notebookSharedAt: Date | null;
  entrySharedAt: Date | null;
  previousRunId: string | null;
  place: number | null;
}

export const RUN = `
  SELECT r.id, r.seq, r.event_id AS "eventId", r.task_id AS "taskId", r.team_id AS "teamId", r.notebook_id AS "notebookId",
    r.submission_id AS "submissionId", r.stage, r.status, r.requested_at AS "requestedAt", r.environment, r.limits, r.seed,
    r.inputs, r.code_sha256 AS "codeSha256", r.attempts, r.slot, r.elapsed_ms AS "elapsedMs", r.memory_bytes AS "memoryBytes",
    r.cell_now AS "cellNow", r.verdict, r.failed_cell AS "failedCell", r.wall_ms AS "wallMs", r.peak_bytes AS "peakBytes",
    r.output_errors AS "outputErrors", r.difference, r.fault, r.engine, r.engine_version AS "engineVersion",
    r.limits_mode AS "limitsMode", r.environment_digest AS "environmentDigest", r.started_at AS "startedAt",
    r.ended_at AS "endedAt", o.id AS "ownerId", o.name AS "ownerName", n.file_name AS "fileName", n.code_cells AS "codeCells",
    n.shared_at AS "notebookSharedAt", s.shared_at AS "entrySharedAt",
    CASE WHEN r.status IN ('waiting', 'staged') THEN (SELECT q.place FROM notebook_queue() q WHERE q.id = r.id) END AS place,
    (SELECT p.id FROM notebook_run p WHERE r.stage = 'open' AND p.stage = 'open' AND p.team_id = r.team_id
      AND p.task_id = r.task_id AND p.seq < r.seq AND p.status = 'done' ORDER BY p.seq DESC LIMIT 1) AS "previousRunId"
  FROM notebook_run r
  JOIN notebook n ON n.id = r.notebook_id
  JOIN team g ON g.id = r.team_id
  JOIN team o ON o.id = coalesce(g.merged_into_id, g.id)
  LEFT JOIN submission s ON s.id = r.submission_id`;

/** @throws NOT_FOUND */
export async function findRun(manager: EntityManager, id: string): Promise<RunRow> {
  const [row]: RunRow[] = await manager.query(`${RUN} WHERE r.id = $1`, [id]);
  if (!row) throw new DomainError(NOT_FOUND);
  return row;
}

/**
 * A run is its team's and the organizers'; mentors see open runs of notebooks that are shared with them, and hidden runs
 * of entries that are. Repetitions are the organizers'. To everyone else it does not exist.
 */
export function requireRunReader(standing: Standing, row: RunRow): void {
  requireVisibleEvent(standing);
  if (isOrganizer(standing)) return;
  if (row.stage === 'repeat') throw new DomainError(NOT_FOUND);
  if (standing.role !== null && standing.teamId === row.ownerId) return;
  const shared = row.stage === 'open' ? row.notebookSharedAt : row.entrySharedAt;
  if (shared !== null && isMentorOf(standing, row.ownerId)) return;
  throw new DomainError(NOT_FOUND);
}

/** What cells have shown: of hidden data for organizers alone. */
export function requireLogReader(standing: Standing, row: RunRow): void {
  requireRunReader(standing, row);
  if (row.stage !== 'open' && !isOrganizer(standing)) throw new DomainError(NOT_FOUND);
}

export function runView(row: RunRow, standing: Standing): NotebookRunView {
  const organizer = isOrganizer(standing);
  const inFull = organizer || row.stage === 'open';
  const over = isOver(row.status);
  const isOwn = standing.teamId === row.ownerId && standing.role !== null;
  const whenInFull = <T>(value: T): T | null => (inFull ? value : null);
  const counted = (value: string | number | null) => (value === null ? null : Number(value));
  return {
    id: row.id,
    notebookId: row.notebookId,
    taskId: row.taskId,
    team: { id: row.ownerId, name: row.ownerName },
    fileName: row.fileName,
    stage: row.stage,
    submissionId: row.submissionId,
    status: shownStatus(row.status),
    verdict: over ? row.verdict : null,
    queuePosition: row.place,
    requestedAt: row.requestedAt.toISOString(),
    startedAt: whenInFull(row.startedAt)?.toISOString() ?? null,
    endedAt: whenInFull(over ? row.endedAt : null)?.toISOString() ?? null,
    elapsedMs: whenInFull(row.wallMs ?? row.elapsedMs),
    memoryBytes: whenInFull(counted(row.memoryBytes)),
    peakBytes: whenInFull(counted(row.peakBytes)),
    timeQuarters:
      row.stage !== 'open' && row.status === 'done'
        ? coarse(row.wallMs, row.limits.wallSeconds * 1000)
        : null,
    memoryQuarters:
      row.stage !== 'open' && row.status === 'done'
        ? coarse(counted(row.peakBytes), row.limits.memoryBytes)
        : null,
    codeCells: row.codeCells,
    cellNow: whenInFull(row.cellNow),
    failedCell: whenInFull(row.failedCell),
    outputErrors: (whenInFull(row.outputErrors) ?? []) as NotebookRunView['outputErrors'],
    environment: row.environment,
    environmentDigest: row.environmentDigest,
    engine: row.engine,
    engineVersion: row.engineVersion,
    limitsMode: row.limitsMode as NotebookRunView['limitsMode'],
    limits: {
      wallSeconds: row.limits.wallSeconds,
      memoryMegabytes: row.limits.memoryBytes / 2 ** 20,
      processes: row.limits.processes,
      diskMegabytes: row.limits.diskBytes / 2 ** 20,
      outputMegabytes: row.limits.outputBytes / 2 ** 20,
    },
    seed: row.seed,
    codeSha256: row.codeSha256,
    inputs: row.inputs.map(({ name, sha256, hidden }) => ({
      name,
      hidden,
      sha256: hidden && !organizer ? null : sha256,
    })),
    previousRunId: row.previousRunId,
    mayCancel: !over && (row.stage === 'hidden' ? isOwn : isOwn || organizer),
    ...(organizer
      ? { fault: row.fault, attempts: row.attempts, slot: row.slot, difference: row.difference }
      : {}),
  };
}
