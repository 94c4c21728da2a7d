import type { Translate } from '../../i18n/dictionary.js';
import { metricName } from '../../lib/format.js';
import type { Rescoring } from './rescoring-queries.js';

/** `Labels version 2 · AUROC, Brier score`. */
export function rulesInWords(rules: Rescoring['before'], t: Translate): string {
  const metrics = [rules.metric, ...rules.furtherMetrics].map((metric) => metricName(metric, t)).join(', ');
  return `${t('rescoring.truthVersion', { n: rules.truthVersion })} · ${metrics}`;
}
