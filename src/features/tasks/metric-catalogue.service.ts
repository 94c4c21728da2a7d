import { Injectable } from '@nestjs/common';
import { canRank, METRIC_FAMILIES, type MetricFamily, metricNamed } from '../../scoring/metrics/index.js';
import { METRIC_TEXTS_EN } from '../../scoring/metrics/texts/en.js';
import { METRIC_TEXTS_KO } from '../../scoring/metrics/texts/ko.js';
import type { MetricFamilyList, MetricFamilyView } from './metrics.dto.js';

/** What a task may be scored by. */
@Injectable()
export class MetricCatalogue {
  private readonly items = [...METRIC_FAMILIES.values()].map(familyView);

  list(): MetricFamilyList {
    return { items: this.items, nextCursor: null };
  }
}

function familyView({ name, kind, parameter, source }: MetricFamily): MetricFamilyView {
  const metric = metricNamed(name);
  const { direction, target = null, range, needsProbabilities } = metric;
  return {
    name,
    kind,
    title: texts(`metric.${name}`),
    explanation: texts(`metric.${name}.explained`),
    parameter,
    direction,
    target,
    range,
    needsProbabilities,
    canBePrimary: canRank(metric),
    source,
  };
}

/** A test holds the texts against the families. */
function texts(key: string): { ko: string; en: string } {
  const known = key as keyof typeof METRIC_TEXTS_EN;
  return { ko: METRIC_TEXTS_KO[known] ?? '', en: METRIC_TEXTS_EN[known] ?? '' };
}
