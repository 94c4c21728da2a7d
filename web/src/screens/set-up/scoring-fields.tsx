import { SelectField, TextField } from '../../components/field.js';
import { useLanguage } from '../../i18n/language.js';
import type { TaskValues } from './task-values.js';

/** What decides about scores; locked once there are entries. */
export function ScoringFields({
  form,
  set,
  errors,
  isLocked,
}: {
  form: TaskValues;
  set: <Field extends keyof TaskValues>(field: Field) => (value: TaskValues[Field]) => void;
  errors: Record<string, string>;
  isLocked: boolean;
}) {
  const { t } = useLanguage();
  const locked = { disabled: isLocked };
  return (
    <>
      <div className="form-pair">
        <TextField
          {...locked}
          label={t('setup.idColumn')}
          error={errors.idColumn}
          required
          value={form.idColumn}
          onChange={set('idColumn')}
        />
        <TextField
          {...locked}
          label={t('setup.predictionColumn')}
          error={errors.predictionColumn}
          required
          value={form.predictionColumn}
          onChange={set('predictionColumn')}
        />
        <TextField
          {...locked}
          label={t('setup.labelColumn')}
          hint={t('setup.labelColumnHint')}
          error={errors.labelColumn}
          required
          value={form.labelColumn}
          onChange={set('labelColumn')}
        />
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
        <TextField
          {...locked}
          label={t('setup.rangeLow')}
          hint={t('setup.rangeHint')}
          error={errors.range}
          type="number"
          step="any"
          value={form.rangeLow}
          onChange={set('rangeLow')}
        />
        <TextField
          {...locked}
          label={t('setup.rangeHigh')}
          hint={t('setup.rangeHint')}
          type="number"
          step="any"
          value={form.rangeHigh}
          onChange={set('rangeHigh')}
        />
      </div>
      <SelectField
        {...locked}
        label={t('setup.split')}
        error={errors.split ?? errors['split.method']}
        value={form.splitMethod}
        onChange={set('splitMethod')}
        options={(['row', 'cluster', 'column'] as const)
          .filter((value) => value !== 'row' || !form.clusterColumn || form.splitMethod === 'row')
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
