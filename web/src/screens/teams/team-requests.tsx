import { useQuery } from '@tanstack/react-query';
import { answer, api, type EventView, type Team } from '../../api/client.js';
import { Section } from '../../components/pieces.js';
import { ActionError } from '../../components/states.js';
import { useNow } from '../../components/time.js';
import { useLanguage } from '../../i18n/language.js';
import { isFrozen } from '../../lib/frozen.js';
import { languageName } from '../../lib/languages.js';
import { BroughtNotice } from './missing.js';
import { type JoinRequest, requestsQuery, useTeamChange } from './team-queries.js';

/** People who ask to join, with what they bring; nothing where nobody asks. */
export function TeamRequests({ event, team }: { event: EventView; team: Team }) {
  const { t } = useLanguage();
  const requests = useQuery(requestsQuery(event.slug, team.id));
  if (!requests.data || requests.data.items.length === 0) return null;
  return (
    <Section title={t('teams.requests')}>
      <ul className="plain-list">
        {requests.data.items.map((request) => (
          <Request key={request.id} event={event} team={team} request={request} />
        ))}
      </ul>
    </Section>
  );
}

function Request({ event, team, request }: { event: EventView; team: Team; request: JoinRequest }) {
  const { t, language } = useLanguage();
  const now = useNow();
  const params = { params: { path: { id: team.id, requestId: request.id } } };
  const { person } = request;
  const accept = useTeamChange(
    event.slug,
    () =>
      answer(
        api.POST('/api/v1/teams/{id}/requests/{requestId}/accept', {
          ...params,
          body: { brings: request.brings },
        }),
      ),
    t('teams.accepted', { person: person.name }),
  );
  const decline = useTeamChange(event.slug, () =>
    answer(api.POST('/api/v1/teams/{id}/requests/{requestId}/decline', params)),
  );
  const facts = [
    ...(person.background ? [t(`background.${person.background}`)] : []),
    ...(person.affiliation ? [person.affiliation] : []),
    ...person.skills,
    ...person.languages.map((code) => languageName(code, language)),
  ];
  return (
    <li className="stack">
      <p className="strong">{person.name}</p>
      {facts.length > 0 && <p className="soft small">{facts.join(' · ')}</p>}
      {request.message && <p className="text-block">{request.message}</p>}
      <BroughtNotice budget={request.budget} />
      {team.isMine && (
        <div className="row">
          {!isFrozen(event, now) && (
            <button
              type="button"
              className="button button-primary"
              aria-label={t('teams.acceptOf', { person: person.name })}
              onClick={() => !accept.isPending && accept.mutate()}
            >
              {t('teams.accept')}
            </button>
          )}
          <button
            type="button"
            className="button"
            aria-label={t('teams.declineOf', { person: person.name })}
            onClick={() => !decline.isPending && decline.mutate()}
          >
            {t('teams.decline')}
          </button>
        </div>
      )}
      <ActionError error={accept.error ?? decline.error} />
    </li>
  );
}
