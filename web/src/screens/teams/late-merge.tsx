import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, type EventView, type Team } from '../../api/client.js';
import { problemFrom } from '../../api/problem.js';
import { Dialog } from '../../components/dialog.js';
import { fieldErrors, SelectField, SubmitRow, TextArea } from '../../components/field.js';
import { ActionError } from '../../components/states.js';
import { useLanguage } from '../../i18n/language.js';
import { BroughtNotice } from './missing.js';
import { allTeamsQuery, broughtQuery, useTeamChange } from './team-queries.js';

/** Makes this team part of another without their captains, with a reason that both read; for organizers. */
export function LateMerge({ event, team, onClose }: { event: EventView; team: Team; onClose: () => void }) {
  const { t } = useLanguage();
  const teams = useQuery(allTeamsQuery(event.slug));
  const fitting = (teams.data ?? []).filter(
    ({ id, memberCount }) => id !== team.id && memberCount + team.memberCount <= event.maxTeamSize,
  );
  const [chosen, setChosen] = useState('');
  const [reason, setReason] = useState('');
  const intoTeamId = chosen || fitting[0]?.id || '';
  const brought = useQuery(broughtQuery(event.slug, intoTeamId, { fromTeamId: team.id }));
  const merge = useTeamChange(
    event.slug,
    async () => {
      const { response, error } = await api.POST('/api/v1/teams/{id}/late-merge', {
        params: { path: { id: team.id } },
        body: { intoTeamId, reason },
      });
      if (!response.ok) throw problemFrom(response.status, error);
    },
    t('teams.merged', { team: team.name }),
  );
  return (
    <Dialog title={t('teams.mergeLate', { team: team.name })} onClose={onClose}>
      {teams.data && fitting.length === 0 ? (
        <>
          <p>{t('teams.mergeNone')}</p>
          <div className="form-actions">
            <button type="button" className="button" onClick={onClose}>
              {t('action.close')}
            </button>
          </div>
        </>
      ) : (
        <form
          className="form"
          onSubmit={(submitted) => {
            submitted.preventDefault();
            if (!merge.isPending) merge.mutate(undefined, { onSuccess: onClose });
          }}
        >
          <p>{t('teams.mergeLateHint')}</p>
          <SelectField
            label={t('teams.mergeLateInto')}
            value={intoTeamId}
            onChange={setChosen}
            options={fitting.map(({ id, name }) => ({ value: id, label: name }))}
          />
          {brought.data && <BroughtNotice budget={brought.data.budget} />}
          <TextArea
            label={t('teams.reason')}
            hint={t('teams.reasonHint')}
            error={fieldErrors(merge.error).reason}
            required
            rows={3}
            maxLength={1000}
            value={reason}
            onChange={setReason}
          />
          <SubmitRow
            label={t('teams.mergeLateDo')}
            isPending={merge.isPending}
            error={<ActionError error={merge.error} />}
          >
            <button type="button" className="button" onClick={onClose}>
              {t('action.cancel')}
            </button>
          </SubmitRow>
        </form>
      )}
    </Dialog>
  );
}
