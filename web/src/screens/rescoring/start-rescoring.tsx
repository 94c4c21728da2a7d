import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api, type Task, type Truth } from '../../api/client.js';
import { keys } from '../../api/queries.js';
import { TextField } from '../../components/field.js';
import { FileDrop } from '../../components/file-drop.js';
import { ActionError } from '../../components/states.js';
import { useLanguage } from '../../i18n/language.js';
import { MetricFields } from '../set-up/metric-fields.js';

type Metrics = Pick<Task, 'metric' | 'furtherMetrics'>;

/** With another metric that ranks: those that the task has stay, the one that ranked beside the others. */
function ranked(metric: string, chosen: Metrics, task: Task): Metrics {
  const stays = [task.metric, ...task.furtherMetrics].includes(chosen.metric);
  const further = stays ? [chosen.metric, ...chosen.furtherMetrics] : chosen.furtherMetrics;
  return {
    metric,
    furtherMetrics: further.filter((name, k) => name !== metric && further.indexOf(name) === k),
  };
}

/** A reason, and what changes: other labels, other metrics, or neither (today's engine). */
export function StartRescoring({ task }: { task: Task }) {
  const { t } = useLanguage();
  const queries = useQueryClient();
  const [reason, setReason] = useState('');
  const [truth, setTruth] = useState<Truth | null>(null);
  const [metrics, setMetrics] = useState({ metric: task.metric, furtherMetrics: task.furtherMetrics });
  const start = useMutation({
    mutationFn: () =>
      answer(
        api.POST('/api/v1/tasks/{id}/rescorings', {
          params: { path: { id: task.id } },
          body: { reason, ...metrics, ...(truth ? { truthId: truth.id } : {}) },
        }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: keys.task(task.id) }),
  });
  return (
    <details className="disclosure">
      <summary>{t('rescoring.begin')}</summary>
      <form
        className="stack"
        onSubmit={(submitted) => {
          submitted.preventDefault();
          if (!start.isPending) start.mutate();
        }}
      >
        <TextField
          label={t('rescoring.reason')}
          hint={t('rescoring.reasonHint')}
          required
          value={reason}
          onChange={setReason}
        />
        <MetricFields
          kind={task.schema.kind}
          metric={metrics.metric}
          further={metrics.furtherMetrics}
          errors={{}}
          isLocked={false}
          onMetric={(metric) => setMetrics(ranked(metric, metrics, task))}
          onFurther={(further) => setMetrics({ ...metrics, furtherMetrics: [...further] })}
        />
        <div className="stack-small">
          <p>
            <span className="strong">{t('rescoring.truth')}</span>{' '}
            <span className="field-hint">({t('field.optional')})</span>
          </p>
          <p className="small soft">{t('rescoring.truthHint')}</p>
          {truth ? (
            <p role="status">{t('rescoring.truthReady', { n: truth.version })}</p>
          ) : (
            <FileDrop<Truth>
              url={`/api/v1/tasks/${task.id}/truth/versions`}
              sendLabel={t('setup.truthUpload')}
              onDone={setTruth}
            />
          )}
        </div>
        <ActionError error={start.error} />
        <div className="form-actions">
          <button type="submit" className="button button-primary" aria-disabled={start.isPending}>
            {t('rescoring.start')}
          </button>
        </div>
      </form>
    </details>
  );
}
