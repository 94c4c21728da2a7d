import { useQuery } from '@tanstack/react-query';
import { Link, useParams, useSearchParams } from 'react-router';
import type { EventView } from '../../api/client.js';
import { eventQuery } from '../../api/queries.js';
import { PageHeader } from '../../components/page-header.js';
import { Badge, Section } from '../../components/pieces.js';
import { EmptyState, Loaded } from '../../components/states.js';
import { useLanguage } from '../../i18n/language.js';
import { ApplicationFormsSetUp } from '../applications/form-set-up.js';
import { EventMails } from '../mails/event-mails.js';
import { EventForm } from './event-form.js';
import { EventRecord } from './event-record.js';
import { Members } from './members.js';
import { PhasesForm } from './phases-form.js';
import { Publish } from './publish.js';
import { TasksList } from './tasks-list.js';
import { useEventChange } from './use-event-change.js';

const PARTS = ['event', 'phases', 'applications', 'members', 'tasks', 'mails', 'record'] as const;
type Part = (typeof PARTS)[number];

export function EventSetUpScreen() {
  const { t } = useLanguage();
  const { slug = '' } = useParams();
  const event = useQuery(eventQuery(slug));
  return (
    <Loaded query={event} lines={14}>
      {(loaded) =>
        loaded.myRole === 'organizer' ? <SetUp event={loaded} /> : <EmptyState title={t('organize.only')} />
      }
    </Loaded>
  );
}

function SetUp({ event }: { event: EventView }) {
  const { t, read } = useLanguage();
  const [search] = useSearchParams();
  const asked = search.get('part') as Part;
  const part = PARTS.includes(asked) ? asked : 'event';
  return (
    <>
      <PageHeader
        title={t('organize.setUp', { event: read(event.name) })}
        crumbs={[
          { to: '/', label: t('events.title') },
          { to: `/events/${event.slug}`, label: read(event.name) },
        ]}
        badge={event.status === 'draft' && <Badge tone="warn">{t('events.draft')}</Badge>}
      />
      <div className="stack-large">
        {event.status === 'draft' && <Publish event={event} />}
        <div className="stack">
          <nav className="tabs" aria-label={t('organize.parts')}>
            {PARTS.map((one) => (
              <Link key={one} to={`?part=${one}`} aria-current={one === part ? 'page' : undefined}>
                {t(`organize.part.${one}`)}
              </Link>
            ))}
          </nav>
          <Section title={t(`organize.part.${part}`)}>
            {part === 'event' && <Settings event={event} />}
            {part === 'phases' && <PhasesForm event={event} />}
            {part === 'applications' && <ApplicationFormsSetUp event={event} />}
            {part === 'members' && <Members event={event} />}
            {part === 'tasks' && <TasksList event={event} />}
            {part === 'mails' && <EventMails event={event} />}
            {part === 'record' && <EventRecord event={event} />}
          </Section>
        </div>
      </div>
    </>
  );
}

function Settings({ event }: { event: EventView }) {
  const { t } = useLanguage();
  const change = useEventChange(event.slug);
  return (
    <EventForm
      event={event}
      label={t('action.save')}
      isPending={change.isPending}
      isSaved={change.isSuccess}
      error={change.error}
      onSubmit={(body) => change.mutate(body)}
    />
  );
}
