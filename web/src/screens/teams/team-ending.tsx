import { useState } from 'react';
import { answer, api, type EventView, type Team } from '../../api/client.js';
import { Confirm } from '../../components/confirm.js';
import { TextArea } from '../../components/field.js';
import { useNow } from '../../components/time.js';
import { useLanguage } from '../../i18n/language.js';
import { isFrozen } from '../../lib/frozen.js';
import { useTeamChange } from './team-queries.js';

/** Leaving, and ending the team for all. */
export function TeamEnding({ event, team, isCaptain }: { event: EventView; team: Team; isCaptain: boolean }) {
  const { t } = useLanguage();
  const [asks, setAsks] = useState<'leave' | 'dissolve' | null>(null);
  const [reason, setReason] = useState('');
  const isOrganizer = event.myRole === 'organizer';
  const frozen = isFrozen(event, useNow());
  const params = { params: { path: { id: team.id } } };
  const leave = useTeamChange(
    event.slug,
    () => answer(api.POST('/api/v1/teams/{id}/leave', params)),
    t('team.left'),
  );
  const dissolve = useTeamChange(
    event.slug,
    () => answer(api.POST('/api/v1/teams/{id}/dissolve', { ...params, body: isOrganizer ? { reason } : {} })),
    t('teams.dissolved'),
  );
  const close = () => setAsks(null);
  return (
    <div className="row">
      {team.isMine && !frozen && (
        <button type="button" className="button" onClick={() => setAsks('leave')}>
          {t('team.leave')}
        </button>
      )}
      {((isCaptain && !frozen) || isOrganizer) && (
        <button type="button" className="button button-quiet" onClick={() => setAsks('dissolve')}>
          {t('teams.dissolve')}
        </button>
      )}
      {asks === 'leave' && (
        <Confirm
          title={t('team.leaveTitle', { team: team.name })}
          label={t('team.leave')}
          isDangerous
          isPending={leave.isPending}
          error={leave.error}
          onConfirm={() => leave.mutate(undefined, { onSuccess: close })}
          onClose={close}
        >
          <p>{t('team.leaveHint')}</p>
          <p>{t('teams.leaveBudget')}</p>
        </Confirm>
      )}
      {asks === 'dissolve' && (
        <Confirm
          title={t('teams.dissolveTitle', { team: team.name })}
          label={t('teams.dissolve')}
          isDangerous
          isPending={dissolve.isPending}
          error={dissolve.error}
          onConfirm={() => dissolve.mutate(undefined, { onSuccess: close })}
          onClose={close}
        >
          <p>{t('teams.dissolveHint')}</p>
          {isOrganizer && (
            <TextArea
              label={t('teams.reason')}
              required
              rows={3}
              maxLength={1000}
              value={reason}
              onChange={setReason}
            />
          )}
        </Confirm>
      )}
    </div>
  );
}
