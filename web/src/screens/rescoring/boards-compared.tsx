import { useState } from 'react';
import type { Task } from '../../api/client.js';
import { type Column, DataTable } from '../../components/data-table.js';
import { useLanguage } from '../../i18n/language.js';
import { metricName, score } from '../../lib/format.js';
import type { ComparedTeam, Comparison, Rescoring } from './rescoring-queries.js';

const PARTS = ['public', 'final'] as const;

/** Old and new places of every team, the new order first; what moved is said in words and not in colour alone. */
export function BoardsCompared({
  comparison,
  rescoring,
  outcome,
}: {
  comparison: Comparison;
  rescoring: Rescoring;
  outcome: Task['schema'];
}) {
  const { t } = useLanguage();
  const [part, setPart] = useState<(typeof PARTS)[number]>('final');
  const rows = comparison[part];
  const moved = rows.filter(({ before, after }) => before.rank !== after.rank).length;
  const place = ({ rank, score: value }: ComparedTeam['before']) =>
    rank === null ? '–' : `${rank} · ${value === null ? '–' : score(value)}`;
  const columns: Column<ComparedTeam>[] = [
    { key: 'team', label: t('board.team'), isName: true, cell: ({ team }) => team.name },
    {
      key: 'before',
      label: t('rescoring.place', {
        when: t('rescoring.old'),
        metric: metricName(rescoring.before.metric, t, outcome),
      }),
      isNumeric: true,
      cell: ({ before }) => place(before),
      sortBy: ({ before }) => before.rank ?? Number.MAX_SAFE_INTEGER,
    },
    {
      key: 'after',
      label: t('rescoring.place', {
        when: t('rescoring.new'),
        metric: metricName(rescoring.after.metric, t, outcome),
      }),
      isNumeric: true,
      cell: ({ after }) => place(after),
      sortBy: ({ after }) => after.rank ?? Number.MAX_SAFE_INTEGER,
    },
    { key: 'move', label: t('rescoring.move'), cell: (row) => movement(row) },
  ];
  const movement = ({ before, after }: ComparedTeam) => {
    if (before.rank === after.rank) return t('rescoring.same');
    if (before.rank === null || after.rank === null) return t('rescoring.otherBoard');
    const n = before.rank - after.rank;
    return n > 0 ? t('rescoring.up', { n }) : t('rescoring.down', { n: -n });
  };
  return (
    <div className="stack">
      <fieldset className="row">
        <legend className="visually-hidden">{t('rescoring.part')}</legend>
        {PARTS.map((one) => (
          <button
            key={one}
            type="button"
            className="button"
            aria-pressed={one === part}
            onClick={() => setPart(one)}
          >
            {t(`rescoring.part.${one}`)}
          </button>
        ))}
      </fieldset>
      <p role="status">{t('rescoring.moved', { moved, n: rows.length })}</p>
      <DataTable
        caption={t(`rescoring.part.${part}`)}
        columns={columns}
        rows={rows}
        rowKey={({ team }) => team.id}
      />
      {comparison.refused.length > 0 && (
        <div className="notice notice-warn stack-small">
          <p>{t('rescoring.refused', { n: comparison.refused.length })}</p>
          <ul>
            {comparison.refused.map((entry) => (
              <li key={entry.submissionId}>
                {entry.team.name}: {entry.fileName} ({entry.codes.join(', ')})
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}
