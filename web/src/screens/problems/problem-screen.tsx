import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { useParams } from 'react-router';
import { answer, api, type EventView } from '../../api/client.js';
import { type Problem, type ProblemRequest, problemKeys, problemQuery } from '../../api/problems.js';
import { eventQuery, keys } from '../../api/queries.js';
import { useAnnouncer } from '../../components/announcer.js';
import { PageHeader } from '../../components/page-header.js';
import { Section } from '../../components/pieces.js';
import { ActionError, Loaded } from '../../components/states.js';
import { useLanguage } from '../../i18n/language.js';
import { ChooseProblem } from './choose-problem.js';
import { ProblemFields } from './problem-fields.js';
import { ProblemBadges, ProblemText } from './problem-text.js';
import { Places } from './problems-screen.js';

const Decision = lazy(async () => ({ default: (await import('./decision.js')).Decision }));

export function ProblemScreen() {
  const { slug = '', problemId = '' } = useParams();
  const event = useQuery(eventQuery(slug));
  const problem = useQuery(problemQuery(slug, problemId));
  return (
    <Loaded query={event} lines={14}>
      {(loaded) => (
        <Loaded query={problem} lines={14}>
          {(found) => <OneProblem event={loaded} problem={found} />}
        </Loaded>
      )}
    </Loaded>
  );
}

const PARTS = ['question', 'importance', 'dataNeeded'] as const;

function OneProblem({ event, problem }: { event: EventView; problem: Problem }) {
  const { t, read } = useLanguage();
  const [isEditing, setEditing] = useState(false);
  const { slug } = event;
  return (
    <>
      <PageHeader
        title={read(problem.title)}
        crumbs={[
          { to: `/events/${slug}`, label: read(event.name) },
          { to: `/events/${slug}/problems`, label: t('problem.title') },
        ]}
        badge={<ProblemBadges problem={problem} withStatus={problem.status !== 'selected'} />}
        lead={
          <p>
            {t('problem.by', { name: problem.proposerName })}
            {problem.proposerLeft && ` (${t('problem.proposerLeft')})`}
            {problem.status === 'selected' && (
              <>
                {' · '}
                <Places problem={problem} />
              </>
            )}
          </p>
        }
      />
      <div className="stack-large">
        <Actions event={event} problem={problem} onEdit={() => setEditing(true)} />
        {problem.message && (
          <div className="notice">
            <p className="strong">{t('problem.messageFrom')}</p>
            <p className="text-block">{problem.message}</p>
          </div>
        )}
        {isEditing ? (
          <Edit slug={slug} problem={problem} onDone={() => setEditing(false)} />
        ) : (
          PARTS.filter((part) => problem[part].ko || problem[part].en).map((part) => (
            <Section key={part} title={t(`problem.part.${part}`)}>
              <ProblemText text={problem[part]} block />
            </Section>
          ))
        )}
        {problem.teams.length > 0 && (
          <Section title={t('problem.teamsTitle')}>
            <ul className="members">
              {problem.teams.map(({ id, name }) => (
                <li key={id}>
                  <bdi>{name}</bdi>
                </li>
              ))}
            </ul>
          </Section>
        )}
        {event.myRole === 'organizer' && problem.status !== 'withdrawn' && (
          <Suspense>
            <Decision slug={slug} problem={problem} />
          </Suspense>
        )}
      </div>
    </>
  );
}

function Actions({ event, problem, onEdit }: { event: EventView; problem: Problem; onEdit: () => void }) {
  const { t } = useLanguage();
  const { toast } = useAnnouncer();
  const queries = useQueryClient();
  const refresh = () => void queries.invalidateQueries({ queryKey: keys.event(event.slug) });
  const withdraw = useMutation({
    mutationFn: () =>
      answer(api.POST('/api/v1/problems/{id}/withdraw', { params: { path: { id: problem.id } } })),
    onSuccess: () => {
      toast(t('problem.withdrawn'));
      refresh();
    },
  });
  return (
    <div className="stack">
      <div className="row">
        <ChooseProblem event={event} problem={problem} />
        {problem.mayEdit && (
          <button type="button" className="button" onClick={onEdit}>
            {t('problem.edit')}
          </button>
        )}
        {problem.mayWithdraw && (
          <button
            type="button"
            className="button button-quiet"
            aria-disabled={withdraw.isPending}
            onClick={() => !withdraw.isPending && withdraw.mutate()}
          >
            {t('problem.withdraw')}
          </button>
        )}
      </div>
      <ActionError error={withdraw.error} />
    </div>
  );
}

function Edit({ slug, problem, onDone }: { slug: string; problem: Problem; onDone: () => void }) {
  const { t } = useLanguage();
  const queries = useQueryClient();
  const change = useMutation({
    mutationFn: (body: ProblemRequest) =>
      answer(api.PATCH('/api/v1/problems/{id}', { params: { path: { id: problem.id } }, body })),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: problemKeys.all(slug) });
      onDone();
    },
  });
  return (
    <ProblemFields
      problem={problem}
      label={t('action.save')}
      isPending={change.isPending}
      error={change.error}
      onSubmit={(body) => change.mutate(body)}
    >
      <button type="button" className="button" onClick={onDone}>
        {t('action.cancel')}
      </button>
    </ProblemFields>
  );
}
