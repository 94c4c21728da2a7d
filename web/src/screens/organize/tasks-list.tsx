import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { EventView } from '../../api/client.js';
import { tasksQuery } from '../../api/queries.js';
import { Badge } from '../../components/pieces.js';
import { EmptyState, Loaded } from '../../components/states.js';
import { useLanguage } from '../../i18n/language.js';
import { TaskState } from '../events/event-tasks.js';

export function TasksList({ event }: { event: EventView }) {
  const { t, read } = useLanguage();
  const tasks = useQuery(tasksQuery(event.slug));
  const create = (
    <Link className="button button-primary" to={`/events/${event.slug}/tasks/new`}>
      {t('organize.taskNew')}
    </Link>
  );
  return (
    <Loaded query={tasks} lines={6}>
      {({ items }) =>
        items.length === 0 ? (
          <EmptyState title={t('organize.tasksEmpty')} hint={t('organize.tasksEmptyHint')} action={create} />
        ) : (
          <div className="stack">
            <ul className="plain-list">
              {items.map((task) => (
                <li key={task.id} className="row">
                  <Link className="strong" to={`/events/${event.slug}/tasks/${task.slug}/set-up`}>
                    {read(task.name)}
                  </Link>
                  <TaskState task={task} />
                  <Badge tone={task.isReady ? 'good' : 'warn'}>
                    {task.isReady ? t('organize.taskReady') : t('organize.taskNotReady')}
                  </Badge>
                </li>
              ))}
            </ul>
            <p>{create}</p>
          </div>
        )
      }
    </Loaded>
  );
}
