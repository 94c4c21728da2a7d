import { orderDescending } from '../order.js';

/** Scores of one class or label against the rest, sorted once from the highest. */
export interface RankedRows {
  /** Sample row of each position: the same one several times where several of its scores are pooled. */
  rows: Uint32Array;
  positive: Uint8Array;
  /** 1 where the next position has another score. */
  ends: Uint8Array;
}

/** `rows[i]` is the sample row to which score i and its class (0 or 1) belong. */
export function rankRows(scores: Float64Array, positive: Uint8Array, rows: Uint32Array): RankedRows {
  const order = orderDescending(scores);
  const n = scores.length;
  const ends = new Uint8Array(n);
  for (let k = 0; k < n; k++) {
    if (k === n - 1 || scores[order[k]!] !== scores[order[k + 1]!]) ends[k] = 1;
  }
  return {
    rows: Uint32Array.from(order, (i) => rows[i]!),
    positive: Uint8Array.from(order, (i) => positive[i]!),
    ends,
  };
}

/**
 * Area under the ROC curve of weighted rows, ties counting one half (Hanley & McNeil, Radiology 143:29, 1982), and the
 * weight of the positives; null where a class has no weight.
 */
export function weightedArea(
  { rows, positive, ends }: RankedRows,
  each: Uint8Array | Float64Array,
): { area: number; positives: number } | null {
  let positives = 0;
  let negatives = 0;
  let groupPositives = 0;
  let groupNegatives = 0;
  let doubled = 0; // whole for whole weights
  for (let k = 0; k < rows.length; k++) {
    const weight = each[rows[k]!]!;
    if (positive[k] === 1) groupPositives += weight;
    else groupNegatives += weight;
    if (ends[k] === 0) continue;
    doubled += groupNegatives * (2 * positives + groupPositives);
    positives += groupPositives;
    negatives += groupNegatives;
    groupPositives = 0;
    groupNegatives = 0;
  }
  if (!(positives > 0 && negatives > 0)) return null;
  return { area: doubled / (2 * positives * negatives), positives };
}

/**
 * Average precision of weighted rows: the sum of (R_i - R_(i-1)) P_i over distinct thresholds (Davis & Goadrich, ICML
 * 2006); null where no positive has weight.
 */
export function weightedPrecision(
  { rows, positive, ends }: RankedRows,
  each: Uint8Array | Float64Array,
): number | null {
  let all = 0;
  let positives = 0;
  let group = 0;
  let sum = 0;
  for (let k = 0; k < rows.length; k++) {
    const weight = each[rows[k]!]!;
    all += weight;
    if (positive[k] === 1) group += weight;
    if (ends[k] === 0 || group === 0) continue;
    positives += group;
    sum += group * (positives / all);
    group = 0;
  }
  return positives > 0 ? sum / positives : null;
}
