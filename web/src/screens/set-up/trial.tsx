import { useState } from 'react';
import type { Task, Trial as TrialResult } from '../../api/client.js';
import { DataTable } from '../../components/data-table.js';
import { FileDrop } from '../../components/file-drop.js';
import { useLanguage } from '../../i18n/language.js';
import { metricName } from '../../lib/format.js';
import { EntryScore } from '../tasks/entry-score.js';

/** Scores a file for organizers alone. */
export function Trial({ task }: { task: Task }) {
  const { t, language } = useLanguage();
  const [result, setResult] = useState<(TrialResult & { file: string }) | null>(null);
  return (
    <div className="stack">
      <p className="soft">{t('setup.trialLead')}</p>
      <FileDrop<TrialResult>
        url={`/api/v1/tasks/${task.id}/trial`}
        accept=".csv,.gz,.parquet,text/csv"
        maxMegabytes={task.maxUploadMegabytes}
        sendLabel={t('setup.trialRun')}
        onDone={(trial, { name }) => setResult({ ...trial, file: name })}
      />
      {result && (
        <div className="stack" role="status">
          <p className="strong">
            {t('setup.trialResult', { file: result.file, n: result.rows.toLocaleString(language) })}
          </p>
          <DataTable
            caption={t('setup.part.trial')}
            rows={Object.keys(result.scores.public)}
            rowKey={(metric) => metric}
            columns={[
              {
                key: 'metric',
                label: t('setup.trialMetric'),
                isName: true,
                cell: (metric) => metricName(metric, t, task.schema),
              },
              {
                key: 'public',
                label: t('setup.truthPublic'),
                isNumeric: true,
                cell: (metric) => <EntryScore result={result.scores.public[metric]} />,
              },
              {
                key: 'final',
                label: t('setup.truthFinal'),
                isNumeric: true,
                cell: (metric) => <EntryScore result={result.scores.final?.[metric]} />,
              },
            ]}
          />
        </div>
      )}
    </div>
  );
}
