import type { BootstrapUnits } from '../bootstrap.js';
import { binary } from '../outcomes/binary.js';
import type { ColumnValues } from '../outcomes/columns.js';
import type { BinarySchema } from '../outcomes/schema.js';
import { renumbered } from '../outcomes/units.js';
import { rowsById } from '../row-order.js';
import type { Sample } from '../sample.js';
import type { Truth } from '../truth.js';
import { type CalibrationPlot, calibrationPlot } from './calibration-plot.js';
import { type CoveragePoint, coverageCurve, type GivenAnswers, givenAnswers } from './coverage-curve.js';
import { type DecisionPoint, decisionCurve } from './decision-curve.js';
import { type GroupGaps, groupGaps, worstGroup } from './gaps.js';
import { type FigureDraws, type GroupFigures, groupFigures } from './group-figures.js';
import { type ClassCounts, shownGroups } from './suppression.js';

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

/** What is known of an entry beyond its scores, on one part of the labels. */
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
  /** Where the task asks for abstentions: what the entry chose. */
  answers: GivenAnswers | null;
}

/** More values than that name rows, not groups. */
const MAX_GROUPS = 50;

/** Which part of the labels a report is of. */
export type ReportPart = 'public' | 'final';

/** As in the truth's sides, and in the streams of the bootstrap. */
const SIDE = { public: 0, final: 1 } as const;

/** Some rows, with the clusters that they are drawn by. */
interface Rows {
  sample: Sample;
  clusters: BootstrapUnits | null;
}

/**
 * The report of checked predictions of a yes-or-no outcome on one part, which has both classes. `seed` of the task's
 * bootstrap weights.
 */
export function createReport(
  truth: Truth,
  predictions: ColumnValues[],
  threshold: number,
  seed: number,
  part: ReportPart,
): EntryReport {
  const side = SIDE[part];
  // By id, as scores are: the order of the file decides nothing.
  const rows = rowsById(truth.ids).filter((row) => truth.isFinal[row] === side);
  const figures = ({ sample, clusters }: Rows) =>
    groupFigures(sample, threshold, clusters, { seed, stream: side });
  const whole = rowsOf(truth, predictions, rows);
  return {
    rows: whole.sample.n,
    positives: whole.sample.positives,
    threshold,
    overall: figures(whole),
    columns: truth.groups.map(({ column, values, codes }) => {
      const groups = (values.length > MAX_GROUPS ? [] : values)
        .map((name, code) => ({
          name,
          members: rowsOf(
            truth,
            predictions,
            rows.filter((row) => codes[row] === code),
          ),
        }))
        .filter(({ members: { sample } }) => sample.n > 0);
      return groupColumn(column, groups, figures);
    }),
    calibration: calibrationPlot(whole.sample),
    decision: decisionCurve(whole.sample),
    coverage: coverageCurve(whole.sample),
    answers: givenAnswers(whole.sample),
  };
}

/** Figures of some rows of a truth of a yes-or-no outcome, which has some. */
export function figuresOf(
  truth: Truth,
  predictions: ColumnValues[],
  rows: Uint32Array,
  threshold: number,
  draws: FigureDraws,
): GroupFigures {
  const { sample, clusters } = rowsOf(truth, predictions, rows);
  return groupFigures(sample, threshold, clusters, draws);
}

function rowsOf({ schema, values, cluster }: Truth, predictions: ColumnValues[], rows: Uint32Array): Rows {
  const sample = binary.createSample(schema as BinarySchema, values, predictions, rows, null);
  if (cluster === null) return { sample, clusters: null };
  const { unitOf, units } = renumbered(cluster, rows);
  return { sample, clusters: { unitOf: sample.order.map((k) => unitOf[k]!), units } };
}

/** Patients with a positive row and with a negative one where rows belong to patients: many rows of two are still two. */
function classCounts({ sample, clusters }: Rows): ClassCounts {
  if (clusters === null) return { positives: sample.positives, negatives: sample.n - sample.positives };
  const units = [new Set<number>(), new Set<number>()];
  for (let k = 0; k < sample.n; k++) units[sample.labels[k]!]!.add(clusters.unitOf[k]!);
  return { positives: units[1]!.size, negatives: units[0]!.size };
}

function groupColumn(
  column: string,
  named: { name: string; members: Rows }[],
  figures: (members: Rows) => GroupFigures,
): GroupColumn {
  const counts = named.map(({ members }) => classCounts(members));
  const groups = shownGroups(counts)
    .map((k) => named[k]!)
    .map(({ name, members }) => ({ name, ...figures(members) }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  return {
    column,
    groups,
    hidden: named.length - groups.length,
    worst: groups[worstGroup(groups)]?.name ?? null,
    gaps: groupGaps(groups),
  };
}
