import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { Link } from 'react-router';
import { api, type EventView, type Team } from '../../api/client.js';
import { problemFrom } from '../../api/problem.js';
import { keys, teamQuery } from '../../api/queries.js';
import { meKey, useMe } from '../../api/session.js';
import { useAnnouncer } from '../../components/announcer.js';
import { Badge, Section } from '../../components/pieces.js';
import { Loaded } from '../../components/states.js';
import { useNow } from '../../components/time.js';
import { useLanguage } from '../../i18n/language.js';
import { isFrozen } from '../../lib/frozen.js';
import { Freeze } from '../teams/freeze.js';
import { HaveCode } from '../teams/have-code.js';
import { MissingLine } from '../teams/missing.js';
import { TeamSearch } from '../teams/team-search.js';

const Invite = lazy(async () => ({ default: (await import('./invite.js')).Invite }));
const Confirm = lazy(async () => ({ default: (await import('../../components/confirm.js')).Confirm }));

export function MyTeam({ event }: { event: EventView }) {
  const { t } = useLanguage();
  const frozen = isFrozen(event, useNow());
  return (
    <Section title={t('team.title')}>
      {event.myTeam ? (
        <TeamPanel event={event} id={event.myTeam.id} />
      ) : (
        <>
          <p className="soft">{t('team.none')}</p>
          <TeamSearch event={event} />
          {frozen ? <Freeze event={event} /> : <HaveCode />}
          <p>
            <Link className="button" to={`/events/${event.slug}/teams`}>
              {t('teams.find')}
            </Link>
          </p>
        </>
      )}
    </Section>
  );
}

function TeamPanel({ event, id }: { event: EventView; id: string }) {
  const team = useQuery(teamQuery(event.slug, id));
  return (
    <Loaded query={team} lines={6}>
      {(loaded) => <TeamMembers event={event} team={loaded} />}
    </Loaded>
  );
}

function TeamMembers({ event, team }: { event: EventView; team: Team }) {
  const { slug } = event;
  const { t } = useLanguage();
  const frozen = isFrozen(event, useNow());
  const me = useMe();
  const [open, setOpen] = useState<'invite' | 'leave' | null>(null);
  return (
    <div className="stack">
      <div>
        <p className="strong">
          <Link to={`/events/${slug}/teams/${team.id}`}>{team.name}</Link>
        </p>
        <p className="soft small">{t('team.members', { n: team.memberCount, max: team.maxTeamSize })}</p>
        <MissingLine missing={team.missing} />
      </div>
      <ul className="members">
        {(team.members ?? []).map((member) => (
          <li key={member.accountId} className="row">
            <span>
              {member.name}
              {member.accountId === me?.id && <span className="soft"> ({t('team.you')})</span>}
            </span>
            {member.isCaptain && <Badge>{t('team.captain')}</Badge>}
          </li>
        ))}
      </ul>
      {frozen && (
        <div className="soft small">
          <Freeze event={event} />
        </div>
      )}
      {!frozen && (
        <div className="row">
          {team.memberCount < team.maxTeamSize && (
            <button type="button" className="button" onClick={() => setOpen('invite')}>
              {t('team.invite')}
            </button>
          )}
          <button type="button" className="button button-quiet" onClick={() => setOpen('leave')}>
            {t('team.leave')}
          </button>
        </div>
      )}
      <Suspense>
        {open === 'invite' && <Invite team={team} onClose={() => setOpen(null)} />}
        {open === 'leave' && <Leave slug={slug} team={team} onClose={() => setOpen(null)} />}
      </Suspense>
    </div>
  );
}

function Leave({ slug, team, onClose }: { slug: string; team: Team; onClose: () => void }) {
  const { t } = useLanguage();
  const { toast } = useAnnouncer();
  const queries = useQueryClient();
  const leave = useMutation({
    mutationFn: async () => {
      const { response, error } = await api.POST('/api/v1/teams/{id}/leave', {
        params: { path: { id: team.id } },
      });
      if (!response.ok) throw problemFrom(response.status, error);
    },
    onSuccess: () => {
      toast(t('team.left'));
      onClose();
      void queries.invalidateQueries({ queryKey: keys.event(slug) });
      void queries.invalidateQueries({ queryKey: meKey });
    },
  });
  return (
    <Confirm
      title={t('team.leaveTitle', { team: team.name })}
      label={t('team.leave')}
      isDangerous
      isPending={leave.isPending}
      error={leave.error}
      onConfirm={() => leave.mutate()}
      onClose={onClose}
    >
      <p>{t('team.leaveHint')}</p>
      <p>{t('teams.leaveBudget')}</p>
    </Confirm>
  );
}
