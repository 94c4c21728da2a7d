import type { BootstrapUnits } from '../bootstrap.js';
import { renumbered } from '../outcomes/units.js';
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

/** Rows of the final part, with the clusters that they are drawn by. */
interface Part {
  sample: Sample;
  clusters: BootstrapUnits | null;
}

/**
 * The report of checked predictions of a yes-or-no outcome on the final part, which has both classes. `seed` of the
 * task's bootstrap weights.
 */
export function createReport(
  truth: Truth,
  predictions: Float64Array,
  threshold: number,
  seed: number,
): EntryReport {
  const rows = Uint32Array.from(truth.isFinal.keys()).filter((row) => truth.isFinal[row] === 1);
  const figures = ({ sample, clusters }: Part) => groupFigures(sample, threshold, clusters, seed);
  const whole = partOf(truth, predictions, rows);
  return {
    rows: whole.sample.n,
    positives: whole.sample.positives,
    threshold,
    overall: figures(whole),
    columns: truth.groups.map(({ column, values, codes }) => {
      const members = (values.length > MAX_GROUPS ? [] : values)
        .map((name, code) => ({
          name,
          part: partOf(
            truth,
            predictions,
            rows.filter((row) => codes[row] === code),
          ),
        }))
        .filter(({ part }) => part.sample.n > 0);
      return groupColumn(column, members, figures);
    }),
    calibration: calibrationPlot(whole.sample),
    decision: decisionCurve(whole.sample),
    coverage: coverageCurve(whole.sample),
  };
}

function partOf({ labels, cluster }: Truth, predictions: Float64Array, rows: Uint32Array): Part {
  const sample = createSample(
    Uint8Array.from(rows, (row) => labels[row]!),
    Float64Array.from(rows, (row) => predictions[row]!),
  );
  if (cluster === null) return { sample, clusters: null };
  const { unitOf, units } = renumbered(cluster, rows);
  return { sample, clusters: { unitOf: sample.order.map((k) => unitOf[k]!), units } };
}

function groupColumn(
  column: string,
  members: { name: string; part: Part }[],
  figures: (part: Part) => GroupFigures,
): GroupColumn {
  const counts = members.map(({ part: { sample } }) => ({
    positives: sample.positives,
    negatives: sample.n - sample.positives,
  }));
  const groups = shownGroups(counts)
    .map((k) => members[k]!)
    .map(({ name, part }) => ({ name, ...figures(part) }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  return {
    column,
    groups,
    hidden: members.length - groups.length,
    worst: groups[worstGroup(groups)]?.name ?? null,
    gaps: groupGaps(groups),
  };
}
