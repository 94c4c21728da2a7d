import { useState } from 'react';
import { answer, api, type EventView } from '../../api/client.js';
import { Dialog } from '../../components/dialog.js';
import { fieldErrors, SubmitRow, TextArea, TextField } from '../../components/field.js';
import { ActionError } from '../../components/states.js';
import { useLanguage } from '../../i18n/language.js';
import { useTeamChange } from './team-queries.js';

/** A mail to everybody in the teams that are chosen. */
export function WriteToTeams({
  event,
  teamIds,
  onClose,
}: {
  event: EventView;
  teamIds: string[];
  onClose: () => void;
}) {
  const { t } = useLanguage();
  const [subject, setSubject] = useState('');
  const [message, setMessage] = useState('');
  const write = useTeamChange(
    event.slug,
    () =>
      answer(
        api.POST('/api/v1/events/{slug}/team-letters', {
          params: { path: { slug: event.slug } },
          body: { teamIds, subject, message },
        }),
      ),
    t('teams.written', { n: teamIds.length }),
  );
  const errors = fieldErrors(write.error);
  return (
    <Dialog title={t('teams.write', { n: teamIds.length })} onClose={onClose}>
      <form
        className="form"
        onSubmit={(submitted) => {
          submitted.preventDefault();
          if (!write.isPending) write.mutate(undefined, { onSuccess: onClose });
        }}
      >
        <p className="soft">{t('teams.writeLead')}</p>
        <TextField
          label={t('teams.writeSubject')}
          required
          maxLength={120}
          value={subject}
          onChange={setSubject}
          error={errors.subject}
        />
        <TextArea
          label={t('teams.message')}
          required
          rows={6}
          maxLength={4000}
          value={message}
          onChange={setMessage}
          error={errors.message}
        />
        <SubmitRow
          label={t('teams.writeSend')}
          isPending={write.isPending}
          error={Object.keys(errors).length === 0 && <ActionError error={write.error} />}
        >
          <button type="button" className="button" onClick={onClose}>
            {t('action.cancel')}
          </button>
        </SubmitRow>
      </form>
    </Dialog>
  );
}
