import { useQuery } from '@tanstack/react-query';
import { answer, api, type EventView } from '../../api/client.js';
import { Section } from '../../components/pieces.js';
import { ActionError } from '../../components/states.js';
import { useExact, useNow } from '../../components/time.js';
import { useLanguage } from '../../i18n/language.js';
import { isFrozen } from '../../lib/frozen.js';
import { Freeze } from './freeze.js';
import { BroughtNotice } from './missing.js';
import { searchQuery, useTeamChange } from './team-queries.js';

const path = (id: string, invitationId: string) => ({ params: { path: { id, invitationId } } });

/** Invitations for the reader and their requests; nothing where there are none. */
export function TeamSearch({ event }: { event: EventView }) {
  const { t } = useLanguage();
  const exact = useExact(event.timeZone);
  const frozen = isFrozen(event, useNow());
  const search = useQuery(searchQuery(event.slug));
  const accept = useTeamChange(event.slug, ({ team, id }: { team: string; id: string }) =>
    answer(api.POST('/api/v1/teams/{id}/invitations/{invitationId}/accept', path(team, id))),
  );
  const decline = useTeamChange(event.slug, ({ team, id }: { team: string; id: string }) =>
    answer(api.POST('/api/v1/teams/{id}/invitations/{invitationId}/decline', path(team, id))),
  );
  const withdraw = useTeamChange(event.slug, ({ team, id }: { team: string; id: string }) =>
    answer(
      api.DELETE('/api/v1/teams/{id}/requests/{requestId}', {
        params: { path: { id: team, requestId: id } },
      }),
    ),
  );
  if (!search.data || search.data.invitations.length + search.data.requests.length === 0) return null;
  return (
    <Section title={t('teams.searchTitle')}>
      {frozen && (
        <div className="notice">
          <Freeze event={event} />
        </div>
      )}
      <ActionError error={accept.error ?? decline.error ?? withdraw.error} />
      <ul className="plain-list">
        {search.data.invitations.map(({ id, team, invitedByName, expiresAt, budget }) => (
          <li key={id} className="stack">
            <p className="strong">{t('teams.invitedBy', { person: invitedByName, team: team.name })}</p>
            <p className="soft small">{t('team.inviteExpires', { when: exact(expiresAt) })}</p>
            {!frozen && <BroughtNotice budget={budget} mine />}
            <div className="row">
              {!frozen && (
                <button
                  type="button"
                  className="button button-primary"
                  onClick={() => accept.mutate({ team: team.id, id })}
                >
                  {t('invitation.accept')}
                </button>
              )}
              <button type="button" className="button" onClick={() => decline.mutate({ team: team.id, id })}>
                {t('teams.decline')}
              </button>
            </div>
          </li>
        ))}
        {search.data.requests.map(({ id, team, expiresAt }) => (
          <li key={id} className="stack">
            <p>{t('teams.youAsked', { team: team.name })}</p>
            <p className="soft small">{t('teams.openUntil', { when: exact(expiresAt) })}</p>
            <div className="row">
              <button type="button" className="button" onClick={() => withdraw.mutate({ team: team.id, id })}>
                {t('teams.withdraw')}
              </button>
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}
