import { meanError } from './mean-error.js';

const squared = (truth: number, prediction: number) => (truth - prediction) ** 2;

/**
 * Mean squared error, in the squared unit of what is predicted; the least there is at its mean (Gauss, Theoria
 * combinationis observationum, 1821). Lower is better; undefined where it exceeds the largest double.
 */
export const mse = meanError('mse', squared);

/** The root of the mean squared error, in the unit of what is predicted. Lower is better. */
export const rmse = meanError('rmse', squared, Math.sqrt);
