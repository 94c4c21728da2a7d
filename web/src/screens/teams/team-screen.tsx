import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import type { EventView, Team } from '../../api/client.js';
import { eventQuery, teamQuery } from '../../api/queries.js';
import { useMe } from '../../api/session.js';
import { PageHeader } from '../../components/page-header.js';
import { Badge } from '../../components/pieces.js';
import { Loaded } from '../../components/states.js';
import { useNow } from '../../components/time.js';
import { useLanguage } from '../../i18n/language.js';
import { isFrozen } from '../../lib/frozen.js';
import { TeamWorkPanel } from '../problems/team-work-panel.js';
import { CaptainClaim } from './captain-claim.js';
import { ComeIn } from './come-in.js';
import { Freeze } from './freeze.js';
import { MissingLine } from './missing.js';
import { TeamBudget } from './team-budget.js';
import { TeamEnding } from './team-ending.js';
import { TeamInvitations } from './team-invitations.js';
import { TeamMembers } from './team-members.js';
import { TeamMerges } from './team-merges.js';
import { TeamRequests } from './team-requests.js';
import { TeamSettings } from './team-settings.js';

/** One team: for everyone what it is; for itself and organizers, its life. */
export function TeamScreen() {
  const { slug = '', teamId = '' } = useParams();
  const event = useQuery(eventQuery(slug));
  const team = useQuery(teamQuery(slug, teamId));
  return (
    <Loaded query={event} lines={14}>
      {(loaded) => (
        <Loaded query={team} lines={14}>
          {(found) => <TeamPage event={loaded} team={found} />}
        </Loaded>
      )}
    </Loaded>
  );
}

function TeamPage({ event, team }: { event: EventView; team: Team }) {
  const { t, read } = useLanguage();
  const me = useMe();
  const isCaptain = (team.members ?? []).some(
    ({ accountId, isCaptain }) => isCaptain && accountId === me?.id,
  );
  const isInside = team.members !== null;
  const isAlive = team.dissolvedAt === null;
  const frozen = isFrozen(event, useNow());
  return (
    <>
      <PageHeader
        title={team.name}
        crumbs={[
          { to: '/', label: t('events.title') },
          { to: `/events/${event.slug}`, label: read(event.name) },
          { to: `/events/${event.slug}/teams`, label: t('teams.title') },
        ]}
        badge={
          isAlive && frozen ? (
            <Badge>{t('teams.frozenBadge')}</Badge>
          ) : isAlive ? (
            <Badge tone={team.open ? 'good' : 'quiet'}>
              {team.open ? t('teams.open') : t('teams.closed')}
            </Badge>
          ) : (
            <Badge tone="warn">{t('teams.ended')}</Badge>
          )
        }
        lead={
          <>
            <p>{t('team.members', { n: team.memberCount, max: team.maxTeamSize })}</p>
            {isAlive && frozen && <Freeze event={event} />}
          </>
        }
      />
      <div className="stack-large">
        {team.mergedInto && (
          <p>
            {t('teams.mergedInto')}{' '}
            <Link to={`/events/${event.slug}/teams/${team.mergedInto.id}`}>{team.mergedInto.name}</Link>
          </p>
        )}
        <div className="stack">
          {isAlive && <MissingLine missing={team.missing} />}
          {team.description && <p className="text-block">{team.description}</p>}
          {isAlive && <ComeIn event={event} team={team} isOpen={team.open} isPage />}
        </div>
        {isAlive && isInside && <CaptainClaim event={event} team={team} isCaptain={isCaptain} />}
        {isAlive && isInside && <TeamRequests event={event} team={team} />}
        {isInside && (
          <div className="two-columns">
            <div className="stack-large">
              {isAlive && <TeamMembers event={event} team={team} isCaptain={isCaptain} />}
              {isAlive && <TeamWorkPanel event={event} teamId={team.id} />}
              {isAlive && <TeamInvitations event={event} team={team} />}
            </div>
            <div className="stack-large">
              <TeamBudget event={event} team={team} />
              {isAlive && <TeamMerges event={event} team={team} isCaptain={isCaptain} />}
            </div>
          </div>
        )}
        {isAlive && team.isMine && <TeamSettings event={event} team={team} isCaptain={isCaptain} />}
        {isAlive && isInside && <TeamEnding event={event} team={team} isCaptain={isCaptain} />}
      </div>
    </>
  );
}
