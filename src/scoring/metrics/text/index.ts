import { type MetricFamily, single } from '../metric.js';
import { exactMatch } from './exact-match.js';
import { characterF1, tokenF1 } from './overlap-f1.js';
import { reliability } from './reliability.js';

/** Metrics of answers in words. */
export const TEXT_FAMILIES: MetricFamily<'text'>[] = [
  single(exactMatch, 'Rajpurkar et al., EMNLP 2016'),
  single(tokenF1, 'Rajpurkar et al., EMNLP 2016'),
  single(characterF1, 'Lim, Kim & Lee, arXiv 1909.07005'),
  reliability,
];
