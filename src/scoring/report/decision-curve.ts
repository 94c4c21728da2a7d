import { areProbabilities } from '../metrics/mean-loss.js';
import { countAtLeast } from '../metrics/threshold/confusion.js';
import type { Sample } from '../sample.js';
import { mergeUntilLarge } from './suppression.js';

export interface DecisionPoint {
  threshold: number;
  netBenefit: number;
  /** Of treating everybody; treating nobody has 0. */
  treatAll: number;
}

/** 0.01, 0.02, 0.03, 0.05, then every twentieth up to 0.95. */
export const DECISION_THRESHOLDS = [0.01, 0.02, 0.03, ...Array.from({ length: 19 }, (_, k) => (k + 1) / 20)];

/**
 * Net benefit over thresholds (Vickers & Elkin, Medical Decision Making 26:565, 2006). Two neighbouring points tell how
 * many outcomes lie between them, so a threshold is left out until at least 11 rows of each class do; null where
 * predictions are no probabilities.
 */
export function decisionCurve({ n, positives, labels, predictions }: Sample): DecisionPoint[] | null {
  if (!areProbabilities(predictions) || n === 0) return null;
  const found = new Uint32Array(n + 1);
  for (let k = 0; k < n; k++) found[k + 1] = found[k]! + labels[k]!;
  const called = DECISION_THRESHOLDS.map((threshold) => countAtLeast(predictions, threshold));
  // Rows below the first threshold, between two, and above the last.
  const cuts = [n, ...called, 0];
  const between = cuts.slice(1).map((to, k) => {
    const [rows, cases] = [cuts[k]! - to, found[cuts[k]!]! - found[to]!];
    return { positives: cases, negatives: rows - cases };
  });
  const ends = mergeUntilLarge(between).filter((end) => end < between.length);
  return ends.map((end) => {
    const threshold = DECISION_THRESHOLDS[end - 1]!;
    const tp = found[called[end - 1]!]!;
    const fp = called[end - 1]! - tp;
    const odds = threshold / (1 - threshold);
    return {
      threshold,
      netBenefit: (tp - fp * odds) / n,
      treatAll: (positives - (n - positives) * odds) / n,
    };
  });
}
