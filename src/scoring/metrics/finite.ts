import type { MetricValue } from './metric.js';

/** The value, or that it lies beyond the largest double: a prediction of 1e308 squares to infinity. */
export function finite(value: number): MetricValue {
  return Number.isFinite(value) ? value : { undefined: 'too_large' };
}

/** A figure made of another one; what is undefined stays so. */
export function then(value: MetricValue, next: (value: number) => number): MetricValue {
  return typeof value === 'number' ? finite(next(value)) : value;
}
