import { useMutation, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { answer, api, type Entry } from '../../api/client.js';
import { keys } from '../../api/queries.js';
import { useAnnouncer } from '../../components/announcer.js';
import { ActionError } from '../../components/states.js';
import { useLanguage } from '../../i18n/language.js';

const Withdraw = lazy(async () => ({ default: (await import('./withdraw.js')).Withdraw }));

/** Cancel while it waits; organizers also withdraw, and have failed ones scored again. */
export function EntryActions({
  entry,
  isOrganizer,
  isOwn,
}: {
  entry: Entry;
  isOrganizer: boolean;
  isOwn: boolean;
}) {
  const { t } = useLanguage();
  const { toast } = useAnnouncer();
  const queries = useQueryClient();
  const [isWithdrawing, setWithdrawing] = useState(false);
  const params = { params: { path: { id: entry.id } } };
  const onSettled = () => queries.invalidateQueries({ queryKey: keys.task(entry.taskId) });
  const cancel = useMutation({
    mutationFn: () => answer(api.POST('/api/v1/submissions/{id}/cancel', params)),
    onSuccess: () => toast(t('entries.cancelled')),
    onSettled,
  });
  const retry = useMutation({
    mutationFn: () => answer(api.POST('/api/v1/submissions/{id}/retry', params)),
    onSuccess: () => toast(t('entries.retried')),
    onSettled,
  });
  const share = useMutation({
    mutationFn: (shared: boolean) =>
      answer(api.PUT('/api/v1/submissions/{id}/sharing', { ...params, body: { shared } })),
    onSuccess: ({ sharedAt }) => toast(sharedAt ? t('sharing.shared') : t('sharing.unshared')),
    onSettled,
  });
  const named = (label: string) => `${label}: ${entry.fileName}`;
  const canCancel = isOwn && (entry.status === 'queued' || entry.status === 'executing');
  const canRetry = isOrganizer && entry.status === 'failed';
  const canWithdraw = isOrganizer && entry.withdrawnAt === null && entry.status === 'scored';
  if (!canCancel && !canRetry && !canWithdraw && !isOwn) return null;
  return (
    <div className="row">
      {canCancel && (
        <button
          type="button"
          className="button button-quiet"
          aria-label={named(t('entries.cancel'))}
          onClick={() => cancel.mutate()}
        >
          {t('entries.cancel')}
        </button>
      )}
      {canRetry && (
        <button
          type="button"
          className="button button-quiet"
          aria-label={named(t('entries.retry'))}
          onClick={() => retry.mutate()}
        >
          {t('entries.retry')}
        </button>
      )}
      {canWithdraw && (
        <button
          type="button"
          className="button button-quiet"
          aria-label={named(t('entries.withdraw'))}
          onClick={() => setWithdrawing(true)}
        >
          {t('entries.withdraw')}
        </button>
      )}
      {isOwn && (
        <button
          type="button"
          className="button button-quiet"
          aria-label={named(entry.sharedAt ? t('sharing.unshare') : t('sharing.share'))}
          onClick={() => share.mutate(!entry.sharedAt)}
        >
          {entry.sharedAt ? t('sharing.unshare') : t('sharing.share')}
        </button>
      )}
      <ActionError error={cancel.error ?? retry.error ?? share.error} />
      {isWithdrawing && (
        <Suspense>
          <Withdraw entry={entry} onClose={() => setWithdrawing(false)} />
        </Suspense>
      )}
    </div>
  );
}
