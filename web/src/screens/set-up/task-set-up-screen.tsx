import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from 'react-router';
import { answer, api, type EventView, type Task, type TaskRequest } from '../../api/client.js';
import { keys } from '../../api/queries.js';
import { PageHeader } from '../../components/page-header.js';
import { NextStep, Section } from '../../components/pieces.js';
import { EmptyState } from '../../components/states.js';
import { useLanguage } from '../../i18n/language.js';
import { TaskState } from '../events/event-tasks.js';
import { RescoringPanel } from '../rescoring/rescoring-panel.js';
import { TaskFrame } from '../tasks/task-frame.js';
import { FinalPublication } from './final-publication.js';
import { TaskFilesSetUp } from './task-files-set-up.js';
import { TaskForm } from './task-form.js';
import { Trial } from './trial.js';
import { TruthSetUp } from './truth-set-up.js';

export function TaskSetUpScreen() {
  const { t } = useLanguage();
  return (
    <TaskFrame>
      {(event, task) =>
        event.myRole === 'organizer' ? (
          <SetUp event={event} task={task} />
        ) : (
          <EmptyState title={t('organize.only')} />
        )
      }
    </TaskFrame>
  );
}

function SetUp({ event, task }: { event: EventView; task: Task }) {
  const { t, read } = useLanguage();
  const here = `/events/${event.slug}/tasks/${task.slug}`;
  return (
    <>
      <PageHeader
        title={t('setup.title', { task: read(task.name) })}
        crumbs={[
          { to: '/', label: t('events.title') },
          { to: `/events/${event.slug}`, label: read(event.name) },
          { to: here, label: read(task.name) },
        ]}
        badge={<TaskState task={task} />}
        actions={
          <Link className="button" to={`${here}/board`}>
            {t('task.toBoard')}
          </Link>
        }
      />
      <div className="stack-large">
        <Next event={event} task={task} />
        <Section title={t('setup.part.truth')} id="truth">
          <TruthSetUp event={event} task={task} />
        </Section>
        {task.isReady && (
          <Section title={t('setup.part.trial')} id="trial">
            <Trial task={task} />
          </Section>
        )}
        <Section title={t('setup.part.files')}>
          <TaskFilesSetUp task={task} />
        </Section>
        <Settings event={event} task={task} />
        {task.setup?.hasEntries && (
          <Section title={t('rescoring.title')} id="rescoring">
            <RescoringPanel event={event} task={task} />
          </Section>
        )}
        <Section title={t('setup.part.final')}>
          <FinalPublication event={event} task={task} />
        </Section>
      </div>
    </>
  );
}

function Next({ event, task }: { event: EventView; task: Task }) {
  const { t } = useLanguage();
  if (task.finalPublishedAt) return <NextStep title={t('setup.next.published')} />;
  if (!task.isReady) {
    return (
      <NextStep
        title={t('setup.next.truth')}
        hint={t('setup.next.truthHint')}
        action={
          <a className="button button-primary" href="#truth">
            {t('setup.part.truth')}
          </a>
        }
      />
    );
  }
  const toTrial = (kind: string) => (
    <a className={`button ${kind}`} href="#trial">
      {t('setup.part.trial')}
    </a>
  );
  if (event.status === 'draft') {
    return (
      <NextStep
        title={t('setup.next.draft')}
        hint={t('setup.next.draftHint')}
        action={
          <>
            {toTrial('button-primary')}
            <Link className="button" to={`/events/${event.slug}/set-up`}>
              {t('organize.publish')}
            </Link>
          </>
        }
      />
    );
  }
  if (!task.setup?.hasEntries) {
    return (
      <NextStep
        title={t('setup.next.trial')}
        hint={t('setup.next.trialHint')}
        action={toTrial('button-primary')}
      />
    );
  }
  return <NextStep title={t('setup.next.open')} hint={t('setup.next.openHint')} />;
}

function Settings({ event, task }: { event: EventView; task: Task }) {
  const { t } = useLanguage();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const change = useMutation({
    mutationFn: (body: TaskRequest) =>
      answer(api.PATCH('/api/v1/tasks/{id}', { params: { path: { id: task.id } }, body })),
    onSuccess: async (changed) => {
      await queries.invalidateQueries({ queryKey: keys.event(event.slug) });
      void queries.invalidateQueries({ queryKey: keys.task(task.id) });
      if (changed.slug !== task.slug) {
        void navigate(`/events/${event.slug}/tasks/${changed.slug}/set-up`, { replace: true });
      }
    },
  });
  return (
    <TaskForm
      event={event}
      task={task}
      label={t('action.save')}
      isPending={change.isPending}
      isSaved={change.isSuccess}
      error={change.error}
      onSubmit={(body) => change.mutate(body)}
    />
  );
}
