import type { Sample, Weights } from '../sample.js';
import type { UndefinedReason } from './metric.js';

/** Called at each distinct threshold, from the highest: weight at or above it, of positives and of negatives. */
export type RocVisit = (truePositives: number, falsePositives: number) => void;

/**
 * Follows the ROC curve of weighted rows through its corners, (0, 0) left out. Goes over the groups of ties that hold a
 * positive and those between them as one step each, since only there the curve turns: O(positives).
 */
export function followRoc(
  { n, positiveRows, groupStart, groupStop }: Sample,
  { each, cumulative }: Weights,
  visit: RocVisit,
): void {
  let positives = 0;
  let at = 0;
  for (let i = 0; i < positiveRows.length; ) {
    const [start, stop] = [groupStart[i]!, groupStop[i]!];
    if (start > at) visit(positives, cumulative[start]! - positives);
    for (; i < positiveRows.length && groupStop[i] === stop; i++) positives += each[positiveRows[i]!]!;
    visit(positives, cumulative[stop]! - positives);
    at = stop;
  }
  if (at < n) visit(positives, cumulative[n]! - positives);
}

/** Weight of each class; or why a curve of both has no figure. */
export function classWeights(
  { n, positiveRows }: Sample,
  { each, cumulative }: Weights,
): { positives: number; negatives: number; missing: UndefinedReason | null } {
  const all = cumulative[n]!;
  let positives = 0;
  for (let i = 0; i < positiveRows.length; i++) positives += each[positiveRows[i]!]!;
  const negatives = all - positives;
  const missing = all === 0 ? 'no_rows' : positives <= 0 || negatives <= 0 ? 'one_class' : null;
  return { positives, negatives, missing };
}
