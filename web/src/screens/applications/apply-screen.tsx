import { useQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import { useParams, useSearchParams } from 'react-router';
import type { EventView, Me } from '../../api/client.js';
import { eventQuery } from '../../api/queries.js';
import { useMe } from '../../api/session.js';
import { PageHeader } from '../../components/page-header.js';
import { EmptyState, ErrorState, Loaded, Skeleton } from '../../components/states.js';
import { useLanguage } from '../../i18n/language.js';
import { needsSignIn } from '../account/needs-sign-in.js';
import { type AppliedRole, formQuery, myApplicationsQuery } from './application-queries.js';
import { ApplicationStanding } from './application-standing.js';
import { ApplyForm } from './apply-form.js';
import { MyAnswers } from './my-answers.js';

/** One's own application: where it stands, and its form. */
export function ApplyScreen() {
  const { slug = '' } = useParams();
  const [search] = useSearchParams();
  const me = useMe();
  const event = useQuery(eventQuery(slug));
  const role: AppliedRole = search.get('role') === 'mentor' ? 'mentor' : 'participant';
  if (me === undefined) return <Skeleton lines={12} />;
  if (me === null) return <ErrorState error={needsSignIn()} />;
  return (
    <Loaded query={event} lines={12}>
      {(loaded) => <Apply key={role} event={loaded} me={me} role={role} />}
    </Loaded>
  );
}

function Apply({ event, me, role }: { event: EventView; me: Me; role: AppliedRole }) {
  const { t, read } = useLanguage();
  const form = useQuery(formQuery(event.slug, role));
  const mine = useQuery(myApplicationsQuery(event.slug));
  // What somebody is writing when the deadline passes is not taken from the screen.
  const wasOpen = useRef(false);
  return (
    <>
      <PageHeader
        title={t(role === 'mentor' ? 'apply.titleMentor' : 'apply.title', { event: read(event.name) })}
        crumbs={[
          { to: '/', label: t('events.title') },
          { to: `/events/${event.slug}`, label: read(event.name) },
        ]}
      />
      <Loaded query={form} lines={12}>
        {(asked) => (
          <Loaded query={mine} lines={12}>
            {({ items }) => {
              const application = items.find((one) => one.role === role) ?? null;
              const canBegin = asked.isOpen && asked.window === 'open' && event.myRole === null;
              const isOpen = application ? application.mayHandIn : canBegin;
              if (isOpen) wasOpen.current = true;
              const isMine = application !== null && application.status === 'draft';
              return (
                <div className="stack-large">
                  <ApplicationStanding event={event} form={asked} application={application} role={role} />
                  {isOpen || isMine || (wasOpen.current && application === null && event.myRole === null) ? (
                    <ApplyForm event={event} me={me} form={asked} application={application} role={role} />
                  ) : (
                    application === null &&
                    event.myRole === null && (
                      <EmptyState
                        title={t(asked.isOpen ? `apply.window.${asked.window}` : 'apply.notOpen')}
                        hint={t('apply.notOpenHint')}
                      />
                    )
                  )}
                  {application && !isOpen && !isMine && (
                    <MyAnswers questions={asked.questions} application={application} />
                  )}
                </div>
              );
            }}
          </Loaded>
        )}
      </Loaded>
    </>
  );
}
