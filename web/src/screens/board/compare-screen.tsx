import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import type { EventView, Task } from '../../api/client.js';
import { SelectField } from '../../components/field.js';
import { PageHeader } from '../../components/page-header.js';
import { EmptyState, Loaded } from '../../components/states.js';
import { useLanguage } from '../../i18n/language.js';
import { score } from '../../lib/format.js';
import { TaskFrame } from '../tasks/task-frame.js';
import { type Pairs, pairsQuery } from './board-queries.js';
import { PairMatrix } from './pair-matrix.js';
import { comparisonOf, percentOf } from './pairs.js';

export function CompareScreen() {
  return <TaskFrame>{(event, task) => <ComparePage event={event} task={task} />}</TaskFrame>;
}

/** One pair in a sentence, and all pairs of the top in a table. */
function ComparePage({ event, task }: { event: EventView; task: Task }) {
  const { t, read } = useLanguage();
  const [search] = useSearchParams();
  const split = search.get('split') === 'final' ? 'final' : 'public';
  const here = `/events/${event.slug}/tasks/${task.slug}`;
  const pairs = useQuery(pairsQuery(task.id, split));
  return (
    <>
      <PageHeader
        title={t('compare.title')}
        crumbs={[
          { to: '/', label: t('events.title') },
          { to: `/events/${event.slug}`, label: read(event.name) },
          { to: here, label: read(task.name) },
          { to: `${here}/board?split=${split}`, label: t('task.toBoard') },
        ]}
        lead={<p>{t('compare.lead')}</p>}
      />
      <Loaded query={pairs} lines={8}>
        {(loaded) =>
          loaded.teams.length < 2 ? (
            <EmptyState
              title={t('compare.tooFew')}
              action={
                <Link className="button" to={`${here}/board?split=${split}`}>
                  {t('compare.back')}
                </Link>
              }
            />
          ) : (
            <div className="stack-large">
              <OnePair pairs={loaded} />
              <PairMatrix pairs={loaded} />
            </div>
          )
        }
      </Loaded>
    </>
  );
}

function OnePair({ pairs }: { pairs: Pairs }) {
  const { t } = useLanguage();
  const [a, setA] = useState(pairs.teams[0]!.team.id);
  const [b, setB] = useState(pairs.teams[1]!.team.id);
  const options = pairs.teams.map(({ team, rank }) => ({ value: team.id, label: `${rank}. ${team.name}` }));
  const nameOf = (id: string) => pairs.teams.find(({ team }) => team.id === id)?.team.name ?? '';
  const comparison = comparisonOf(pairs, a, b);
  return (
    <div className="stack">
      <div className="form-pair">
        <SelectField
          label={t('compare.first')}
          value={a}
          onChange={setA}
          options={options.filter(({ value }) => value !== b)}
        />
        <SelectField
          label={t('compare.second')}
          value={b}
          onChange={setB}
          options={options.filter(({ value }) => value !== a)}
        />
      </div>
      <div role="status">
        {comparison === null ? (
          <p>{t('compare.none')}</p>
        ) : comparison.isSame ? (
          <p className="strong">{t('compare.same')}</p>
        ) : (
          <>
            <p className="strong">
              {t(comparison.isClear ? 'compare.sentence.clear' : 'compare.sentence.open', {
                a: nameOf(comparison.isClear && comparison.probability < 0.5 ? b : a),
                b: nameOf(comparison.isClear && comparison.probability < 0.5 ? a : b),
                percent: percentOf(
                  comparison.isClear
                    ? Math.max(comparison.probability, 1 - comparison.probability - comparison.tied)
                    : comparison.probability,
                ),
              })}
            </p>
            <p className="soft">
              {t('compare.difference', {
                difference: score(comparison.difference),
                low: score(comparison.interval[0]),
                high: score(comparison.interval[1]),
                p: comparison.p < 0.001 ? '< 0.001' : comparison.p.toFixed(3),
              })}
            </p>
          </>
        )}
      </div>
    </div>
  );
}
