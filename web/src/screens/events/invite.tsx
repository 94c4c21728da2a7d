import { useState } from 'react';
import { answer, api, type Team } from '../../api/client.js';
import type { components } from '../../api/schema.js';
import { CopyField } from '../../components/copy-field.js';
import { Dialog } from '../../components/dialog.js';
import { fieldErrors, SubmitRow, TextField } from '../../components/field.js';
import { ActionError } from '../../components/states.js';
import { useExact } from '../../components/time.js';
import { useLanguage } from '../../i18n/language.js';
import { readerZone } from '../../lib/time.js';
import { useTeamChange } from '../teams/team-queries.js';

type NewInvitation = components['schemas']['NewInvitationView'];

export function Invite({ team, onClose }: { team: Team; onClose: () => void }) {
  const { t } = useLanguage();
  const exact = useExact(readerZone());
  const [email, setEmail] = useState('');
  const invite = useTeamChange<void, NewInvitation>(team.event.slug, () =>
    answer(
      api.POST('/api/v1/teams/{id}/invitations', {
        params: { path: { id: team.id } },
        body: email.trim() ? { email: email.trim() } : {},
      }),
    ),
  );
  const title = t('team.inviteTitle', { team: team.name });
  if (invite.data) {
    return (
      <Dialog title={title} onClose={onClose}>
        <CopyField label={t('team.inviteLink')} value={invite.data.url} />
        {!email.trim() && (
          <>
            <CopyField label={t('team.inviteCode')} value={invite.data.code} />
            <p className="soft small">{t('team.inviteCodeHint')}</p>
          </>
        )}
        <p className="soft small">{t('team.inviteExpires', { when: exact(invite.data.expiresAt) })}</p>
        <div className="form-actions">
          <button type="button" className="button button-primary" onClick={onClose}>
            {t('action.close')}
          </button>
        </div>
      </Dialog>
    );
  }
  return (
    <Dialog title={title} onClose={onClose}>
      <p>{t('team.inviteLead')}</p>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          if (!invite.isPending) invite.mutate();
        }}
      >
        <TextField
          label={t('team.inviteEmail')}
          hint={t('team.inviteEmailHint')}
          optional
          error={fieldErrors(invite.error).email}
          type="email"
          value={email}
          onChange={setEmail}
        />
        <SubmitRow
          label={t('team.inviteMake')}
          isPending={invite.isPending}
          error={<ActionError error={invite.error} />}
        >
          <button type="button" className="button" onClick={onClose}>
            {t('action.cancel')}
          </button>
        </SubmitRow>
      </form>
    </Dialog>
  );
}
