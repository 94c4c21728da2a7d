import { lazy, Suspense, useState } from 'react';
import { answer, api, type EventView, type Team } from '../../api/client.js';
import { Section } from '../../components/pieces.js';
import { ActionError } from '../../components/states.js';
import { useExact, useNow } from '../../components/time.js';
import { useLanguage } from '../../i18n/language.js';
import { isFrozen } from '../../lib/frozen.js';
import { useTeamChange } from './team-queries.js';

const Invite = lazy(async () => ({ default: (await import('../events/invite.js')).Invite }));

/** Open invitations, which any member and organizers may take back. */
export function TeamInvitations({ event, team }: { event: EventView; team: Team }) {
  const { t } = useLanguage();
  const exact = useExact(event.timeZone);
  const now = useNow();
  const [invites, setInvites] = useState(false);
  const revoke = useTeamChange(
    event.slug,
    (invitationId: string) =>
      answer(
        api.DELETE('/api/v1/teams/{id}/invitations/{invitationId}', {
          params: { path: { id: team.id, invitationId } },
        }),
      ),
    t('teams.revoked'),
  );
  return (
    <Section
      title={t('teams.invitations')}
      actions={
        team.isMine &&
        !isFrozen(event, now) &&
        team.memberCount < team.maxTeamSize && (
          <button type="button" className="button" onClick={() => setInvites(true)}>
            {t('team.invite')}
          </button>
        )
      }
    >
      {(team.invitations ?? []).length === 0 && <p className="soft">{t('teams.invitationsNone')}</p>}
      <ul className="plain-list">
        {(team.invitations ?? []).map(
          ({ id, kind, person, email, invitedByName, expiresAt, shownEntries }) => (
            <li key={id} className="row">
              <span>
                {person ?? email ?? t(`teams.invitation.${kind}`)}
                <span className="soft small">
                  {' · '}
                  {t('teams.invitationOf', { person: invitedByName, when: exact(expiresAt) })}
                  {shownEntries > 0 && ` · ${t('teams.bringsAgreed', { n: shownEntries })}`}
                </span>
              </span>
              <button type="button" className="button button-quiet" onClick={() => revoke.mutate(id)}>
                {t('teams.revoke')}
              </button>
            </li>
          ),
        )}
      </ul>
      <ActionError error={revoke.error} />
      <Suspense>{invites && <Invite team={team} onClose={() => setInvites(false)} />}</Suspense>
    </Section>
  );
}
