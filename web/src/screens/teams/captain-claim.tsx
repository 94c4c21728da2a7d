import { answer, api, type EventView, type Team } from '../../api/client.js';
import { useMe } from '../../api/session.js';
import { ActionError } from '../../components/states.js';
import { useExact } from '../../components/time.js';
import { useLanguage } from '../../i18n/language.js';
import { useTeamChange } from './team-queries.js';

/** A captain who is not to be found: asked for, objected to, taken over. */
export function CaptainClaim({
  event,
  team,
  isCaptain,
}: {
  event: EventView;
  team: Team;
  isCaptain: boolean;
}) {
  const { t } = useLanguage();
  const me = useMe();
  const exact = useExact(event.timeZone);
  const params = { params: { path: { id: team.id } } };
  const take = useTeamChange(event.slug, () => answer(api.POST('/api/v1/teams/{id}/captain/claim', params)));
  const object = useTeamChange(event.slug, () =>
    answer(api.DELETE('/api/v1/teams/{id}/captain/claim', params)),
  );
  const claim = team.captainClaim;
  if (!claim) return null;
  const isMine = claim.byName === me?.name && !isCaptain;
  const isPossible = new Date(claim.possibleAt) <= new Date();
  return (
    <div className="notice notice-warn stack">
      <p>{t('teams.claimed', { person: claim.byName, when: exact(claim.possibleAt) })}</p>
      {(isCaptain || isMine) && (
        <div className="row">
          {isMine && isPossible && (
            <button type="button" className="button button-primary" onClick={() => take.mutate()}>
              {t('teams.takeOver')}
            </button>
          )}
          <button type="button" className="button" onClick={() => object.mutate()}>
            {isCaptain ? t('teams.object') : t('teams.withdraw')}
          </button>
        </div>
      )}
      <ActionError error={take.error ?? object.error} />
    </div>
  );
}
