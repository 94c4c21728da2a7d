import { Check, SelectField, TextArea, TextField } from '../../components/field.js';
import { FileDrop } from '../../components/file-drop.js';
import { useLanguage } from '../../i18n/language.js';
import type { AppliedRole, MyApplication, Question } from './application-queries.js';

type Value = string | string[] | boolean;

/** One question with the control that fits it. */
export function QuestionField({
  slug,
  role,
  question,
  value,
  file,
  error,
  onChange,
  onFile,
}: {
  slug: string;
  role: AppliedRole;
  question: Question;
  value: Value | undefined;
  file: MyApplication['files'][number] | undefined;
  error: string | undefined;
  onChange: (value: Value) => void;
  onFile: (saved: MyApplication) => void;
}) {
  const { t, read } = useLanguage();
  const { kind, options, isRequired, maxLength } = question;
  const label = read(question.label);
  const hint = read(question.hint) || undefined;
  const text = typeof value === 'string' ? value : '';
  const common = { label, error, optional: !isRequired };
  if (kind === 'short') return <TextField {...common} hint={hint} value={text} onChange={onChange} />;
  if (kind === 'long') {
    const left = t('apply.length', { n: [...text].length, max: maxLength ?? 0 });
    return (
      <TextArea
        {...common}
        hint={hint ? `${hint} ${left}` : left}
        rows={6}
        value={text}
        onChange={onChange}
      />
    );
  }
  if (kind === 'choice') {
    return (
      <SelectField
        {...common}
        hint={hint}
        value={text}
        onChange={onChange}
        options={[
          { value: '', label: t('apply.choose') },
          ...options.map((option) => ({ value: option.id, label: read(option.label) })),
        ]}
      />
    );
  }
  const chosen = Array.isArray(value) ? value : [];
  return (
    <fieldset className="field stack">
      <legend className="strong">
        {label} {!isRequired && <span className="field-hint">({t('field.optional')})</span>}
      </legend>
      {hint && <p className="field-hint">{hint}</p>}
      {kind === 'choices' &&
        options.map((option) => (
          <Check
            key={option.id}
            label={read(option.label)}
            checked={chosen.includes(option.id)}
            onChange={(is) =>
              onChange(is ? [...chosen, option.id] : chosen.filter((one) => one !== option.id))
            }
          />
        ))}
      {kind === 'consent' && (
        <Check label={t('apply.agree')} checked={value === true} onChange={(is) => onChange(is)} />
      )}
      {kind === 'file' && (
        <>
          {file && (
            <p>
              <a href={file.url}>{file.name}</a> <span className="soft">{t('apply.fileThere')}</span>
            </p>
          )}
          <FileDrop<MyApplication>
            method="PUT"
            url={`/api/v1/events/${slug}/my-applications/${role}/files/${question.id}`}
            maxMegabytes={10}
            sendLabel={t('apply.fileSend')}
            onDone={onFile}
          />
        </>
      )}
      {error && (
        <p className="field-error" role="alert">
          {error}
        </p>
      )}
    </fieldset>
  );
}
