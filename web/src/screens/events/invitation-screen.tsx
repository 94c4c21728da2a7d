import { useMutation, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from 'react-router';
import { answer, api } from '../../api/client.js';
import { queryClient } from '../../api/queries.js';
import type { components } from '../../api/schema.js';
import { useMe } from '../../api/session.js';
import { useAnnouncer } from '../../components/announcer.js';
import { PageHeader } from '../../components/page-header.js';
import { NextStep } from '../../components/pieces.js';
import { ActionError, Loaded, Skeleton } from '../../components/states.js';
import { useNow } from '../../components/time.js';
import { useLanguage } from '../../i18n/language.js';
import { isFrozen } from '../../lib/frozen.js';
import { Freeze } from '../teams/freeze.js';
import { BroughtNotice } from '../teams/missing.js';
import { isUnusable, UnusableInvitation } from './unusable-invitation.js';

type TeamInvitation = components['schemas']['InvitationView'];

export function InvitationScreen() {
  const { t } = useLanguage();
  const { code = '' } = useParams();
  const me = useMe();
  if (me === undefined) return <Skeleton lines={8} />;
  if (me) return <Invitation code={code} />;
  const next = `?next=${encodeURIComponent(`/invitations/${code}`)}`;
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
  const params = { params: { path: { code } } };
  const invitation = useQuery({
    queryKey: ['invitation', code],
    queryFn: () => answer(api.GET('/api/v1/invitations/{code}', params)),
  });
  const now = useNow();
  if (isUnusable(invitation.error)) return <UnusableInvitation error={invitation.error} />;
  return (
    <Loaded query={invitation} lines={8}>
      {(found) => (
        <>
          <PageHeader
            title={t('invitation.title', { team: found.team.name })}
            lead={t('invitation.lead', { event: read(found.event.name), n: found.memberCount })}
          />
          {found.isDone ? (
            <NextStep
              title={t('invitation.done', { team: found.team.name })}
              action={
                <>
                  <Link
                    className="button button-primary"
                    to={`/events/${found.event.slug}/teams/${found.team.id}`}
                  >
                    {t('next.action.COMPLETE_TEAM')}
                  </Link>
                  <Link className="button" to={`/events/${found.event.slug}`}>
                    {t('apply.toEvent')}
                  </Link>
                </>
              }
            />
          ) : isFrozen(found, now) ? (
            <NextStep
              title={t('invitation.frozen')}
              hint={<Freeze event={found} />}
              action={
                <Link className="button" to={`/events/${found.event.slug}`}>
                  {t('apply.toEvent')}
                </Link>
              }
            />
          ) : (
            <Offer code={code} invitation={found} />
          )}
        </>
      )}
    </Loaded>
  );
}

/** What is accepted, with what one would bring along. */
function Offer({ code, invitation }: { code: string; invitation: TeamInvitation }) {
  const { t } = useLanguage();
  const { toast } = useAnnouncer();
  const navigate = useNavigate();
  const params = { params: { path: { code } } };
  const { team, event, budget } = invitation;
  const accept = useMutation({
    mutationFn: () => answer(api.POST('/api/v1/invitations/{code}/accept', params)),
    onSuccess: (joined) => {
      toast(t('invitation.accepted', { team: joined.name }));
      void queryClient.invalidateQueries();
      void navigate(`/events/${joined.event.slug}`);
    },
  });
  return (
    <>
      {budget.length > 0 && (
        <div className="stack">
          <BroughtNotice budget={budget} mine />
          <p>
            <Link className="button" to={`/events/${event.slug}/teams/${team.id}`}>
              {t('teams.ask')}
            </Link>
          </p>
        </div>
      )}
      <NextStep
        title={t('invitation.accept')}
        action={
          <>
            <button
              type="button"
              className="button button-primary"
              aria-disabled={accept.isPending}
              onClick={() => !accept.isPending && accept.mutate()}
            >
              {t('invitation.accept')}
            </button>
            <Link className="button" to="/">
              {t('invitation.decline')}
            </Link>
            <ActionError error={accept.error} />
          </>
        }
      />
    </>
  );
}
