import type { Metric } from '../metric.js';
import { shareOf } from '../share.js';
import { bestAnswer, bestAnswerMean } from './answer-mean.js';
import { normalise } from './normalise.js';

/** 1 where an answer is the same after normalisation. */
export const sameAnswer = (prediction: string, answer: string): number =>
  normalise(prediction) === normalise(answer) ? 1 : 0;

/**
 * Share of questions answered exactly as one of the right answers, after SQuAD's normalisation (Rajpurkar et al., EMNLP
 * 2016). In [0, 1], higher is better.
 */
export const exactMatch: Metric<'text'> = {
  ...bestAnswerMean('exact_match', sameAnswer),
  proportion: (sample) => shareOf(sample.n, (row) => bestAnswer(sample, row, sameAnswer)),
};
