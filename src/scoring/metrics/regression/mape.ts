import { meanError } from './mean-error.js';

/**
 * Mean absolute error relative to the truth: 0.1 is ten percent (Hyndman & Koehler, International Journal of Forecasting
 * 22:679, 2006, who say why to distrust it near zero). A truth closer to zero than 2^-52 counts as 2^-52, as in
 * scikit-learn, so one truth of zero drowns all else. Lower is better.
 */
export const mape = meanError(
  'mape',
  (truth, prediction) => Math.abs(truth - prediction) / Math.max(Math.abs(truth), Number.EPSILON),
);
