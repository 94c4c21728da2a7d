import { useState } from 'react';
import { answer, api, type EventView } from '../../api/client.js';
import { Dialog } from '../../components/dialog.js';
import { fieldErrors, SelectField, SubmitRow, TextArea, TextField } from '../../components/field.js';
import { ActionError } from '../../components/states.js';
import { useLanguage } from '../../i18n/language.js';
import { useTeamChange } from './team-queries.js';

/** A new team with somebody who has none as its captain, with a reason that they read. */
export function LateTeam({
  event,
  people,
  onClose,
}: {
  event: EventView;
  people: { accountId: string; name: string }[];
  onClose: () => void;
}) {
  const { t } = useLanguage();
  const [name, setName] = useState('');
  const [captain, setCaptain] = useState(people[0]?.accountId ?? '');
  const [reason, setReason] = useState('');
  const make = useTeamChange(
    event.slug,
    () =>
      answer(
        api.POST('/api/v1/events/{slug}/late-teams', {
          params: { path: { slug: event.slug } },
          body: { name, captainId: captain, reason },
        }),
      ),
    t('teams.made', { team: name }),
  );
  const errors = fieldErrors(make.error);
  return (
    <Dialog title={t('teams.make')} onClose={onClose}>
      <form
        className="form"
        onSubmit={(submitted) => {
          submitted.preventDefault();
          if (!make.isPending) make.mutate(undefined, { onSuccess: onClose });
        }}
      >
        <TextField
          label={t('teams.makeName')}
          required
          maxLength={60}
          value={name}
          onChange={setName}
          error={errors.name}
        />
        <SelectField
          label={t('teams.makeCaptain')}
          hint={t('teams.makeCaptainHint')}
          value={captain}
          onChange={setCaptain}
          options={people.map(({ accountId, name: label }) => ({ value: accountId, label }))}
        />
        <TextArea
          label={t('teams.reason')}
          hint={t('teams.reasonHint')}
          required
          rows={3}
          maxLength={1000}
          value={reason}
          onChange={setReason}
          error={errors.reason}
        />
        <SubmitRow
          label={t('teams.make')}
          isPending={make.isPending}
          error={Object.keys(errors).length === 0 && <ActionError error={make.error} />}
        >
          <button type="button" className="button" onClick={onClose}>
            {t('action.cancel')}
          </button>
        </SubmitRow>
      </form>
    </Dialog>
  );
}
