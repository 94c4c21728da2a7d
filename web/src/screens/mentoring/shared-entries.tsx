import { useQuery } from '@tanstack/react-query';
import type { EventView } from '../../api/client.js';
import { tasksQuery } from '../../api/queries.js';
import { Loaded } from '../../components/states.js';
import { Ago } from '../../components/time.js';
import { useLanguage } from '../../i18n/language.js';
import { metricName, score } from '../../lib/format.js';
import { sharedEntriesQuery } from './mentoring-queries.js';

/** What a team shows to its mentors: file, note, the score that the team itself sees. */
export function SharedEntries({ event, teamId }: { event: EventView; teamId: string }) {
  const { t, read } = useLanguage();
  const entries = useQuery(sharedEntriesQuery(event.slug, teamId));
  const tasks = useQuery(tasksQuery(event.slug)).data?.items ?? [];
  return (
    <Loaded query={entries} lines={2}>
      {({ items }) =>
        items.length === 0 ? (
          <p className="soft small">{t('mentoring.noRuns')}</p>
        ) : (
          <ul className="plain-list">
            {items.map((entry) => {
              const task = tasks.find(({ id }) => id === entry.taskId);
              const value = task && entry.scores?.public[task.metric]?.value;
              return (
                <li key={entry.id}>
                  <p className="row">
                    <span className="strong">{entry.fileName}</span>
                    {typeof value === 'number' && task ? (
                      <span className="number">
                        {metricName(task.metric, t, task.schema)} {score(value)}
                      </span>
                    ) : (
                      <span className="soft">{t(`entries.state.${entry.status}`)}</span>
                    )}
                  </p>
                  {entry.note && <p>{entry.note}</p>}
                  <p className="soft small">
                    {task && `${read(task.name)} · `}
                    {entry.submittedBy && `${entry.submittedBy} · `}
                    <Ago at={entry.createdAt} zone={event.timeZone} />
                  </p>
                </li>
              );
            })}
          </ul>
        )
      }
    </Loaded>
  );
}
