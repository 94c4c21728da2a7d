import { useState } from 'react';
import { answer, api } from '../../api/client.js';
import { Dialog } from '../../components/dialog.js';
import { fieldErrors, SubmitRow, TextArea } from '../../components/field.js';
import { ActionError } from '../../components/states.js';
import { useLanguage } from '../../i18n/language.js';
import { useTeamChange } from './team-queries.js';

export function AskToJoin({
  slug,
  team,
  onClose,
}: {
  slug: string;
  team: { id: string; name: string };
  onClose: () => void;
}) {
  const { t } = useLanguage();
  const [message, setMessage] = useState('');
  const ask = useTeamChange(
    slug,
    () =>
      answer(
        api.POST('/api/v1/teams/{id}/requests', { params: { path: { id: team.id } }, body: { message } }),
      ),
    t('teams.asked', { team: team.name }),
  );
  return (
    <Dialog title={t('teams.askTitle', { team: team.name })} onClose={onClose}>
      <p>{t('teams.askLead')}</p>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          if (!ask.isPending) ask.mutate(undefined, { onSuccess: onClose });
        }}
      >
        <TextArea
          label={t('teams.message')}
          optional
          rows={4}
          maxLength={2000}
          error={fieldErrors(ask.error).message}
          value={message}
          onChange={setMessage}
        />
        <SubmitRow label={t('teams.ask')} isPending={ask.isPending} error={<ActionError error={ask.error} />}>
          <button type="button" className="button" onClick={onClose}>
            {t('action.cancel')}
          </button>
        </SubmitRow>
      </form>
    </Dialog>
  );
}
