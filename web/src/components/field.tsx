import { type HTMLInputTypeAttribute, type ReactNode, useEffect, useId } from 'react';
import { Problem } from '../api/problem.js';
import { useLanguage } from '../i18n/language.js';
import { useTextLimit } from './text-limit.js';

/** What is wrong with each field, by the path that the API names. */
export function fieldErrors(error: unknown): Record<string, string> {
  if (!(error instanceof Problem)) return {};
  return Object.fromEntries(
    error.places.filter(({ path, detail }) => path && detail).map(({ path, detail }) => [path!, detail!]),
  );
}

interface Common {
  label: string;
  hint?: ReactNode;
  error?: string;
  optional?: boolean;
}

interface Wiring {
  id: string;
  'aria-describedby': string | undefined;
  'aria-invalid': true | undefined;
}

/** Label, control, hint, and an error that says the mend. */
function Field({
  label,
  hint,
  room,
  error,
  optional,
  children,
}: Common & { room?: string; children: (wiring: Wiring) => ReactNode }) {
  const { t } = useLanguage();
  const id = useId();
  const described = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ');
  return (
    <div className="field">
      <label htmlFor={id}>
        {label} {optional && <span className="field-hint">({t('field.optional')})</span>}
      </label>
      {children({ id, 'aria-describedby': described || undefined, 'aria-invalid': error ? true : undefined })}
      {hint && (
        <p className="field-hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {room && (
        <p className="field-hint" role="status">
          {room}
        </p>
      )}
      {error && (
        <p className="field-error" id={`${id}-error`} role="alert">
          {error}
        </p>
      )}
    </div>
  );
}

interface TextProps extends Common {
  value: string;
  onChange: (value: string) => void;
  type?: HTMLInputTypeAttribute;
  required?: boolean;
  autoComplete?: string;
  inputMode?: 'numeric';
  minLength?: number;
  maxLength?: number;
  pattern?: string;
  min?: number;
  max?: number;
  step?: number | 'any';
  lang?: string;
  disabled?: boolean;
  list?: string;
  /** Has the field focused when it appears, and whenever this changes: for screens that ask one thing. */
  focusOn?: number;
}

export function TextField({
  label,
  hint,
  error,
  optional,
  value,
  onChange,
  focusOn,
  maxLength,
  ...input
}: TextProps) {
  // A code has so many digits and no more; a browser may stop there.
  const isCode = input.inputMode === 'numeric';
  const { element, tooLong, room } = useTextLimit<HTMLInputElement>(value, isCode ? undefined : maxLength);
  useEffect(() => {
    if (focusOn !== undefined) element.current?.focus();
  }, [focusOn, element]);
  return (
    <Field label={label} hint={hint} room={room} error={tooLong ?? error} optional={optional}>
      {(wiring) => (
        <input
          {...wiring}
          {...input}
          ref={element}
          maxLength={isCode ? maxLength : undefined}
          className="input"
          value={value}
          onChange={({ target }) => onChange(target.value)}
        />
      )}
    </Field>
  );
}

export function TextArea({
  label,
  hint,
  error,
  optional,
  value,
  onChange,
  maxLength,
  ...input
}: Common & {
  value: string;
  onChange: (value: string) => void;
  required?: boolean;
  maxLength?: number;
  rows?: number;
  lang?: string;
}) {
  const { element, tooLong, room } = useTextLimit<HTMLTextAreaElement>(value, maxLength);
  return (
    <Field label={label} hint={hint} room={room} error={tooLong ?? error} optional={optional}>
      {(wiring) => (
        <textarea
          {...wiring}
          {...input}
          ref={element}
          className="input"
          value={value}
          onChange={({ target }) => onChange(target.value)}
        />
      )}
    </Field>
  );
}

export function SelectField<Value extends string>({
  label,
  hint,
  error,
  optional,
  value,
  onChange,
  options,
  disabled,
  required,
}: Common & {
  value: Value;
  onChange: (value: Value) => void;
  options: readonly { value: Value; label: string }[];
  disabled?: boolean;
  required?: boolean;
}) {
  return (
    <Field label={label} hint={hint} error={error} optional={optional}>
      {(wiring) => (
        <select
          {...wiring}
          className="input"
          value={value}
          disabled={disabled}
          required={required}
          onChange={({ target }) => onChange(target.value as Value)}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

export function Check({
  label,
  checked,
  onChange,
  required,
  disabled,
}: {
  label: ReactNode;
  checked: boolean;
  onChange: (checked: boolean) => void;
  required?: boolean;
  disabled?: boolean;
}) {
  return (
    <label className="check">
      <input
        type="checkbox"
        checked={checked}
        required={required}
        disabled={disabled}
        onChange={({ target }) => onChange(target.checked)}
      />
      <span>{label}</span>
    </label>
  );
}

/** A text in both languages, side by side where there is room. */
export function BilingualField({
  label,
  value,
  onChange,
  long = false,
  hint,
  error,
  required,
}: {
  label: string;
  value: { ko: string; en: string };
  onChange: (value: { ko: string; en: string }) => void;
  long?: boolean;
  hint?: string;
  error?: string;
  required?: boolean;
}) {
  const { t } = useLanguage();
  const Control = long ? TextArea : TextField;
  return (
    <fieldset>
      <legend className="visually-hidden">{label}</legend>
      <div className="form-pair">
        {(['ko', 'en'] as const).map((language) => (
          <Control
            key={language}
            label={`${label} · ${t(`field.${language}`)}`}
            value={value[language]}
            onChange={(text) => onChange({ ...value, [language]: text })}
            lang={language}
            optional={!required}
            required={required}
            hint={hint}
            error={error}
          />
        ))}
      </div>
    </fieldset>
  );
}

/** The button that sends a form, and what came of it. */
export function SubmitRow({
  label,
  isDangerous = false,
  isPending,
  isSaved,
  error,
  children,
}: {
  label: string;
  /** What it does cannot be taken back. */
  isDangerous?: boolean;
  isPending: boolean;
  isSaved?: boolean;
  error?: ReactNode;
  children?: ReactNode;
}) {
  const { t } = useLanguage();
  return (
    <div className="stack">
      {error}
      <div className="form-actions">
        <button
          type="submit"
          className={isDangerous ? 'button button-danger' : 'button button-primary'}
          aria-disabled={isPending}
        >
          {isPending ? t('action.saving') : label}
        </button>
        {children}
        <span role="status" className="soft">
          {isSaved && !isPending ? t('action.saved') : ''}
        </span>
      </div>
    </div>
  );
}
