import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import type { EventView, Task, TaskRequest } from '../../api/client.js';
import { metricFamiliesQuery } from '../../api/queries.js';
import { BilingualField, fieldErrors, SelectField, SubmitRow, TextField } from '../../components/field.js';
import { ActionError } from '../../components/states.js';
import { useLanguage } from '../../i18n/language.js';
import { isUnitKind, type Kind } from '../../lib/outcome.js';
import { toField } from '../../lib/zoned.js';
import { TimeField } from '../organize/time-field.js';
import { BoardCost, BoardSafety } from './board-safety.js';
import { GateFields } from './gate-fields.js';
import { MetricFields } from './metric-fields.js';
import { withKind } from './outcome-values.js';
import { ScoringFields } from './scoring-fields.js';
import { columnsIn, initialTask, type TaskValues, taskRequest } from './task-values.js';

/** All settings of a task, new or changed. */
export function TaskForm({
  event,
  task,
  label,
  isPending,
  isSaved,
  error,
  onSubmit,
  children,
}: {
  event: EventView;
  task?: Task;
  label: string;
  isPending: boolean;
  isSaved?: boolean;
  error: unknown;
  onSubmit: (request: TaskRequest) => void;
  children?: ReactNode;
}) {
  const { t } = useLanguage();
  const zone = event.timeZone;
  const [form, setForm] = useState<TaskValues>(() => initialTask(task, zone));
  const errors = fieldErrors(error);
  const isLocked = task?.setup?.hasEntries ?? false;
  // A freeze "now" gets its time from the server.
  const frozenAt = toField(task?.frozenAt, zone);
  useEffect(() => setForm((before) => ({ ...before, frozenAt })), [frozenAt]);
  const set =
    <Field extends keyof typeof form>(field: Field) =>
    (value: (typeof form)[Field]) =>
      setForm((before) => ({ ...before, [field]: value }));

  const families = useQuery(metricFamiliesQuery());
  // Metrics of another kind would be refused: the first that is offered takes their place.
  const changeKind = (kind: Kind) =>
    setForm((before) => ({
      ...before,
      outcome: withKind(before.outcome, kind),
      clusterColumn: isUnitKind(before.outcome.kind) ? '' : before.clusterColumn,
      splitMethod:
        isUnitKind(before.outcome.kind) && before.splitMethod === 'cluster' ? 'row' : before.splitMethod,
      metric: families.data?.items.find((family) => family.kind === kind && family.canBePrimary)?.name ?? '',
      furtherMetrics: [],
      gates: [],
    }));

  return (
    <form
      className="form"
      onSubmit={(submitted) => {
        submitted.preventDefault();
        if (!isPending) onSubmit(taskRequest(form, zone, isLocked, task));
      }}
    >
      <fieldset>
        <legend className="fieldset-title">{t('setup.part.what')}</legend>
        <BilingualField
          label={t('setup.name')}
          value={form.name}
          onChange={set('name')}
          error={errors.name ?? errors['name.en'] ?? errors['name.ko']}
          required
        />
        <BilingualField
          label={t('setup.description')}
          hint={t('setup.descriptionHint')}
          value={form.description}
          onChange={set('description')}
          long
        />
        <TextField
          label={t('organize.slug')}
          hint={t('organize.slugHint')}
          error={errors.slug}
          optional
          pattern="[a-z0-9][a-z0-9\-]{0,58}[a-z0-9]"
          value={form.slug}
          onChange={set('slug')}
        />
      </fieldset>
      <fieldset>
        <legend className="fieldset-title">{t('setup.part.score')}</legend>
        {isLocked && <p className="notice notice-warn">{t('setup.locked')}</p>}
        <ScoringFields form={form} set={set} errors={errors} isLocked={isLocked} onKind={changeKind} />
        <MetricFields
          kind={form.outcome.kind}
          metric={form.metric}
          further={form.furtherMetrics}
          errors={errors}
          isLocked={isLocked}
          onMetric={set('metric')}
          onFurther={set('furtherMetrics')}
        />
        <TextField
          label={t('setup.groupColumns')}
          hint={t('setup.groupColumnsHint')}
          error={errors.groupColumns}
          optional
          disabled={isLocked}
          value={form.groupColumns}
          onChange={set('groupColumns')}
        />
        <GateFields
          gates={form.gates}
          groupColumns={columnsIn(form.groupColumns)}
          isBinary={form.outcome.kind === 'binary'}
          isLocked={Boolean(task?.finalPublishedAt)}
          errors={errors}
          onChange={set('gates')}
        />
      </fieldset>
      <fieldset>
        <legend className="fieldset-title">{t('setup.part.limits')}</legend>
        <div className="form-pair">
          <TextField
            label={t('setup.limitPerDay')}
            hint={t('setup.limitHint')}
            error={errors.limitPerDay}
            type="number"
            min={1}
            value={form.limitPerDay}
            onChange={set('limitPerDay')}
          />
          <TextField
            label={t('setup.limitTotal')}
            hint={task?.setup?.limitChosen ? t('setup.limitHint') : t('setup.limitTotalHint')}
            error={errors.limitTotal}
            type="number"
            min={1}
            value={form.limitTotal}
            onChange={set('limitTotal')}
          />
          <TextField
            label={t('setup.maxSelected')}
            error={errors.maxSelected}
            type="number"
            min={1}
            max={20}
            required
            value={form.maxSelected}
            onChange={set('maxSelected')}
          />
          <TextField
            label={t('setup.maxUpload')}
            error={errors.maxUploadMegabytes}
            type="number"
            min={1}
            max={2_000}
            required
            value={form.maxUploadMegabytes}
            onChange={set('maxUploadMegabytes')}
          />
        </div>
      </fieldset>
      <fieldset>
        <legend className="fieldset-title">{t('setup.part.board')}</legend>
        <SelectField
          label={t('setup.board')}
          value={form.board}
          onChange={set('board')}
          options={(['live', 'frozen', 'hidden'] as const).map((value) => ({
            value,
            label: t(`setup.board.${value}`),
          }))}
        />
        <BoardSafety form={form} set={set} errors={errors} isLocked={isLocked} />
        {task && <BoardCost task={task} />}
        {form.board === 'frozen' && (
          <TimeField
            label={t('setup.frozenAt')}
            hint={t('setup.frozenAtHint')}
            error={errors.frozenAt}
            zone={zone}
            value={form.frozenAt}
            onChange={set('frozenAt')}
          />
        )}
        <div className="form-pair">
          <TimeField
            label={t('setup.opensAt')}
            hint={t('setup.timesHint')}
            error={errors.opensAt}
            zone={zone}
            value={form.opensAt}
            onChange={set('opensAt')}
          />
          <TimeField
            label={t('setup.closesAt')}
            hint={t('setup.timesHint')}
            error={errors.closesAt}
            zone={zone}
            value={form.closesAt}
            onChange={set('closesAt')}
          />
        </div>
      </fieldset>
      {children}
      <SubmitRow
        label={label}
        isPending={isPending}
        isSaved={isSaved}
        error={<ActionError error={error} />}
      />
    </form>
  );
}
