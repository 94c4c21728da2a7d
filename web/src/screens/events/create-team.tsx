import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api, type EventView } from '../../api/client.js';
import { keys } from '../../api/queries.js';
import { meKey } from '../../api/session.js';
import { useAnnouncer } from '../../components/announcer.js';
import { fieldErrors, SubmitRow, TextField } from '../../components/field.js';
import { ActionError } from '../../components/states.js';
import { useLanguage } from '../../i18n/language.js';

export function CreateTeam({ event, onCancel }: { event: EventView; onCancel: () => void }) {
  const { t } = useLanguage();
  const { toast } = useAnnouncer();
  const queries = useQueryClient();
  const [name, setName] = useState('');
  const create = useMutation({
    mutationFn: () =>
      answer(
        api.POST('/api/v1/events/{slug}/teams', { params: { path: { slug: event.slug } }, body: { name } }),
      ),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: keys.event(event.slug) });
      void queries.invalidateQueries({ queryKey: meKey });
      toast(t('team.created'));
    },
  });
  return (
    <form
      className="form"
      onSubmit={(submitted) => {
        submitted.preventDefault();
        if (!create.isPending) create.mutate();
      }}
    >
      <TextField
        label={t('team.name')}
        hint={t('team.nameHint')}
        error={fieldErrors(create.error).name}
        required
        minLength={2}
        maxLength={60}
        value={name}
        onChange={setName}
      />
      <SubmitRow
        label={t('team.create')}
        isPending={create.isPending}
        error={<ActionError error={create.error} />}
      >
        <button type="button" className="button" onClick={onCancel}>
          {t('action.cancel')}
        </button>
      </SubmitRow>
    </form>
  );
}
