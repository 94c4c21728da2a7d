import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { Link, useParams } from 'react-router';
import type { EventView } from '../../api/client.js';
import {
  type Problem,
  type ProblemSettings,
  problemSettingsQuery,
  problemsQuery,
} from '../../api/problems.js';
import { eventQuery } from '../../api/queries.js';
import { PageHeader } from '../../components/page-header.js';
import { Section } from '../../components/pieces.js';
import { EmptyState, Loaded } from '../../components/states.js';
import { Moment, useNow } from '../../components/time.js';
import { useLanguage } from '../../i18n/language.js';
import { ChooseProblem } from './choose-problem.js';
import { ProblemBadges, ProblemText } from './problem-text.js';
import { TeamWorkPanel } from './team-work-panel.js';

const Organizers = lazy(async () => ({ default: (await import('./organizers-part.js')).OrganizersPart }));

/** The problems of an event: what the own team works on, what can be chosen, and what was proposed. */
export function ProblemsScreen() {
  const { slug = '' } = useParams();
  const event = useQuery(eventQuery(slug));
  return (
    <Loaded query={event} lines={14}>
      {(loaded) => <Problems event={loaded} />}
    </Loaded>
  );
}

function Problems({ event }: { event: EventView }) {
  const { t, read } = useLanguage();
  const isMember = event.myRole !== null;
  const settings = useQuery({ ...problemSettingsQuery(event.slug), enabled: isMember });
  const problems = useQuery({ ...problemsQuery(event.slug), enabled: isMember, refetchInterval: 30_000 });
  return (
    <>
      <PageHeader
        title={t('problem.title')}
        crumbs={[{ to: `/events/${event.slug}`, label: read(event.name) }]}
        lead={settings.data && <Deadlines event={event} settings={settings.data} />}
        actions={
          settings.data?.mayPropose && (
            <Link className="button" to={`/events/${event.slug}/problems/new`}>
              {t('problem.propose')}
            </Link>
          )
        }
      />
      {isMember ? (
        <div className="stack-large">
          {event.myTeam && <TeamWorkPanel event={event} teamId={event.myTeam.id} />}
          <Loaded query={problems} lines={10}>
            {({ items }) => <Lists event={event} items={items} />}
          </Loaded>
          {event.myRole === 'organizer' && (
            <Suspense>
              <Organizers event={event} />
            </Suspense>
          )}
        </div>
      ) : (
        <EmptyState title={t('problem.membersOnly')} />
      )}
    </>
  );
}

/** What is possible now, and until when. */
function Deadlines({ event, settings }: { event: EventView; settings: ProblemSettings }) {
  const { t } = useLanguage();
  const now = useNow();
  const zone = event.timeZone;
  if (new Date(settings.proposalsCloseAt) > now) {
    return (
      <p>
        {t('problem.proposalsUntil')} <Moment at={settings.proposalsCloseAt} zone={zone} deadline />
      </p>
    );
  }
  if (settings.choosers === 'organizers') return <p>{t('problem.assignedByOrganizers')}</p>;
  return (
    <p>
      {new Date(settings.choiceFreezesAt) > now ? t('problem.choiceUntil') : t('problem.choiceFrozen')}{' '}
      <Moment at={settings.choiceFreezesAt} zone={zone} deadline />
    </p>
  );
}

function Lists({ event, items }: { event: EventView; items: Problem[] }) {
  const { t } = useLanguage();
  const open = items.filter(({ status }) => status === 'selected');
  const others = items.filter(({ status }) => status !== 'selected');
  const isOrganizer = event.myRole === 'organizer';
  return (
    <>
      <Section title={t('problem.selected')}>
        {open.length === 0 ? (
          <EmptyState title={t('problem.empty')} hint={t('problem.emptyHint')} />
        ) : (
          <List event={event} items={open} withStatus={false} />
        )}
      </Section>
      {others.length > 0 && (
        <Section title={isOrganizer ? t('problem.proposals') : t('problem.mine')}>
          <List event={event} items={others} withStatus />
        </Section>
      )}
    </>
  );
}

function List({ event, items, withStatus }: { event: EventView; items: Problem[]; withStatus: boolean }) {
  const { t } = useLanguage();
  const { slug } = event;
  return (
    <ul className="plain-list">
      {items.map((problem) => (
        <li key={problem.id} className="stack">
          <div className="row">
            <h3>
              <Link to={`/events/${slug}/problems/${problem.id}`}>
                <ProblemText text={problem.title} />
              </Link>
            </h3>
            <ProblemBadges problem={problem} withStatus={withStatus} />
          </div>
          <div className="clamp">
            <ProblemText text={problem.question} block />
          </div>
          <p className="soft small">
            {t('problem.by', { name: problem.proposerName })}
            {problem.status === 'selected' && (
              <>
                {' · '}
                <Places problem={problem} />
              </>
            )}
          </p>
          {event.myTeam && (
            <div className="row">
              <ChooseProblem event={event} problem={problem} />
            </div>
          )}
        </li>
      ))}
    </ul>
  );
}

/** How many teams work on it, and how many more can. */
export function Places({ problem }: { problem: Problem }) {
  const { t } = useLanguage();
  const n = problem.teams.length;
  if (problem.capacity === null) return t('problem.teams', { n });
  const left = problem.capacity - n;
  return left > 0 ? t('problem.placesLeft', { left, max: problem.capacity }) : t('problem.full', { n });
}
