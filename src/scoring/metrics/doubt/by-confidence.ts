import type { Sample } from '../../sample.js';

/** Rows from the surest prediction to the least sure: max(p, 1 - p), and whether calling p ≥ 0.5 positive is wrong. */
export interface ByConfidence {
  rows: Uint32Array;
  /** 1 where the next row is less sure. */
  groupEnds: Uint8Array;
  wrong: Uint8Array;
}

/** Merges the two ends of the sorted predictions, O(n). */
export function byConfidence({ n, predictions, labels }: Sample): ByConfidence {
  const confidence = (k: number) => Math.max(predictions[k]!, 1 - predictions[k]!);
  const rows = new Uint32Array(n);
  const groupEnds = new Uint8Array(n);
  const wrong = new Uint8Array(n);
  let high = 0;
  let low = n - 1;
  for (let at = 0; at < n; at++) {
    const k = confidence(high) >= confidence(low) ? high++ : low--;
    rows[at] = k;
    wrong[at] = (predictions[k]! >= 0.5 ? 1 : 0) === labels[k] ? 0 : 1;
    if (at > 0 && confidence(k) !== confidence(rows[at - 1]!)) groupEnds[at - 1] = 1;
  }
  if (n > 0) groupEnds[n - 1] = 1;
  return { rows, groupEnds, wrong };
}

/** A group of equally sure rows: weight and wrong weight of those before it, and its own. */
export type ConfidenceVisit = (answered: number, errors: number, weight: number, wrong: number) => void;

/** Goes over the groups that have weight, the surest first. */
export function eachConfidence(
  { rows, groupEnds, wrong }: ByConfidence,
  each: ArrayLike<number>,
  visit: ConfidenceVisit,
): void {
  let answered = 0;
  let errors = 0;
  let weight = 0;
  let mistakes = 0;
  for (let at = 0; at < rows.length; at++) {
    const own = each[rows[at]!]!;
    weight += own;
    if (wrong[at] === 1) mistakes += own;
    if (groupEnds[at] === 0 || weight === 0) continue;
    visit(answered, errors, weight, mistakes);
    answered += weight;
    errors += mistakes;
    weight = 0;
    mistakes = 0;
  }
}
