import type { EntryReport } from '../../api/client.js';
import { DataTable } from '../../components/data-table.js';
import { useLanguage } from '../../i18n/language.js';
import { score } from '../../lib/format.js';
import { Plot, path } from './plot.js';

const TENTHS = [0, 0.2, 0.4, 0.6, 0.8, 1];

/** Predicted against observed risk, over how the predictions are spread. */
export function CalibrationFigure({ plot }: { plot: NonNullable<EntryReport['calibration']> }) {
  const { t } = useLanguage();
  const { bins, histogram, line, inTheLarge } = plot;
  const highest = Math.max(...histogram, 1);
  const words =
    line === null
      ? t('report.calibration.noLine')
      : t('report.calibration.words', {
          slope: score(line.slope),
          large: score((inTheLarge ?? 0) + 0),
        });
  return (
    <>
      <p>{words}</p>
      <p className="small soft">{t('report.calibration.hint')}</p>
      {bins.length === 0 ? (
        <p>{t('report.tooFew')}</p>
      ) : (
        <>
          <Plot
            label={`${t('report.calibration')}. ${words}`}
            xLabel={t('report.predicted')}
            yLabel={t('report.observed')}
            xRange={[0, 1]}
            yRange={[0, 1]}
            xTicks={TENTHS}
            yTicks={TENTHS}
          >
            {({ x, y, base }) => (
              <>
                {histogram.map((bar, k) => {
                  const from = k / histogram.length;
                  const height = (bar / highest) * 40;
                  return (
                    <rect
                      key={from}
                      className="plot-bar"
                      x={x(from)}
                      width={x(1 / histogram.length) - x(0) - 1}
                      y={base - height}
                      height={height}
                    />
                  );
                })}
                <path
                  className="plot-ideal"
                  d={path([
                    [x(0), y(0)],
                    [x(1), y(1)],
                  ])}
                />
                {bins.map(({ predicted, observed, interval: [low = observed, high = observed] }) => (
                  <g key={predicted}>
                    <line
                      className="plot-line"
                      x1={x(predicted)}
                      x2={x(predicted)}
                      y1={y(low)}
                      y2={y(high)}
                    />
                    <circle className="plot-dot" cx={x(predicted)} cy={y(observed)} r="3.5" />
                  </g>
                ))}
              </>
            )}
          </Plot>
          <details>
            <summary>{t('report.figures')}</summary>
            <DataTable
              caption={t('report.calibration')}
              rows={bins}
              rowKey={({ predicted }) => String(predicted)}
              columns={[
                {
                  key: 'predicted',
                  label: t('report.predicted'),
                  isName: true,
                  cell: ({ predicted }) => score(predicted),
                },
                {
                  key: 'observed',
                  label: t('report.observed'),
                  isNumeric: true,
                  cell: ({ observed, interval: [low = 0, high = 1] }) =>
                    `${score(observed)} (${score(low)}–${score(high)})`,
                },
                { key: 'rows', label: t('report.rows'), isNumeric: true, cell: ({ rows }) => rows },
              ]}
            />
          </details>
        </>
      )}
    </>
  );
}
