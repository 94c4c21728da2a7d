import { useMutation } from '@tanstack/react-query';
import { answer, api } from '../../api/client.js';
import { useAnnouncer } from '../../components/announcer.js';
import { Check, SelectField, TextArea, TextField } from '../../components/field.js';
import { FileDrop } from '../../components/file-drop.js';
import { ActionError } from '../../components/states.js';
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
  mayRemoveFile,
  onFile,
  onPending,
}: {
  slug: string;
  role: AppliedRole;
  question: Question;
  value: Value | undefined;
  file: MyApplication['files'][number] | undefined;
  error: string | undefined;
  onChange: (value: Value) => void;
  mayRemoveFile: boolean;
  onFile: (saved: MyApplication) => void;
  onPending: (isPending: boolean) => void;
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
            <p className="row">
              <span>
                <a href={file.url}>{file.name}</a> <span className="soft">{t('apply.fileThere')}</span>
              </span>
              {mayRemoveFile && (
                <RemoveFile {...{ slug, role, onFile }} questionId={question.id} name={file.name} />
              )}
            </p>
          )}
          <FileDrop<MyApplication>
            method="PUT"
            url={`/api/v1/events/${slug}/my-applications/${role}/files/${question.id}`}
            maxMegabytes={10}
            sendLabel={t('apply.fileSend')}
            isSentAtOnce
            onPending={onPending}
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

/** While an application is not handed in; afterwards a file can only be replaced. */
function RemoveFile({
  slug,
  role,
  questionId,
  name,
  onFile,
}: {
  slug: string;
  role: AppliedRole;
  questionId: string;
  name: string;
  onFile: (saved: MyApplication) => void;
}) {
  const { t } = useLanguage();
  const { toast } = useAnnouncer();
  const remove = useMutation({
    mutationFn: () =>
      answer(
        api.DELETE('/api/v1/events/{slug}/my-applications/{role}/files/{questionId}', {
          params: { path: { slug, role, questionId } },
        }),
      ),
    onSuccess: (saved) => {
      toast(t('apply.fileRemoved', { name }));
      onFile(saved);
    },
  });
  return (
    <>
      <button
        type="button"
        className="button button-quiet"
        aria-label={t('apply.fileRemoveOne', { name })}
        aria-disabled={remove.isPending}
        onClick={() => !remove.isPending && remove.mutate()}
      >
        {t('action.remove')}
      </button>
      <ActionError error={remove.error} />
    </>
  );
}
