import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api, type Entry } from '../../api/client.js';
import { keys } from '../../api/queries.js';
import { Dialog } from '../../components/dialog.js';
import { fieldErrors, SubmitRow, TextArea } from '../../components/field.js';
import { ActionError } from '../../components/states.js';
import { useLanguage } from '../../i18n/language.js';

export function Withdraw({ entry, onClose }: { entry: Entry; onClose: () => void }) {
  const { t } = useLanguage();
  const queries = useQueryClient();
  const [reason, setReason] = useState('');
  const withdraw = useMutation({
    mutationFn: () =>
      answer(
        api.POST('/api/v1/submissions/{id}/withdraw', {
          params: { path: { id: entry.id } },
          body: { reason },
        }),
      ),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: keys.task(entry.taskId) });
      onClose();
    },
  });
  return (
    <Dialog title={t('entries.withdrawTitle', { team: entry.team.name })} onClose={onClose}>
      <p>{t('entries.withdrawHint')}</p>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          if (!withdraw.isPending) withdraw.mutate();
        }}
      >
        <TextArea
          label={t('entries.withdrawReason')}
          error={fieldErrors(withdraw.error).reason}
          required
          maxLength={1_000}
          rows={3}
          value={reason}
          onChange={setReason}
        />
        <SubmitRow
          label={t('entries.withdraw')}
          isPending={withdraw.isPending}
          error={<ActionError error={withdraw.error} />}
        >
          <button type="button" className="button" onClick={onClose}>
            {t('action.cancel')}
          </button>
        </SubmitRow>
      </form>
    </Dialog>
  );
}
