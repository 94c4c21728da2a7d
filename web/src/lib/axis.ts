/** A common axis under all intervals of a board, in per cent of the column's width. */
export interface Axis {
  low: number;
  high: number;
  ticks: number[];
  digits: number;
  /** Place of a value on the axis, 0 to 100. */
  place: (value: number) => number;
}

export interface Interval {
  score: number | null;
  ci: number[] | null;
}

const STEPS = [1, 2, 5];

/** The smallest round axis that holds every value and interval; null where there is none. */
export function axisOf(rows: readonly Interval[], wantedTicks = 4): Axis | null {
  const values = rows.flatMap(({ score, ci }) => [...(score === null ? [] : [score]), ...(ci ?? [])]);
  if (values.length === 0) return null;
  let [least, most] = [Math.min(...values), Math.max(...values)];
  if (most - least < 0.002) [least, most] = [least - 0.005, most + 0.005];
  const step = roundStep((most - least) / wantedTicks);
  const low = Math.floor(least / step) * step;
  const high = Math.ceil(most / step) * step;
  const count = Math.round((high - low) / step);
  const digits = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  return {
    low,
    high,
    digits,
    ticks: Array.from({ length: count + 1 }, (_, index) => Number((low + index * step).toFixed(digits + 1))),
    place: (value) => ((value - low) / (high - low)) * 100,
  };
}

function roundStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough));
  const factor = STEPS.find((one) => one * power >= rough) ?? 10;
  return factor * power;
}
