import type { Sample, Weights } from '../sample.js';

/** The groups of equal predictions that hold positives, from the highest prediction on. */
export interface PositiveGroups {
  /** First row of each group, and the first row after it. */
  starts: Uint32Array;
  stops: Uint32Array;
  /** The group's first positive, as an index into the sample's positiveRows; one more at the end. */
  firsts: Uint32Array;
  /** Whether no group holds both classes: all of a group's weight is then that of its positives. */
  pure: boolean;
}

const known = new WeakMap<Sample, PositiveGroups>();

/** Found once for each sample, since several metrics ask. */
export function positiveGroups(sample: Sample): PositiveGroups {
  const groups = known.get(sample) ?? findPositiveGroups(sample);
  known.set(sample, groups);
  return groups;
}

function findPositiveGroups({ positives, groupStart, groupStop }: Sample): PositiveGroups {
  const starts = new Uint32Array(positives);
  const stops = new Uint32Array(positives);
  const firsts = new Uint32Array(positives + 1);
  let groups = 0;
  let rows = 0;
  for (let i = 0; i < positives; i++) {
    if (i > 0 && groupStop[i] === groupStop[i - 1]) continue;
    starts[groups] = groupStart[i]!;
    stops[groups] = groupStop[i]!;
    rows += groupStop[i]! - groupStart[i]!;
    firsts[groups++] = i;
  }
  firsts[groups] = positives;
  return {
    starts: starts.slice(0, groups),
    stops: stops.slice(0, groups),
    firsts: firsts.slice(0, groups + 1),
    pure: rows === positives,
  };
}

/** Weight of the positives of group g, where groups hold both classes. */
export function positiveWeight(
  { positiveRows }: Sample,
  { firsts }: PositiveGroups,
  { each }: Weights,
  g: number,
): number {
  let weight = 0;
  for (let i = firsts[g]!; i < firsts[g + 1]!; i++) weight += each[positiveRows[i]!]!;
  return weight;
}
