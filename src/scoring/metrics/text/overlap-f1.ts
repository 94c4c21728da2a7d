import { bestAnswerMean } from './answer-mean.js';
import { characters, words } from './normalise.js';

/**
 * F1 of the parts that prediction and answer have in common, each as often as both have it. Where either has no parts it
 * is 1 if neither has, else 0 (SQuAD 2.0: Rajpurkar, Jia & Liang, ACL 2018).
 */
export function overlapF1(prediction: string[], answer: string[]): number {
  if (prediction.length === 0 || answer.length === 0) return prediction.length === answer.length ? 1 : 0;
  const left = new Map<string, number>();
  for (const part of answer) left.set(part, (left.get(part) ?? 0) + 1);
  let common = 0;
  for (const part of prediction) {
    const count = left.get(part) ?? 0;
    if (count === 0) continue;
    left.set(part, count - 1);
    common++;
  }
  return (2 * common) / (prediction.length + answer.length);
}

/**
 * F1 of words after SQuAD's normalisation, the best over the right answers, mean over questions (Rajpurkar et al., EMNLP
 * 2016). In [0, 1], higher is better.
 */
export const tokenF1 = bestAnswerMean('token_f1', (prediction, answer) =>
  overlapF1(words(prediction), words(answer)),
);

/**
 * F1 of characters for answers in Korean (KorQuAD 1.0: Lim, Kim & Lee, arXiv 1909.07005), the best over the right answers,
 * mean over questions. In [0, 1], higher is better.
 */
export const characterF1 = bestAnswerMean('character_f1', (prediction, answer) =>
  overlapF1(characters(prediction), characters(answer)),
);
