import { useQuery } from '@tanstack/react-query';
import type { Task } from '../../api/client.js';
import { type Column, DataTable } from '../../components/data-table.js';
import { Loaded } from '../../components/states.js';
import { useLanguage } from '../../i18n/language.js';
import { score } from '../../lib/format.js';
import { marksInWords } from '../../lib/gates.js';
import { finalPreviewQuery, type FinalPreview as Preview } from '../board/board-queries.js';

type Team = Preview['teams'][number];

/** Before it is published: who moves how far, and whose group of ties changes. */
export function FinalPreview({ task }: { task: Task }) {
  const { t } = useLanguage();
  const preview = useQuery(finalPreviewQuery(task.id));
  const place = (at: Team['public']) =>
    at === null ? '–' : `${at.rank} · ${at.score === null ? t('board.undefined') : score(at.score)}`;
  const move = ({ moved }: Team) => {
    if (moved === null) return t('preview.new');
    if (moved === 0) return t('preview.same');
    return moved > 0 ? t('preview.up', { n: moved }) : t('preview.down', { n: -moved });
  };
  const columns: Column<Team>[] = [
    { key: 'team', label: t('board.team'), isName: true, cell: ({ team }) => team.name },
    {
      key: 'public',
      label: t('preview.public'),
      isNumeric: true,
      cell: (team) => place(team.public),
      sortBy: (team) => team.public?.rank ?? Number.MAX_SAFE_INTEGER,
    },
    {
      key: 'final',
      label: t('preview.final'),
      isNumeric: true,
      cell: (team) => place(team.final),
      sortBy: (team) => team.final.rank,
    },
    {
      key: 'move',
      label: t('preview.move'),
      cell: (team) => [move(team), team.bandChanges && t('preview.bandChanges')].filter(Boolean).join(', '),
    },
    {
      key: 'chosen',
      label: t('preview.chosen'),
      cell: ({ bySelection }) => t(bySelection ? 'preview.bySelection' : 'preview.byBest'),
    },
  ];
  const gates = preview.data?.gates ?? [];
  if (gates.length > 0)
    columns.push({
      key: 'gates',
      label: t('gate.title'),
      cell: (team) => {
        const { failed, unknown } = marksInWords(team.gates, gates, t);
        return [...failed, ...unknown].join('; ') || t('gate.verdict.kept');
      },
    });
  return (
    <Loaded query={preview} lines={6}>
      {(loaded) =>
        loaded.teams.length === 0 ? (
          <p className="soft">{t('preview.none')}</p>
        ) : (
          <div className="stack">
            <p className="strong">{t('preview.title')}</p>
            <p>{t('preview.sum', { places: loaded.largestMove, bands: loaded.bandsChanged })}</p>
            {loaded.unfinished > 0 && (
              <p className="notice notice-warn">{t('preview.unfinished', { n: loaded.unfinished })}</p>
            )}
            <DataTable
              caption={t('preview.title')}
              columns={columns}
              rows={loaded.teams}
              rowKey={({ team }) => team.id}
            />
          </div>
        )
      }
    </Loaded>
  );
}
