import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { answer, api, type EventView, type Task } from '../../api/client.js';
import { keys } from '../../api/queries.js';
import { useAnnouncer } from '../../components/announcer.js';
import { Confirm } from '../../components/confirm.js';
import { useExact } from '../../components/time.js';
import { useLanguage } from '../../i18n/language.js';
import { finalPreviewQuery } from '../board/board-queries.js';
import { FinalPreview } from './final-preview.js';

/** The one step that cannot be taken back. */
export function FinalPublication({ event, task }: { event: EventView; task: Task }) {
  const { t, read } = useLanguage();
  const { toast } = useAnnouncer();
  const exact = useExact(event.timeZone);
  const queries = useQueryClient();
  const [isAsking, setAsking] = useState(false);
  const version = useQuery({
    ...finalPreviewQuery(task.id),
    enabled: task.setup?.hasEntries === true && !task.finalPublishedAt,
  }).data?.version;
  const publish = useMutation({
    mutationFn: () =>
      answer(
        api.POST('/api/v1/tasks/{id}/leaderboard/publish', {
          params: { path: { id: task.id }, query: version === undefined ? {} : { version } },
        }),
      ),
    onSuccess: () => {
      toast(t('setup.finalPublished'));
      setAsking(false);
      void queries.invalidateQueries({ queryKey: keys.event(event.slug) });
      void queries.invalidateQueries({ queryKey: keys.task(task.id) });
    },
  });
  const board = `/events/${event.slug}/tasks/${task.slug}/board?split=final`;
  if (task.finalPublishedAt) {
    return (
      <p>
        {t('setup.finalPublishedAt', { when: exact(task.finalPublishedAt) })}{' '}
        <Link to={board}>{t('task.toBoard')}</Link>
      </p>
    );
  }
  return (
    <div className="stack">
      <p>{t('setup.finalLead')}</p>
      {task.setup?.hasEntries && <FinalPreview task={task} />}
      <div className="row">
        <Link className="button" to={board}>
          {t('setup.finalSee')}
        </Link>
        <button type="button" className="button button-danger" onClick={() => setAsking(true)}>
          {t('setup.finalPublish')}
        </button>
      </div>
      {isAsking && (
        <Confirm
          title={t('setup.finalConfirm', { task: read(task.name) })}
          label={t('setup.finalPublish')}
          isDangerous
          isPending={publish.isPending}
          error={publish.error}
          onConfirm={() => publish.mutate()}
          onClose={() => setAsking(false)}
        >
          <p>{t('setup.finalConfirmEffects')}</p>
        </Confirm>
      )}
    </div>
  );
}
