import type { Sample, Weights } from '../../sample.js';
import type { UndefinedReason } from '../metric.js';

/** A line on the scale of log odds, with standard errors. */
export interface LogisticFit {
  intercept: number;
  slope: number;
  interceptError: number;
  /** 0 where the slope was fixed. */
  slopeError: number;
}

type Line = Pick<LogisticFit, 'intercept' | 'slope'>;

const MAX_STEPS = 50;
const CLOSE = 1e-12;

/** Log odds of the sorted predictions; null where one is exactly 0 or 1. */
export function logits(predictions: Float64Array): Float64Array | null {
  const n = predictions.length;
  if (n > 0 && !(predictions[0]! < 1 && predictions[n - 1]! > 0)) return null;
  return predictions.map((p) => Math.log(p / (1 - p)));
}

/**
 * Maximum likelihood of outcome ~ intercept + slope · x, x the log odds of the predictions, by Newton's method (Cox,
 * Biometrika 45:562, 1958). Each step is O(n); a `start` from the same rows under other weights saves steps. With slope
 * 1 only the intercept is fitted. Says why where no line is best.
 */
export function fitLogistic(
  sample: Sample,
  x: Float64Array,
  weights: Weights,
  slope: 'free' | 1,
  start: Line = { intercept: 0, slope: 1 },
): LogisticFit | UndefinedReason {
  const reason = whyUnfit(sample, weights, slope);
  if (reason !== null) return reason;
  const level: Line = { intercept: 0, slope: slope === 'free' ? 0 : 1 };
  return newton(sample, x, weights, slope, start) ?? newton(sample, x, weights, slope, level) ?? 'separable';
}

function newton(
  { n, labels }: Sample,
  x: Float64Array,
  { each }: Weights,
  slope: 'free' | 1,
  start: Line,
): LogisticFit | null {
  let { intercept: a, slope: b } = start;
  for (let step = 0; step < MAX_STEPS; step++) {
    let ga = 0;
    let gb = 0;
    let haa = 0;
    let hab = 0;
    let hbb = 0;
    for (let k = 0; k < n; k++) {
      const weight = each[k]!;
      if (weight === 0) continue;
      const at = x[k]!;
      const p = 1 / (1 + Math.exp(-(a + b * at)));
      const residual = weight * (labels[k]! - p);
      const information = weight * p * (1 - p);
      ga += residual;
      gb += residual * at;
      haa += information;
      hab += information * at;
      hbb += information * at * at;
    }
    const isFree = slope === 'free';
    const determinant = isFree ? haa * hbb - hab * hab : haa;
    if (!(determinant > 0)) return null;
    const da = isFree ? (hbb * ga - hab * gb) / determinant : ga / haa;
    const db = isFree ? (haa * gb - hab * ga) / determinant : 0;
    a += da;
    b += db;
    if (!Number.isFinite(a) || !Number.isFinite(b)) return null;
    if (Math.abs(da) > CLOSE * (1 + Math.abs(a)) || Math.abs(db) > CLOSE * (1 + Math.abs(b))) continue;
    return {
      intercept: a,
      slope: b,
      interceptError: Math.sqrt((isFree ? hbb : 1) / determinant),
      slopeError: isFree ? Math.sqrt(haa / determinant) : 0,
    };
  }
  return null;
}

/** One class has no finite intercept; alike predictions have no slope, and nor have classes that do not overlap. */
function whyUnfit(
  { n, labels, predictions }: Sample,
  { each }: Weights,
  slope: 'free' | 1,
): UndefinedReason | null {
  // Of each class: sorted position of the first and of the last row with weight.
  const first = [-1, -1];
  const last = [-1, -1];
  for (let k = 0; k < n; k++) {
    if (each[k] === 0) continue;
    const label = labels[k]!;
    if (first[label] === -1) first[label] = k;
    last[label] = k;
  }
  if (first[0] === -1 && first[1] === -1) return 'no_rows';
  if (first[0] === -1 || first[1] === -1) return 'one_class';
  if (slope !== 'free') return null;
  const most = (label: number) => predictions[first[label]!]!;
  const least = (label: number) => predictions[last[label]!]!;
  if (Math.max(most(0), most(1)) === Math.min(least(0), least(1))) return 'no_variation';
  return least(1) >= most(0) || least(0) >= most(1) ? 'separable' : null;
}
