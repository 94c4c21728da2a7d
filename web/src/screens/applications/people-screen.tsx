import { useQuery } from '@tanstack/react-query';
import { Link, useParams, useSearchParams } from 'react-router';
import type { EventView } from '../../api/client.js';
import { eventQuery } from '../../api/queries.js';
import { PageHeader } from '../../components/page-header.js';
import { KeyFigures, Section } from '../../components/pieces.js';
import { EmptyState, Loaded } from '../../components/states.js';
import { useLanguage } from '../../i18n/language.js';
import { peopleCountsQuery } from './application-queries.js';
import { ApplicationsPart } from './applications-part.js';
import { EventInvitationsPart } from './event-invitations-part.js';
import { MembersPart } from './members-part.js';

const PARTS = ['applications', 'mentorApplications', 'members', 'invitations'] as const;
type Part = (typeof PARTS)[number];
const APPLIED = { applications: 'participant', mentorApplications: 'mentor' } as const;

/** The people of an event, for its organizers. */
export function PeopleScreen() {
  const { t } = useLanguage();
  const { slug = '' } = useParams();
  const event = useQuery(eventQuery(slug));
  return (
    <Loaded query={event} lines={14}>
      {(loaded) =>
        loaded.myRole === 'organizer' ? <People event={loaded} /> : <EmptyState title={t('organize.only')} />
      }
    </Loaded>
  );
}

function People({ event }: { event: EventView }) {
  const { t, read } = useLanguage();
  const [search] = useSearchParams();
  const counts = useQuery(peopleCountsQuery(event.slug));
  const asked = search.get('part') as Part;
  const part = PARTS.includes(asked) ? asked : event.joining === 'application' ? 'applications' : 'members';
  return (
    <>
      <PageHeader
        title={t('people.title')}
        crumbs={[
          { to: '/', label: t('events.title') },
          { to: `/events/${event.slug}`, label: read(event.name) },
        ]}
      />
      <div className="stack-large">
        <Loaded query={counts} lines={3}>
          {({ roles, applications: [participants] }) => {
            const here = roles.find(({ role }) => role === 'participant');
            return (
              <KeyFigures
                figures={[
                  { label: t('people.toDecide'), value: participants?.submitted ?? 0 },
                  {
                    label: t('people.places'),
                    value: participants?.members ?? 0,
                    more:
                      participants?.capacity === null || participants?.capacity === undefined
                        ? undefined
                        : t('people.of', { n: participants.capacity }),
                  },
                  { label: t('people.waiting'), value: participants?.waitlisted ?? 0 },
                  {
                    label: t('people.checkedIn'),
                    value: here?.checkedIn ?? 0,
                    more: t('people.of', { n: here?.members ?? 0 }),
                  },
                ]}
              />
            );
          }}
        </Loaded>
        <div className="stack">
          <nav className="tabs" aria-label={t('people.title')}>
            {PARTS.map((one) => (
              <Link key={one} to={`?part=${one}`} aria-current={one === part ? 'page' : undefined}>
                {t(`people.part.${one}`)}
              </Link>
            ))}
          </nav>
          <Section title={t(`people.part.${part}`)}>
            {(part === 'applications' || part === 'mentorApplications') && (
              <ApplicationsPart key={part} event={event} role={APPLIED[part]} />
            )}
            {part === 'members' && <MembersPart event={event} />}
            {part === 'invitations' && <EventInvitationsPart event={event} />}
          </Section>
        </div>
      </div>
    </>
  );
}
