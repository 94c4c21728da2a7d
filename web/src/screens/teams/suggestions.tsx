import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { EventView } from '../../api/client.js';
import { Section } from '../../components/pieces.js';
import { EmptyState, Loaded } from '../../components/states.js';
import { useLanguage } from '../../i18n/language.js';
import { ComeIn } from './come-in.js';
import { InvitePerson } from './invite-person.js';
import { MissingLine } from './missing.js';
import { suggestionsQuery } from './team-queries.js';
import { Why } from './why.js';

/** Teams that fit the reader, or people who fit their team, each with the reasons. */
export function Suggestions({ event }: { event: EventView }) {
  const { t } = useLanguage();
  const suggestions = useQuery(suggestionsQuery(event.slug));
  return (
    <Section title={event.myTeam ? t('teams.suggestPeople') : t('teams.suggestTeams')}>
      <Loaded query={suggestions} lines={4}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState
              title={t('teams.suggestNone')}
              hint={t('teams.suggestNoneHint')}
              action={
                <Link className="button" to="/account">
                  {t('teams.toProfile')}
                </Link>
              }
            />
          ) : (
            <ul className="plain-list">
              {items
                .slice(0, 6)
                .map(({ team, teamIsOpen, noticeId, personName, background, text, missing, why }) => (
                  <li key={team?.id ?? noticeId} className="stack">
                    <p className="strong">
                      {team ? (
                        <Link to={`/events/${event.slug}/teams/${team.id}`}>{team.name}</Link>
                      ) : (
                        personName
                      )}
                      {background && <span className="soft"> · {t(`background.${background}`)}</span>}
                    </p>
                    {text && <p className="text-block small">{text}</p>}
                    <Why why={why} />
                    <MissingLine missing={missing} />
                    {team && <ComeIn event={event} team={team} isOpen={teamIsOpen} />}
                    {!team && noticeId && event.myTeam && (
                      <InvitePerson event={event} noticeId={noticeId} name={personName ?? ''} />
                    )}
                  </li>
                ))}
            </ul>
          )
        }
      </Loaded>
    </Section>
  );
}
