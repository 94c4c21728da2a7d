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
  /** Row of the arguments that sorted row k was. */
  order: Uint32Array;
}

/** Weights of the sorted rows, not negative; null: all are 1. */
export type Weights = Uint16Array | Float64Array | null;

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
  return sample;
}
