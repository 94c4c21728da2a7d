import { METRIC_TEXTS_EN } from '../../../../src/scoring/metrics/texts/en.js';

export const metrics = {
  ...METRIC_TEXTS_EN,
  'metric.parameter.threshold': 'Threshold',
  'metric.parameter.specificity': 'Specificity',
  'metric.parameter.max_fpr': 'Highest false alarm rate',
  'metric.parameter.quantile': 'Quantile',
  'metric.parameter.cutoff': 'Cut-off',
  'metric.parameter.horizon': 'Horizon',
  'metric.parameter.penalty': 'Penalty',
  'metric.better.higher': 'Higher is better.',
  'metric.better.lower': 'Lower is better.',
  'metric.better.target': 'The closer to {target} the better.',
  'metric.undefined.no_rows': 'There was nothing to score in this part.',
  'metric.undefined.one_class': 'Not defined: this part has only one class.',
  'metric.undefined.no_positives': 'Not defined: this part has nobody with the outcome.',
  'metric.undefined.not_probabilities': 'Not defined: predictions must lie between 0 and 1.',
  'metric.undefined.no_negatives': 'Not defined: this part has nobody without the outcome.',
  'metric.undefined.certain_predictions':
    'Not defined: a prediction is exactly 0 or 1, which has no log odds.',
  'metric.undefined.no_variation': 'Not defined: the predictions are all alike.',
  'metric.undefined.separable':
    'Not defined: the predictions part the two groups without a mistake, so no slope fits best.',
  'metric.undefined.other': 'Not defined for this data.',
  'metric.flag.too_few_positives': 'Too few people with the outcome for a trustworthy interval.',
  'metric.flag.degenerate': 'The interval has no width: read it with doubt.',
  'metric.interval': '95% interval {low} to {high}',
} as const;
