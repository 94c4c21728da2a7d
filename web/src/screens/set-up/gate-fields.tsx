import { useState } from 'react';
import { SelectField, TextField } from '../../components/field.js';
import { useLanguage } from '../../i18n/language.js';
import { figureName, GATE_FIGURES, type Gate, gateInWords } from '../../lib/gates.js';

type Scope = Gate['of'];
const SCOPES = Object.keys(GATE_FIGURES) as Scope[];

/** Thresholds of the decision curve. */
const THRESHOLDS = [0.01, 0.02, 0.03, ...Array.from({ length: 19 }, (_, k) => (k + 1) / 20)].map(String);

const EMPTY = { of: 'group', figure: 'auroc', column: '', at: '', min: '', max: '' } as const;
type Draft = Record<Exclude<keyof typeof EMPTY, 'of' | 'figure'>, string> & Pick<Gate, 'of' | 'figure'>;

/** What every entry's report should show. */
export function GateFields({
  gates,
  groupColumns,
  isBinary,
  isLocked,
  errors,
  onChange,
}: {
  gates: readonly Gate[];
  groupColumns: readonly string[];
  isBinary: boolean;
  isLocked: boolean;
  errors: Record<string, string>;
  onChange: (gates: readonly Gate[]) => void;
}) {
  const { t } = useLanguage();
  const wrong = Object.keys(errors).filter((path) => path === 'gates' || path.startsWith('gates.'));
  return (
    <fieldset>
      <legend>{t('gate.title')}</legend>
      <p className="small soft">{t(isBinary ? 'gate.hint' : 'gate.needsBinary')}</p>
      {gates.length === 0 && isBinary && <p className="soft">{t('gate.none')}</p>}
      <ul className="plain-list">
        {gates.map((gate) => {
          const words = gateInWords(gate, t);
          return (
            <li key={words} className="row">
              <span className="strong">{words}</span>
              {!isLocked && (
                <button
                  type="button"
                  className="button button-quiet"
                  aria-label={t('gate.removeOf', { gate: words })}
                  onClick={() => onChange(gates.filter((other) => other !== gate))}
                >
                  {t('setup.furtherRemove')}
                </button>
              )}
            </li>
          );
        })}
      </ul>
      {wrong.map((path) => (
        <p key={path} className="field-error" role="alert">
          {errors[path]}
        </p>
      ))}
      {isBinary && !isLocked && gates.length < 10 && (
        <NewGate
          groupColumns={groupColumns}
          known={gates.map((gate) => gateInWords(gate, t))}
          onAdd={(gate) => onChange([...gates, gate])}
        />
      )}
    </fieldset>
  );
}

function NewGate({
  groupColumns,
  known,
  onAdd,
}: {
  groupColumns: readonly string[];
  /** Those that are there, in words. */
  known: string[];
  onAdd: (gate: Gate) => void;
}) {
  const { t } = useLanguage();
  const scopes = groupColumns.length > 0 ? SCOPES : SCOPES.filter((scope) => scope === 'everybody');
  const [draft, setDraft] = useState<Draft>(EMPTY);
  const of = scopes.includes(draft.of) ? draft.of : 'everybody';
  const figures: readonly Gate['figure'][] = GATE_FIGURES[of];
  const figure = figures.includes(draft.figure) ? draft.figure : 'auroc';
  const column = groupColumns.includes(draft.column) ? draft.column : '';
  const at = figure === 'netBenefit' ? (THRESHOLDS.includes(draft.at) ? draft.at : '0.1') : draft.at;
  const set = (change: Partial<Draft>) => setDraft((before) => ({ ...before, ...change }));
  const isOfCurve = figure === 'netBenefit' || figure === 'riskAtCoverage';
  const gate: Gate = {
    of,
    figure,
    column: of === 'everybody' || column === '' ? null : column,
    at: isOfCurve && at !== '' ? Number(at) : null,
    min: draft.min === '' ? null : Number(draft.min),
    max: draft.max === '' ? null : Number(draft.max),
  };
  const isWhole =
    (gate.min !== null || gate.max !== null) &&
    (!isOfCurve || gate.at !== null) &&
    !known.includes(gateInWords(gate, t));
  return (
    <>
      <div className="form-pair">
        <SelectField
          label={t('gate.of')}
          value={of}
          onChange={(value) => set({ of: value })}
          options={scopes.map((value) => ({ value, label: t(`gate.of.${value}`) }))}
        />
        <SelectField
          label={t('gate.figure')}
          value={figure}
          onChange={(value) => set({ figure: value })}
          options={figures.map((value) => ({ value, label: figureName(of, value, t) }))}
        />
        {of !== 'everybody' && (
          <SelectField
            label={t('gate.column')}
            value={column}
            onChange={(value) => set({ column: value })}
            options={['', ...groupColumns].map((value) => ({ value, label: value || t('gate.everyColumn') }))}
          />
        )}
        {figure === 'netBenefit' && (
          <SelectField
            label={t('gate.threshold')}
            value={at}
            onChange={(value) => set({ at: value })}
            options={THRESHOLDS.map((value) => ({ value, label: value }))}
          />
        )}
        {figure === 'riskAtCoverage' && (
          <TextField
            label={t('gate.coverage')}
            hint={t('gate.coverageHint')}
            type="number"
            min={0}
            max={1}
            step="any"
            value={at}
            onChange={(value) => set({ at: value })}
          />
        )}
        <TextField
          label={t('gate.min')}
          hint={t('gate.limitsHint')}
          type="number"
          step="any"
          value={draft.min}
          onChange={(value) => set({ min: value })}
        />
        <TextField
          label={t('gate.max')}
          hint={t('gate.limitsHint')}
          type="number"
          step="any"
          value={draft.max}
          onChange={(value) => set({ max: value })}
        />
      </div>
      <button
        type="button"
        className="button"
        disabled={!isWhole}
        onClick={() => {
          onAdd(gate);
          setDraft(EMPTY);
        }}
      >
        {t('gate.add')}
      </button>
    </>
  );
}
