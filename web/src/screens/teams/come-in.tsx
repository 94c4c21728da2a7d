import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api, type EventView } from '../../api/client.js';
import { ActionError } from '../../components/states.js';
import { useNow } from '../../components/time.js';
import { useLanguage } from '../../i18n/language.js';
import { isFrozen } from '../../lib/frozen.js';
import { AskToJoin } from './ask-to-join.js';
import { broughtQuery, useTeamChange } from './team-queries.js';

/** How a participant without a team comes into this one: at once where it is open, else by asking. */
export function ComeIn({
  event,
  team,
  isOpen,
  isPage = false,
}: {
  event: EventView;
  team: { id: string; name: string };
  isOpen: boolean;
  /** On the team's own page: what the reader would bring is said before they decide. */
  isPage?: boolean;
}) {
  const { t } = useLanguage();
  const [asks, setAsks] = useState(false);
  const join = useTeamChange(
    event.slug,
    () => answer(api.POST('/api/v1/teams/{id}/join', { params: { path: { id: team.id } } })),
    t('invitation.accepted', { team: team.name }),
  );
  const frozen = isFrozen(event, useNow());
  const mayCome = event.myRole === 'participant' && !event.myTeam && !frozen;
  const brought = useQuery({ ...broughtQuery(event.slug, team.id, {}), enabled: mayCome && isPage }).data;
  if (!mayCome) return null;
  return (
    <div className="stack">
      {brought !== undefined && brought.brings > 0 && (
        <p className="notice notice-warn">{t('teams.youWouldBring', { n: brought.brings })}</p>
      )}
      <div className="row">
        {isOpen && !brought?.brings && (
          <button
            type="button"
            className="button button-primary"
            aria-disabled={join.isPending}
            aria-label={t('teams.joinTeam', { team: team.name })}
            onClick={() => !join.isPending && join.mutate()}
          >
            {t('teams.join')}
          </button>
        )}
        <button
          type="button"
          className="button"
          aria-label={t('teams.askTeam', { team: team.name })}
          onClick={() => setAsks(true)}
        >
          {t('teams.ask')}
        </button>
      </div>
      <ActionError error={join.error} />
      {asks && <AskToJoin slug={event.slug} team={team} onClose={() => setAsks(false)} />}
    </div>
  );
}
