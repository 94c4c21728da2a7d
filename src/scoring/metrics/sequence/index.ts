import { type MetricFamily, single } from '../metric.js';
import { hourlyAuroc, hourlyAveragePrecision } from './hourly.js';
import { sepsisUtility } from './sepsis-utility.js';

/** Metrics of alarms over time. */
export const SEQUENCE_FAMILIES: MetricFamily<'sequence'>[] = [
  single(sepsisUtility, 'Reyna et al., Critical Care Medicine 48:210, 2020'),
  single(hourlyAuroc, 'Hanley & McNeil, Radiology 143:29, 1982'),
  single(hourlyAveragePrecision, 'Davis & Goadrich, ICML 2006'),
];
