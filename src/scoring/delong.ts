import type { Sample } from './sample.js';

/** 97.5th percentile of the standard normal distribution. */
const Z_95 = 1.959963984540054;

/**
 * AUROC and the variance of its estimate (DeLong, DeLong & Clarke-Pearson, Biometrics 44:837, 1988), in one pass over
 * the sorted sample (after Sun & Xu, IEEE Signal Processing Letters 21:1389, 2014). Rows must be independent.
 * null with fewer than two rows of a class, where the variance has no estimate.
 */
export function delongVariance(sample: Sample): { auroc: number; variance: number } | null {
  const { n, positives, labels, groupEnds } = sample;
  const negatives = n - positives;
  if (positives < 2 || negatives < 2) return null;
  const area = eachGroup(() => {});
  let spreadOfPositives = 0;
  let spreadOfNegatives = 0;
  eachGroup((ofPositive, ofNegative, groupPositives, groupNegatives) => {
    spreadOfPositives += groupPositives * (ofPositive - area) ** 2;
    spreadOfNegatives += groupNegatives * (ofNegative - area) ** 2;
  });
  const variance =
    spreadOfPositives / (positives - 1) / positives + spreadOfNegatives / (negatives - 1) / negatives;
  return { auroc: area, variance };

  /** Calls `visit` with a tie group's placement values V10 and V01 and its size by class; returns the AUROC. */
  function eachGroup(
    visit: (v10: number, v01: number, positives: number, negatives: number) => void,
  ): number {
    let positivesAbove = 0;
    let negativesAbove = 0;
    let groupPositives = 0;
    let groupNegatives = 0;
    let doubledArea = 0;
    for (let k = 0; k < n; k++) {
      if (labels[k] === 1) groupPositives++;
      else groupNegatives++;
      if (groupEnds[k] === 0) continue;
      const negativesBelow = negatives - negativesAbove - groupNegatives;
      visit(
        (negativesBelow + groupNegatives / 2) / negatives,
        (positivesAbove + groupPositives / 2) / positives,
        groupPositives,
        groupNegatives,
      );
      doubledArea += groupNegatives * (2 * positivesAbove + groupPositives);
      positivesAbove += groupPositives;
      negativesAbove += groupNegatives;
      groupPositives = 0;
      groupNegatives = 0;
    }
    return doubledArea / (2 * positives * negatives);
  }
}

/**
 * 95% interval of an AUROC from its DeLong variance, computed on the logit scale and transformed back, which keeps it
 * inside (0, 1) and near its nominal coverage at high AUROC (Pepe 2003, section 5.2.5; Qin & Hotilovac 2008).
 * null where it is degenerate: AUROC 0 or 1, or no variance.
 */
export function logitInterval(auroc: number, variance: number): [number, number] | null {
  if (!(auroc > 0 && auroc < 1 && variance > 0)) return null;
  const centre = Math.log(auroc / (1 - auroc));
  const margin = (Z_95 * Math.sqrt(variance)) / (auroc * (1 - auroc));
  return [logistic(centre - margin), logistic(centre + margin)];
}

function logistic(x: number): number {
  return 1 / (1 + Math.exp(-x));
}
