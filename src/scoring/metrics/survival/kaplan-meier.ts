import type { TimeTable } from './time-table.js';

/**
 * Share still free of the event after each time: the product-limit estimate (Kaplan & Meier, JASA 53:457, 1958). Where
 * events and censorings share a time the events come first. After a last row that was censored it is not known.
 */
export function eventFree({ events, censored, later }: TimeTable): Float64Array {
  let share = 1;
  return later.map((after, at) => {
    const left = after + censored[at]!;
    if (events[at]! > 0) share *= left / (left + events[at]!);
    return share;
  });
}

/** The same of censoring: the chance G(t) of still being followed, and G(t-) just before each time. */
export function followed({ censored, later }: TimeTable): { before: Float64Array; after: Float64Array } {
  const before = new Float64Array(later.length);
  const after = new Float64Array(later.length);
  let share = 1;
  for (let at = 0; at < later.length; at++) {
    before[at] = share;
    if (censored[at]! > 0) share *= later[at]! / (later[at]! + censored[at]!);
    after[at] = share;
  }
  return { before, after };
}
