import { rounded } from '../release.js';
import type { GroupFigures } from './group-figures.js';
import type { EntryReport } from './report.js';

/**
 * A report as teams may see it: rounded as their scores are, and without Brier scores where those are withheld. Also after
 * the final ranking: in full precision one Brier score of a group can be made to spell its labels.
 */
export function liveReport(report: EntryReport, decimals: number, showsBrier: boolean): EntryReport {
  const shown = <Figures extends GroupFigures>(figures: Figures): Figures =>
    showsBrier ? figures : { ...figures, brier: null };
  return roundedAll(
    {
      ...report,
      overall: shown(report.overall),
      columns: report.columns.map((column) => ({ ...column, groups: column.groups.map(shown) })),
    },
    decimals,
  );
}

/** The same with each number rounded, wherever it stands; counts are whole. */
function roundedAll<Value>(value: Value, decimals: number): Value {
  if (typeof value === 'number') return (Number.isInteger(value) ? value : rounded(value, decimals)) as Value;
  if (Array.isArray(value)) return value.map((one) => roundedAll(one, decimals)) as Value;
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [key, roundedAll(one, decimals)]),
  ) as Value;
}
