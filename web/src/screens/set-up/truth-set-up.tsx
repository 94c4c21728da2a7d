import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { EventView, Task, Truth } from '../../api/client.js';
import { keys, truthQuery } from '../../api/queries.js';
import { useAnnouncer } from '../../components/announcer.js';
import { FileDrop } from '../../components/file-drop.js';
import { Definitions } from '../../components/pieces.js';
import { Loaded } from '../../components/states.js';
import { useLanguage } from '../../i18n/language.js';

/** Upload of the labels, and what organizers may know of those in place. */
export function TruthSetUp({ event, task }: { event: EventView; task: Task }) {
  const { t } = useLanguage();
  const { toast } = useAnnouncer();
  const queries = useQueryClient();
  const truth = useQuery({ ...truthQuery(task.id), enabled: task.isReady });
  return (
    <div className="stack">
      <p className="soft">{t('setup.truthLead')}</p>
      {task.isReady ? (
        <Loaded query={truth} lines={7}>
          {(loaded) => <TruthSummary truth={loaded} />}
        </Loaded>
      ) : (
        <p>{t('setup.truthNone')}</p>
      )}
      {!task.finalPublishedAt && !task.setup?.hasEntries && (
        <FileDrop<Truth>
          method="PUT"
          url={`/api/v1/tasks/${task.id}/truth`}
          accept=".csv,.gz,.parquet,text/csv"
          sendLabel={t('setup.truthUpload')}
          onDone={({ version }) => {
            toast(t('setup.truthUploaded', { n: version }));
            void queries.invalidateQueries({ queryKey: keys.event(event.slug) });
            void queries.invalidateQueries({ queryKey: keys.task(task.id) });
          }}
        />
      )}
      {task.setup?.hasEntries && <p className="soft">{t('setup.locked')}</p>}
    </div>
  );
}

function TruthSummary({ truth }: { truth: Truth }) {
  const { t, language } = useLanguage();
  const part = ({ rows, positives, prevalence, counts }: Truth['public']) =>
    positives === null || prevalence === null
      ? [
          t('setup.truthPartRows', { rows: rows.toLocaleString(language) }),
          ...counts.map((one) => `${one.name} ${one.rows.toLocaleString(language)}`),
        ].join(' · ')
      : t('setup.truthPart', {
          rows: rows.toLocaleString(language),
          positives: positives.toLocaleString(language),
          percent: (prevalence * 100).toFixed(1),
        });
  const withPatients = (one: Truth['public']) =>
    truth.clusters === null
      ? part(one)
      : `${part(one)} · ${t('setup.truthPatients', { n: one.units.toLocaleString(language) })}`;
  return (
    <Definitions
      items={[
        { term: t('setup.truthVersion'), text: truth.version },
        { term: t('setup.truthRows'), text: truth.rows.toLocaleString(language) },
        ...(truth.clusters === null
          ? []
          : [{ term: t('setup.truthClusters'), text: truth.clusters.toLocaleString(language) }]),
        { term: t('setup.truthPublic'), text: withPatients(truth.public) },
        { term: t('setup.truthFinal'), text: withPatients(truth.final) },
        { term: t('setup.truthColumns'), text: <code>{truth.columns.join(', ')}</code> },
        { term: t('files.hash'), text: <code>{truth.sha256}</code> },
      ]}
    />
  );
}
