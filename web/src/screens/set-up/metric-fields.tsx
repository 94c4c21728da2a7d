import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { MetricFamily } from '../../api/client.js';
import { metricFamiliesQuery } from '../../api/queries.js';
import { SelectField, TextField } from '../../components/field.js';
import { Loaded } from '../../components/states.js';
import { useLanguage } from '../../i18n/language.js';
import { metricExplained, metricName } from '../../lib/format.js';

/** The metric that ranks and those shown beside it. */
export function MetricFields({
  kind,
  metric,
  further,
  errors,
  isLocked,
  onMetric,
  onFurther,
}: {
  /** Of the task's outcome. */
  kind: string;
  metric: string;
  further: readonly string[];
  errors: Record<string, string>;
  isLocked: boolean;
  onMetric: (metric: string) => void;
  onFurther: (further: readonly string[]) => void;
}) {
  const { t } = useLanguage();
  const families = useQuery(metricFamiliesQuery());
  return (
    <Loaded query={families}>
      {({ items }) => {
        const offered = items.filter((family) => family.kind === kind);
        return (
          <>
            <MetricChoice
              label={t('setup.metric')}
              families={offered.filter(({ canBePrimary }) => canBePrimary)}
              value={metric}
              error={errors.metric}
              isLocked={isLocked}
              onChange={onMetric}
            />
            <FurtherMetrics
              families={offered}
              metric={metric}
              further={further}
              error={errors.furtherMetrics}
              isLocked={isLocked}
              onChange={onFurther}
            />
          </>
        );
      }}
    </Loaded>
  );
}

/** A family, and its parameter where it takes one. */
function MetricChoice({
  label,
  families,
  value,
  error,
  isLocked,
  onChange,
}: {
  label: string;
  families: readonly MetricFamily[];
  value: string;
  error?: string;
  isLocked: boolean;
  onChange: (metric: string) => void;
}) {
  const { t, read } = useLanguage();
  const [name = '', number = ''] = value.split('@');
  const family = families.find((one) => one.name === name);
  const parameter = family?.parameter ?? null;
  return (
    <>
      <SelectField
        label={label}
        disabled={isLocked}
        hint={family && `${read(family.explanation)} ${better(family, t)}`}
        error={error}
        value={name}
        onChange={(chosen) => onChange(usual(families.find((one) => one.name === chosen)))}
        options={families.map((one) => ({ value: one.name, label: read(one.title) }))}
      />
      {parameter && (
        <TextField
          label={t(`metric.parameter.${parameter.name as 'threshold'}`)}
          hint={t('setup.metricBounds', { min: parameter.min, max: parameter.max })}
          disabled={isLocked}
          type="number"
          min={parameter.min}
          max={parameter.max}
          step={parameter.whole ? 1 : 'any'}
          required
          value={number}
          onChange={(text) => onChange(`${name}@${text}`)}
        />
      )}
    </>
  );
}

function FurtherMetrics({
  families,
  metric,
  further,
  error,
  isLocked,
  onChange,
}: {
  families: readonly MetricFamily[];
  metric: string;
  further: readonly string[];
  error?: string;
  isLocked: boolean;
  onChange: (further: readonly string[]) => void;
}) {
  const { t } = useLanguage();
  const [next, setNext] = useState(() => usual(families[0]));
  const shown = further.filter((name) => name !== metric);
  const isThere = next === metric || shown.includes(next) || next.endsWith('@');
  return (
    <fieldset>
      <legend>{t('setup.further')}</legend>
      {shown.length === 0 && <p className="soft">{t('setup.furtherNone')}</p>}
      <ul className="plain-list">
        {shown.map((name) => (
          <li key={name} className="row">
            <span>
              <span className="strong">{metricName(name, t)}</span>{' '}
              <span className="small soft">{metricExplained(name, t)}</span>
            </span>
            {!isLocked && (
              <button
                type="button"
                className="button button-quiet"
                aria-label={t('setup.furtherRemoveOf', { metric: metricName(name, t) })}
                onClick={() => onChange(shown.filter((other) => other !== name))}
              >
                {t('setup.furtherRemove')}
              </button>
            )}
          </li>
        ))}
      </ul>
      {error && (
        <p className="field-error" role="alert">
          {error}
        </p>
      )}
      {!isLocked && (
        <>
          <MetricChoice
            label={t('setup.furtherNext')}
            families={families}
            value={next}
            isLocked={false}
            onChange={setNext}
          />
          <button
            type="button"
            className="button"
            disabled={isThere}
            onClick={() => onChange([...shown, next])}
          >
            {t('setup.furtherAdd')}
          </button>
        </>
      )}
    </fieldset>
  );
}

const usual = (family: MetricFamily | undefined): string =>
  family?.parameter ? `${family.name}@${family.parameter.usual}` : (family?.name ?? '');

function better(family: MetricFamily, t: ReturnType<typeof useLanguage>['t']): string {
  return family.direction === 'target'
    ? t('metric.better.target', { target: family.target ?? 0 })
    : t(`metric.better.${family.direction}`);
}
