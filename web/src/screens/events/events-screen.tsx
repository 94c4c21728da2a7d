import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { EventView } from '../../api/client.js';
import { eventsQuery } from '../../api/queries.js';
import { useMe } from '../../api/session.js';
import { PageHeader } from '../../components/page-header.js';
import { Badge, Section } from '../../components/pieces.js';
import { EmptyState, Loaded } from '../../components/states.js';
import { useLanguage } from '../../i18n/language.js';
import { dateRange } from '../../lib/time.js';
import { CodeFold } from '../teams/have-code.js';
import { EventState } from './event-state.js';

export function EventsScreen() {
  const { t } = useLanguage();
  const me = useMe();
  const events = useQuery(eventsQuery());
  return (
    <>
      <PageHeader
        title={t('events.title')}
        lead={t('events.lead')}
        actions={
          me?.canCreateEvents && (
            <Link className="button" to="/organize/new-event">
              {t('events.new')}
            </Link>
          )
        }
      />
      <div className="stack-large">
        <Loaded query={events} lines={12}>
          {({ items }) =>
            items.length === 0 ? (
              <EmptyState title={t('events.empty')} hint={t('events.emptyHint')} />
            ) : (
              <div className="stack-large">
                <EventList
                  title={t('events.now')}
                  events={items.filter((one) => one.nowStage === 'running')}
                />
                <EventList
                  title={t('events.coming')}
                  events={items.filter((one) => one.nowStage === 'before')}
                />
                <EventList
                  title={t('events.past')}
                  events={items.filter((one) => one.nowStage === 'after')}
                />
              </div>
            )
          }
        </Loaded>
        {me && <CodeFold />}
      </div>
    </>
  );
}

function EventList({ title, events }: { title: string; events: EventView[] }) {
  const { t, language, read } = useLanguage();
  if (events.length === 0) return null;
  return (
    <Section title={title}>
      <ul className="plain-list">
        {events.map((event) => (
          <li key={event.id} className="stack">
            <div className="row">
              <h3>
                <Link to={`/events/${event.slug}`}>{read(event.name)}</Link>
              </h3>
              {event.status === 'draft' && <Badge tone="warn">{t('events.draft')}</Badge>}
              {event.myRole && <Badge tone="good">{t(`events.role.${event.myRole}`)}</Badge>}
            </div>
            <p>{read(event.summary)}</p>
            <p className="soft small">
              {dateRange(new Date(event.startsAt), new Date(event.endsAt), event.timeZone, language)}
              {read(event.place) && ` · ${read(event.place)}`}
              {' · '}
              <EventState event={event} />
            </p>
          </li>
        ))}
      </ul>
    </Section>
  );
}
