import { availableParallelism } from 'node:os';
import { readDecompressed } from '../../platform/storage/decompress.js';
import { type FileError, singleError } from '../../scoring/errors.js';
import type { TableFile } from '../../scoring/header.js';
import { METRIC_FAMILIES, metricNamed, USUAL_METRICS } from '../../scoring/metrics/index.js';
import type { OutcomeSchema } from '../../scoring/outcomes/schema.js';
import { parsePredictions } from '../../scoring/predictions.js';
import { groupGaps } from '../../scoring/report/gaps.js';
import type { GroupFigures } from '../../scoring/report/group-figures.js';
import { figuresOf } from '../../scoring/report/report.js';
import { reportThreshold } from '../../scoring/report/threshold.js';
import { rowsById } from '../../scoring/row-order.js';
import { type MetricResults, scoreAll } from '../../scoring/score.js';
import { parseTruth, type TruthSpec } from '../../scoring/truth.js';
import { type WantedColumn, wantedOfPredictions, wantedOfTruth } from '../../scoring/wanted.js';
import { openThreads } from './bootstrap-threads.js';
import { type Gap, gapsBetween, readSubgroups, type Subgroups } from './subgroups.js';
import { UsageError } from './usage-error.js';

/** What is asked of one call of `score`. */
export interface ScoreRequest {
  truth: string;
  predictions: string;
  idColumn: string;
  schema: OutcomeSchema;
  /** None: all of the schema's kind, as they are usually set. */
  metrics: string[];
  clusterColumn: string | null;
  groupColumns: string[];
  /** 0: no interval. */
  replicates: number;
  seed: number;
  /** null: as many as the machine has processors. */
  threads: number | null;
  maxBytes: number;
}

export interface GroupScores {
  n: number;
  metrics: MetricResults;
  /** What a report says of the group, for yes-or-no outcomes. */
  figures?: GroupFigures;
}

export interface FileScores {
  n: number;
  metrics: MetricResults;
  /** By column, then by value. */
  groups: Record<string, Record<string, GroupScores>>;
  /** By column, then by metric; for yes-or-no outcomes also those of a report. */
  gaps: Record<string, Record<string, Gap | null>>;
}

export type ScoredFiles =
  | { ok: true; scores: FileScores }
  | { ok: false; file: 'truth' | 'predictions'; errors: FileError[] };

type ReadTable = { ok: true; table: TableFile } | { ok: false; errors: FileError[] };

/** Of the draws: those that scores of a group have. */
const STREAM = 1;

/** How a Parquet file begins. */
const PARQUET = new TextEncoder().encode('PA');

