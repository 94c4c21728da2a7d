import { orderDescending } from './order.js';

/** Labels and predictions to be scored, sorted once from the highest prediction to the lowest. */
export interface Sample {
  n: number;
  positives: number;
  /** 0 or 1, in sorted order; so are the other arrays. */
  labels: Uint8Array;
  predictions: Float64Array;
  /** 1 where the next row has another prediction: the end of a group of ties. */
  groupEnds: Uint8Array;
  /** Sorted positions of the positives. */
  positiveRows: Uint32Array;
  /** Of each positive: first row of its group of ties, and the first row after the group. */
  groupStart: Uint32Array;
  groupStop: Uint32Array;
  /** Row of the arguments that sorted row k was. */
  order: Uint32Array;
}

/** Weights of the sorted rows, not negative. */
export interface Weights {
  each: Uint8Array | Float64Array;
  /** cumulative[k] is the weight of the first k rows: one more than there are rows. */
  cumulative: Float64Array;
}

/** Weights with their running sums; `each` in sorted order. */
export function createWeights(each: Uint8Array | Float64Array): Weights {
  const cumulative = new Float64Array(each.length + 1);
  for (let k = 0; k < each.length; k++) cumulative[k + 1] = cumulative[k]! + each[k]!;
  return { each, cumulative };
}

/** Sorts labels (0 or 1) and predictions (finite), given in the same row order. */
export function createSample(labels: Uint8Array, predictions: Float64Array): Sample {
  const n = labels.length;
  const order = orderDescending(predictions);
  const sample: Sample = {
    n,
    positives: 0,
    labels: new Uint8Array(n),
    predictions: new Float64Array(n),
    groupEnds: new Uint8Array(n),
    positiveRows: new Uint32Array(0),
    groupStart: new Uint32Array(0),
    groupStop: new Uint32Array(0),
    order,
  };
  for (let k = 0; k < n; k++) {
    const row = order[k]!;
    sample.labels[k] = labels[row]!;
    sample.predictions[k] = predictions[row]!;
    sample.positives += labels[row]!;
    if (k > 0 && predictions[row]! !== sample.predictions[k - 1]!) sample.groupEnds[k - 1] = 1;
  }
  if (n > 0) sample.groupEnds[n - 1] = 1;
  locatePositives(sample);
  return sample;
}

function locatePositives(sample: Sample): void {
  const { n, positives, labels, groupEnds } = sample;
  sample.positiveRows = new Uint32Array(positives);
  sample.groupStart = new Uint32Array(positives);
  sample.groupStop = new Uint32Array(positives);
  let start = 0;
  let first = 0; // of the group's positives
  let next = 0;
  for (let k = 0; k < n; k++) {
    if (labels[k] === 1) {
      sample.positiveRows[next] = k;
      sample.groupStart[next++] = start;
    }
    if (groupEnds[k] === 0) continue;
    start = k + 1;
    sample.groupStop.fill(start, first, next);
    first = next;
  }
}
