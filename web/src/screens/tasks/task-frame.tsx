import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link, useParams } from 'react-router';
import type { EventView, Task } from '../../api/client.js';
import { eventQuery, tasksQuery } from '../../api/queries.js';
import { PageHeader } from '../../components/page-header.js';
import { Loaded } from '../../components/states.js';
import { useLanguage } from '../../i18n/language.js';
import { NotFoundScreen } from '../not-found-screen.js';

/** The event and the task of the address, for screens below a task. */
export function TaskFrame({ children }: { children: (event: EventView, task: Task) => ReactNode }) {
  const { slug = '', taskSlug = '' } = useParams();
  const event = useQuery(eventQuery(slug));
  const isMember = event.data ? event.data.myRole !== null : false;
  const tasks = useQuery({ ...tasksQuery(slug), enabled: isMember, refetchInterval: 60_000 });
  return (
    <Loaded query={event} lines={14}>
      {(loaded) =>
        isMember ? (
          <Loaded query={tasks} lines={14}>
            {({ items }) => {
              const task = items.find((one) => one.slug === taskSlug);
              return task ? children(loaded, task) : <NotFoundScreen />;
            }}
          </Loaded>
        ) : (
          <JoinFirst event={loaded} />
        )
      }
    </Loaded>
  );
}

function JoinFirst({ event }: { event: EventView }) {
  const { t, read } = useLanguage();
  return (
    <>
      <PageHeader title={read(event.name)} lead={t('event.tasksMembers')} />
      <Link className="button button-primary" to={`/events/${event.slug}`}>
        {t('event.next.join')}
      </Link>
    </>
  );
}
