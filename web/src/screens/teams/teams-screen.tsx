import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import type { EventView } from '../../api/client.js';
import { eventQuery } from '../../api/queries.js';
import { TextField } from '../../components/field.js';
import { PageHeader } from '../../components/page-header.js';
import { Badge, Section } from '../../components/pieces.js';
import { EmptyState, Loaded } from '../../components/states.js';
import { useNow } from '../../components/time.js';
import { useLanguage } from '../../i18n/language.js';
import { isFrozen } from '../../lib/frozen.js';
import { Wishes } from '../balance/wishes.js';
import { CreateTeam } from '../events/create-team.js';
import { ComeIn } from './come-in.js';
import { Freeze } from './freeze.js';
import { HaveCode } from './have-code.js';
import { MissingLine } from './missing.js';
import { MyNotice } from './my-notice.js';
import { NoticeBoard } from './notice-board.js';
import { OrganizersTeams } from './organizers-teams.js';
import { Suggestions } from './suggestions.js';
import { allTeamsQuery } from './team-queries.js';
import { TeamSearch } from './team-search.js';

/** The teams of an event: who fits whom, the notice board, and all teams by name. */
export function TeamsScreen() {
  const { slug = '' } = useParams();
  const event = useQuery(eventQuery(slug));
  return (
    <Loaded query={event} lines={14}>
      {(loaded) => <Teams event={loaded} />}
    </Loaded>
  );
}

function Teams({ event }: { event: EventView }) {
  const { t, read } = useLanguage();
  const seeks = event.myRole === 'participant';
  const frozen = isFrozen(event, useNow());
  return (
    <>
      <PageHeader
        title={t('teams.title')}
        crumbs={[
          { to: '/', label: t('events.title') },
          { to: `/events/${event.slug}`, label: read(event.name) },
        ]}
        lead={<Freeze event={event} />}
        actions={
          event.myRole === 'organizer' && (
            <Link className="button" to={`/events/${event.slug}/balance`}>
              {t('balance.open')}
            </Link>
          )
        }
      />
      <div className="stack-large">
        {seeks && !event.myTeam && !frozen && <NewTeam event={event} />}
        {(seeks || event.myRole === null) && !event.myTeam && !frozen && <HaveCode />}
        {seeks && !event.myTeam && <TeamSearch event={event} />}
        {event.myRole === 'organizer' && <OrganizersTeams event={event} />}
        {seeks && !frozen && <Suggestions event={event} />}
        {seeks && <MyNotice event={event} />}
        {seeks && <Wishes event={event} />}
        <NoticeBoard event={event} />
        {event.myRole !== 'organizer' && <AllTeams event={event} />}
      </div>
    </>
  );
}

function NewTeam({ event }: { event: EventView }) {
  const { t } = useLanguage();
  const [isCreating, setCreating] = useState(false);
  if (isCreating) return <CreateTeam event={event} onCancel={() => setCreating(false)} />;
  return (
    <p>
      <button type="button" className="button" onClick={() => setCreating(true)}>
        {t('team.create')}
      </button>
    </p>
  );
}

function AllTeams({ event }: { event: EventView }) {
  const { t } = useLanguage();
  const frozen = isFrozen(event, useNow());
  const [search, setSearch] = useState('');
  const teams = useQuery(allTeamsQuery(event.slug));
  return (
    <Section title={t('teams.all.title')}>
      <TextField label={t('teams.searchName')} value={search} onChange={setSearch} />
      <Loaded query={teams} lines={8}>
        {(all) => {
          const shown = all.filter(({ name }) => name.toLowerCase().includes(search.trim().toLowerCase()));
          if (shown.length === 0) return <EmptyState title={t('teams.all.empty')} />;
          return (
            <ul className="plain-list">
              {shown.map((team) => (
                <li key={team.id} className="stack">
                  <p className="row">
                    <Link className="strong" to={`/events/${event.slug}/teams/${team.id}`}>
                      {team.name}
                    </Link>
                    {team.isMine && <Badge tone="good">{t('teams.mine')}</Badge>}
                    {team.open && !frozen && <Badge>{t('teams.open')}</Badge>}
                    <span className="soft small">
                      {t('team.members', { n: team.memberCount, max: event.maxTeamSize })}
                    </span>
                  </p>
                  <MissingLine missing={team.missing} />
                  {team.memberCount < event.maxTeamSize && (
                    <ComeIn event={event} team={team} isOpen={team.open} />
                  )}
                </li>
              ))}
            </ul>
          );
        }}
      </Loaded>
    </Section>
  );
}
