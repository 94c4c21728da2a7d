import type { MulticlassSample } from '../../outcomes/samples.js';
import type { Weights } from '../../sample.js';
import type { Metric, MetricValue } from '../metric.js';

/** Weights by true and predicted class. */
export interface Confusion {
  classes: number;
  /** `cells[truth * classes + predicted]`. */
  cells: Float64Array;
  /** Sums over the predictions, over the truths, and over all. */
  ofTruth: Float64Array;
  ofPrediction: Float64Array;
  total: number;
}

/** The class of the highest probability; of equal ones the first, as numpy's argmax. */
export function predictedClasses({ n, classes, probabilities }: MulticlassSample): Uint16Array {
  const predicted = new Uint16Array(n);
  for (let k = 0; k < n; k++) {
    const at = k * classes;
    let best = 0;
    for (let c = 1; c < classes; c++) {
      if (probabilities[at + c]! > probabilities[at + best]!) best = c;
    }
    predicted[k] = best;
  }
  return predicted;
}

/** A metric of the confusion matrix between true and most probable class; `undefined('no_rows')` is seen to here. */
export function confusionMetric(
  name: string,
  range: Metric['range'],
  figure: (confusion: Confusion) => MetricValue,
): Metric<'multiclass'> {
  return {
    name,
    kind: 'multiclass',
    direction: 'higher',
    range,
    needsProbabilities: false,
    prepare(sample) {
      const confuse = prepareConfusion(sample);
      return (weights) => {
        const confusion = confuse(weights);
        return confusion.total > 0 ? figure(confusion) : { undefined: 'no_rows' };
      };
    },
  };
}

/** Finds the cell of each row once; the matrix that is returned is overwritten by the next call. */
export function prepareConfusion(sample: MulticlassSample): (weights: Weights) => Confusion {
  const { n, classes, truth } = sample;
  const cell = Uint32Array.from(predictedClasses(sample), (predicted, k) => truth[k]! * classes + predicted);
  const cells = new Float64Array(classes * classes);
  const ofTruth = new Float64Array(classes);
  const ofPrediction = new Float64Array(classes);
  return ({ each }) => {
    cells.fill(0);
    ofTruth.fill(0);
    ofPrediction.fill(0);
    for (let k = 0; k < n; k++) {
      const at = cell[k]!;
      cells[at] = cells[at]! + each[k]!;
    }
    let total = 0;
    for (let t = 0; t < classes; t++) {
      for (let p = 0; p < classes; p++) {
        const weight = cells[t * classes + p]!;
        ofTruth[t] = ofTruth[t]! + weight;
        ofPrediction[p] = ofPrediction[p]! + weight;
        total += weight;
      }
    }
    return { classes, cells, ofTruth, ofPrediction, total };
  };
}

/** Weight of the rows whose most probable class is the true one. */
export function hits({ classes, cells }: Confusion): number {
  let sum = 0;
  for (let c = 0; c < classes; c++) sum += cells[c * classes + c]!;
  return sum;
}
