import type { MetricResult } from '../../api/client.js';
import { useLanguage } from '../../i18n/language.js';
import { doubts, score, undefinedReason } from '../../lib/format.js';

/** A value with its interval, or in a sentence why there is none. */
export function EntryScore({ result }: { result: MetricResult | undefined }) {
  const { t } = useLanguage();
  if (!result) return null;
  if (result.value === null)
    return <span className="soft small">{undefinedReason(result.undefined, t)}</span>;
  const [low, high] = result.ci ?? [];
  return (
    <div>
      <span className="strong">{score(result.value)}</span>
      {low !== undefined && high !== undefined && (
        <p className="small soft" title={t('metric.interval', { low: score(low), high: score(high) })}>
          {score(low)}–{score(high)}
        </p>
      )}
      {doubts(result.flags, t).map((doubt) => (
        <p key={doubt} className="small soft">
          {doubt}
        </p>
      ))}
    </div>
  );
}
