import { byConfidence, eachConfidence } from '../metrics/doubt/by-confidence.js';
import { areProbabilities } from '../metrics/mean-loss.js';
import type { Sample } from '../sample.js';
import { LEAST_OF_EACH } from './suppression.js';

export interface CoveragePoint {
  /** Share of the rows that are answered, the surest first. */
  coverage: number;
  /** Share of wrong answers among them, p ≥ 0.5 being called positive. */
  risk: number;
}

const STEPS = 20;

/**
 * Risk-coverage curve (Geifman & El-Yaniv, NeurIPS 2017) in steps of about a twentieth of the rows; between two points
 * lie at least 11 right and 11 wrong answers, since an answer known to be right tells the label. null where predictions
 * are no probabilities.
 */
export function coverageCurve(sample: Sample): CoveragePoint[] | null {
  const { n, predictions } = sample;
  if (!areProbabilities(predictions) || n === 0) return null;
  const points: { answered: number; errors: number }[] = [];
  let before = { answered: 0, errors: 0 };
  let last = before;
  eachConfidence(byConfidence(sample), new Uint8Array(n).fill(1), (answered, errors, weight, wrong) => {
    last = { answered: answered + weight, errors: errors + wrong };
    const rows = last.answered - before.answered;
    const mistakes = last.errors - before.errors;
    if (rows < n / STEPS || mistakes < LEAST_OF_EACH || rows - mistakes < LEAST_OF_EACH) return;
    points.push(last);
    before = last;
  });
  // The rest joins the last step, whose end is then the whole.
  if (points.length > 0) points[points.length - 1] = last;
  return points.map(({ answered, errors }) => ({ coverage: answered / n, risk: errors / answered }));
}
