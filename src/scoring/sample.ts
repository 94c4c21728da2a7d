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
  /** How sure each answer is said to be, in [0, 1]; absent where the task does not ask. */
  confidence?: Float64Array;
  /** 1 where no answer is given; absent where the task does not ask. */
  abstains?: Uint8Array;
}

/** Weights of the sorted rows, not negative. */
export interface Weights {
  each: Uint8Array | Float64Array;
  /** cumulative[k] is the weight of the first k rows: one more than there are rows. Whole where each is: half the memory. */
  cumulative: Int32Array | Float64Array;
}

/** Weights with their running sums; `each` in sorted order. */
export function createWeights(each: Uint8Array | Float64Array): Weights {
  const cumulative = new (each instanceof Uint8Array ? Int32Array : Float64Array)(each.length + 1);
  for (let k = 0; k < each.length; k++) cumulative[k + 1] = cumulative[k]! + each[k]!;
  return { each, cumulative };
}

/** Sorts labels (0 or 1) and predictions (finite), given in the same row order. */
export function createSample(labels: Uint8Array, predictions: Float64Array): Sample {
  const n = labels.length;
  const order = orderDescending(predictions);
  const sorted = new Float64Array(n);
  const sortedLabels = new Uint8Array(n);
  const groupEnds = new Uint8Array(n);
  let positives = 0;
  for (let k = 0; k < n; k++) {
    const row = order[k]!;
    const prediction = predictions[row]!;
    sorted[k] = prediction;
    sortedLabels[k] = labels[row]!;
    positives += labels[row]!;
    if (k > 0 && prediction !== sorted[k - 1]!) groupEnds[k - 1] = 1;
  }
  if (n > 0) groupEnds[n - 1] = 1;
  const located = locatePositives(sortedLabels, groupEnds, positives);
  return { n, positives, labels: sortedLabels, predictions: sorted, groupEnds, ...located, order };
}

function locatePositives(
  labels: Uint8Array,
  groupEnds: Uint8Array,
  positives: number,
): Pick<Sample, 'positiveRows' | 'groupStart' | 'groupStop'> {
  const positiveRows = new Uint32Array(positives);
  const groupStart = new Uint32Array(positives);
  const groupStop = new Uint32Array(positives);
  let start = 0;
  let first = 0; // of the group's positives
  let next = 0;
  for (let k = 0; k < labels.length; k++) {
    if (labels[k] === 1) {
      positiveRows[next] = k;
      groupStart[next++] = start;
    }
    if (groupEnds[k] === 0) continue;
    start = k + 1;
    for (; first < next; first++) groupStop[first] = start;
  }
  return { positiveRows, groupStart, groupStop };
}
