import { createSample, type Sample } from '../sample.js';
import type { Truth } from '../truth.js';
import { type CalibrationPlot, calibrationPlot } from './calibration-plot.js';
import { type CoveragePoint, coverageCurve } from './coverage-curve.js';
import { type DecisionPoint, decisionCurve } from './decision-curve.js';
import { type GroupGaps, groupGaps, worstGroup } from './gaps.js';
import { type GroupFigures, groupFigures } from './group-figures.js';
import { shownGroups } from './suppression.js';

export interface NamedGroup extends GroupFigures {
  /** As in the truth; empty for rows that name none. */
  name: string;
}

/** The groups of one column of the truth. */
export interface GroupColumn {
  column: string;
  /** Only those that are large enough to be shown, in the order of their names. */
  groups: NamedGroup[];
  /** How many are not shown: too small, or needed to hide those. */
  hidden: number;
  /** Name of the one with the lowest AUROC; null where none has one. */
  worst: string | null;
  gaps: GroupGaps;
}

/** What is known of an entry beyond its scores, on the final part of the labels. */
export interface EntryReport {
  rows: number;
  positives: number;
  /** Predictions from here on are called positive. */
  threshold: number;
  overall: GroupFigures;
  columns: GroupColumn[];
  /** null where predictions are no probabilities. */
  calibration: CalibrationPlot | null;
  decision: DecisionPoint[] | null;
  coverage: CoveragePoint[] | null;
}

/** More values than that name rows, not groups. */
const MAX_GROUPS = 50;

/** The report of checked predictions of a yes-or-no outcome on the final part, which has both classes. */
export function createReport(truth: Truth, predictions: Float64Array, threshold: number): EntryReport {
  const rows = Uint32Array.from(truth.isFinal.keys()).filter((row) => truth.isFinal[row] === 1);
  const isIndependent = truth.cluster === null;
  const sampleOf = (some: Uint32Array): Sample =>
    createSample(
      Uint8Array.from(some, (row) => truth.labels[row]!),
      Float64Array.from(some, (row) => predictions[row]!),
    );
  const whole = sampleOf(rows);
  return {
    rows: whole.n,
    positives: whole.positives,
    threshold,
    overall: groupFigures(whole, threshold, isIndependent),
    columns: truth.groups.map(({ column, values, codes }) => {
      const members = (values.length > MAX_GROUPS ? [] : values).map((name, code) => ({
        name,
        sample: sampleOf(rows.filter((row) => codes[row] === code)),
      }));
      return groupColumn(
        column,
        members.filter(({ sample }) => sample.n > 0),
        threshold,
        isIndependent,
      );
    }),
    calibration: calibrationPlot(whole),
    decision: decisionCurve(whole),
    coverage: coverageCurve(whole),
  };
}

function groupColumn(
  column: string,
  members: { name: string; sample: Sample }[],
  threshold: number,
  isIndependent: boolean,
): GroupColumn {
  const counts = members.map(({ sample: { n, positives } }) => ({ positives, negatives: n - positives }));
  const groups = shownGroups(counts)
    .map((k) => members[k]!)
    .map(({ name, sample }) => ({ name, ...groupFigures(sample, threshold, isIndependent) }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  return {
    column,
    groups,
    hidden: members.length - groups.length,
    worst: groups[worstGroup(groups)]?.name ?? null,
    gaps: groupGaps(groups),
  };
}
