import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useParams } from 'react-router';
import type { EntryReport, EventView, Task } from '../../api/client.js';
import { Problem } from '../../api/problem.js';
import { reportQuery } from '../../api/queries.js';
import { PageHeader } from '../../components/page-header.js';
import { Section } from '../../components/pieces.js';
import { EmptyState, Loaded } from '../../components/states.js';
import { useLanguage } from '../../i18n/language.js';
import { score } from '../../lib/format.js';
import { TaskFrame } from '../tasks/task-frame.js';
import { CalibrationFigure } from './calibration-figure.js';
import { CoverageFigure } from './coverage-figure.js';
import { DecisionFigure } from './decision-figure.js';
import { GatesTable } from './gates-table.js';
import { GroupsTable } from './groups-table.js';

type Part = EntryReport['part'];

export function ReportScreen() {
  return <TaskFrame>{(event, task) => <ReportPage event={event} task={task} />}</TaskFrame>;
}

function ReportPage({ event, task }: { event: EventView; task: Task }) {
  const { t, read } = useLanguage();
  const { entryId = '' } = useParams();
  const [asked, setAsked] = useState<Part | null>(null);
  const report = useQuery(reportQuery(entryId, asked));
  const mayBoth = event.myRole === 'organizer' || task.finalPublishedAt !== null;
  const code = report.error instanceof Problem ? report.error.code : null;
  const here = `/events/${event.slug}/tasks/${task.slug}`;
  return (
    <>
      <PageHeader
        title={t('report.title')}
        crumbs={[
          { to: '/', label: t('events.title') },
          { to: `/events/${event.slug}`, label: read(event.name) },
          { to: here, label: read(task.name) },
        ]}
        lead={t('report.lead')}
      />
      {code === 'REPORT_NOT_PUBLISHED' ? (
        <EmptyState title={t('report.later')} hint={t('report.laterHint')} />
      ) : code === 'REPORT_KEPT' ? (
        <EmptyState title={t('report.kept')} hint={t('report.keptHint')} />
      ) : code === 'NOT_FOUND' ? (
        <EmptyState title={t('report.none')} hint={t('report.noneHint')} />
      ) : (
        <Loaded query={report} lines={14}>
          {(loaded) => (
            <div className="stack">
              {mayBoth && <PartChoice part={loaded.part} onChange={setAsked} />}
              <Parts report={loaded} />
            </div>
          )}
        </Loaded>
      )}
    </>
  );
}

/** Both parts are open to organizers, and to everybody once the final ranking is. */
function PartChoice({ part, onChange }: { part: Part; onChange: (part: Part) => void }) {
  const { t } = useLanguage();
  return (
    <fieldset className="row">
      <legend className="visually-hidden">{t('report.part')}</legend>
      {(['final', 'public'] as const).map((one) => (
        <button
          key={one}
          type="button"
          className="button"
          aria-pressed={one === part}
          onClick={() => onChange(one)}
        >
          {t(`report.part.${one}`)}
        </button>
      ))}
    </fieldset>
  );
}

/** What the entry chose to answer. */
function Answers({ answers: { coverage, risk } }: { answers: NonNullable<EntryReport['answers']> }) {
  const { t } = useLanguage();
  return (
    <p>
      {t('report.answers', { coverage: (coverage * 100).toFixed(0) })}{' '}
      {risk !== null && t('report.answersRisk', { risk: score(risk) })}
    </p>
  );
}

function Parts({ report }: { report: EntryReport }) {
  const { t } = useLanguage();
  const { rows, positives, threshold, calibration, decision, coverage, columns, overall, gates } = report;
  return (
    <div className="stack-large">
      <p>
        {t(report.part === 'final' ? 'report.basis' : 'report.basisPublic', { rows, positives, threshold })}
      </p>
      {gates.length > 0 && (
        <Section title={t('gate.title')}>
          <GatesTable gates={gates} />
        </Section>
      )}
      {columns.map((column) => (
        <Section key={column.column} title={t('report.groupsOf', { column: column.column })}>
          <GroupsTable column={column} overall={overall} />
        </Section>
      ))}
      {columns.length === 0 && <p className="soft">{t('report.noGroups')}</p>}
      <Section title={t('report.calibration')}>
        {calibration ? <CalibrationFigure plot={calibration} /> : <p>{t('report.noProbabilities')}</p>}
      </Section>
      <Section title={t('report.decision')}>
        {decision ? <DecisionFigure points={decision} /> : <p>{t('report.noProbabilities')}</p>}
      </Section>
      <Section title={t('report.coverage')}>
        {report.answers && <Answers answers={report.answers} />}
        {coverage ? <CoverageFigure points={coverage} /> : <p>{t('report.noProbabilities')}</p>}
      </Section>
    </div>
  );
}
