import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { Link } from 'react-router';
import type { EventView, Quota, Task } from '../../api/client.js';
import { quotaQuery } from '../../api/queries.js';
import { PageHeader } from '../../components/page-header.js';
import { KeyFigures, Section } from '../../components/pieces.js';
import { Skeleton } from '../../components/states.js';
import { Moment, useNow } from '../../components/time.js';
import { useLanguage } from '../../i18n/language.js';
import { relative } from '../../lib/time.js';
import { TaskState } from '../events/event-tasks.js';
import { Entries } from './entries.js';
import { Files } from './files.js';
import { OwnForest } from './own-forest.js';
import { Rules } from './rules.js';
import { SubmitEntry } from './submit-entry.js';
import { TaskFrame } from './task-frame.js';
import { TaskNext } from './task-next.js';

const Trial = lazy(async () => ({ default: (await import('../set-up/trial.js')).Trial }));

export function TaskScreen() {
  return <TaskFrame>{(event, task) => <TaskPage event={event} task={task} />}</TaskFrame>;
}

function TaskPage({ event, task }: { event: EventView; task: Task }) {
  const { t, read } = useLanguage();
  const now = useNow();
  const here = `/events/${event.slug}/tasks/${task.slug}`;
  const isOrganizer = event.myRole === 'organizer';
  const hasTeam = event.myTeam !== null;
  const quota = useQuery({ ...quotaQuery(task.id), enabled: hasTeam });
  // Organizers may have given this team more time.
  const closesAt = quota.data?.closesAt ?? task.closesAt;
  const isOpen = new Date(task.opensAt) <= now && now < new Date(closesAt) && !task.finalPublishedAt;
  return (
    <>
      <PageHeader
        title={read(task.name)}
        crumbs={[
          { to: '/', label: t('events.title') },
          { to: `/events/${event.slug}`, label: read(event.name) },
        ]}
        badge={<TaskState task={task} />}
        lead={
          isOpen && (
            <p>
              {t('task.rule.closes')} <Moment at={closesAt} zone={event.timeZone} deadline />
            </p>
          )
        }
        actions={
          <>
            <Link className="button" to={`${here}/board`}>
              {t('task.toBoard')}
            </Link>
            {isOrganizer && (
              <Link className="button" to={`${here}/set-up`}>
                {t('task.organizerSetUp')}
              </Link>
            )}
          </>
        }
      />
      <div className="stack-large">
        <div className="stack">
          <TaskNext event={event} task={task} quota={quota.data} isOpen={isOpen} />
          {hasTeam && isOpen && <QuotaFigures quota={quota.data} zone={event.timeZone} />}
        </div>
        <div className="two-columns">
          <div className="stack-large">
            {read(task.description) && (
              <Section title={t('task.description')}>
                <p className="text-block">{read(task.description)}</p>
              </Section>
            )}
            <Section title={t('files.title')}>
              <Files task={task} />
            </Section>
            {isOpen && task.isReady && (hasTeam || isOrganizer) && (
              <Section title={t('submit.title')} id="submit">
                <SubmitEntry event={event} task={task} />
              </Section>
            )}
          </div>
          <Section title={t('task.rules')}>
            <Rules task={task} quota={quota.data} />
          </Section>
        </div>
        {(hasTeam || isOrganizer) && <Entries event={event} task={task} />}
        {hasTeam && <OwnForest event={event} task={task} />}
        {isOrganizer && task.isReady && (
          <Section title={t('setup.part.trial')}>
            <Suspense fallback={<Skeleton lines={5} />}>
              <Trial task={task} />
            </Suspense>
          </Section>
        )}
      </div>
    </>
  );
}

function QuotaFigures({ quota, zone }: { quota: Quota | undefined; zone: string }) {
  const { t } = useLanguage();
  const now = useNow();
  if (!quota) return <Skeleton lines={3} />;
  const left = (limit: number | null, used: number) =>
    limit === null ? t('task.left.unlimited') : Math.max(0, limit - used);
  const of = (limit: number | null) => (limit === null ? undefined : t('task.left.of', { n: limit }));
  return (
    <KeyFigures
      figures={[
        {
          label: t('task.left.today'),
          value: left(quota.limitPerDay, quota.usedToday),
          more:
            quota.limitPerDay === null ? undefined : (
              <time dateTime={quota.dayEndsAt} title={zone}>
                {of(quota.limitPerDay)} ·{' '}
                {t('task.left.dayEnds', { when: relative(new Date(quota.dayEndsAt), now, t) })}
              </time>
            ),
        },
        {
          label: t('task.left.total'),
          value: left(quota.limitTotal, quota.usedTotal),
          more: (
            <>
              {of(quota.limitTotal)}
              {quota.carried.length > 0 && (
                <>
                  {' '}
                  {t('teams.carried', {
                    list: quota.carried.map(({ team, entries }) => `${team.name} (${entries})`).join(', '),
                  })}
                </>
              )}
            </>
          ),
        },
        { label: t('task.left.selected'), value: quota.selected, more: of(quota.maxSelected) },
      ]}
    />
  );
}
