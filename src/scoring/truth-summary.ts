import { outcomeOf } from './outcomes/index.js';
import type { NamedCount } from './outcomes/outcome.js';
import type { Truth } from './truth.js';

/** One part of the labels. */
export interface PartSummary {
  rows: number;
  /** What is independent of each other: patients (or queries) where rows belong to them, else rows. */
  units: number;
  /** Rows with label 1, an event, a relevant document …; null where the kind of outcome knows no such thing. */
  positives: number | null;
  /** positives / rows (0 without rows); null with `positives`. */
  prevalence: number | null;
  /** How often each class or label occurs; empty where there are none. */
  counts: NamedCount[];
}

export interface TruthSummary {
  rows: number;
  columns: string[];
  /** null without a cluster column. */
  clusters: number | null;
  public: PartSummary;
  final: PartSummary;
}

/** Rows, columns, clusters, and what occurs how often in both parts: what an organizer is shown of a file of labels. */
export function describeTruth(truth: Truth): TruthSummary {
  const { schema, values, labels, isFinal, cluster } = truth;
  const outcome = outcomeOf(schema);
  const hasPositives = outcome.positives(values) !== null;
  const part = (side: number): PartSummary => {
    const rows = Uint32Array.from(isFinal.keys()).filter((row) => isFinal[row] === side);
    const positives = rows.reduce((sum, row) => sum + labels[row]!, 0);
    const prevalence = rows.length === 0 ? 0 : positives / rows.length;
    const counts = outcome.counts(schema, values, rows);
    const units = cluster === null ? rows.length : new Set(Array.from(rows, (row) => cluster[row]!)).size;
    return hasPositives
      ? { rows: rows.length, units, positives, prevalence, counts }
      : { rows: rows.length, units, positives: null, prevalence: null, counts };
  };
  const clusters = cluster === null ? null : truth.clusters;
  return { rows: truth.rows, columns: truth.columns, clusters, public: part(0), final: part(1) };
}
