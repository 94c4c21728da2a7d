import type { MetricResult, MetricResults } from './score.js';

/** A score as it is shown to a team. */
export type Released = MetricResult;

/**
 * Results rounded for a team, three decimals by default: each further digit leaks labels (Blum & Hardt, ICML 2015). What is
 * larger than 1 has one significant digit more than decimals: an error in grams or a chi-square would else be told to the
 * last digit. Ties of the decimal expansion are rounded as `toFixed` does.
 */
export function roundResults(raw: MetricResults, decimals: number): Record<string, Released> {
  return Object.fromEntries(
    Object.entries(raw).map(([metric, result]) => [metric, roundResult(result, decimals)]),
  );
}

export function roundResult(raw: MetricResult, decimals: number): Released {
  return {
    ...raw,
    value: raw.value === null ? null : rounded(raw.value, decimals),
    ci: raw.ci === null ? null : [rounded(raw.ci[0], decimals), rounded(raw.ci[1], decimals)],
  };
}

export function rounded(value: number, decimals: number): number {
  const digits = Math.abs(value) < 1 ? value.toFixed(decimals) : value.toPrecision(decimals + 1);
  return Number(digits) + 0; // + 0: never -0
}

/** Below so many public labels a step of the Ladder is two standard errors, and the entries of a team are numbered. */
export const FEW_LABELS = 1_000;
export const LIMIT_WITH_FEW_LABELS = 30;

/** Below so many public labels no figure is shown live that tells about single rows. */
export const MANY_LABELS = 5_000;

/** How many standard errors a score must beat a team's best by, where organizers have not chosen. */
export const usualSteps = (publicLabels: number): number => (publicLabels < FEW_LABELS ? 2 : 1);

/** Entries of a team in all, where organizers have not chosen; null: no limit. */
export const usualTotal = (publicLabels: number): number | null =>
  publicLabels < FEW_LABELS ? LIMIT_WITH_FEW_LABELS : null;

/** Sums in which single rows can be given any weight, and figures that are one row's alone. */
const TELLING: ReadonlySet<string> = new Set([
  'calibration_slope',
  'mce',
  'hosmer_lemeshow',
  'spiegelhalter_z',
  'cinc2012_event2',
  'selective_risk',
  'max_error',
  'median_ae',
]);

/**
 * Whether a metric's digits tell about single rows whatever else is done: squared and logarithmic losses of
 * probabilities, whose sum can be made to spell labels (Whitehill, arXiv 1707.01825; Aggarwal et al., ICML 2021), and
 * others of which the same is true.
 */
export function spellsLabels(metric: string): boolean {
  const [family = ''] = metric.split('@');
  return TELLING.has(family) || /(^|_)(brier|log_loss)($|_)/.test(family);
}

/**
 * How far overfitting through a public board grows in expectation when every score of k entries is shown for n labels
 * (the attack of Blum & Hardt, section 5, by majority vote over random guesses): 0.225 √(k / n).
 */
export const overfit = (entries: number, labels: number): number => 0.225 * Math.sqrt(entries / labels);

/** What is shown live with a released entry. */
export interface Shown {
  /** Metrics with score and interval. */
  metrics: number;
  decimals: number;
  /** Teams on the board: among so many the entry has its rank interval, its band and, in hundredths, P(rank 1). */
  teams: number;
  /** Numbers in its report, where reports are live. */
  figures: number;
}

/**
 * An upper bound on what an entry's answer can tell about the labels, in bits: one for whether it was released, and if
 * it was, its numbers as if every digit were news. What it changes in the rows of others, and comparisons of pairs, are not
 * counted.
 */
export function answerBits(released: boolean, { metrics, decimals, teams, figures }: Shown): number {
  if (!released) return 1;
  const number = Math.log2(10 ** decimals + 1);
  return 1 + (3 * metrics + figures) * number + 3 * Math.log2(Math.max(1, teams)) + Math.log2(101);
}
