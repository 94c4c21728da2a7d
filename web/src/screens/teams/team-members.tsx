import { useState } from 'react';
import { answer, api, type EventView, type Team } from '../../api/client.js';
import { useMe } from '../../api/session.js';
import { Confirm } from '../../components/confirm.js';
import { TextArea } from '../../components/field.js';
import { Badge, Section } from '../../components/pieces.js';
import { ActionError } from '../../components/states.js';
import { useLanguage } from '../../i18n/language.js';
import { useTeamChange } from './team-queries.js';

type Member = NonNullable<Team['members']>[number];

/** Who is in the team and who speaks for it. */
export function TeamMembers({
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
  const [next, setNext] = useState<Member | null>(null);
  const claim = useTeamChange(
    event.slug,
    () => answer(api.POST('/api/v1/teams/{id}/captain/claim', { params: { path: { id: team.id } } })),
    t('teams.claimSent'),
  );
  const mayAppoint = isCaptain || event.myRole === 'organizer';
  return (
    <Section title={t('teams.members')}>
      <ul className="plain-list">
        {(team.members ?? []).map((member) => (
          <li key={member.accountId} className="row">
            <span>
              {member.name}
              {member.accountId === me?.id && <span className="soft"> ({t('team.you')})</span>}
              {member.background && <span className="soft"> · {t(`background.${member.background}`)}</span>}
            </span>
            {member.isCaptain && <Badge>{t('team.captain')}</Badge>}
            {mayAppoint && !member.isCaptain && (
              <button
                type="button"
                className="button button-quiet"
                aria-label={t('teams.makeCaptainOf', { person: member.name })}
                onClick={() => setNext(member)}
              >
                {t('teams.makeCaptain')}
              </button>
            )}
          </li>
        ))}
      </ul>
      {team.isMine && !isCaptain && !team.captainClaim && (
        <p>
          <button type="button" className="button button-quiet" onClick={() => claim.mutate()}>
            {t('teams.claim')}
          </button>
        </p>
      )}
      <ActionError error={claim.error} />
      {next && <Appoint event={event} team={team} member={next} onClose={() => setNext(null)} />}
    </Section>
  );
}

function Appoint({
  event,
  team,
  member,
  onClose,
}: {
  event: EventView;
  team: Team;
  member: Member;
  onClose: () => void;
}) {
  const { t } = useLanguage();
  const [reason, setReason] = useState('');
  const isOrganizer = event.myRole === 'organizer';
  const appoint = useTeamChange(
    event.slug,
    () =>
      answer(
        api.PUT('/api/v1/teams/{id}/captain', {
          params: { path: { id: team.id } },
          body: { accountId: member.accountId, ...(isOrganizer ? { reason } : {}) },
        }),
      ),
    t('teams.isCaptain', { person: member.name }),
  );
  return (
    <Confirm
      title={t('teams.makeCaptainOf', { person: member.name })}
      label={t('teams.makeCaptain')}
      isPending={appoint.isPending}
      error={appoint.error}
      onConfirm={() => appoint.mutate(undefined, { onSuccess: onClose })}
      onClose={onClose}
    >
      <p>{t('teams.makeCaptainHint')}</p>
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
  );
}
