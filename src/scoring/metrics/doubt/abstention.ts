import type { Sample, Weights } from '../../sample.js';
import { areProbabilities, meanLoss } from '../mean-loss.js';
import type { Metric, MetricFamily, MetricValue } from '../metric.js';
import { isWrong } from './by-confidence.js';

type Given = Pick<Metric<'binary'>, 'name' | 'direction' | 'range' | 'proportion' | 'besideOthers'> & {
  /** Called with probabilities and declared abstentions only. */
  prepare(sample: Sample, abstains: Uint8Array): (weights: Weights) => MetricValue;
};

/** A metric of answers (p ≥ 0.5 is yes) that may be left out: undefined where the task does not ask for abstentions. */
function abstentionMetric({ prepare, ...rest }: Given): Metric<'binary'> {
  return {
    ...rest,
    kind: 'binary',
    needsProbabilities: true,
    needsAbstention: true,
    prepare(sample) {
      if (!areProbabilities(sample.predictions)) return () => ({ undefined: 'not_probabilities' });
      if (!sample.abstains) {
        return ({ cumulative }) => ({ undefined: cumulative[sample.n] === 0 ? 'no_rows' : 'no_abstention' });
      }
      return prepare(sample, sample.abstains);
    },
  };
}

/** What each row is worth. */
const valuesOf = (
  { predictions, labels }: Sample,
  abstains: Uint8Array,
  [right, abstained, wrong]: [number, number, number],
): Float64Array =>
  Float64Array.from(abstains, (abstention, k) => {
    if (abstention === 1) return abstained;
    return isWrong(predictions[k]!, labels[k]!) ? wrong : right;
  });

/** Share of rows that are answered: the coverage of El-Yaniv & Wiener (JMLR 11:1605, 2010). In [0, 1], higher is better. */
export const answeredShare = abstentionMetric({
  name: 'answered_share',
  besideOthers: true,
  direction: 'higher',
  range: [0, 1],
  prepare(sample, abstains) {
    const answered = valuesOf(sample, abstains, [1, 0, 1]);
    return (weights) => meanLoss(answered, weights);
  },
  proportion: ({ n, abstains }) => ({
    successes: n - (abstains?.filter((one) => one === 1).length ?? 0),
    trials: n,
  }),
});

/**
 * Share of wrong answers among those that are given (El-Yaniv & Wiener, JMLR 11:1605, 2010). In [0, 1], lower is better;
 * undefined where none is given.
 */
export const selectiveRisk = abstentionMetric({
  name: 'selective_risk',
  besideOthers: true,
  direction: 'lower',
  range: [0, 1],
  prepare(sample, abstains) {
    const wrong = valuesOf(sample, abstains, [0, 0, 1]);
    return ({ each, cumulative }) => {
      if (cumulative[sample.n] === 0) return { undefined: 'no_rows' };
      let answered = 0;
      let errors = 0;
      for (let k = 0; k < sample.n; k++) {
        if (abstains[k] === 1) continue;
        answered += each[k]!;
        errors += each[k]! * wrong[k]!;
      }
      return answered === 0 ? { undefined: 'no_answers' } : errors / answered;
    };
  },
});

/**
 * EHRSQL 2024's score for answers of yes or no (Lee et al., ClinicalNLP 2024): 1 for a right answer, 0 for abstaining, minus
 * the penalty for a wrong one; mean over rows. At most 1, higher is better. Every row has an answer here, so unlike
 * there no abstention earns 1.
 */
export const selectiveScore: MetricFamily<'binary'> = {
  name: 'selective_score',
  kind: 'binary',
  parameter: { name: 'penalty', min: 0, max: 1_000_000, whole: false, usual: 1 },
  source: 'Lee et al., ClinicalNLP 2024',
  of: (penalty, name) =>
    abstentionMetric({
      name,
      direction: 'higher',
      range: [0 - penalty, 1],
      prepare(sample, abstains) {
        const scores = valuesOf(sample, abstains, [1, 0, -penalty]);
        return (weights) => meanLoss(scores, weights);
      },
    }),
};
