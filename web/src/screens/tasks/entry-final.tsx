import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api, type Entry } from '../../api/client.js';
import { keys } from '../../api/queries.js';
import { ActionError } from '../../components/states.js';
import { useLanguage } from '../../i18n/language.js';

/** Whether an entry counts for the final ranking; its team decides. */
export function EntryFinal({ entry, isOwn, isLocked }: { entry: Entry; isOwn: boolean; isLocked: boolean }) {
  const { t } = useLanguage();
  const queries = useQueryClient();
  const select = useMutation({
    mutationFn: (selected: boolean) =>
      answer(
        api.PUT('/api/v1/submissions/{id}/selection', {
          params: { path: { id: entry.id } },
          body: { selected },
        }),
      ),
    onSettled: () => queries.invalidateQueries({ queryKey: keys.task(entry.taskId) }),
  });
  if (
    entry.status === 'cancelled' ||
    entry.status === 'failed' ||
    entry.status === 'unscored' ||
    entry.withdrawnAt
  )
    return null;
  if (!isOwn || isLocked) return entry.selected ? t('task.left.selected') : null;
  return (
    <div>
      <label className="check">
        <input
          type="checkbox"
          aria-label={t('entries.select', { file: entry.fileName })}
          checked={select.isPending ? select.variables : entry.selected}
          onChange={({ target }) => select.mutate(target.checked)}
        />
        <span aria-hidden="true">{t('entries.selectShort')}</span>
      </label>
      <ActionError error={select.error} />
    </div>
  );
}
