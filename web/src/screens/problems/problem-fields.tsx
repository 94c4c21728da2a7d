import { type ReactNode, useState } from 'react';
import type { Problem, ProblemRequest } from '../../api/problems.js';
import { BilingualField, fieldErrors, SubmitRow } from '../../components/field.js';
import { ActionError } from '../../components/states.js';
import { useLanguage } from '../../i18n/language.js';

const EMPTY = { ko: '', en: '' };

/** What a proposal consists of, new or changed. */
export function ProblemFields({
  problem,
  label,
  isPending,
  error,
  onSubmit,
  children,
}: {
  problem?: Problem;
  label: string;
  isPending: boolean;
  error: unknown;
  onSubmit: (request: ProblemRequest) => void;
  children?: ReactNode;
}) {
  const { t } = useLanguage();
  const [form, setForm] = useState(() => ({
    title: problem?.title ?? EMPTY,
    question: problem?.question ?? EMPTY,
    importance: problem?.importance ?? EMPTY,
    dataNeeded: problem?.dataNeeded ?? EMPTY,
  }));
  const errors = fieldErrors(error);
  const field = (name: keyof typeof form, long: boolean, text: string, hint?: string) => (
    <BilingualField
      label={text}
      value={form[name]}
      onChange={(value) => setForm((before) => ({ ...before, [name]: value }))}
      error={errors[`${name}.ko`] ?? errors[`${name}.en`]}
      long={long}
      hint={hint}
    />
  );
  return (
    <form
      className="form"
      onSubmit={(submitted) => {
        submitted.preventDefault();
        if (!isPending) onSubmit(form);
      }}
    >
      <p className="soft">{t('problem.languagesHint')}</p>
      {field('title', false, t('problem.field.title'))}
      {field('question', true, t('problem.field.question'))}
      {field('importance', true, t('problem.field.importance'))}
      {field('dataNeeded', true, t('problem.field.data'))}
      <SubmitRow label={label} isPending={isPending} error={<ActionError error={error} />}>
        {children}
      </SubmitRow>
    </form>
  );
}
