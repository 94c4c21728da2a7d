import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { EventView } from '../../api/client.js';
import { useMe } from '../../api/session.js';
import { useLanguage } from '../../i18n/language.js';
import { formQuery } from '../applications/application-queries.js';

/** The other way into an event: whoever would rather help finds the mentors' form here while it is open. */
export function ApplyAsMentor({ event }: { event: EventView }) {
  const { t } = useLanguage();
  const me = useMe();
  const form = useQuery({
    ...formQuery(event.slug, 'mentor'),
    enabled: Boolean(me) && event.myRole === null,
  });
  if (event.myRole !== null || !form.data?.isOpen || form.data.window !== 'open') return null;
  return (
    <p>
      {t('event.mentorLead')}{' '}
      <Link to={`/events/${event.slug}/apply?role=mentor`}>{t('event.mentorApply')}</Link>
    </p>
  );
}
