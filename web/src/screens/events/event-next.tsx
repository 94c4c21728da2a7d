import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { answer, api, type EventView } from '../../api/client.js';
import { type Next, nextQuery, type Step } from '../../api/guidance.js';
import { keys } from '../../api/queries.js';
import { meKey, useMe } from '../../api/session.js';
import { useAnnouncer } from '../../components/announcer.js';
import { NextStep } from '../../components/pieces.js';
import { ActionError, Loaded } from '../../components/states.js';
import { useNow } from '../../components/time.js';
import { useLanguage } from '../../i18n/language.js';
import { isFrozen } from '../../lib/frozen.js';
import { StepDue } from '../guidance/step-due.js';
import { StepList } from '../guidance/step-list.js';
import { useStepWords } from '../guidance/step-words.js';
import { ConfirmPlace } from './confirm-place.js';
import { CreateTeam } from './create-team.js';

/** What this person does next in this event and by when: one thing, and below it the whole way. */
export function EventNext({ event }: { event: EventView }) {
  const me = useMe();
  if (me === undefined) return null;
  return me === null ? <SignInFirst event={event} /> : <MyNext event={event} />;
}

function MyNext({ event }: { event: EventView }) {
  const next = useQuery({ ...nextQuery(event.slug), refetchInterval: 60_000 });
  return (
    <Loaded query={next} lines={6}>
      {(loaded) => (
        <div className="stack">
          <Current event={event} next={loaded} />
          {loaded.steps.length > 1 && (
            <StepList event={event} steps={loaded.steps} current={loaded.current} />
          )}
        </div>
      )}
    </Loaded>
  );
}

function Current({ event, next }: { event: EventView; next: Next }) {
  const { t, read } = useLanguage();
  const frozen = isFrozen(event, useNow());
  const step = next.current;
  if (!step) {
    const open = next.steps.find(({ code, dueAt }) => code === 'SUBMIT' && isFuture(dueAt));
    if (!open) return <Over event={event} />;
    return (
      <NextStep
        title={t('event.next.again')}
        hint={<StepDue event={event} step={open} />}
        action={
          <Link className="button button-primary" to={open.where}>
            {t('event.next.taskOpen', { task: open.params.title ? read(open.params.title) : '' })}
          </Link>
        }
      />
    );
  }
  if (step.code === 'CONFIRM_PLACE' && step.state === 'todo')
    return <ConfirmPlace event={event} step={step} />;
  if (step.code === 'JOIN') return <Join event={event} />;
  if (step.code === 'FIND_TEAM' && step.state === 'todo' && !frozen)
    return <FindTeam event={event} step={step} />;
  return <OneStep event={event} step={step} />;
}

const isFuture = (at: string | null) => at !== null && new Date(at) > new Date();

function Over({ event }: { event: EventView }) {
  const { t } = useLanguage();
  return event.nowStage === 'after' ? (
    <NextStep title={t('event.next.over')} hint={t('event.next.overHint')} />
  ) : (
    <NextStep title={t('next.allDone')} hint={t('next.allDoneHint')} />
  );
}

function OneStep({ event, step }: { event: EventView; step: Step }) {
  const words = useStepWords()(step);
  const here = `/events/${event.slug}`;
  return (
    <NextStep
      title={words.title}
      hint={
        <>
          {words.hint} <StepDue event={event} step={step} />
        </>
      }
      action={
        words.action &&
        step.where !== here && (
          <Link className="button button-primary" to={step.where}>
            {words.action}
          </Link>
        )
      }
    />
  );
}

function SignInFirst({ event }: { event: EventView }) {
  const { t } = useLanguage();
  const next = `?next=${encodeURIComponent(`/events/${event.slug}`)}`;
  if (event.nowStage === 'after') return <Over event={event} />;
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

function FindTeam({ event, step }: { event: EventView; step: Step }) {
  const { t } = useLanguage();
  const [isCreating, setCreating] = useState(false);
  return (
    <NextStep
      title={t('event.next.team')}
      hint={
        <>
          {t('event.next.teamHint', { max: event.maxTeamSize })} <StepDue event={event} step={step} />
        </>
      }
      action={
        isCreating ? (
          <CreateTeam event={event} onCancel={() => setCreating(false)} />
        ) : (
          <>
            <button type="button" className="button button-primary" onClick={() => setCreating(true)}>
              {t('team.create')}
            </button>
            {step.where !== `/events/${event.slug}` && (
              <Link className="button" to={step.where}>
                {t('next.action.FIND_TEAM')}
              </Link>
            )}
          </>
        )
      }
    />
  );
}
