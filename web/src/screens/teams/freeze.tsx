import type { EventView } from '../../api/client.js';
import { Moment, useNow } from '../../components/time.js';
import { useLanguage } from '../../i18n/language.js';
import { isFrozen } from '../../lib/frozen.js';

/** When people change teams no more by themselves; or since when, and who still can. */
export function Freeze({ event }: { event: Pick<EventView, 'teamsFreezeAt' | 'timeZone'> }) {
  const { t } = useLanguage();
  const now = useNow();
  if (event.teamsFreezeAt === null) return null;
  const frozen = isFrozen(event, now);
  return (
    <>
      <p>
        {t(frozen ? 'teams.frozenSince' : 'teams.freezes')}{' '}
        <Moment at={event.teamsFreezeAt} zone={event.timeZone} deadline={!frozen} />
      </p>
      {frozen && <p>{t('teams.frozenWho')}</p>}
    </>
  );
}
