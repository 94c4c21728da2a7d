import { orderDescending } from '../../order.js';
import type { Sample } from '../../sample.js';

/**
 * Rows from the surest answer to the least sure, and whether calling p ≥ 0.5 positive is wrong. Sureness is what an entry
 * says it is where the task asks for that, else max(p, 1 - p); rows without an answer come last.
 */
export interface ByConfidence {
  rows: Uint32Array;
  /** 1 where the next row is less sure. */
  groupEnds: Uint8Array;
  wrong: Uint8Array;
}

/** Where nothing is declared it merges the two ends of the sorted predictions, O(n). */
export function byConfidence(sample: Sample): ByConfidence {
  if (sample.confidence || sample.abstains) return byDeclared(sample);
  const { n, predictions, labels } = sample;
  const confidence = (k: number) => Math.max(predictions[k]!, 1 - predictions[k]!);
  const rows = new Uint32Array(n);
  const groupEnds = new Uint8Array(n);
  const wrong = new Uint8Array(n);
  let high = 0;
  let low = n - 1;
  for (let at = 0; at < n; at++) {
    const k = confidence(high) >= confidence(low) ? high++ : low--;
    rows[at] = k;
    wrong[at] = isWrong(predictions[k]!, labels[k]!) ? 1 : 0;
    if (at > 0 && confidence(k) !== confidence(rows[at - 1]!)) groupEnds[at - 1] = 1;
  }
  if (n > 0) groupEnds[n - 1] = 1;
  return { rows, groupEnds, wrong };
}

function byDeclared({ n, predictions, labels, confidence, abstains }: Sample): ByConfidence {
  const sureness = Float64Array.from({ length: n }, (_, k) => {
    if (abstains?.[k] === 1) return -1;
    return confidence ? confidence[k]! : Math.max(predictions[k]!, 1 - predictions[k]!);
  });
  const rows = orderDescending(sureness);
  const groupEnds = new Uint8Array(n);
  const wrong = new Uint8Array(n);
  rows.forEach((k, at) => {
    wrong[at] = isWrong(predictions[k]!, labels[k]!) ? 1 : 0;
    groupEnds[at] = at === n - 1 || sureness[k] !== sureness[rows[at + 1]!] ? 1 : 0;
  });
  return { rows, groupEnds, wrong };
}

/** Whether p ≥ 0.5 calls the row what it is not. */
export const isWrong = (prediction: number, label: number): boolean => (prediction >= 0.5 ? 1 : 0) !== label;

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
