import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useParams } from 'react-router';
import type { EventView } from '../../api/client.js';
import { useLive } from '../../api/live.js';
import { eventQuery } from '../../api/queries.js';
import { PageHeader } from '../../components/page-header.js';
import { EmptyState, Loaded } from '../../components/states.js';
import { useLanguage } from '../../i18n/language.js';
import { MentorDay } from './mentor-day.js';
import { mentoringKey } from './mentoring-queries.js';
import { OrganizersMentoring } from './organizers-mentoring.js';
import { TeamMentoring } from './team-mentoring.js';

/** Mentors, as each side sees them: the mentor's day, a team that wants help, the organizers. */
export function MentoringScreen() {
  const { t, read } = useLanguage();
  const { slug = '' } = useParams();
  const event = useQuery(eventQuery(slug));
  return (
    <Loaded query={event} lines={10}>
      {(loaded) => (
        <>
          <PageHeader
            title={loaded.myRole === 'mentor' ? t('mentoring.day') : t('mentoring.title')}
            crumbs={[
              { to: '/', label: t('events.title') },
              { to: `/events/${slug}`, label: read(loaded.name) },
            ]}
            lead={loaded.myRole ? t(`mentoring.lead.${loaded.myRole}`) : undefined}
          />
          <Side event={loaded} />
        </>
      )}
    </Loaded>
  );
}

function Side({ event }: { event: EventView }) {
  const { t } = useLanguage();
  const queries = useQueryClient();
  const { slug, myRole, myTeam } = event;
  const hears = myRole === 'mentor' || myRole === 'organizer' || myTeam !== null;
  const refresh = useCallback(
    () => void queries.invalidateQueries({ queryKey: mentoringKey(slug) }),
    [queries, slug],
  );
  const isLive = useLive(hears ? `/api/v1/events/${slug}/help-requests/stream` : null, refresh);
  if (myRole === null) return <EmptyState title={t('mentoring.membersOnly')} />;
  return (
    <div className="stack-large">
      {!isLive && (
        <p className="notice notice-warn" role="status">
          {t('state.noLive')}
        </p>
      )}
      {myRole === 'mentor' && <MentorDay event={event} />}
      {myRole === 'organizer' && <OrganizersMentoring event={event} />}
      {myRole === 'participant' && <TeamMentoring event={event} />}
    </div>
  );
}
