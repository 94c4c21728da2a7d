/** An entry on the way up; `value` null where the metric is undefined for it. */
export interface LadderEntry {
  value: number | null;
}

export interface LadderRules<Entry> {
  direction: 'higher' | 'lower';
  /** How many standard errors a score must beat the best by; 0: every score is released. */
  steps: number;
  /** Standard error of the difference of two entries on the same labels; NaN where it has no estimate. */
  standardError(entry: Entry, best: Entry): number;
  /** Whether an earlier entry counted for the team when `entry` was accepted; all did where this is left out. */
  counted?(earlier: Entry, entry: Entry): boolean;
}

/**
 * The parameter-free Ladder (Blum & Hardt, ICML 2015, algorithm 2). Of entries in the order of their acceptance, each
 * gets the index of the entry whose score is shown for it: its own where the score is released, because it is the
 * first or beats the team's best released one by more than so many standard errors, else that best one's.
 * What is released thus depends on the entries and their order alone, so that it can be replayed at any time.
 * `before`: what the first entries are known to show; the others follow.
 */
export function climbLadder<Entry extends LadderEntry>(
  entries: readonly Entry[],
  rules: LadderRules<Entry>,
  before: readonly number[] = [],
): number[] {
  const shown = [...before];
  const released = before.filter((of, k) => of === k);
  for (let k = before.length; k < entries.length; k++) {
    const entry = entries[k]!;
    const best = bestOf(
      released.filter((earlier) => rules.counted?.(entries[earlier]!, entry) ?? true),
      (earlier) => entries[earlier]!.value,
      rules.direction,
    );
    if (best !== null && !climbs(entry, entries[best]!, rules)) {
      shown.push(best);
      continue;
    }
    shown.push(k);
    released.push(k);
  }
  return shown;
}

/** Whether a score is released beside the best one. Any value beats an undefined one; undefined beats nothing. */
export function climbs<Entry extends LadderEntry>(
  entry: Entry,
  best: Entry,
  { direction, steps, standardError }: LadderRules<Entry>,
): boolean {
  if (steps === 0) return true;
  if (entry.value === null) return false;
  if (best.value === null) return true;
  const gain = direction === 'higher' ? entry.value - best.value : best.value - entry.value;
  // Without an estimate of the error no gain is known to be one.
  return gain > 0 && gain > steps * standardError(entry, best);
}

/** The best of them, the earliest of equals; undefined is worse than any value. null of none. */
function bestOf(
  candidates: readonly number[],
  value: (candidate: number) => number | null,
  direction: 'higher' | 'lower',
): number | null {
  let best: number | null = null;
  for (const candidate of candidates) {
    if (best === null) {
      best = candidate;
      continue;
    }
    const a = value(candidate);
    const b = value(best);
    if (a !== null && (b === null || (direction === 'higher' ? a > b : a < b))) best = candidate;
  }
  return best;
}
