import type { Proportion } from './metric.js';

/** Of `n` independent rows, those for which the figure is 1 and not 0. */
export function shareOf(n: number, figure: (row: number) => number): Proportion {
  let successes = 0;
  for (let row = 0; row < n; row++) successes += figure(row);
  return { successes, trials: n };
}
