import type { TextSample } from '../../outcomes/samples.js';
import { meanLoss } from '../mean-loss.js';
import type { Metric } from '../metric.js';

/** A metric that is the mean over questions of a figure in [0, 1]: the best over all answers that count as right. */
export function bestAnswerMean(
  name: string,
  figure: (prediction: string, answer: string) => number,
): Metric<'text'> {
  return {
    name,
    kind: 'text',
    direction: 'higher',
    range: [0, 1],
    needsProbabilities: false,
    prepare(sample) {
      const figures = Float64Array.from({ length: sample.n }, (_, k) => bestAnswer(sample, k, figure));
      return (weights) => meanLoss(figures, weights);
    },
  };
}

/** To abstain is to answer nothing, which is right where a question has no answer (SQuAD 2.0). */
export function bestAnswer(
  { answers, predictions }: TextSample,
  row: number,
  figure: (prediction: string, answer: string) => number,
): number {
  const right = answers[row]!.length === 0 ? [''] : answers[row]!;
  return right.reduce((best, answer) => Math.max(best, figure(predictions[row] ?? '', answer)), 0);
}
