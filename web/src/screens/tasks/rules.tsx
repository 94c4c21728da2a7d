import type { Quota, Task } from '../../api/client.js';
import { Definitions } from '../../components/pieces.js';
import { Moment } from '../../components/time.js';
import { useLanguage } from '../../i18n/language.js';
import { metricExplained, metricName } from '../../lib/format.js';
import { predictionColumns } from '../../lib/outcome.js';

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
          term: t('task.rule.columns'),
          text: (
            <>
              {t('task.rule.columnsText', { id: task.idColumn, prediction: predictions.join(', ') })}
              <br />
              <code>{[task.idColumn, ...predictions].join(',')}</code>
            </>
          ),
        },
        ...('range' in task.schema
          ? [
              {
                term: t('task.rule.range'),
                text: task.schema.range
                  ? t('task.rule.rangeText', {
                      min: task.schema.range[0] ?? 0,
                      max: task.schema.range[1] ?? 1,
                    })
                  : t('task.rule.rangeFree'),
              },
            ]
          : []),
        {
          term: t('task.rule.metric'),
          text: (
            <>
              <span className="strong">{metricName(task.metric, t)}</span>
              <br />
              <span className="small soft">{metricExplained(task.metric, t)}</span>
            </>
          ),
        },
        ...(task.furtherMetrics.length > 0
          ? [
              {
                term: t('task.rule.further'),
                text: task.furtherMetrics.map((metric) => metricName(metric, t)).join(', '),
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
