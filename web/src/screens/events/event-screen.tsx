import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import type { EventView } from '../../api/client.js';
import { eventQuery } from '../../api/queries.js';
import { PageHeader } from '../../components/page-header.js';
import { Badge, Definitions } from '../../components/pieces.js';
import { Loaded } from '../../components/states.js';
import { Moment, useNow } from '../../components/time.js';
import { useLanguage } from '../../i18n/language.js';
import { isFrozen } from '../../lib/frozen.js';
import { dateRange } from '../../lib/time.js';
import { CodeFold } from '../teams/have-code.js';
import { ApplyAsMentor } from './apply-as-mentor.js';
import { EventNext } from './event-next.js';
import { EventState } from './event-state.js';
import { EventTasks } from './event-tasks.js';
import { MyTeam } from './my-team.js';
import { Phases } from './phases.js';
import { Standing } from './standing.js';

export function EventScreen() {
  const { slug = '' } = useParams();
  const event = useQuery({ ...eventQuery(slug), refetchInterval: 60_000 });
  return <Loaded query={event}>{(loaded) => <EventPage event={loaded} />}</Loaded>;
}

function EventPage({ event }: { event: EventView }) {
  const { t, language, read } = useLanguage();
  const isMember = event.myRole !== null;
  const frozen = isFrozen(event, useNow());
  return (
    <>
      <PageHeader
        title={read(event.name)}
        crumbs={[{ to: '/', label: t('events.title') }]}
        badge={
          event.status === 'draft' ? (
            <Badge tone="warn">{t('events.draft')}</Badge>
          ) : (
            <Badge tone={event.nowStage === 'running' ? 'good' : 'quiet'}>
              <EventState event={event} />
            </Badge>
          )
        }
        lead={event.currentPhase ? <CurrentPhase event={event} /> : undefined}
        actions={
          event.myRole === 'organizer' && (
            <Link className="button" to={`/events/${event.slug}/set-up`}>
              {t('event.setUp')}
            </Link>
          )
        }
      />
      <div className="stack-large">
        <div className="stack">
          {event.myTeam && <Standing event={event} />}
          <EventNext event={event} />
          <ApplyAsMentor event={event} />
          {event.myRole === null && event.joining === 'open' && event.nowStage !== 'after' && !frozen && (
            <CodeFold />
          )}
        </div>
        <div className="two-columns">
          <div className="stack-large">
            <EventTasks event={event} />
            {read(event.summary) && <p className="text-block">{read(event.summary)}</p>}
          </div>
          <div className="stack-large">
            {isMember && event.myRole === 'participant' && <MyTeam event={event} />}
            <Phases event={event} />
            <Definitions
              items={[
                {
                  term: t('event.when'),
                  text: dateRange(new Date(event.startsAt), new Date(event.endsAt), event.timeZone, language),
                },
                ...(read(event.place) ? [{ term: t('event.place'), text: read(event.place) }] : []),
              ]}
            />
          </div>
        </div>
      </div>
    </>
  );
}

function CurrentPhase({ event }: { event: EventView }) {
  const { t, read } = useLanguage();
  if (!event.currentPhase) return null;
  return (
    <p>
      <span className="strong">
        {t('event.phaseNow')}: {read(event.currentPhase.name)}
      </span>
      {' · '}
      {t('event.phaseEnds')} <Moment at={event.currentPhase.endsAt} zone={event.timeZone} deadline />
    </p>
  );
}
