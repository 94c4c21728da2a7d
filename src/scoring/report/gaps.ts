import type { GroupFigures } from './group-figures.js';

/** How far apart the groups of a column are, from the best to the worst; null with fewer than two groups that have it. */
export interface GroupGaps {
  /** Of the true positive rates (Hardt, Price & Srebro, NeurIPS 2016). */
  equalOpportunity: number | null;
  falsePositiveRates: number | null;
  /** The larger of the two, as fairlearn's equalized_odds_difference. */
  equalizedOdds: number | null;
  /** Of the shares called positive. */
  demographicParity: number | null;
  auroc: number | null;
}

export function groupGaps(groups: readonly GroupFigures[]): GroupGaps {
  const equalOpportunity = spread(groups.map(({ tpr }) => tpr));
  const falsePositiveRates = spread(groups.map(({ fpr }) => fpr));
  return {
    equalOpportunity,
    falsePositiveRates,
    equalizedOdds:
      equalOpportunity === null || falsePositiveRates === null
        ? null
        : Math.max(equalOpportunity, falsePositiveRates),
    demographicParity: spread(groups.map(({ selectionRate }) => selectionRate)),
    auroc: spread(groups.map(({ auroc }) => auroc)),
  };
}

/** Position of the group with the lowest AUROC; -1 where none has one. */
export function worstGroup(groups: readonly GroupFigures[]): number {
  let worst = -1;
  groups.forEach(({ auroc }, k) => {
    if (auroc !== null && (worst === -1 || auroc < groups[worst]!.auroc!)) worst = k;
  });
  return worst;
}

function spread(values: (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length < 2 ? null : Math.max(...known) - Math.min(...known);
}