/** Reads both files and scores the predictions on all labels, and on each group of them that is asked for. */
export async function scoreFiles(request: ScoreRequest): Promise<ScoredFiles> {
  const { idColumn, schema, clusterColumn, seed, replicates } = request;
  const metrics = request.metrics.length > 0 ? request.metrics : metricsOfKind(schema.kind);
  const stranger = metrics.map(metricNamed).find(({ kind }) => kind !== schema.kind);
  if (stranger) {
    throw new UsageError(
      `the metric ${stranger.name} is for ${stranger.kind} outcomes, not for ${schema.kind} ones`,
    );
  }
  const threads = openThreads(replicates > 0 ? (request.threads ?? availableParallelism()) : 1);
  try {
    const spec: TruthSpec = { idColumn, schema, clusterColumn, split: { method: 'none' } };
    const truthFile = await readTable(request.truth, wantedWithGroups(spec, request.groupColumns), request);
    if (!truthFile.ok) return { ...truthFile, file: 'truth' };
    const parsed = parseTruth(truthFile.table, spec);
    if (!parsed.ok) return { ...parsed, file: 'truth' };
    const { truth } = parsed;
    const subgroups = request.groupColumns.map(
      (column) => [column, readSubgroups(truthFile.table, truth, idColumn, column)] as const,
    );
    const file = await readTable(request.predictions, wantedOfPredictions(spec), request);
    const joined = file.ok ? parsePredictions(file.table, truth, spec) : file;
    if (!joined.ok) return { ...joined, file: 'predictions' };
    const options = { seed, replicates, bootstrap: threads.bootstrap };
    const groupReports = (groups: Subgroups) =>
      new Map(
        [...groups]
          .map(([name, members]) => [name, rowsById(truth.ids).filter((row) => members[row] === 1)] as const)
          .filter(([, rows]) => rows.length > 0)
          .map(([name, rows]) => [
            name,
            figuresOf(truth, joined.predictions, rows, reportThreshold(metrics), {
              seed,
              stream: STREAM,
              replicates,
            }),
          ]),
      );
    const score = (only?: Uint8Array) => scoreAll(truth, joined.predictions, metrics, options, only);
    const scores: FileScores = { n: truth.rows, metrics: score(), groups: {}, gaps: {} };
    for (const [column, groups] of subgroups) {
      const scored = new Map([...groups].map(([name, members]) => [name, score(members)]));
      const figures = schema.kind === 'binary' ? groupReports(groups) : null;
      scores.groups[column] = Object.fromEntries(
        [...scored].map(([name, results]) => [
          name,
          {
            n: groups.get(name)!.reduce((sum, member) => sum + member, 0),
            metrics: results,
            ...(figures?.has(name) ? { figures: figures.get(name)! } : {}),
          },
        ]),
      );
      scores.gaps[column] = {
        ...Object.fromEntries(
          Object.keys(scores.metrics).map((metric) => [metric, gapsBetween(scored, metric)]),
        ),
        ...(figures ? reportGaps([...figures.values()]) : {}),
      };
    }
    return { ok: true, scores };
  } finally {
    await threads.stop();
  }
}

/** The report's own gaps, beside those of single metrics: fairness is of rates that have no metric here. */
function reportGaps(figures: GroupFigures[]): Record<string, Gap | null> {
  const { equalOpportunity, falsePositiveRates, equalizedOdds, demographicParity } = groupGaps(figures);
  const found = { equalOpportunity, falsePositiveRates, equalizedOdds, demographicParity };
  return Object.fromEntries(
    Object.entries(found).map(([name, gap]) => [name, gap === null ? null : { gap }]),
  );
}

function metricsOfKind(kind: string): readonly string[] {
  if (kind === 'binary') return USUAL_METRICS;
  return [...METRIC_FAMILIES.values()].filter((family) => family.kind === kind).map(({ name }) => name);
}

function wantedWithGroups(spec: TruthSpec, groupColumns: string[]): WantedColumn[] {
  const wanted = wantedOfTruth(spec);
  const more = groupColumns.filter((column) => !wanted.some(({ name }) => name === column));
  return [...wanted, ...more.map((name) => ({ name, holds: 'key' as const }))];
}

async function readTable(
  path: string,
  wanted: WantedColumn[],
  { maxBytes }: ScoreRequest,
): Promise<ReadTable> {
  const read = await readDecompressed(path, maxBytes).catch((error: NodeJS.ErrnoException) => {
    const why: Record<string, string> = {
      ENOENT: 'there is no such file',
      EISDIR: 'it is a directory',
      EACCES: 'it may not be read',
    };
    throw new UsageError(`cannot read ${JSON.stringify(path)}: ${why[error.code ?? ''] ?? error.message}`);
  });
  if (read.ok) {
    const { bytes } = read;
    if (bytes[0] !== PARQUET[0] || bytes[1] !== PARQUET[1]) return { ok: true, table: bytes };
    // What reads Parquet is loaded where a file looks like it.
    const { loadTable } = await import('../../platform/parquet/read.js');
    return loadTable(bytes, wanted, maxBytes);
  }
  const { code, detail } = read;
  return { ok: false, errors: singleError(code, { line: null, value: detail, problem: detail }) };
}
