import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { EventView, Task } from '../../api/client.js';
import { tasksQuery } from '../../api/queries.js';
import { Badge, Section } from '../../components/pieces.js';
import { EmptyState, Loaded } from '../../components/states.js';
import { Moment, useNow } from '../../components/time.js';
import { useLanguage } from '../../i18n/language.js';
import { metricName } from '../../lib/format.js';
import { relative } from '../../lib/time.js';
import { budgetQuery } from '../teams/team-queries.js';

export function EventTasks({ event }: { event: EventView }) {
  const { t } = useLanguage();
  return (
    <Section title={t('event.tasks')}>
      {event.myRole === null ? <EmptyState title={t('event.tasksMembers')} /> : <TaskList event={event} />}
    </Section>
  );
}

function TaskList({ event }: { event: EventView }) {
  const { t, read } = useLanguage();
  const { slug, timeZone: zone } = event;
  const ownTimes = useOwnTimes(event);
  const now = useNow();
  const tasks = useQuery(tasksQuery(slug));
  return (
    <Loaded query={tasks} lines={5}>
      {({ items }) =>
        items.length === 0 ? (
          <EmptyState title={t('event.next.wait')} />
        ) : (
          <ul className="plain-list">
            {items.map(ownTimes).map((task) => (
              <li key={task.id} className="stack">
                <div className="row">
                  <h3>
                    <Link to={`/events/${slug}/tasks/${task.slug}`}>{read(task.name)}</Link>
                  </h3>
                  <TaskState task={task} />
                </div>
                <p className="small soft">
                  {metricName(task.metric, t, task.schema)}
                  {new Date(task.opensAt) <= now && new Date(task.closesAt) > now && (
                    <>
                      {' · '}
                      {t('event.closes')} <Moment at={task.closesAt} zone={zone} deadline />
                      {task.isExtended && ` (${t('event.extended')})`}
                    </>
                  )}
                </p>
                <p>
                  <Link
                    to={`/events/${slug}/tasks/${task.slug}/board`}
                    aria-label={`${t('event.board')}: ${read(task.name)}`}
                  >
                    {t('event.board')}
                  </Link>
                </p>
              </li>
            ))}
          </ul>
        )
      }
    </Loaded>
  );
}

/** A task with the reader's team's own deadline: later than for others where organizers gave it time. */
function useOwnTimes(event: EventView): (task: Task) => Task & { isExtended: boolean } {
  const teamId = event.myTeam?.id ?? '';
  const budget = useQuery({ ...budgetQuery(event.slug, teamId), enabled: teamId !== '' });
  return (task) => {
    const own = budget.data?.items.find((one) => one.task.id === task.id);
    return own?.isExtended
      ? { ...task, closesAt: own.closesAt, isExtended: true }
      : { ...task, isExtended: false };
  };
}

/** Whether entries are taken. */
export function TaskState({ task }: { task: Task }) {
  const { t } = useLanguage();
  const now = useNow();
  if (task.finalPublishedAt) return <Badge>{t('task.next.published')}</Badge>;
  if (new Date(task.closesAt) <= now) return <Badge>{t('event.taskAfter')}</Badge>;
  if (new Date(task.opensAt) > now) {
    return <Badge>{t('event.taskBefore', { when: relative(new Date(task.opensAt), now, t) })}</Badge>;
  }
  return task.isReady ? (
    <Badge tone="good">{t('event.taskOpen')}</Badge>
  ) : (
    <Badge tone="warn">{t('event.taskNotReady')}</Badge>
  );
}
