import type { EntryReport } from '../../api/client.js';
import { type Column, DataTable } from '../../components/data-table.js';
import { useLanguage } from '../../i18n/language.js';
import { axisOf } from '../../lib/axis.js';
import { score } from '../../lib/format.js';

type GroupColumn = EntryReport['columns'][number];
type Row = GroupColumn['groups'][number];

/** The groups of one column with a forest of their AUROCs, and how far apart they are. */
export function GroupsTable({ column, overall }: { column: GroupColumn; overall: EntryReport['overall'] }) {
  const { t } = useLanguage();
  const { groups, gaps, hidden, worst } = column;
  const figure = (value: number | null) => (value === null ? '–' : score(value));
  const spread = (value: number | null, interval: number[] | null) =>
    interval === null ? figure(value) : `${figure(value)} (${figure(interval[0]!)}–${figure(interval[1]!)})`;
  const rows: Row[] = [...groups, { ...overall, name: t('report.everybody') }];
  const axis = axisOf(rows.map(({ auroc, aurocInterval }) => ({ score: auroc, ci: aurocInterval })));
  const nameOf = (name: string) => (name === '' ? t('report.unnamed') : name);
  const columns: Column<Row>[] = [
    { key: 'name', label: column.column, isName: true, cell: ({ name }) => nameOf(name) },
    {
      key: 'rows',
      label: t('report.rows'),
      isNumeric: true,
      cell: (row) => `${row.rows} / ${row.positives}`,
    },
    {
      key: 'auroc',
      label: t('metric.auroc'),
      isNumeric: true,
      cell: (row) => (
        <div>
          {spread(row.auroc, row.aurocInterval)}
          {axis && <Forest axis={axis} row={row} />}
        </div>
      ),
    },
    { key: 'tpr', label: t('report.tpr'), isNumeric: true, cell: (row) => spread(row.tpr, row.tprInterval) },
    { key: 'fpr', label: t('report.fpr'), isNumeric: true, cell: (row) => spread(row.fpr, row.fprInterval) },
    { key: 'ppv', label: t('report.ppv'), isNumeric: true, cell: ({ ppv }) => figure(ppv) },
    {
      key: 'ap',
      label: t('report.ap'),
      isNumeric: true,
      cell: (row) => figure(row.averagePrecision),
    },
    { key: 'brier', label: t('report.brier'), isNumeric: true, cell: ({ brier }) => figure(brier) },
    {
      key: 'large',
      label: t('report.large'),
      isNumeric: true,
      cell: (row) => figure(row.calibrationInTheLarge),
    },
    {
      key: 'slope',
      label: t('report.slope'),
      isNumeric: true,
      cell: (row) => figure(row.calibrationSlope),
    },
  ];
  return (
    <div className="stack">
      {groups.length === 0 ? (
        <p>{t('report.groupsHidden')}</p>
      ) : (
        <>
          {worst !== null && groups.length > 1 && (
            <p>
              {t('report.worst', {
                group: nameOf(worst),
                value: figure(groups.find(({ name }) => name === worst)?.auroc ?? null),
              })}
            </p>
          )}
          {gaps.equalOpportunity !== null && gaps.equalizedOdds !== null && (
            <p>
              {t('report.gaps', {
                opportunity: score(gaps.equalOpportunity),
                odds: score(gaps.equalizedOdds),
              })}
            </p>
          )}
          <DataTable
            caption={t('report.groupsOf', { column: column.column })}
            rows={rows}
            rowKey={({ name }) => name}
            columns={columns}
          />
        </>
      )}
      {hidden > 0 && <p className="small soft">{t('report.hidden', { n: hidden })}</p>}
    </div>
  );
}

function Forest({ axis, row }: { axis: NonNullable<ReturnType<typeof axisOf>>; row: Row }) {
  const x = (value: number) => `${axis.place(value)}%`;
  const [low, high] = row.aurocInterval ?? [];
  return (
    <svg className="forest" aria-hidden="true" focusable="false">
      <line className="plot-grid" x1="0" x2="100%" y1="50%" y2="50%" />
      {low !== undefined && high !== undefined && (
        <line className="plot-line" x1={x(low)} x2={x(high)} y1="50%" y2="50%" />
      )}
      {row.auroc !== null && <circle className="plot-dot" cx={x(row.auroc)} cy="50%" r="4" />}
    </svg>
  );
}
