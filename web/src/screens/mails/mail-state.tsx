import { Badge, type Tone } from '../../components/pieces.js';
import { useExact } from '../../components/time.js';
import { useLanguage } from '../../i18n/language.js';
import { readerZone } from '../../lib/time.js';
import type { MailView } from './mail-source.js';

const TONES: Record<MailView['status'], Tone> = {
  waiting: 'quiet',
  sending: 'busy',
  sent: 'good',
  failed: 'bad',
  skipped: 'quiet',
  cancelled: 'quiet',
};

/** How a mail stands; where it failed, why and what to do, and the server's own words. */
export function MailState({ mail, zone }: { mail: MailView; zone?: string }) {
  const { t } = useLanguage();
  const exact = useExact(zone ?? readerZone());
  const { status, failure, lastError, notBefore, attempts } = mail;
  const waitsUntil = status === 'waiting' && notBefore && new Date(notBefore) > new Date() ? notBefore : null;
  return (
    <div className="record-detail">
      <Badge tone={status === 'waiting' && failure ? 'warn' : TONES[status]}>
        {t(`mails.state.${status}`)}
      </Badge>
      {waitsUntil && (
        <p className="small soft">
          {t(attempts === 0 ? 'mails.sentAt' : 'mails.nextTry', { at: exact(waitsUntil) })}
        </p>
      )}
      {failure && (status === 'failed' || status === 'waiting') && (
        <p className="small">{t(`mails.failure.${failure}`)}</p>
      )}
      {lastError && status !== 'sent' && (
        <p className="small soft">
          {t('mails.serverSaid')} <span lang="en">{lastError}</span>
        </p>
      )}
    </div>
  );
}
