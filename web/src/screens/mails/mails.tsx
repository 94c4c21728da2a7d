import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useAnnouncer } from '../../components/announcer.js';
import { DataTable } from '../../components/data-table.js';
import { KeyFigures } from '../../components/pieces.js';
import { ActionError, EmptyState, ErrorState, Skeleton } from '../../components/states.js';
import { Ago } from '../../components/time.js';
import { useLanguage } from '../../i18n/language.js';
import type { MailPage, MailSource, MailView } from './mail-source.js';
import { MailState } from './mail-state.js';

type Shown = 'failed' | 'waiting' | 'all';
const SHOWN = ['failed', 'waiting', 'all'] as const;

/** What became of mails: how many, which failed and why, and what helps. */
export function Mails({ source, zone }: { source: MailSource; zone?: string }) {
  const { t } = useLanguage();
  const { toast } = useAnnouncer();
  const queries = useQueryClient();
  const [shown, setShown] = useState<Shown>('failed');
  const mails = useInfiniteQuery({
    queryKey: [...source.key, shown],
    queryFn: ({ pageParam }) => source.list(shown === 'all' ? undefined : shown, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }: MailPage) => nextCursor ?? undefined,
    refetchInterval: 10_000,
    placeholderData: (previous) => previous,
  });
  const refresh = () => queries.invalidateQueries({ queryKey: source.key });
  const retry = useMutation({
    mutationFn: source.retry,
    onSuccess: () => toast(t('mails.retried')),
    onSettled: refresh,
  });
  const retryAll = useMutation({
    mutationFn: source.retryFailed,
    onSuccess: ({ retried }) =>
      toast(retried === 0 ? t('mails.retriedNone') : t('mails.retriedAll', { n: retried })),
    onSettled: refresh,
  });
  if (mails.error) return <ErrorState error={mails.error} onRetry={() => void mails.refetch()} />;
  const [first] = mails.data?.pages ?? [];
  if (!first) return <Skeleton lines={10} />;
  const rows = mails.data?.pages.flatMap(({ items }) => items) ?? [];
  const { counts } = first;
  return (
    <div className="stack">
      <KeyFigures
        figures={[
          { label: t('mails.failed'), value: counts.failed },
          { label: t('mails.waiting'), value: counts.waiting },
          { label: t('mails.planned'), value: counts.planned },
          { label: t('mails.sent'), value: counts.sent },
          { label: t('mails.skipped'), value: counts.skipped },
        ]}
      />
      <div className="row">
        <select
          className="input input-inline"
          aria-label={t('mails.show')}
          value={shown}
          onChange={({ target }) => setShown(target.value as Shown)}
        >
          {SHOWN.map((one) => (
            <option key={one} value={one}>
              {t(`mails.${one}`)}
            </option>
          ))}
        </select>
        {shown === 'failed' && rows.length > 1 && (
          <button
            type="button"
            className="button button-quiet"
            onClick={() => !retryAll.isPending && retryAll.mutate()}
          >
            {t('mails.retryAll')}
          </button>
        )}
      </div>
      <ActionError error={retry.error ?? retryAll.error} />
      {rows.length === 0 ? (
        <EmptyState
          title={t(shown === 'failed' ? 'mails.emptyFailed' : 'mails.empty')}
          hint={shown === 'failed' ? t('mails.emptyFailedHint') : undefined}
        />
      ) : (
        <DataTable
          caption={t('mail.title')}
          rows={rows}
          rowKey={({ id }) => id}
          columns={[
            {
              key: 'to',
              label: t('mails.to'),
              isName: true,
              cell: ({ name, address }) => (
                <>
                  {name && <div>{name}</div>}
                  <div className={name ? 'soft small' : undefined}>{address}</div>
                </>
              ),
            },
            { key: 'what', label: t('mails.what'), cell: (mail) => <Subject mail={mail} /> },
            {
              key: 'state',
              label: t('mails.state'),
              cell: (mail) => <MailState mail={mail} zone={zone} />,
            },
            {
              key: 'when',
              label: t('mails.when'),
              cell: ({ createdAt }) => <Ago at={createdAt} zone={zone} />,
            },
            {
              key: 'actions',
              label: t('entries.actions'),
              cell: ({ id, address, status }) =>
                status === 'failed' && (
                  <button
                    type="button"
                    className="button button-quiet"
                    aria-label={t('mails.retryOf', { address })}
                    onClick={() => !retry.isPending && retry.mutate(id)}
                  >
                    {t('mails.retry')}
                  </button>
                ),
            },
          ]}
        />
      )}
      {mails.hasNextPage && (
        <p>
          <button type="button" className="button" onClick={() => void mails.fetchNextPage()}>
            {t('action.more')}
          </button>
        </p>
      )}
    </div>
  );
}

function Subject({ mail }: { mail: MailView }) {
  const { t } = useLanguage();
  if (mail.subject !== null) return mail.subject;
  return (
    <span className="soft">
      {t(mail.category === 'security' ? 'mails.noSubject' : 'mails.noEventSubject')}
    </span>
  );
}
