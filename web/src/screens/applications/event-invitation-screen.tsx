import { useMutation, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from 'react-router';
import { answer, api } from '../../api/client.js';
import { queryClient } from '../../api/queries.js';
import { useMe } from '../../api/session.js';
import { useAnnouncer } from '../../components/announcer.js';
import { PageHeader } from '../../components/page-header.js';
import { NextStep } from '../../components/pieces.js';
import { ActionError, Loaded, Skeleton } from '../../components/states.js';
import { useLanguage } from '../../i18n/language.js';
import { isUnusable, UnusableInvitation } from '../events/unusable-invitation.js';

/** Where a co-host or a mentor accepts what they were mailed. */
export function EventInvitationScreen() {
  const { t } = useLanguage();
  const { code = '' } = useParams();
  const me = useMe();
  if (me === undefined) return <Skeleton lines={8} />;
  if (me) return <Invitation code={code} />;
  const next = `?next=${encodeURIComponent(`/event-invitations/${code}`)}`;
  return (
    <>
      <PageHeader title={t('invitation.heading')} />
      <NextStep
        title={t('invitation.signIn')}
        action={
          <>
            <Link className="button button-primary" to={`/sign-in${next}`}>
              {t('signIn.submit')}
            </Link>
            <Link className="button" to={`/sign-up${next}`}>
              {t('signIn.toSignUp')}
            </Link>
          </>
        }
      />
    </>
  );
}

function Invitation({ code }: { code: string }) {
  const { t, read } = useLanguage();
  const { toast } = useAnnouncer();
  const navigate = useNavigate();
  const params = { params: { path: { code } } };
  const invitation = useQuery({
    queryKey: ['event-invitation', code],
    queryFn: () => answer(api.GET('/api/v1/event-invitations/{code}', params)),
  });
  const accept = useMutation({
    mutationFn: () => answer(api.POST('/api/v1/event-invitations/{code}/accept', params)),
    onSuccess: (event) => {
      toast(t('eventInvitation.accepted', { event: read(event.name) }));
      void queryClient.invalidateQueries();
      void navigate(`/events/${event.slug}`);
    },
  });
  if (isUnusable(invitation.error)) return <UnusableInvitation error={invitation.error} />;
  return (
    <Loaded query={invitation} lines={8}>
      {({ event, role, invitedByName, isDone }) => (
        <>
          <PageHeader
            title={read(event.name)}
            lead={t(`eventInvitation.lead.${role}`, { name: invitedByName })}
          />
          {isDone ? (
            <NextStep
              title={t(`eventInvitation.done.${role}`)}
              action={
                <Link className="button button-primary" to={`/events/${event.slug}`}>
                  {t('apply.toEvent')}
                </Link>
              }
            />
          ) : (
            <NextStep
              title={t(`eventInvitation.accept.${role}`)}
              action={
                <>
                  <button
                    type="button"
                    className="button button-primary"
                    aria-disabled={accept.isPending}
                    onClick={() => !accept.isPending && accept.mutate()}
                  >
                    {t('eventInvitation.accept')}
                  </button>
                  <Link className="button" to="/">
                    {t('invitation.decline')}
                  </Link>
                  <ActionError error={accept.error} />
                </>
              }
            />
          )}
        </>
      )}
    </Loaded>
  );
}
