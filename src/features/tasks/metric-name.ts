import { applyDecorators } from '@nestjs/common';
import { ValidateBy, type ValidationOptions } from 'class-validator';
import { canRank, findMetric } from '../../scoring/metrics/index.js';

const known = (value: unknown): value is string => typeof value === 'string' && findMetric(value) !== null;

/** The name of a metric with its parameter, such as `auroc` or `f1@0.5`. */
export const IsMetric = (options?: ValidationOptions) =>
  ValidateBy(
    {
      name: 'isMetric',
      validator: {
        validate: known,
        defaultMessage: (given) => `not a metric: ${namesUnknown(given?.value)}`,
      },
    },
    options,
  );

/** A metric that can rank. */
export const IsRankingMetric = () =>
  applyDecorators(
    ValidateBy({
      name: 'isRankingMetric',
      validator: {
        validate(value) {
          const metric = typeof value === 'string' ? findMetric(value) : null;
          return metric === null || canRank(metric);
        },
        defaultMessage: () => '$property must be a metric that ranks',
      },
    }),
    IsMetric(),
  );

/** What was sent, shortened: it comes back in an error. */
function namesUnknown(value: unknown): string {
  const names = (Array.isArray(value) ? value : [value]).filter((one) => !known(one));
  return names
    .slice(0, 3)
    .map((one) => (typeof one === 'string' ? one.slice(0, 60) : typeof one))
    .join(', ');
}
