import { SelectField, TextField } from '../../components/field.js';
import { useLanguage } from '../../i18n/language.js';
import { isUnitKind, type Kind } from '../../lib/outcome.js';
import { OutcomeFields } from './outcome-fields.js';
import type { TaskValues } from './task-values.js';

/** What decides about scores; locked once there are entries. */
export function ScoringFields({
  form,
  set,
  errors,
  isLocked,
  onKind,
}: {
  form: TaskValues;
  set: <Field extends keyof TaskValues>(field: Field) => (value: TaskValues[Field]) => void;
  errors: Record<string, string>;
  isLocked: boolean;
  onKind: (kind: Kind) => void;
}) {
  const { t } = useLanguage();
  const locked = { disabled: isLocked };
  // Rows of a query, or hours of a patient, stay together by the kind's own column.
  const isUnit = isUnitKind(form.outcome.kind);
  return (
    <>
      <OutcomeFields
        values={form.outcome}
        idColumn={form.idColumn}
        further={[
          { name: isUnit ? '' : form.clusterColumn, cells: ['p1', 'p1', 'p2'] },
          {
            name: form.splitMethod === 'column' ? form.splitColumn : '',
            cells: ['public', 'public', 'final'],
          },
        ]}
        errors={errors}
        isLocked={isLocked}
        onKind={onKind}
        onChange={set('outcome')}
      />
      <div className="form-pair">
        <TextField
          {...locked}
          label={t('setup.idColumn')}
          error={errors.idColumn}
          required
          value={form.idColumn}
          onChange={set('idColumn')}
        />
        {!isUnit && (
          <TextField
            {...locked}
            label={t('setup.clusterColumn')}
            hint={t('setup.clusterColumnHint')}
            error={errors.clusterColumn}
            optional={form.splitMethod !== 'cluster'}
            required={form.splitMethod === 'cluster'}
            value={form.clusterColumn}
            onChange={(column) => {
              set('clusterColumn')(column);
              // Rows of a patient are drawn together: a draw by row would part them.
              if (column && form.splitMethod === 'row') set('splitMethod')('cluster');
            }}
          />
        )}
      </div>
      <SelectField
        {...locked}
        label={t('setup.split')}
        error={errors.split ?? errors['split.method']}
        value={isUnit && form.splitMethod === 'row' ? 'cluster' : form.splitMethod}
        onChange={set('splitMethod')}
        options={(['row', 'cluster', 'column'] as const)
          .filter(
            (value) => value !== 'row' || (!isUnit && (!form.clusterColumn || form.splitMethod === 'row')),
          )
          .map((value) => ({ value, label: t(`setup.split.${value}`) }))}
      />
      {form.splitMethod === 'column' ? (
        <TextField
          {...locked}
          label={t('setup.splitColumn')}
          hint={t('setup.splitColumnHint')}
          error={errors['split.column']}
          required
          value={form.splitColumn}
          onChange={set('splitColumn')}
        />
      ) : (
        <TextField
          {...locked}
          label={t('setup.finalFraction')}
          hint={t('setup.finalFractionHint')}
          error={errors['split.finalFraction']}
          type="number"
          min={0.1}
          max={0.9}
          step={0.05}
          required
          value={form.finalFraction}
          onChange={set('finalFraction')}
        />
      )}
    </>
  );
}
