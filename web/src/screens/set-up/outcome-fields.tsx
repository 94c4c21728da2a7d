import { ExampleFileView } from '../../components/example-file.js';
import { Check, SelectField, TextArea, TextField } from '../../components/field.js';
import { useLanguage } from '../../i18n/language.js';
import { KINDS, type Kind } from '../../lib/outcome.js';
import { exampleEntry, exampleTruth } from '../../lib/outcome-example.js';
import { type OutcomeValues, schemaOf } from './outcome-values.js';

type Column = Exclude<keyof OutcomeValues, 'kind' | 'mayAbstain' | 'encoding' | 'unit'>;

const UNITS = ['', 'hours', 'days', 'weeks', 'months', 'years'] as const;

/** The names of columns that each kind asks for, in the order of the labels' file and then of the entries'. */
const COLUMNS: Record<Kind, Column[]> = {
  binary: ['label', 'prediction', 'rangeLow', 'rangeHigh', 'confidence', 'abstains'],
  regression: ['label', 'prediction', 'rangeLow', 'rangeHigh'],
  multiclass: ['label'],
  multilabel: [],
  survival: ['time', 'event', 'risk'],
  ranking: ['query', 'relevance', 'score'],
  text: ['answers', 'prediction'],
  segmentation: ['mask', 'prediction', 'width', 'height'],
  sequence: ['patient', 'hour', 'label', 'decision', 'probability'],
};

const LISTS: Partial<Record<Kind, 'classes' | 'labels' | 'horizons'>> = {
  multiclass: 'classes',
  multilabel: 'labels',
  survival: 'horizons',
};

const NUMBERS: readonly Column[] = ['rangeLow', 'rangeHigh', 'width', 'height'];
const MAY_BE_EMPTY: readonly Column[] = ['rangeLow', 'rangeHigh', 'probability', 'confidence', 'abstains'];

/** What is predicted: first the kind, then its columns, with the two files as they should look. */
export function OutcomeFields({
  values,
  idColumn,
  further,
  errors,
  isLocked,
  onKind,
  onChange,
}: {
  values: OutcomeValues;
  idColumn: string;
  /** Further columns of the labels, with cells for the example. */
  further: { name: string; cells: string[] }[];
  errors: Record<string, string>;
  isLocked: boolean;
  onKind: (kind: Kind) => void;
  onChange: (values: OutcomeValues) => void;
}) {
  const { t } = useLanguage();
  const { kind } = values;
  const list = LISTS[kind];
  const set = (change: Partial<OutcomeValues>) => onChange({ ...values, ...change });
  const schema = schemaOf(values);
  const errorOf = (column: string) => {
    const field = column.startsWith('range') ? 'range' : column === 'abstains' ? 'abstention' : column;
    return Object.entries(errors).find(
      ([path]) => path === `schema.${field}` || path.startsWith(`schema.${field}.`),
    )?.[1];
  };
  return (
    <>
      <SelectField
        label={t('outcome.kind')}
        hint={t(`outcome.kind.${kind}.explained`)}
        error={errors.schema ?? errors['schema.kind']}
        disabled={isLocked}
        value={kind}
        onChange={onKind}
        options={KINDS.map((value) => ({ value, label: t(`outcome.kind.${value}`) }))}
      />
      <div className="form-pair">
        {COLUMNS[kind].map((column) => (
          <TextField
            key={column}
            label={t(`outcome.field.${column}`)}
            hint={t(`outcome.field.${column}.hint`)}
            error={errorOf(column)}
            disabled={isLocked}
            type={NUMBERS.includes(column) ? 'number' : 'text'}
            step={NUMBERS.includes(column) ? 'any' : undefined}
            required={!MAY_BE_EMPTY.includes(column)}
            optional={MAY_BE_EMPTY.includes(column)}
            value={values[column]}
            onChange={(value) => set({ [column]: value })}
          />
        ))}
      </div>
      {list && (
        <fieldset disabled={isLocked}>
          <TextArea
            label={t(`outcome.field.${list}`)}
            hint={t(`outcome.field.${list}.hint`)}
            error={errorOf(list)}
            rows={4}
            value={values[list]}
            onChange={(value) => set({ [list]: value })}
          />
        </fieldset>
      )}
      {kind === 'survival' && (
        <SelectField
          label={t('outcome.field.unit')}
          hint={t('outcome.field.unit.hint')}
          error={errorOf('unit')}
          disabled={isLocked}
          value={values.unit}
          onChange={(unit) => set({ unit })}
          options={UNITS.map((value) => ({ value, label: t(`outcome.unit.${value || 'none'}`) }))}
        />
      )}
      {kind === 'segmentation' && (
        <SelectField
          label={t('outcome.field.encoding')}
          disabled={isLocked}
          value={values.encoding}
          onChange={(encoding) => set({ encoding })}
          options={(['runs', 'bits'] as const).map((value) => ({
            value,
            label: t(`outcome.field.encoding.${value}`),
          }))}
        />
      )}
      {kind === 'text' && (
        <>
          <Check
            label={t('outcome.field.mayAbstain')}
            disabled={isLocked}
            checked={values.mayAbstain}
            onChange={(mayAbstain) => set({ mayAbstain })}
          />
          {values.mayAbstain && (
            <TextField
              label={t('outcome.field.abstention')}
              hint={t('outcome.field.abstention.hint')}
              error={errorOf('abstention')}
              disabled={isLocked}
              value={values.abstention}
              onChange={(abstention) => set({ abstention })}
            />
          )}
        </>
      )}
      <div className="form-pair">
        <div>
          <p className="strong">{t('outcome.example.truth')}</p>
          <ExampleFileView name="labels.csv" file={exampleTruth(idColumn, schema, further)} />
        </div>
        <div>
          <p className="strong">{t('outcome.example.entry')}</p>
          <ExampleFileView name="entry.csv" file={exampleEntry(idColumn, schema)} />
        </div>
      </div>
    </>
  );
}
