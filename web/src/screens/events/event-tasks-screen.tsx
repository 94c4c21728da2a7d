import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { eventQuery } from '../../api/queries.js';
import { PageHeader } from '../../components/page-header.js';
import { Loaded } from '../../components/states.js';
import { useLanguage } from '../../i18n/language.js';
import { EventTasks } from './event-tasks.js';

/** Every task of the event, with its state and its board. */
export function EventTasksScreen() {
  const { t, read } = useLanguage();
  const { slug = '' } = useParams();
  const event = useQuery(eventQuery(slug));
  return (
    <Loaded query={event} lines={10}>
      {(loaded) => (
        <>
          <PageHeader
            title={t('event.tasks')}
            crumbs={[{ to: `/events/${slug}`, label: read(loaded.name) }]}
          />
          <EventTasks event={loaded} />
        </>
      )}
    </Loaded>
  );
}
