import { fitLogistic, type LogisticFit, logits } from '../metrics/calibration/logistic.js';
import { areProbabilities } from '../metrics/mean-loss.js';
import { wilson } from '../proportions/wilson.js';
import { createWeights, type Sample } from '../sample.js';
import { isLarge } from './suppression.js';

export interface CalibrationBin {
  rows: number;
  predicted: number;
  observed: number;
  /** Wilson's, of the observed share. */
  interval: [number, number];
}

export interface CalibrationPlot {
  /** From the lowest risk; about ten, each with at least 11 rows of each class. */
  bins: CalibrationBin[];
  /** How many predictions lie in each twentieth of [0, 1]. */
  histogram: number[];
  /** null where no line fits best. */
  line: LogisticFit | null;
  /** With the slope held at 1. */
  inTheLarge: number | null;
}

const BINS = 10;
const BARS = 20;

/** Predicted against observed risk (Van Calster et al., BMC Medicine 17:230, 2019); null where these are no probabilities. */
export function calibrationPlot(sample: Sample): CalibrationPlot | null {
  const { n, predictions } = sample;
  if (!areProbabilities(predictions)) return null;
  const histogram = new Array<number>(BARS).fill(0);
  for (const p of predictions) histogram[Math.min(Math.floor(p * BARS), BARS - 1)]!++;
  const weights = createWeights(new Uint8Array(n).fill(1));
  const x = logits(predictions);
  const line = x && fitLogistic(sample, x, weights, 'free');
  const level = x && fitLogistic(sample, x, weights, 1);
  return {
    bins: riskBins(sample),
    histogram,
    line: line === null || typeof line === 'string' ? null : line,
    inTheLarge: level === null || typeof level === 'string' ? null : level.intercept,
  };
}

/** A bin closes at the end of a group of ties once it has a tenth of the rows and is large; what is left joins the last. */
function riskBins({ n, predictions, labels, groupEnds }: Sample): CalibrationBin[] {
  const bins: { rows: number; sum: number; positives: number }[] = [];
  let open = { rows: 0, sum: 0, positives: 0 };
  for (let k = n - 1; k >= 0; k--) {
    open.rows++;
    open.sum += predictions[k]!;
    open.positives += labels[k]!;
    const isGroupDone = k === 0 || groupEnds[k - 1] === 1;
    const counts = { positives: open.positives, negatives: open.rows - open.positives };
    if (!isGroupDone || open.rows < n / BINS || !isLarge(counts)) continue;
    bins.push(open);
    open = { rows: 0, sum: 0, positives: 0 };
  }
  const last = bins.at(-1);
  if (last) {
    last.rows += open.rows;
    last.sum += open.sum;
    last.positives += open.positives;
  }
  return bins.map(({ rows, sum, positives }) => ({
    rows,
    predicted: sum / rows,
    observed: positives / rows,
    interval: wilson({ successes: positives, trials: rows }),
  }));
}
