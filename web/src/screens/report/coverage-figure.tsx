import type { EntryReport } from '../../api/client.js';
import { useLanguage } from '../../i18n/language.js';
import { axisOf } from '../../lib/axis.js';
import { score } from '../../lib/format.js';
import { Plot, path } from './plot.js';

/** The share of wrong answers where only the surest are given. */
export function CoverageFigure({ points }: { points: NonNullable<EntryReport['coverage']> }) {
  const { t } = useLanguage();
  const [first, last] = [points[0], points.at(-1)];
  if (points.length < 2 || !first || !last) return <p>{t('report.tooFew')}</p>;
  const words = t('report.coverage.words', {
    first: Math.round(first.coverage * 100),
    low: score(first.risk),
    high: score(last.risk),
  });
  const axis = axisOf(points.map(({ risk }) => ({ score: risk, ci: [0, risk] })))!;
  return (
    <>
      <p>{words}</p>
      <Plot
        label={`${t('report.coverage')}. ${words}`}
        xLabel={t('report.answered')}
        yLabel={t('report.wrong')}
        xRange={[0, 1]}
        yRange={[axis.low, axis.high]}
        xTicks={[0, 0.2, 0.4, 0.6, 0.8, 1]}
        yTicks={axis.ticks}
      >
        {({ x, y }) => (
          <path className="plot-curve" d={path(points.map((point) => [x(point.coverage), y(point.risk)]))} />
        )}
      </Plot>
    </>
  );
}
