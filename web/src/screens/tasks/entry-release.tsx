import type { Entry } from '../../api/client.js';
import { useLanguage } from '../../i18n/language.js';

/** Why an entry shows the score of another one. */
export function EntryRelease({ entry, isOrganizer }: { entry: Entry; isOrganizer: boolean }) {
  const { t } = useLanguage();
  if (entry.release !== 'kept') return null;
  return <p className="small soft">{isOrganizer ? t('entries.keptForTeam') : t('entries.kept')}</p>;
}
