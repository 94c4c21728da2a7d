import { byConfidence, eachConfidence, isWrong } from '../metrics/doubt/by-confidence.js';
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
 * Risk-coverage curve (Geifman & El-Yaniv, NeurIPS 2017; sureness as in byConfidence) in steps of about a twentieth of the rows; between two points
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

/** What an entry answers where it may abstain. */
export interface GivenAnswers {
  /** Share of the rows. */
  coverage: number;
  /** Share of wrong answers among them; null with fewer than 11 right or wrong ones. */
  risk: number | null;
}

/** null where the task asks for no abstentions, or predictions are no probabilities. */
export function givenAnswers({ n, predictions, labels, abstains }: Sample): GivenAnswers | null {
  if (!abstains || !areProbabilities(predictions) || n === 0) return null;
  let answered = 0;
  let errors = 0;
  abstains.forEach((abstention, k) => {
    if (abstention === 1) return;
    answered++;
    if (isWrong(predictions[k]!, labels[k]!)) errors++;
  });
  const isLarge = errors >= LEAST_OF_EACH && answered - errors >= LEAST_OF_EACH;
  return { coverage: answered / n, risk: isLarge ? errors / answered : null };
}
