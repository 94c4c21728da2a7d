import type { Entry } from '../../api/client.js';
import { Badge, type Tone } from '../../components/pieces.js';
import { useLanguage } from '../../i18n/language.js';

const TONES: Record<Entry['status'], Tone> = {
  executing: 'busy',
  queued: 'busy',
  running: 'busy',
  scored: 'good',
  unscored: 'warn',
  failed: 'bad',
  cancelled: 'quiet',
};

/** Where an entry stands, and whose fault it is if it failed. */
export function EntryStatus({ entry }: { entry: Entry }) {
  const { t } = useLanguage();
  if (entry.withdrawnAt) {
    return (
      <div>
        <Badge tone="warn">{t('entries.state.withdrawn')}</Badge>
        <p className="small soft">{t('entries.withdrawn', { reason: entry.withdrawnReason ?? '' })}</p>
      </div>
    );
  }
  const { queuePosition, status, attempts } = entry;
  return (
    <div>
      <Badge tone={TONES[status]}>{t(`entries.state.${status}`)}</Badge>
      {status === 'queued' && queuePosition !== null && (
        <p className="small soft">
          {queuePosition <= 1 ? t('entries.queueNext') : t('entries.queuePosition', { n: queuePosition })}
        </p>
      )}
      {status === 'unscored' && <p className="small soft">{t('entries.unscoredHint')}</p>}
      {status === 'failed' && <p className="small soft">{t('entries.failedHint')}</p>}
      {attempts?.map(({ attempt, message }) => (
        <p key={attempt} className="small soft">
          {t('entries.attempt', { n: attempt, message })}
        </p>
      ))}
    </div>
  );
}
