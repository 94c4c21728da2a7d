import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { EventView, Task } from '../../api/client.js';
import { boardQuery, tasksQuery } from '../../api/queries.js';
import { KeyFigures } from '../../components/pieces.js';
import { useLanguage } from '../../i18n/language.js';
import { metricName, score } from '../../lib/format.js';

/** Where the own team stands in each task, in one line above everything else. */
export function Standing({ event }: { event: EventView }) {
  const { t } = useLanguage();
  const tasks = useQuery(tasksQuery(event.slug));
  return (
    <section className="stack" aria-label={t('event.standing')}>
      {tasks.data?.items
        .filter(({ isReady }) => isReady)
        .slice(0, 3)
        .map((task) => (
          <InTask key={task.id} event={event} task={task} />
        ))}
    </section>
  );
}

function InTask({ event, task }: { event: EventView; task: Task }) {
  const { t, read } = useLanguage();
  const split = task.finalPublishedAt ? 'final' : 'public';
  const board = useQuery(boardQuery(task.id, split));
  if (!board.data) return null;
  const own = board.data.rows.find(({ team }) => team.id === event.myTeam?.id);
  const [low, high] = own?.ci ?? [];
  const to = `/events/${event.slug}/tasks/${task.slug}/board?split=${split}`;
  return (
    <KeyFigures
      figures={[
        {
          label: t(split === 'final' ? 'event.standing.finalRank' : 'event.standing.rank', {
            task: read(task.name),
          }),
          value: <Link to={to}>{own ? own.rank : t('event.standing.none')}</Link>,
          more: own && t('event.standing.of', { n: board.data.rows.length }),
        },
        ...(own && own.score !== null
          ? [
              {
                label: metricName(task.metric, t, task.schema),
                value: score(own.score),
                more:
                  low !== undefined && high !== undefined
                    ? t('metric.interval', { low: score(low), high: score(high) })
                    : undefined,
              },
            ]
          : []),
      ]}
    />
  );
}
