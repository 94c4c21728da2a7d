import type { Sample } from '../sample.js';

/** What a task asks people to predict, and the sample of it that its metrics take. */
export interface Samples {
  /** 0 or 1, one number each; sorted by prediction. */
  binary: Sample;
  regression: RegressionSample;
  multiclass: MulticlassSample;
  multilabel: MultilabelSample;
  survival: SurvivalSample;
  ranking: RankingSample;
  text: TextSample;
  segmentation: SegmentationSample;
  sequence: SequenceSample;
}

export type OutcomeKind = keyof Samples;

/** Common to all: `order[k]` is the row of the part (public, final, all) that sample row k was. Weights follow sample rows. */
export interface SampleRows {
  n: number;
  order: Uint32Array;
}

/** Finite doubles. */
export interface RegressionSample extends SampleRows {
  truth: Float64Array;
  predictions: Float64Array;
}

/** `probabilities[k * classes + c]` of class c, in [0, 1], each row summing to 1; `truth[k]` in 0 … classes - 1. */
export interface MulticlassSample extends SampleRows {
  classes: number;
  truth: Uint16Array;
  probabilities: Float64Array;
}

/** Row-major, `labels` columns each: truth 0 or 1, probabilities in [0, 1]. */
export interface MultilabelSample extends SampleRows {
  labels: number;
  truth: Uint8Array;
  probabilities: Float64Array;
}

/**
 * Right-censored times: `event[k]` 1 where the event was seen at `time[k]` (not negative), 0 where the row was censored.
 * A higher `risk` means an earlier event. `eventBy[k * horizons.length + h]`: probability of an event by `horizons[h]`.
 */
export interface SurvivalSample extends SampleRows {
  time: Float64Array;
  event: Uint8Array;
  risk: Float64Array;
  horizons: number[];
  eventBy: Float64Array;
}

/** Documents of queries: `query[k]` in 0 … queries - 1, `relevance` not negative, a higher `score` is listed first. */
export interface RankingSample extends SampleRows {
  queries: number;
  query: Uint32Array;
  relevance: Float64Array;
  score: Float64Array;
}

/** Free answers; `answers[k]` are all that count as right (none: the question can't be answered), null: abstained. */
export interface TextSample extends SampleRows {
  answers: string[][];
  predictions: (string | null)[];
}

/** Masks of `height` × `width`, row by row, 0 or 1. */
export interface SegmentationSample extends SampleRows {
  width: number;
  height: number;
  truth: Uint8Array[];
  predictions: Uint8Array[];
}

/** Hours of patients, each patient's rows in order of time: `decision` is 1 where the alarm is on. */
export interface SequenceSample extends SampleRows {
  patients: number;
  patient: Uint32Array;
  hour: Float64Array;
  truth: Uint8Array;
  decision: Uint8Array;
  /** Probability that belongs to the decision, in [0, 1]; null where the task asks for decisions alone. */
  probability: Float64Array | null;
}
