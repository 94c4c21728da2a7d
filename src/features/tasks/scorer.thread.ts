import { stat } from 'node:fs/promises';
import { LRUCache } from 'lru-cache';
import { loadTable } from '../../platform/parquet/read.js';
import { readDecompressed } from '../../platform/storage/decompress.js';
import { type FileError, singleError } from '../../scoring/errors.js';
import { parsePredictions } from '../../scoring/predictions.js';
import { createReport, type EntryReport, type ReportPart } from '../../scoring/report/report.js';
import { type MetricResults, type ScoredEntry, scoreEntry } from '../../scoring/score.js';
import { keepSides, type ParsedTruth, parseTruth } from '../../scoring/truth.js';
import { describeTruth, type TruthSummary } from '../../scoring/truth-summary.js';
import { wantedOfPredictions, wantedOfTruth } from '../../scoring/wanted.js';

import type { HeldOut } from './held-out.js';

// What runs in a scoring thread: files in by path, small results out. Started by scorer.ts.

export type Failed = { ok: false; errors: FileError[] };

export interface InspectTruth {
  labels: HeldOut;
  /** Largest file, in bytes, also after decompression. */
  cap: number;
}

export interface CheckPredictions {
  file: string;
  labels: HeldOut;
  cap: number;
}

export interface ScorePredictions extends CheckPredictions {
  metrics: string[];
  /** Of the report; null: none is made. */
  threshold: number | null;
  /** Of the task: all its submissions are scored under the same bootstrap weights. */
  seed: number;
}

export type Scores = { public: MetricResults; final: MetricResults };
export type EntryReports = Record<ReportPart, EntryReport>;

/**
 * `replicates` are as secret as the part of the labels that they belong to. `reports`, of either part: null where none was asked
 * for, or the outcome is of another kind than yes or no.
 */
export type ScoredFile =
  | {
      ok: true;
      rows: number;
      scores: Scores;
      replicates: ScoredEntry['replicates'];
      reports: EntryReports | null;
    }
  | Failed;

/** Parsed labels, kept since one task's submissions come in bursts. */
const truths = new LRUCache<string, Extract<ParsedTruth, { ok: true }>>({ max: 4 });

/** Checks a file of labels and says what is in it. */
export async function inspectTruth(
  request: InspectTruth,
): Promise<{ ok: true; summary: TruthSummary } | Failed> {
  const parsed = await readTruth(request.labels, request.cap);
  return parsed.ok ? { ok: true, summary: describeTruth(parsed.truth) } : parsed;
}

/** Checks a team's file against the labels' ids, without scoring it. */
export async function checkPredictions(
  request: CheckPredictions,
): Promise<{ ok: true; rows: number } | Failed> {
  const joined = await joinPredictions(request);
  return joined.ok ? { ok: true, rows: joined.truth.rows } : joined;
}

/** Scores a team's file on both parts of the labels. */
export async function scorePredictions(request: ScorePredictions): Promise<ScoredFile> {
  const joined = await joinPredictions(request);
  if (!joined.ok) return joined;
  const { truth, predictions } = joined;
  const { metrics, threshold } = request;
  const { replicates, ...scores } = scoreEntry(truth, predictions, metrics, request);
  const isReported = threshold !== null && truth.schema.kind === 'binary';
  const reportOf = (part: ReportPart) =>
    createReport(truth, predictions, threshold as number, request.seed, part);
  const reports = isReported ? { public: reportOf('public'), final: reportOf('final') } : null;
  return { ok: true, rows: truth.rows, scores, replicates, reports };
}

async function joinPredictions({ file, labels, cap }: CheckPredictions) {
  const truth = await loadTruth(labels);
  const read = await readFile(file, cap);
  if (!read.ok) return read;
  const loaded = await loadTable(read.bytes, wantedOfPredictions(labels.spec), cap);
  if (!loaded.ok) return loaded;
  const parsed = parsePredictions(loaded.table, truth, labels.spec);
  return parsed.ok ? { ...parsed, truth } : parsed;
}

/** The labels of a task. They were checked when the organizer handed them in, so an error here is ours: it is thrown. */
async function loadTruth(labels: HeldOut) {
  const { size, mtimeMs } = await stat(labels.file);
  const key = JSON.stringify([labels, size, mtimeMs]);
  let parsed = truths.get(key);
  if (parsed === undefined) {
    const fresh = await readTruth(labels, Number.MAX_SAFE_INTEGER);
    if (!fresh.ok) throw new Error(`the labels can't be read: ${fresh.errors.map((e) => e.code).join(', ')}`);
    parsed = fresh;
    truths.set(key, parsed);
  }
  return parsed.truth;
}

async function readTruth({ file, spec, sides }: HeldOut, cap: number): Promise<ParsedTruth> {
  const read = await readFile(file, cap);
  if (!read.ok) return read;
  const loaded = await loadTable(read.bytes, wantedOfTruth(spec), cap);
  if (!loaded.ok) return loaded;
  const parsed = parseTruth(loaded.table, spec);
  if (!parsed.ok || sides === null) return parsed;
  const errors = keepSides(parsed.truth, await loadTruth({ ...sides, sides: null }));
  return errors.length > 0 ? { ok: false, errors } : parsed;
}

async function readFile(path: string, cap: number): Promise<{ ok: true; bytes: Uint8Array } | Failed> {
  const read = await readDecompressed(path, cap);
  if (read.ok) return read;
  const { code, detail } = read;
  return { ok: false, errors: singleError(code, { line: null, value: detail, problem: detail }) };
}
