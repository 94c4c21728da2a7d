import { useQuery } from '@tanstack/react-query';
import type { EventView } from '../../api/client.js';
import { useLanguage } from '../../i18n/language.js';
import { type AppliedRole, peopleCountsQuery } from './application-queries.js';
import { PromoteWaiting } from './promote-waiting.js';

/** Places that are free while people wait for one, as after the capacity was raised. */
export function PlacesFree({ event, role }: { event: EventView; role: AppliedRole }) {
  const { t } = useLanguage();
  const counts = useQuery(peopleCountsQuery(event.slug));
  const places = counts.data?.applications.find((one) => one.role === role);
  if (!places?.waitlisted || (places.capacity !== null && places.capacity <= places.members)) return null;
  return (
    <div className="notice row">
      <p>
        {places.capacity === null
          ? t('promotion.waitUnlimited', { waiting: places.waitlisted })
          : t('promotion.wait', { n: places.capacity - places.members, waiting: places.waitlisted })}
      </p>
      <PromoteWaiting event={event} role={role} />
    </div>
  );
}
