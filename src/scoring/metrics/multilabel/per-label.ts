import type { MultilabelSample } from '../../outcomes/samples.js';
import type { Metric, MetricValue } from '../metric.js';
import { type RankedRows, rankRows, weightedArea, weightedPrecision } from '../ranked-rows.js';

type Figure = (rows: RankedRows, each: Uint8Array | Float64Array) => number | null;

const area: Figure = (rows, each) => weightedArea(rows, each)?.area ?? null;

/** The rows ranked by each label's probability. */
function rankedByLabel({ n, labels, truth, probabilities }: MultilabelSample): RankedRows[] {
  const rows = Uint32Array.from({ length: n }, (_, k) => k);
  return Array.from({ length: labels }, (_, l) =>
    rankRows(
      Float64Array.from(rows, (k) => probabilities[k * labels + l]!),
      Uint8Array.from(rows, (k) => truth[k * labels + l]!),
      rows,
    ),
  );
}

/** All cells ranked together. */
function rankedCells({ labels, truth, probabilities }: MultilabelSample): RankedRows {
  const rows = Uint32Array.from(truth, (_, cell) => Math.floor(cell / labels));
  return rankRows(probabilities, truth, rows);
}

/** Of each label alone, null where it has none: for reports. */
export function perLabel(sample: MultilabelSample, figure: 'auroc' | 'average_precision') {
  const of = rankedByLabel(sample);
  return (each: Uint8Array | Float64Array) =>
    of.map((rows) => (figure === 'auroc' ? area : weightedPrecision)(rows, each));
}

function metric(
  name: string,
  prepare: (sample: MultilabelSample) => (each: Uint8Array | Float64Array) => MetricValue,
): Metric<'multilabel'> {
  return {
    name,
    kind: 'multilabel',
    direction: 'higher',
    range: [0, 1],
    needsProbabilities: false,
    prepare(sample) {
      const figure = prepare(sample);
      return ({ each, cumulative }) => (cumulative[sample.n] === 0 ? { undefined: 'no_rows' } : figure(each));
    },
  };
}

function meanOfDefined(values: (number | null)[]): number | null {
  const defined = values.filter((value) => value !== null);
  return defined.length > 0 ? defined.reduce((sum, value) => sum + value, 0) / defined.length : null;
}

/**
 * Mean of the labels' AUROC over those that have both classes, the others left out (as Kaggle's birdclef-roc-auc;
 * scikit-learn raises an error). In [0, 1], higher is better; undefined where no label has both.
 */
export const aurocMacro = metric('multilabel_auroc_macro', (sample) => {
  const figures = perLabel(sample, 'auroc');
  return (each) => meanOfDefined(figures(each)) ?? { undefined: 'one_class' };
});

/** AUROC of all cells ranked together, so the labels' probabilities must be on one scale. Otherwise as aurocMacro. */
export const aurocMicro = metric('multilabel_auroc_micro', (sample) => {
  const cells = rankedCells(sample);
  return (each) => area(cells, each) ?? { undefined: 'one_class' };
});

/**
 * Mean of the labels' average precision over those that are true somewhere, the others left out. In [0, 1], higher is
 * better; undefined where no label is.
 */
export const averagePrecisionMacro = metric('multilabel_average_precision_macro', (sample) => {
  const figures = perLabel(sample, 'average_precision');
  return (each) => meanOfDefined(figures(each)) ?? { undefined: 'no_positives' };
});

/** Average precision of all cells ranked together, so the labels' probabilities must be on one scale. */
export const averagePrecisionMicro = metric('multilabel_average_precision_micro', (sample) => {
  const cells = rankedCells(sample);
  return (each) => weightedPrecision(cells, each) ?? { undefined: 'no_positives' };
});
