import type { SurvivalSample } from '../../outcomes/samples.js';
import { tieGroups } from '../tie-groups.js';

/** Distinct times, ascending, and what happened at each: weights that `tally` fills in. */
export interface TimeTable {
  times: Float64Array;
  /** Of each row: which of the times is its own. */
  slot: Uint32Array;
  events: Float64Array;
  censored: Float64Array;
  /** Seen after the time, so neither an event nor censored up to it. */
  later: Float64Array;
}

/** The distinct times of a sample, sorted once. */
export function timeTable({ time }: SurvivalSample): TimeTable {
  const { level, levels } = tieGroups(time);
  const times = new Float64Array(levels);
  const slot = level.map((descending) => levels - descending);
  slot.forEach((at, row) => {
    times[at] = time[row]!;
  });
  return {
    times,
    slot,
    events: new Float64Array(levels),
    censored: new Float64Array(levels),
    later: new Float64Array(levels),
  };
}

/** Fills in the weights. Summed from the last time on, so that nobody left is exactly zero. Returns the total. */
export function tally(table: TimeTable, event: Uint8Array, each: Uint8Array | Float64Array): number {
  const { slot, events, censored, later } = table;
  events.fill(0);
  censored.fill(0);
  for (let k = 0; k < slot.length; k++) {
    const at = slot[k]!;
    if (event[k] === 1) events[at] = events[at]! + each[k]!;
    else censored[at] = censored[at]! + each[k]!;
  }
  let sum = 0;
  for (let at = later.length - 1; at >= 0; at--) {
    later[at] = sum;
    sum += events[at]! + censored[at]!;
  }
  return sum;
}

/** How many of the times are at or before `t`. */
export function slotsUpTo({ times }: TimeTable, t: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (times[middle]! <= t) low = middle + 1;
    else high = middle;
  }
  return low;
}
