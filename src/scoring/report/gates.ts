import type { GroupGaps } from './gaps.js';
import type { GroupFigures } from './group-figures.js';
import type { EntryReport } from './report.js';

/** Figures of some rows that a gate may ask for. */
export const ROW_FIGURES = [
  'auroc',
  'averagePrecision',
  'brier',
  'calibrationSlope',
  'calibrationInTheLarge',
  'tpr',
  'fpr',
  'ppv',
  'selectionRate',
] as const satisfies readonly (keyof GroupFigures)[];

/** Points of the curves, at a threshold and at a share of answered rows. */
export const CURVE_FIGURES = ['netBenefit', 'riskAtCoverage'] as const;

/** How far apart groups may be. */
export const GAP_FIGURES = [
  'auroc',
  'equalOpportunity',
  'equalizedOdds',
  'falsePositiveRates',
  'demographicParity',
] as const satisfies readonly (keyof GroupGaps)[];

type RowFigure = (typeof ROW_FIGURES)[number];
type CurveFigure = (typeof CURVE_FIGURES)[number];
type GapFigure = (typeof GAP_FIGURES)[number];
export type GateFigure = RowFigure | CurveFigure | GapFigure;

/** Whom a gate is about, and which figures it may ask for there. */
export const GATE_FIGURES = {
  everybody: [...ROW_FIGURES, ...CURVE_FIGURES],
  group: ROW_FIGURES,
  gap: GAP_FIGURES,
} as const;
export type GateScope = keyof typeof GATE_FIGURES;

/**
 * A condition on an entry's report, such as "no group below 0.7 AUROC". Both limits are still within; at least one is
 * there. `column`: of the groups; null: of every column. `at`: where on the curve.
 */
export interface Gate {
  of: GateScope;
  figure: GateFigure;
  column: string | null;
  at: number | null;
  min: number | null;
  max: number | null;
}

/** `unknown`: the figure is undefined or rests on too few rows, or no group is large enough to be shown. */
export type GateVerdict = 'kept' | 'failed' | 'unknown';

export interface JudgedGate {
  verdict: GateVerdict;
  /** The value nearest to a limit, or farthest beyond it; null where none is known. */
  value: number | null;
  /** Where that value is; null: everybody. */
  column: string | null;
  group: string | null;
}

type Measured = Omit<JudgedGate, 'verdict'>;

/**
 * Whether an entry keeps a gate. Judged on what the report shows: a group that is hidden for its size is not judged, or
 * the mark would tell about the few in it.
 */
export function judgeGate(report: EntryReport, gate: Gate): JudgedGate {
  const measured = measure(report, gate);
  const known = measured.filter(({ value }) => value !== null).sort((a, b) => room(a, gate) - room(b, gate));
  const tightest = known[0];
  if (tightest === undefined) return { verdict: 'unknown', value: null, column: null, group: null };
  if (room(tightest, gate) < 0) return { verdict: 'failed', ...tightest };
  return { verdict: known.length < measured.length ? 'unknown' : 'kept', ...tightest };
}

/** How far inside the limits a value is; negative: outside. */
function room({ value }: Measured, { min, max }: Gate): number {
  return Math.min(
    min === null ? Number.POSITIVE_INFINITY : value! - min,
    max === null ? Number.POSITIVE_INFINITY : max - value!,
  );
}

function measure(report: EntryReport, { of, figure, column, at }: Gate): Measured[] {
  const columns = report.columns.filter((one) => column === null || one.column === column);
  switch (of) {
    case 'everybody':
      return [
        { value: ofEverybody(report, figure as RowFigure | CurveFigure, at), column: null, group: null },
      ];
    case 'group':
      return columns.flatMap((one) =>
        one.groups.map((group) => ({
          value: group[figure as RowFigure],
          column: one.column,
          group: group.name,
        })),
      );
    case 'gap':
      return columns.map((one) => ({
        value: one.gaps[figure as GapFigure],
        column: one.column,
        group: null,
      }));
  }
}

function ofEverybody(report: EntryReport, figure: RowFigure | CurveFigure, at: number | null): number | null {
  if (figure === 'netBenefit') {
    // Thresholds are decimals that were divided; the nearest one is meant.
    const point = report.decision?.find(({ threshold }) => Math.abs(threshold - at!) < 1e-9);
    return point?.netBenefit ?? null;
  }
  if (figure === 'riskAtCoverage') return riskAt(report.coverage ?? [], at!);
  return report.overall[figure];
}

/** Share of wrong answers among the surest `coverage` of the rows, in a straight line between two points of the curve. */
function riskAt(points: NonNullable<EntryReport['coverage']>, coverage: number): number | null {
  const k = points.findIndex((point) => point.coverage >= coverage - 1e-9);
  const [before, after] = [points[k - 1], points[k]];
  if (after === undefined) return null;
  if (before === undefined) return after.coverage - coverage < 1e-9 ? after.risk : null;
  const share = (coverage - before.coverage) / (after.coverage - before.coverage);
  return before.risk + share * (after.risk - before.risk);
}
