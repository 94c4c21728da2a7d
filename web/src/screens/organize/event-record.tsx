import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api, type EventView } from '../../api/client.js';
import { keys } from '../../api/queries.js';
import { DataTable } from '../../components/data-table.js';
import { EmptyState, ErrorState, Skeleton } from '../../components/states.js';
import { Exact } from '../../components/time.js';
import type { Translate } from '../../i18n/dictionary.js';
import { en } from '../../i18n/en.js';
import { useLanguage } from '../../i18n/language.js';
import { type RecordAsked, RecordFilter } from './record-filter.js';

/** The append-only record of the event. */
export function EventRecord({ event }: { event: EventView }) {
  const { t } = useLanguage();
  const { slug } = event;
  const [asked, setAsked] = useState<RecordAsked>({});
  const record = useInfiniteQuery({
    queryKey: [...keys.event(slug), 'record', asked],
    placeholderData: keepPreviousData,
    queryFn: ({ pageParam }) =>
      answer(
        api.GET('/api/v1/events/{slug}/audit', {
          params: { path: { slug }, query: { limit: 50, cursor: pageParam, ...asked } },
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  });
  if (record.error) return <ErrorState error={record.error} onRetry={() => void record.refetch()} />;
  if (!record.data) return <Skeleton lines={12} />;
  const rows = record.data.pages.flatMap(({ items }) => items);
  return (
    <div className="stack">
      <p className="soft">{t('organize.recordLead')}</p>
      <details>
        <summary>{t('organize.recordFilter')}</summary>
        <RecordFilter event={event} onAsk={setAsked} />
      </details>
      <p>
        <a className="button" href={csvOf(slug, asked)} download>
          {t('organize.recordCsv')}
        </a>
      </p>
      {rows.length === 0 ? (
        <EmptyState title={t('organize.recordEmpty')} />
      ) : (
        <DataTable
          caption={t('organize.part.record')}
          rows={rows}
          rowKey={({ id }) => id}
          columns={[
            {
              key: 'at',
              label: t('organize.recordAt'),
              cell: ({ at }) => <Exact at={at} zone={event.timeZone} />,
            },
            {
              key: 'who',
              label: t('organize.recordWho'),
              cell: ({ actorName, network }) => (
                <>
                  {actorName ?? t('organize.recordPlatform')}
                  {network && <span className="soft small"> {network}</span>}
                </>
              ),
            },
            {
              key: 'what',
              label: t('organize.recordWhat'),
              isName: true,
              cell: ({ action, subjectName }) => (
                <>
                  {actionName(action, t) ?? <code>{action}</code>}
                  {subjectName && <span className="record-subject"> · {subjectName}</span>}
                </>
              ),
            },
            {
              key: 'detail',
              label: t('organize.recordDetail'),
              cell: ({ before, after, reason }) => <Detail before={before} after={after} reason={reason} />,
            },
          ]}
        />
      )}
      {record.hasNextPage && (
        <p>
          <button type="button" className="button" onClick={() => void record.fetchNextPage()}>
            {t('action.more')}
          </button>
        </p>
      )}
    </div>
  );
}

/** The same lines as a file, all of them. */
const csvOf = (slug: string, asked: RecordAsked) =>
  `/api/v1/events/${slug}/audit.csv?${new URLSearchParams(asked as Record<string, string>)}`;

/** What was done, in the reader's words. */
function actionName(action: string, t: Translate): string | null {
  const key = `record.${action}`;
  return key in en ? t(key as 'record.event.created') : null;
}

type Values = Record<string, unknown> | null;

/** What was changed, value by value. */
function Detail({ before, after, reason }: { before: Values; after: Values; reason: string | null }) {
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])].filter(
    // A change names what was before; what was only asked for again did not change.
    (name) =>
      !before || !after || (name in before && name in after && shown(before[name]) !== shown(after[name])),
  );
  if (names.length === 0 && !reason) return null;
  return (
    <div className="small record-detail">
      {reason && <p>{reason}</p>}
      {names.map((name) => (
        <p key={name}>
          <span className="soft">{name}:</span> <Change was={before?.[name]} is={after?.[name]} />
        </p>
      ))}
    </div>
  );
}

/** A value that was replaced is struck out; one that stands alone is only told. */
function Change({ was, is }: { was: unknown; is: unknown }) {
  if (was === undefined || is === undefined) return shown(was ?? is);
  return (
    <>
      <del>{shown(was)}</del> → {shown(is)}
    </>
  );
}

const shown = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
