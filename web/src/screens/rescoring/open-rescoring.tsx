import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api, type EventView, type Task } from '../../api/client.js';
import { keys } from '../../api/queries.js';
import { Confirm } from '../../components/confirm.js';
import { Definitions } from '../../components/pieces.js';
import { Loaded } from '../../components/states.js';
import { useExact } from '../../components/time.js';
import { useLanguage } from '../../i18n/language.js';
import { BoardsCompared } from './boards-compared.js';
import { comparisonQuery, type Rescoring } from './rescoring-queries.js';
import { rulesInWords } from './rules-in-words.js';

/** How far it is, what would change, and the two ways out. */
export function OpenRescoring({
  event,
  task,
  rescoring,
}: {
  event: EventView;
  task: Task;
  rescoring: Rescoring;
}) {
  const { t } = useLanguage();
  const exact = useExact(event.timeZone);
  const queries = useQueryClient();
  const [asked, setAsked] = useState<'apply' | 'discard' | null>(null);
  const comparison = useQuery({ ...comparisonQuery(task.id, rescoring), placeholderData: (last) => last });
  const decide = useMutation({
    mutationFn: (decision: 'apply' | 'discard') =>
      answer(api.POST(`/api/v1/rescorings/{id}/${decision}`, { params: { path: { id: rescoring.id } } })),
    onSuccess: () => {
      setAsked(null);
      void queries.invalidateQueries({ queryKey: keys.event(event.slug) });
      void queries.invalidateQueries({ queryKey: keys.task(task.id) });
    },
  });
  const isReady = rescoring.status === 'ready';
  const done = rescoring.done ?? 0;
  const total = rescoring.total ?? 0;
  const refused = rescoring.refused ?? 0;
  return (
    <div className="stack">
      <p role="status" className="strong">
        {t(`rescoring.status.${rescoring.status as 'scoring' | 'ready' | 'applying'}`, { done, total })}
      </p>
      {rescoring.status === 'scoring' && (
        <progress value={done} max={total} aria-label={t('rescoring.progress')} />
      )}
      <Definitions
        items={[
          { term: t('rescoring.reason'), text: rescoring.reason },
          { term: t('rescoring.old'), text: rulesInWords(rescoring.before, t, task.schema) },
          { term: t('rescoring.new'), text: rulesInWords(rescoring.after, t, task.schema) },
          { term: t('rescoring.since'), text: exact(rescoring.requestedAt) },
        ]}
      />
      <Loaded query={comparison} lines={6}>
        {(loaded) => <BoardsCompared comparison={loaded} rescoring={rescoring} outcome={task.schema} />}
      </Loaded>
      <div className="row">
        <button
          type="button"
          className="button button-primary"
          aria-disabled={!isReady || refused > 0}
          onClick={() => isReady && refused === 0 && setAsked('apply')}
        >
          {t('rescoring.apply')}
        </button>
        <button
          type="button"
          className="button"
          aria-disabled={rescoring.status === 'applying'}
          onClick={() => rescoring.status !== 'applying' && setAsked('discard')}
        >
          {t('rescoring.discard')}
        </button>
      </div>
      {asked && (
        <Confirm
          title={t(`rescoring.${asked}Confirm`)}
          label={t(`rescoring.${asked}`)}
          isDangerous={asked === 'apply'}
          isPending={decide.isPending}
          error={decide.error}
          onConfirm={() => decide.mutate(asked)}
          onClose={() => setAsked(null)}
        >
          <p>{t(`rescoring.${asked}Effects`)}</p>
        </Confirm>
      )}
    </div>
  );
}
