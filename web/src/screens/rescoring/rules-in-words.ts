import type { Task } from '../../api/client.js';
import type { Translate } from '../../i18n/dictionary.js';
import { metricName } from '../../lib/format.js';
import type { Rescoring } from './rescoring-queries.js';

/** `Labels version 2 · AUROC, Brier score`. */
export function rulesInWords(rules: Rescoring['before'], t: Translate, outcome: Task['schema']): string {
  const metrics = [rules.metric, ...rules.furtherMetrics]
    .map((metric) => metricName(metric, t, outcome))
    .join(', ');
  return `${t('rescoring.truthVersion', { n: rules.truthVersion })} · ${metrics}`;
}
