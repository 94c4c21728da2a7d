import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { Link } from 'react-router';
import { answer, api, type EventView, type Task } from '../../api/client.js';
import { keys, quotaQuery, tasksQuery } from '../../api/queries.js';
import { meKey, useMe } from '../../api/session.js';
import { useAnnouncer } from '../../components/announcer.js';
import { NextStep, Steps } from '../../components/pieces.js';
import { ActionError } from '../../components/states.js';
import { useNow } from '../../components/time.js';
import { useLanguage } from '../../i18n/language.js';
import { relative } from '../../lib/time.js';
import { CreateTeam } from './create-team.js';

/** What this person does next in this event: one thing. */
export function EventNext({ event }: { event: EventView }) {
  const { t } = useLanguage();
  const me = useMe();
  const current = event.myRole === null ? 0 : 1;
  const isOnTheWay = event.myRole === null || event.myRole === 'participant';
  return (
    <div className="stack">
      {me === undefined ? null : <Next event={event} isSignedIn={me !== null} />}
      {isOnTheWay && event.nowStage !== 'after' && event.myTeam === null && (
        <Steps
          label={t('event.steps')}
          steps={[t('event.step.join'), t('event.step.team'), t('event.step.task'), t('event.step.submit')]}
          current={current}
        />
      )}
    </div>
  );
}

function Next({ event, isSignedIn }: { event: EventView; isSignedIn: boolean }) {
  const { t } = useLanguage();
  if (event.myRole === 'organizer') return <OrganizersNext event={event} />;
  if (event.nowStage === 'after') {
    return <NextStep title={t('event.next.over')} hint={t('event.next.overHint')} />;
  }
  if (event.myRole === 'mentor') {
    return <NextStep title={t('event.next.mentor')} hint={t('event.next.mentorHint')} />;
  }
  if (event.myRole === null) {
    if (event.joining === 'closed') {
      return <NextStep title={t('event.next.joinClosed')} hint={t('event.next.joinClosedHint')} />;
    }
    return isSignedIn ? <Join event={event} /> : <SignInFirst event={event} />;
  }
  return event.myTeam === null ? <FindTeam event={event} /> : <FirstTask event={event} />;
}

function SignInFirst({ event }: { event: EventView }) {
  const { t } = useLanguage();
  const next = `?next=${encodeURIComponent(`/events/${event.slug}`)}`;
  return (
    <NextStep
      title={t('event.next.signIn')}
      hint={t('event.next.signInHint')}
      action={
        <>
          <Link className="button button-primary" to={`/sign-up${next}`}>
            {t('signIn.toSignUp')}
          </Link>
          <Link className="button" to={`/sign-in${next}`}>
            {t('signIn.submit')}
          </Link>
        </>
      }
    />
  );
}

function Join({ event }: { event: EventView }) {
  const { t } = useLanguage();
  const { toast } = useAnnouncer();
  const queries = useQueryClient();
  const join = useMutation({
    mutationFn: () =>
      answer(api.POST('/api/v1/events/{slug}/join', { params: { path: { slug: event.slug } } })),
    onSuccess: (joined) => {
      queries.setQueryData(keys.event(event.slug), joined);
      void queries.invalidateQueries({ queryKey: keys.event(event.slug) });
      void queries.invalidateQueries({ queryKey: keys.events });
      void queries.invalidateQueries({ queryKey: meKey });
      toast(t('event.joined'));
    },
  });
  return (
    <NextStep
      title={t('event.next.join')}
      hint={t('event.next.joinHint')}
      action={
        <>
          <button
            type="button"
            className="button button-primary"
            aria-disabled={join.isPending}
            onClick={() => !join.isPending && join.mutate()}
          >
            {t('event.next.join')}
          </button>
          <ActionError error={join.error} />
        </>
      }
    />
  );
}

function FindTeam({ event }: { event: EventView }) {
  const { t } = useLanguage();
  const [isCreating, setCreating] = useState(false);
  return (
    <NextStep
      title={t('event.next.team')}
      hint={t('event.next.teamHint', { max: event.maxTeamSize })}
      action={
        isCreating ? (
          <CreateTeam event={event} onCancel={() => setCreating(false)} />
        ) : (
          <button type="button" className="button button-primary" onClick={() => setCreating(true)}>
            {t('team.create')}
          </button>
        )
      }
    />
  );
}

function FirstTask({ event }: { event: EventView }) {
  const { t, read } = useLanguage();
  const tasks = useQuery(tasksQuery(event.slug));
  const now = useNow();
  const task = tasks.data?.items.find(({ isOpen, isReady }) => isOpen && isReady) ?? tasks.data?.items[0];
  const quota = useQuery({ ...quotaQuery(task?.id ?? ''), enabled: task !== undefined }).data;
  if (!tasks.data) return null;
  if (!task) return <NextStep title={t('event.next.wait')} hint={t('event.next.waitHint')} />;
  if (!task.isOpen || !task.isReady) return <NotNow event={event} task={task} now={now} />;
  if (!quota) return null;
  const isFirst = quota.usedTotal === 0;
  const left =
    quota.limitPerDay === null
      ? t('task.next.submitFree')
      : t('task.next.submitLeft', { n: Math.max(0, quota.limitPerDay - quota.usedToday) });
  return (
    <NextStep
      title={isFirst ? t('event.next.task') : t('event.next.again')}
      hint={isFirst ? t('event.next.taskHint') : left}
      action={
        <Link className="button button-primary" to={`/events/${event.slug}/tasks/${task.slug}`}>
          {t('event.next.taskOpen', { task: read(task.name) })}
        </Link>
      }
    />
  );
}

/** No task takes entries: what is to be seen, or waited for. */
function NotNow({ event, task, now }: { event: EventView; task: Task; now: Date }) {
  const { t, read } = useLanguage();
  const here = `/events/${event.slug}/tasks/${task.slug}`;
  if (task.finalPublishedAt) {
    return (
      <NextStep
        title={t('event.next.final')}
        action={
          <Link className="button button-primary" to={`${here}/board?split=final`}>
            {t('task.toBoard')}
          </Link>
        }
      />
    );
  }
  const opensAt = new Date(task.opensAt);
  return (
    <NextStep
      title={
        opensAt > now
          ? t('event.next.opens', { when: relative(opensAt, now, t) })
          : task.isReady
            ? t('event.next.closed')
            : t('event.next.wait')
      }
      action={
        <Link className="button button-primary" to={here}>
          {t('event.next.taskOpen', { task: read(task.name) })}
        </Link>
      }
    />
  );
}

function OrganizersNext({ event }: { event: EventView }) {
  const { t } = useLanguage();
  const tasks = useQuery(tasksQuery(event.slug));
  if (!tasks.data) return null;
  const to = (path: string, label: string): ReactNode => (
    <Link className="button button-primary" to={`/events/${event.slug}/${path}`}>
      {label}
    </Link>
  );
  if (tasks.data.items.length === 0) {
    return (
      <NextStep
        title={t('event.next.organizeTask')}
        hint={t('event.next.organizeTaskHint')}
        action={to('tasks/new', t('organize.taskNew'))}
      />
    );
  }
  if (event.status === 'draft') {
    return (
      <NextStep
        title={t('event.next.publish')}
        hint={t('event.next.publishHint')}
        action={to('set-up', t('event.setUp'))}
      />
    );
  }
  const [first] = tasks.data.items;
  return (
    <NextStep
      title={t('event.next.organize')}
      hint={t('event.next.organizeHint')}
      action={first && to(`tasks/${first.slug}/board`, t('task.toBoard'))}
    />
  );
}
