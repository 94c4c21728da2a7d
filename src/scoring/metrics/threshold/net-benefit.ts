import { thresholdFamily } from './threshold-family.js';

/**
 * Net benefit of treating those at or above a risk t: TP/n - FP/n · t/(1 - t), the threshold being how many false alarms
 * one found case is worth (Vickers & Elkin, Medical Decision Making 26:565, 2006). 0 is treating nobody; at most the
 * prevalence. Undefined unless all predictions are probabilities; one class is fine.
 */
export const netBenefit = thresholdFamily({
  name: 'net_benefit',
  source: 'Vickers & Elkin, Medical Decision Making 26:565, 2006',
  range: (threshold) => [-threshold / (1 - threshold), 1],
  threshold: { min: 0.001, max: 0.999, usual: 0.1 },
  needsProbabilities: true,
  figure: ({ tp, fp, fn, tn }, threshold) => (tp - (fp * threshold) / (1 - threshold)) / (tp + fp + fn + tn),
});
