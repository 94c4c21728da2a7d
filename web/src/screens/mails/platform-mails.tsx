import { Section } from '../../components/pieces.js';
import { useLanguage } from '../../i18n/language.js';
import { platformMails } from './mail-source.js';
import { Mails } from './mails.js';

/** Mails that belong to no event, for administrators. */
export function PlatformMails() {
  const { t } = useLanguage();
  return (
    <Section title={t('mails.adminTitle')} id="mails">
      <div className="stack">
        <p className="soft">{t('mails.adminLead')}</p>
        <Mails source={platformMails} />
      </div>
    </Section>
  );
}
