import { useQuery } from '@tanstack/react-query';
import { answer, api, type EventView } from '../../api/client.js';
import { ActionError } from '../../components/states.js';
import { useNow } from '../../components/time.js';
import { useLanguage } from '../../i18n/language.js';
import { isFrozen } from '../../lib/frozen.js';
import { BroughtNotice } from './missing.js';
import { broughtQuery, useTeamChange } from './team-queries.js';

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
  const brought = useQuery({
    ...broughtQuery(event.slug, teamId, { noticeId }),
    enabled: false,
  });
  const invite = useTeamChange(
    event.slug,
    () =>
      answer(
        api.POST('/api/v1/teams/{id}/invitations', { params: { path: { id: teamId } }, body: { noticeId } }),
      ),
    t('teams.invited', { person: name }),
  );
  const frozen = isFrozen(event, useNow());
  const brings = brought.data !== undefined && brought.data.brings > 0;
  /** Whoever brings used entries is invited by a second press, after the team has seen how many. */
  const press = async () => {
    if (invite.isPending || invite.isSuccess || brought.isFetching) return;
    if (brings) return invite.mutate();
    const { data } = await brought.refetch();
    if (data?.brings === 0) invite.mutate();
  };
  if (frozen) return null;
  return (
    <div className="stack">
      <div className="row">
        <button
          type="button"
          className="button"
          aria-label={t('teams.invitePersonOf', { person: name })}
          aria-disabled={invite.isPending || invite.isSuccess || brought.isFetching}
          onClick={press}
        >
          {invite.isSuccess
            ? t('teams.invitedShort')
            : brings
              ? t('teams.inviteAnyway')
              : t('teams.invitePerson')}
        </button>
      </div>
      {brought.data && !invite.isSuccess && <BroughtNotice budget={brought.data.budget} />}
      <ActionError error={invite.error ?? brought.error} />
    </div>
  );
}
