import { useMutation } from '@tanstack/react-query';
import { Link, useLocation, useNavigate } from 'react-router';
import { api } from '../../api/client.js';
import { Problem, problemFrom } from '../../api/problem.js';
import { useMe, useSessionChange } from '../../api/session.js';
import { PageHeader } from '../../components/page-header.js';
import { NextStep } from '../../components/pieces.js';
import { ActionError, problemText } from '../../components/states.js';
import { useLanguage } from '../../i18n/language.js';

/** Whether the platform answered that this invitation is not for this person or not any more; asking again is no help. */
export const isUnusable = (error: unknown): error is Problem =>
  error instanceof Problem && [403, 404, 409].includes(error.status);

/** Says why an invitation cannot be used here and what does help, instead of an error with "Try again". */
export function UnusableInvitation({ error }: { error: Problem }) {
  const { t } = useLanguage();
  const me = useMe();
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const sessionChanged = useSessionChange();
  const signOut = useMutation({
    mutationFn: async () => {
      const { response, error } = await api.POST('/api/v1/auth/sign-out');
      if (!response.ok) throw problemFrom(response.status, error);
    },
    onSuccess: () => {
      sessionChanged(null);
      void navigate(`/sign-in?next=${encodeURIComponent(pathname)}`);
    },
  });
  return (
    <>
      <PageHeader title={t('invitation.heading')} />
      <NextStep
        title={t('invitation.unusable')}
        hint={problemText(error, t)}
        action={
          <>
            {error.code !== 'INVITED_ADDRESS_UNCONFIRMED' && (
              <button
                type="button"
                className="button"
                aria-disabled={signOut.isPending}
                onClick={() => !signOut.isPending && signOut.mutate()}
              >
                {t('invitation.otherAccount')}
              </button>
            )}
            <Link className="button" to="/">
              {t('events.title')}
            </Link>
            <ActionError error={signOut.error} />
          </>
        }
      />
      {me && <p className="soft">{t('invitation.signedInAs', { email: me.email })}</p>}
    </>
  );
}
