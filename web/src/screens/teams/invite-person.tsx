import { answer, api, type EventView } from '../../api/client.js';
import { ActionError } from '../../components/states.js';
import { useLanguage } from '../../i18n/language.js';
import { useTeamChange } from './team-queries.js';

/** Invites whoever stands behind a notice into the reader's team. */
export function InvitePerson({
  event,
  noticeId,
  name,
}: {
  event: EventView;
  noticeId: string;
  name: string;
}) {
  const { t } = useLanguage();
  const teamId = event.myTeam?.id ?? '';
  const invite = useTeamChange(
    event.slug,
    () =>
      answer(
        api.POST('/api/v1/teams/{id}/invitations', { params: { path: { id: teamId } }, body: { noticeId } }),
      ),
    t('teams.invited', { person: name }),
  );
  return (
    <div className="stack">
      <div className="row">
        <button
          type="button"
          className="button"
          aria-label={t('teams.invitePersonOf', { person: name })}
          aria-disabled={invite.isPending || invite.isSuccess}
          onClick={() => !invite.isPending && !invite.isSuccess && invite.mutate()}
        >
          {invite.isSuccess ? t('teams.invitedShort') : t('teams.invitePerson')}
        </button>
      </div>
      <ActionError error={invite.error} />
    </div>
  );
}
