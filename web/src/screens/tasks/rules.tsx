import type { Quota, Task } from '../../api/client.js';
import { ExampleFileView } from '../../components/example-file.js';
import { Definitions } from '../../components/pieces.js';
import { Moment } from '../../components/time.js';
import type { Translate } from '../../i18n/dictionary.js';
import { useLanguage } from '../../i18n/language.js';
import { metricExplained, metricName } from '../../lib/format.js';
import { gateInWords } from '../../lib/gates.js';
import { predictionColumns, type Schema } from '../../lib/outcome.js';
import { exampleEntry } from '../../lib/outcome-example.js';

function rangeText(
  { kind, range }: Extract<Schema, { kind: 'binary' | 'regression' }>,
  t: Translate,
): string {
  if (!range) return t(kind === 'binary' ? 'task.rule.rangeFree' : 'task.rule.amountFree');
  const [min = 0, max = 1] = range;
  return t(kind === 'binary' ? 'task.rule.rangeText' : 'task.rule.amountText', { min, max });
}

/** The rules of a task in sentences. */
export function Rules({ task, quota }: { task: Task; quota: Quota | undefined }) {
  const { t } = useLanguage();
  const predictions = predictionColumns(task.schema);
  const limits = [
    task.limitPerDay === null ? null : t('task.rule.perDay', { n: task.limitPerDay }),
    task.limitTotal === null ? null : t('task.rule.total', { n: task.limitTotal }),
  ].filter(Boolean);
  const size = t('task.rule.size', { n: task.maxUploadMegabytes });
  return (
    <Definitions
      items={[
        {
          term: t('outcome.kind'),
          text: (
            <>
              <span className="strong">{t(`outcome.kind.${task.kind}`)}</span>
              <br />
              <span className="small soft">{t(`outcome.kind.${task.kind}.explained`)}</span>
            </>
          ),
        },
        {
          term: t('task.rule.columns'),
          text: (
            <>
              {t('task.rule.columnsText', { id: task.idColumn, prediction: predictions.join(', ') })}
              <ExampleFileView name="entry.csv" file={exampleEntry(task.idColumn, task.schema)} />
              {task.schema.kind === 'survival' && task.schema.unit && (
                <span className="small soft">
                  {t('task.rule.unit', { unit: t(`outcome.unit.${task.schema.unit}`) })}
                </span>
              )}
              {task.schema.kind === 'binary' && (task.schema.confidence || task.schema.abstention) && (
                <span className="small soft">
                  {task.schema.confidence && t('task.rule.confidence', { column: task.schema.confidence })}{' '}
                  {task.schema.abstention && t('task.rule.abstains', { column: task.schema.abstention })}
                </span>
              )}
              {task.schema.kind === 'text' && typeof task.schema.abstention === 'string' && (
                <span className="small soft">
                  {task.schema.abstention === ''
                    ? t('task.rule.abstainEmpty')
                    : t('task.rule.abstain', { word: task.schema.abstention })}
                </span>
              )}
            </>
          ),
        },
        ...('range' in task.schema ? [{ term: t('task.rule.range'), text: rangeText(task.schema, t) }] : []),
        {
          term: t('task.rule.metric'),
          text: (
            <>
              <span className="strong">{metricName(task.metric, t, task.schema)}</span>
              <br />
              <span className="small soft">{metricExplained(task.metric, t)}</span>
            </>
          ),
        },
        ...(task.furtherMetrics.length > 0
          ? [
              {
                term: t('task.rule.further'),
                text: task.furtherMetrics.map((metric) => metricName(metric, t, task.schema)).join(', '),
              },
            ]
          : []),
        ...(task.gates.length > 0
          ? [
              {
                term: t('gate.title'),
                text: (
                  <>
                    {task.gates.map((gate) => (
                      <span key={gateInWords(gate, t)}>
                        {gateInWords(gate, t)}
                        <br />
                      </span>
                    ))}
                    <span className="small soft">{t('gate.explain')}</span>
                  </>
                ),
              },
            ]
          : []),
        {
          term: t('task.rule.limits'),
          text: [...(limits.length > 0 ? limits : [t('task.rule.noLimit')]), size].join(' · '),
        },
        ...(quota && quota.limitPerDay !== null && !task.finalPublishedAt
          ? [
              {
                term: t('task.rule.dayEnds'),
                text: <Moment at={quota.dayEndsAt} zone={task.eventTimeZone} />,
              },
            ]
          : []),
        { term: t('task.rule.selected'), text: t('task.rule.selectedText', { n: task.maxSelected }) },
        ...(task.finalPublishedAt
          ? []
          : [
              {
                term: t('task.rule.closes'),
                text: <Moment at={task.closesAt} zone={task.eventTimeZone} deadline />,
              },
            ]),
      ]}
    />
  );
}
