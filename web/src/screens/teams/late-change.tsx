import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api, type EventView } from '../../api/client.js';
import { Dialog } from '../../components/dialog.js';
import { fieldErrors, SelectField, SubmitRow, TextArea } from '../../components/field.js';
import { ActionError } from '../../components/states.js';
import { useLanguage } from '../../i18n/language.js';
import { BroughtNotice } from './missing.js';
import { broughtQuery, type TeamItem, useTeamChange } from './team-queries.js';

/** Puts one person into another team or into none, with a reason that the teams concerned read. */
export function LateChange({
  event,
  teams,
  person,
  onClose,
}: {
  event: EventView;
  teams: TeamItem[];
  person: { accountId: string; name: string; teamId: string | null };
  onClose: () => void;
}) {
  const { t } = useLanguage();
  const others = teams.filter(({ id }) => id !== person.teamId);
  const [teamId, setTeamId] = useState(person.teamId ? '' : (others[0]?.id ?? ''));
  const brought = useQuery(broughtQuery(event.slug, teamId, { accountId: person.accountId }));
  const [reason, setReason] = useState('');
  const change = useTeamChange(
    event.slug,
    () =>
      answer(
        api.PUT('/api/v1/events/{slug}/team-places/{accountId}', {
          params: { path: { slug: event.slug, accountId: person.accountId } },
          body: { teamId: teamId || null, reason },
        }),
      ),
    t('teams.moved', { person: person.name }),
  );
  return (
    <Dialog title={t('teams.movePerson', { person: person.name })} onClose={onClose}>
      <form
        className="form"
        onSubmit={(submitted) => {
          submitted.preventDefault();
          if (!change.isPending) change.mutate(undefined, { onSuccess: onClose });
        }}
      >
        <SelectField
          label={t('teams.moveInto')}
          value={teamId}
          onChange={setTeamId}
          options={[
            ...(person.teamId ? [{ value: '', label: t('teams.noTeam') }] : []),
            ...others.map(({ id, name, memberCount }) => ({
              value: id,
              label: `${name} (${memberCount}/${event.maxTeamSize})`,
            })),
          ]}
        />
        {brought.data && <BroughtNotice budget={brought.data.budget} />}
        <TextArea
          label={t('teams.reason')}
          hint={t('teams.reasonHint')}
          error={fieldErrors(change.error).reason}
          required
          rows={3}
          maxLength={1000}
          value={reason}
          onChange={setReason}
        />
        <SubmitRow
          label={t('teams.move')}
          isPending={change.isPending}
          error={<ActionError error={change.error} />}
        >
          <button type="button" className="button" onClick={onClose}>
            {t('action.cancel')}
          </button>
        </SubmitRow>
      </form>
    </Dialog>
  );
}
