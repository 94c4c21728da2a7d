import type { Pairs } from './board-queries.js';

export interface Compared {
  difference: number;
  interval: [number, number];
  p: number;
  /** Share of the redraws in which the first is better. */
  probability: number;
  /** Share in which both have the same score. */
  tied: number;
  /** Whether the difference is more than chance explains, at 5%. */
  isClear: boolean;
  /** The same score in every redraw: as good as the same predictions. */
  isSame: boolean;
}

/** The first team against the second, whichever of them stands higher; null where they can't be compared. */
export function comparisonOf(pairs: Pairs, a: string, b: string): Compared | null {
  const straight = pairs.pairs.find((pair) => pair.a === a && pair.b === b)?.comparison;
  if (straight) {
    const [low = 0, high = 0] = straight.interval;
    return { ...straight, interval: [low, high], isClear: straight.p < 0.05, isSame: isSame(low, high) };
  }
  const turned = pairs.pairs.find((pair) => pair.a === b && pair.b === a)?.comparison;
  if (!turned) return null;
  const [low = 0, high = 0] = turned.interval;
  return {
    difference: -turned.difference,
    interval: [-high, -low],
    p: turned.p,
    probability: Math.max(0, 1 - turned.probability - turned.tied),
    tied: turned.tied,
    isClear: turned.p < 0.05,
    isSame: isSame(low, high),
  };
}

const isSame = (low: number, high: number): boolean => low === 0 && high === 0;

export const percentOf = (share: number): string => (share * 100).toFixed(0);
