import type { EventView } from '../../api/client.js';
import { useLanguage } from '../../i18n/language.js';
import { eventMails } from './mail-source.js';
import { Mails } from './mails.js';

/** The event's mails, in its set-up. */
export function EventMails({ event }: { event: EventView }) {
  const { t } = useLanguage();
  return (
    <div className="stack">
      <p className="soft">{t('mails.lead')}</p>
      <Mails source={eventMails(event.slug)} zone={event.timeZone} />
    </div>
  );
}
