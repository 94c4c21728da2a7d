import { Link } from 'react-router';
import type { EventView, Quota, Task } from '../../api/client.js';
import { NextStep } from '../../components/pieces.js';
import { useNow } from '../../components/time.js';
import { useLanguage } from '../../i18n/language.js';
import { relative } from '../../lib/time.js';

/** What this person does next in this task. */
export function TaskNext({
  event,
  task,
  quota,
  isOpen,
}: {
  event: EventView;
  task: Task;
  quota: Quota | undefined;
  isOpen: boolean;
}) {
  const { t } = useLanguage();
  const now = useNow();
  const here = `/events/${event.slug}/tasks/${task.slug}`;
  const link = (to: string, label: string) => (
    <Link className="button button-primary" to={to}>
      {label}
    </Link>
  );
  if (event.myRole === 'organizer' && !task.isReady) {
    return (
      <NextStep
        title={t('setup.next.truth')}
        hint={t('setup.next.truthHint')}
        action={link(`${here}/set-up`, t('task.organizerSetUp'))}
      />
    );
  }
  if (task.finalPublishedAt) {
    return (
      <NextStep
        title={t('task.next.published')}
        action={link(`${here}/board?split=final`, t('task.toBoard'))}
      />
    );
  }
  if (new Date(task.opensAt) > now) {
    return <NextStep title={t('task.next.notOpen', { when: relative(new Date(task.opensAt), now, t) })} />;
  }
  if (!task.isReady) return <NextStep title={t('task.next.notReady')} hint={t('task.next.notReadyHint')} />;
  if (!isOpen) {
    const maySelect = quota && quota.selected < quota.maxSelected && quota.usedTotal > quota.selected;
    return maySelect ? (
      <NextStep title={t('task.next.select')} hint={<Selection quota={quota} />} />
    ) : (
      <NextStep title={t('task.next.closed')} hint={t('task.next.closedHint')} />
    );
  }
  if (event.myRole === 'organizer') {
    return <NextStep title={t('setup.next.open')} hint={t('setup.next.openHint')} />;
  }
  if (event.myRole !== 'participant') return null;
  if (event.myTeam === null) {
    return (
      <NextStep
        title={t('task.next.team')}
        hint={t('event.next.teamHint', { max: event.maxTeamSize })}
        action={link(`/events/${event.slug}`, t('task.next.teamLink'))}
      />
    );
  }
  if (!quota) return null;
  if (quota.limitTotal !== null && quota.usedTotal >= quota.limitTotal) {
    return <NextStep title={t('task.next.limitTotal')} hint={<Selection quota={quota} />} />;
  }
  if (quota.limitPerDay !== null && quota.usedToday >= quota.limitPerDay) {
    return (
      <NextStep
        title={t('task.next.limit')}
        hint={t('task.next.limitHint', { when: relative(new Date(quota.dayEndsAt), now, t) })}
      />
    );
  }
  return (
    <NextStep
      title={t('task.next.submit')}
      hint={
        quota.limitPerDay === null
          ? t('task.next.submitFree')
          : t('task.next.submitLeft', { n: quota.limitPerDay - quota.usedToday })
      }
      action={
        <a className="button button-primary" href="#submit">
          {t('submit.title')}
        </a>
      }
    />
  );
}

function Selection({ quota }: { quota: Quota }) {
  const { t } = useLanguage();
  return t('task.next.selectHint', { n: quota.selected, max: quota.maxSelected });
}
