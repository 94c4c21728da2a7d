import type { components } from '../../api/schema.js';
import { BilingualField, Check, SelectField } from '../../components/field.js';
import { useLanguage } from '../../i18n/language.js';

type QuestionRequest = components['schemas']['QuestionRequest'];
const KINDS = ['short', 'long', 'choice', 'choices', 'file', 'consent'] as const;
const EMPTY = { ko: '', en: '' };

/** One question of the form. Its kind is chosen once: answers to it stay answers to it. */
export function QuestionEditor({
  number,
  question,
  errors,
  onChange,
  onRemove,
}: {
  number: number;
  question: QuestionRequest;
  errors: Record<string, string>;
  onChange: (question: QuestionRequest) => void;
  onRemove: () => void;
}) {
  const { t } = useLanguage();
  const isChoice = question.kind === 'choice' || question.kind === 'choices';
  const options = question.options ?? [];
  const path = `questions.${number - 1}`;
  return (
    <fieldset className="card stack">
      <legend className="strong">{t('formSetUp.question', { n: number })}</legend>
      <SelectField<QuestionRequest['kind']>
        label={t('formSetUp.kind')}
        value={question.kind}
        disabled={question.id !== undefined}
        onChange={(kind) =>
          onChange({
            ...question,
            kind,
            maxLength: null,
            options: kind === 'choice' || kind === 'choices' ? [{ label: EMPTY }, { label: EMPTY }] : [],
          })
        }
        options={KINDS.map((value) => ({ value, label: t(`formSetUp.kind.${value}`) }))}
      />
      <BilingualField
        label={t('formSetUp.label')}
        required
        error={errors[`${path}.label`]}
        value={question.label}
        onChange={(label) => onChange({ ...question, label })}
      />
      <BilingualField
        label={t('formSetUp.hint')}
        value={question.hint ?? EMPTY}
        onChange={(hint) => onChange({ ...question, hint })}
      />
      {isChoice &&
        options.map((option, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a new option has no id yet
          <div key={at} className="stack">
            <BilingualField
              label={t('formSetUp.option', { n: at + 1 })}
              required
              error={errors[`${path}.options.${at}.label`]}
              value={option.label}
              onChange={(label) =>
                onChange({
                  ...question,
                  options: options.map((one, k) => (k === at ? { ...one, label } : one)),
                })
              }
            />
            <p>
              <button
                type="button"
                className="button button-quiet"
                onClick={() => onChange({ ...question, options: options.filter((_, k) => k !== at) })}
              >
                {t('formSetUp.removeOption', { n: at + 1 })}
              </button>
            </p>
          </div>
        ))}
      {isChoice && (
        <p>
          <button
            type="button"
            className="button"
            onClick={() => onChange({ ...question, options: [...options, { label: EMPTY }] })}
          >
            {t('formSetUp.addOption')}
          </button>
        </p>
      )}
      <Check
        label={t('formSetUp.required')}
        checked={question.isRequired}
        onChange={(isRequired) => onChange({ ...question, isRequired })}
      />
      <p>
        <button type="button" className="button button-quiet" onClick={onRemove}>
          {t('formSetUp.remove', { n: number })}
        </button>
      </p>
    </fieldset>
  );
}
