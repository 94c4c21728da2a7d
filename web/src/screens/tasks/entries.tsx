import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { Link } from 'react-router';
import type { Entry, EventView, Task } from '../../api/client.js';
import { useLive } from '../../api/live.js';
import { entriesQuery, FIRST_ENTRIES, keys } from '../../api/queries.js';
import { useAnnouncer } from '../../components/announcer.js';
import { type Column, DataTable } from '../../components/data-table.js';
import { Section } from '../../components/pieces.js';
import { EmptyState, Loaded } from '../../components/states.js';
import { Ago } from '../../components/time.js';
import { useLanguage } from '../../i18n/language.js';
import { metricName, score } from '../../lib/format.js';
import { EntryActions } from './entry-actions.js';
import { EntryFinal } from './entry-final.js';
import { EntryRelease } from './entry-release.js';
import { EntryScore } from './entry-score.js';
import { EntryStatus } from './entry-status.js';

const isWaiting = ({ status }: Entry) =>
  status === 'executing' || status === 'queued' || status === 'running';

/** The team's entries; all entries for organizers. What waits is followed live. */
export function Entries({ event, task }: { event: EventView; task: Task }) {
  const { t } = useLanguage();
  const queries = useQueryClient();
  const [limit, setLimit] = useState(FIRST_ENTRIES);
  const isOrganizer = event.myRole === 'organizer';
  const entries = useQuery({
    ...entriesQuery(task.id, limit),
    placeholderData: (previous) => previous,
    refetchInterval: isOrganizer ? 15_000 : 30_000,
  });
  const refresh = useCallback(
    () => void queries.invalidateQueries({ queryKey: keys.task(task.id) }),
    [queries, task.id],
  );
  // The oldest that waits moves first, and every move of it moves the others in the queue.
  const followed = entries.data?.items.filter(isWaiting).at(-1);
  useLive(followed ? `/api/v1/submissions/${followed.id}/stream` : null, refresh);
  useAnnouncedChanges(entries.data?.items, task);

  const columns: (Column<Entry> | false)[] = [
    {
      key: 'file',
      label: t('entries.file'),
      isName: true,
      cell: (entry) => (
        <div>
          {entry.fileName}
          {entry.status === 'scored' &&
            task.schema.kind === 'binary' &&
            (isOrganizer ||
              task.finalPublishedAt !== null ||
              (task.liveReports && entry.release === 'released')) && (
              <p className="small">
                <Link to={`/events/${event.slug}/tasks/${task.slug}/entries/${entry.id}`}>
                  {t('report.link')}
                  <span className="visually-hidden">: {entry.fileName}</span>
                </Link>
              </p>
            )}
          {entry.note && <p className="soft small">{entry.note}</p>}
          {entry.sharedAt && <p className="soft small">{t('sharing.badge')}</p>}
        </div>
      ),
    },
    isOrganizer && {
      key: 'team',
      label: t('entries.team'),
      cell: ({ team }) => team.name,
      sortBy: ({ team }) => team.name,
    },
    { key: 'state', label: t('entries.state'), cell: (entry) => <EntryStatus entry={entry} /> },
    {
      key: 'score',
      label: `${t('entries.score')} (${metricName(task.metric, t, task.schema)})`,
      isNumeric: true,
      cell: (entry) => (
        <div>
          <EntryScore result={entry.scores?.public[task.metric]} />
          <EntryRelease entry={entry} isOrganizer={isOrganizer} />
        </div>
      ),
      sortBy: (entry) => entry.scores?.public[task.metric]?.value ?? -1,
    },
    (entries.data?.items.some(({ scores }) => scores?.final) ?? false) && {
      key: 'final-score',
      label: t('entries.finalScore'),
      isNumeric: true,
      cell: (entry) => <EntryScore result={entry.scores?.final?.[task.metric]} />,
      sortBy: (entry) => entry.scores?.final?.[task.metric]?.value ?? -1,
    },
    {
      key: 'when',
      label: t('entries.when'),
      cell: ({ createdAt }) => <Ago at={createdAt} zone={event.timeZone} />,
      sortBy: ({ createdAt }) => createdAt,
    },
    {
      key: 'final',
      label: t('entries.final'),
      cell: (entry) => (
        <EntryFinal
          entry={entry}
          isOwn={entry.team.id === event.myTeam?.id}
          isLocked={task.finalPublishedAt !== null}
        />
      ),
    },
    {
      key: 'actions',
      label: t('entries.actions'),
      cell: (entry) => (
        <EntryActions entry={entry} isOrganizer={isOrganizer} isOwn={entry.team.id === event.myTeam?.id} />
      ),
    },
  ];
  const title = isOrganizer ? t('entries.all') : t('entries.title');
  return (
    <Section title={title}>
      <Loaded query={entries} lines={6}>
        {({ items, nextCursor }) =>
          items.length === 0 ? (
            <EmptyState title={t('entries.empty')} hint={t('entries.emptyHint')} />
          ) : (
            <>
              <DataTable
                caption={title}
                rows={items}
                rowKey={({ id }) => id}
                columns={columns.filter((column) => column !== false)}
              />
              {nextCursor && limit < 200 && (
                <p>
                  <button
                    type="button"
                    className="button"
                    onClick={() => setLimit(Math.min(200, limit + 50))}
                  >
                    {t('action.more')}
                  </button>
                </p>
              )}
            </>
          )
        }
      </Loaded>
    </Section>
  );
}

/** Says to screen readers what became of an entry while they were here. */
function useAnnouncedChanges(entries: Entry[] | undefined, task: Task): void {
  const { t } = useLanguage();
  const { announce } = useAnnouncer();
  const known = useRef(new Map<string, string>());
  useEffect(() => {
    for (const entry of entries ?? []) {
      const before = known.current.get(entry.id);
      known.current.set(entry.id, entry.status);
      if (before === undefined || before === entry.status) continue;
      const value = entry.scores?.public[task.metric]?.value;
      announce(
        entry.status === 'scored' && entry.release === 'kept'
          ? t('entries.announceKept', { file: entry.fileName })
          : entry.status === 'scored' && typeof value === 'number'
            ? t('entries.announceScored', {
                file: entry.fileName,
                metric: metricName(task.metric, t, task.schema),
                value: score(value),
              })
            : t('entries.announce', { file: entry.fileName, state: t(`entries.state.${entry.status}`) }),
      );
    }
  }, [entries, task.metric, task.schema, announce, t]);
}
