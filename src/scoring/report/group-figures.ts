import type { BootstrapDraws, BootstrapUnits } from '../bootstrap.js';
import { metricIntervals } from '../intervals.js';
import { type MetricValue, metricNamed } from '../metrics/index.js';
import { confusionAt } from '../metrics/threshold/confusion.js';
import { clopperPearson } from '../proportions/clopper-pearson.js';
import { createWeights, type Sample } from '../sample.js';

/** What is said of one group of rows; null where a figure is undefined or rests on too few rows. */
export interface GroupFigures {
  rows: number;
  positives: number;
  prevalence: number;
  meanPrediction: number;
  auroc: number | null;
  /** Logit-transformed DeLong; where rows are clustered, the percentile bootstrap by cluster. */
  aurocInterval: [number, number] | null;
  averagePrecision: number | null;
  brier: number | null;
  calibrationInTheLarge: number | null;
  /** From 20 rows of each class on: below, it says more about the draw than about the model. */
  calibrationSlope: number | null;
  /** At the threshold of the report; shares of independent rows come with exact intervals. */
  tpr: number | null;
  tprInterval: [number, number] | null;
  fpr: number | null;
  fprInterval: [number, number] | null;
  ppv: number | null;
  selectionRate: number;
}

/** Of intervals that need a bootstrap: 1,000 replicates unless told; 0: none. */
export type FigureDraws = Omit<BootstrapDraws, 'replicates' | 'first'> & { replicates?: number };

const SLOPE_ROWS = 20;
const REPLICATES = 1000;

/** Figures of the rows of a sample that has some. */
export function groupFigures(
  sample: Sample,
  threshold: number,
  clusters: BootstrapUnits | null,
  draws: FigureDraws,
): GroupFigures {
  const isIndependent = clusters === null;
  const { n, positives, predictions } = sample;
  const weights = createWeights(new Uint8Array(n).fill(1));
  const figureOf = (name: string) => numberOrNull(metricNamed(name).prepare(sample)(weights));
  const { tp, fp, fn, tn } = confusionAt(sample, threshold)(weights);
  const negatives = n - positives;
  const auroc = figureOf('auroc');
  return {
    rows: n,
    positives,
    prevalence: positives / n,
    meanPrediction: predictions.reduce((sum, p) => sum + p, 0) / n,
    auroc,
    aurocInterval: auroc === null ? null : aurocInterval(sample, clusters, draws),
    averagePrecision: figureOf('average_precision'),
    brier: figureOf('brier'),
    calibrationInTheLarge: figureOf('calibration_in_the_large'),
    calibrationSlope: Math.min(positives, negatives) >= SLOPE_ROWS ? figureOf('calibration_slope') : null,
    tpr: share(tp, tp + fn),
    tprInterval: isIndependent && positives > 0 ? clopperPearson({ successes: tp, trials: positives }) : null,
    fpr: share(fp, fp + tn),
    fprInterval: isIndependent && negatives > 0 ? clopperPearson({ successes: fp, trials: negatives }) : null,
    ppv: share(tp, tp + fp),
    selectionRate: (tp + fp) / n,
  };
}

function aurocInterval(
  sample: Sample,
  clusters: BootstrapUnits | null,
  draws: FigureDraws,
): [number, number] | null {
  const all = { replicates: REPLICATES, ...draws };
  return metricIntervals(sample, [metricNamed('auroc')], clusters, all)[0]!.ci;
}

const share = (part: number, whole: number): number | null => (whole > 0 ? part / whole : null);

const numberOrNull = (value: MetricValue): number | null => (typeof value === 'number' ? value : null);
