import { meanLoss } from '../mean-loss.js';
import type { MetricFamily } from '../metric.js';
import { bestAnswer } from './answer-mean.js';
import { sameAnswer } from './exact-match.js';

/**
 * Reliability score of EHRSQL 2024 (Lee et al., ClinicalNLP 2024): 1 for a right answer, and for abstaining where a
 * question has none; 0 for abstaining where it has one; minus the penalty for a wrong answer, and for any answer where
 * there is none. Mean over questions. Right is what matches exactly after SQuAD's normalisation. At most 1, higher is
 * better; with penalty 0 it is the share of right decisions.
 */
export const reliability: MetricFamily<'text'> = {
  name: 'reliability',
  kind: 'text',
  parameter: { name: 'penalty', min: 0, max: 1_000_000, whole: false, usual: 10 },
  source: 'Lee et al., ClinicalNLP 2024',
  of: (penalty, name) => ({
    name,
    kind: 'text',
    direction: 'higher',
    range: [0 - penalty, 1],
    needsProbabilities: false,
    prepare(sample) {
      const scores = Float64Array.from({ length: sample.n }, (_, k) => {
        const answerable = sample.answers[k]!.length > 0;
        if (sample.predictions[k] === null) return answerable ? 0 : 1;
        return answerable && bestAnswer(sample, k, sameAnswer) === 1 ? 1 : -penalty;
      });
      return (weights) => meanLoss(scores, weights);
    },
  }),
};
