import type { MultilabelSample } from '../../outcomes/samples.js';
import type { Metric, MetricFamily, MetricValue } from '../metric.js';
import { THRESHOLD } from './decisions.js';

type Average = 'macro' | 'micro' | 'weighted';
type Weight = Uint8Array | Float64Array;

/** Rows of a label that are true and named, named though not true, and true though not named: all that F1 looks at. */
interface LabelRows {
  hits: Uint32Array;
  falseAlarms: Uint32Array;
  misses: Uint32Array;
}

/**
 * F1 over labels: `macro` the mean of the labels' F1, `weighted` by how often a label is true, `micro` of all labels'
 * cells pooled (Tsoumakas, Katakis & Vlahavas, Data Mining and Knowledge Discovery Handbook 2010, ch. 34). A label that
 * is neither true nor named anywhere has F1 0, as scikit-learn's zero_division=0, so put no label into a task that does
 * not occur. In [0, 1], higher is better; undefined where no label is true in any row.
 */
function f1(average: Average): MetricFamily<'multilabel'> {
  return {
    name: `multilabel_f1_${average}`,
    kind: 'multilabel',
    parameter: THRESHOLD,
    source: 'Tsoumakas, Katakis & Vlahavas, Data Mining and Knowledge Discovery Handbook 2010, ch. 34',
    of: (threshold, name): Metric<'multilabel'> => ({
      name,
      kind: 'multilabel',
      direction: 'higher',
      range: [0, 1],
      needsProbabilities: false,
      prepare(sample) {
        const labels = Array.from({ length: sample.labels }, (_, l) => rowsOf(sample, l, threshold));
        return ({ each, cumulative }) =>
          cumulative[sample.n] === 0 ? { undefined: 'no_rows' } : averaged(labels, each, average);
      },
    }),
  };
}

function rowsOf({ n, labels, truth, probabilities }: MultilabelSample, label: number, t: number): LabelRows {
  const hits: number[] = [];
  const falseAlarms: number[] = [];
  const misses: number[] = [];
  for (let k = 0; k < n; k++) {
    const named = probabilities[k * labels + label]! >= t;
    if (truth[k * labels + label] === 1) (named ? hits : misses).push(k);
    else if (named) falseAlarms.push(k);
  }
  return {
    hits: Uint32Array.from(hits),
    falseAlarms: Uint32Array.from(falseAlarms),
    misses: Uint32Array.from(misses),
  };
}

function averaged(labels: LabelRows[], each: Weight, average: Average): MetricValue {
  let sum = 0;
  let shares = 0;
  let allHits = 0;
  let allErrors = 0;
  let allTrue = 0;
  for (const { hits, falseAlarms, misses } of labels) {
    const hit = weightOf(hits, each);
    const missed = weightOf(misses, each);
    const errors = missed + weightOf(falseAlarms, each);
    const share = average === 'macro' ? 1 : hit + missed;
    if (hit > 0) sum += (share * 2 * hit) / (2 * hit + errors);
    shares += share;
    allHits += hit;
    allErrors += errors;
    allTrue += hit + missed;
  }
  if (allTrue === 0) return { undefined: 'no_positives' };
  return average === 'micro' ? (2 * allHits) / (2 * allHits + allErrors) : sum / shares;
}

function weightOf(rows: Uint32Array, each: Weight): number {
  let sum = 0;
  for (let i = 0; i < rows.length; i++) sum += each[rows[i]!]!;
  return sum;
}

export const f1Macro = f1('macro');
export const f1Micro = f1('micro');
export const f1Weighted = f1('weighted');
