import type { MetricResult } from './score.js';

/** A score as it is shown to a team. */
export type Released = MetricResult;

/**
 * The score to show for a new entry: its value and interval at three decimals, since each further digit leaks labels
 * (Blum & Hardt, ICML 2015). `previous` are the team's released scores of the task in order of acceptance; a rule that
 * shows an old score instead of an insignificantly better one (the Ladder) belongs here.
 */
export function release(_previous: readonly Released[], raw: MetricResult): Released {
  return releaseScore(raw);
}

/** The result at three decimals, ties of the decimal expansion rounded as `toFixed` does. */
export function releaseScore(raw: MetricResult): Released {
  return {
    ...raw,
    value: raw.value === null ? null : threeDecimals(raw.value),
    ci: raw.ci === null ? null : [threeDecimals(raw.ci[0]), threeDecimals(raw.ci[1])],
  };
}

function threeDecimals(value: number): number {
  return Number(value.toFixed(3)) + 0; // + 0: never -0
}
