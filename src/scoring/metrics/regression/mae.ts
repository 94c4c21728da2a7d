import { meanError } from './mean-error.js';

/**
 * Mean absolute error, in the unit of what is predicted; the least there is at the median of what may happen
 * (Willmott & Matsuura, Climate Research 30:79, 2005). Lower is better.
 */
export const mae = meanError('mae', (truth, prediction) => Math.abs(truth - prediction));
