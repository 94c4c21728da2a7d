import type { Sample } from './sample.js';

/** 97.5th percentile of the standard normal distribution. */
const Z_95 = 1.959963984540054;

/**
 * AUROC and the variance of its estimate (DeLong, DeLong & Clarke-Pearson, Biometrics 44:837, 1988), in one pass over
 * the sorted sample (after Sun & Xu, IEEE Signal Processing Letters 21:1389, 2014). Rows must be independent.
 * null with fewer than two rows of a class, where the variance has no estimate.
 */
export function delongVariance(sample: Sample): { auroc: number; variance: number } | null {
  const { n, positives } = sample;
  const negatives = n - positives;
  if (positives < 2 || negatives < 2) return null;
  const auroc = areaBySteps(sample);
  const [ofPositives, ofNegatives] = spreads(sample, auroc);
  const variance = ofPositives / (positives - 1) / positives + ofNegatives / (negatives - 1) / negatives;
  return { auroc, variance };
}

function areaBySteps({ n, positives, labels, groupEnds }: Sample): number {
  let above = 0; // positives
  let group = 0; // positives
  let size = 0;
  let doubledArea = 0;
  for (let k = 0; k < n; k++) {
    group += labels[k]!;
    size++;
    if (groupEnds[k] === 0) continue;
    doubledArea += (size - group) * (2 * above + group);
    above += group;
    group = 0;
    size = 0;
  }
  return doubledArea / (2 * positives * (n - positives));
}

/** Sums of squared differences of the placement values from the area: V10 of the positives, V01 of the negatives. */
function spreads({ n, positives, labels, groupEnds }: Sample, area: number): [number, number] {
  const negatives = n - positives;
  let above = 0; // positives
  let below = negatives; // negatives
  let group = 0; // positives
  let size = 0;
  let ofPositives = 0;
  let ofNegatives = 0;
  for (let k = 0; k < n; k++) {
    group += labels[k]!;
    size++;
    if (groupEnds[k] === 0) continue;
    const others = size - group;
    below -= others;
    const v10 = (below + others / 2) / negatives - area;
    const v01 = (above + group / 2) / positives - area;
    ofPositives += group * v10 * v10;
    ofNegatives += others * v01 * v01;
    above += group;
    group = 0;
    size = 0;
  }
  return [ofPositives, ofNegatives];
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
