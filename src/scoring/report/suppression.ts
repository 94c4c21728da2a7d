/** Positives and negatives of a group of rows. */
export interface ClassCounts {
  positives: number;
  negatives: number;
}

/** Fewer of a class are hidden: a group without positives would reveal the label of everybody in it. */
export const LEAST_OF_EACH = 11;

export const isLarge = ({ positives, negatives }: ClassCounts): boolean =>
  positives >= LEAST_OF_EACH && negatives >= LEAST_OF_EACH;

/**
 * Which groups may be shown, as a list of their positions. Small ones are hidden; and so that none of them can be had by
 * subtracting the others from the whole, the next smallest are hidden too, until at least two are and those hidden
 * together are large (complementary suppression: Hundepool et al., Statistical Disclosure Control, 2012, section 4.3).
 */
export function shownGroups(groups: readonly ClassCounts[]): number[] {
  const size = (k: number) => Math.min(groups[k]!.positives, groups[k]!.negatives);
  const bySize = groups.map((_, k) => k).sort((a, b) => size(a) - size(b) || a - b);
  let hidden = bySize.filter((k) => !isLarge(groups[k]!)).length;
  const isDerivable = () => {
    const together = { positives: 0, negatives: 0 };
    for (const k of bySize.slice(0, hidden)) {
      together.positives += groups[k]!.positives;
      together.negatives += groups[k]!.negatives;
    }
    return hidden > 0 && (hidden === 1 || !isLarge(together));
  };
  while (hidden < groups.length && isDerivable()) hidden++;
  return bySize.slice(hidden).sort((a, b) => a - b);
}

/**
 * Neighbouring groups put together until each is large, in their order; the rest goes to the last. Returns for each new
 * group the position after its last member; none where all together are small.
 */
export function mergeUntilLarge(groups: readonly ClassCounts[]): number[] {
  const ends: number[] = [];
  let open: ClassCounts = { positives: 0, negatives: 0 };
  groups.forEach(({ positives, negatives }, k) => {
    open = { positives: open.positives + positives, negatives: open.negatives + negatives };
    if (!isLarge(open)) return;
    ends.push(k + 1);
    open = { positives: 0, negatives: 0 };
  });
  if (ends.length > 0) ends[ends.length - 1] = groups.length;
  return ends;
}
