import type { EntryReport } from '../../api/client.js';
import { DataTable } from '../../components/data-table.js';
import { useLanguage } from '../../i18n/language.js';
import { axisOf } from '../../lib/axis.js';
import { score } from '../../lib/format.js';
import { Plot, path } from './plot.js';

/** Net benefit over thresholds, beside treating everybody and nobody. */
export function DecisionFigure({ points }: { points: NonNullable<EntryReport['decision']> }) {
  const { t } = useLanguage();
  if (points.length < 2) return <p>{t('report.tooFew')}</p>;
  const useful = points.filter(({ netBenefit, treatAll }) => netBenefit > Math.max(0, treatAll));
  const words =
    useful.length === 0
      ? t('report.decision.never')
      : t('report.decision.words', {
          n: useful.length,
          all: points.length,
          from: useful[0]!.threshold,
          to: useful.at(-1)!.threshold,
        });
  const top = Math.max(...points.flatMap(({ netBenefit, treatAll }) => [netBenefit, treatAll]), 0.01);
  const axis = axisOf([{ score: -top / 3, ci: [-top / 3, top] }])!;
  const all = aboveFloor(points, axis.low);
  return (
    <>
      <p>{words}</p>
      <p className="small soft">{t('report.decision.hint')}</p>
      <Plot
        label={`${t('report.decision')}. ${words}`}
        xLabel={t('report.threshold')}
        yLabel={t('report.netBenefit')}
        xRange={[0, 1]}
        yRange={[axis.low, axis.high]}
        xTicks={[0, 0.2, 0.4, 0.6, 0.8, 1]}
        yTicks={axis.ticks}
      >
        {({ x, y }) => (
          <>
            <line className="plot-ideal" x1={x(0)} x2={x(1)} y1={y(0)} y2={y(0)} />
            <path
              className="plot-other"
              d={path(all.map((point) => [x(point.threshold), y(point.treatAll)]))}
            />
            <path
              className="plot-curve"
              d={path(points.map((point) => [x(point.threshold), y(Math.max(point.netBenefit, axis.low))]))}
            />
          </>
        )}
      </Plot>
      <details>
        <summary>{t('report.figures')}</summary>
        <DataTable
          caption={t('report.decision')}
          rows={points}
          rowKey={({ threshold }) => String(threshold)}
          columns={[
            {
              key: 'threshold',
              label: t('report.threshold'),
              isName: true,
              cell: ({ threshold }) => threshold,
            },
            {
              key: 'model',
              label: t('report.netBenefit'),
              isNumeric: true,
              cell: ({ netBenefit }) => score(netBenefit),
            },
            {
              key: 'all',
              label: t('report.treatAll'),
              isNumeric: true,
              cell: ({ treatAll }) => score(treatAll),
            },
          ]}
        />
      </details>
    </>
  );
}

/** Treating everybody soon costs far more than the drawing shows: the line ends where it leaves it. */
function aboveFloor(points: NonNullable<EntryReport['decision']>, floor: number) {
  const end = points.findIndex(({ treatAll }) => treatAll < floor);
  const [before, after] = [points[end - 1], points[end]];
  if (end === -1) return points;
  if (!before || !after) return [];
  const share = (before.treatAll - floor) / (before.treatAll - after.treatAll);
  const threshold = before.threshold + share * (after.threshold - before.threshold);
  return [...points.slice(0, end), { threshold, treatAll: floor }];
}
