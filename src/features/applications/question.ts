import type { Texts } from '../../platform/i18n/language.js';

export const QUESTION_KINDS = ['short', 'long', 'choice', 'choices', 'file', 'consent'] as const;
export type QuestionKind = (typeof QUESTION_KINDS)[number];

/** One of the answers that a question of choice offers. */
export interface Option {
  id: string;
  label: Texts;
}

/** What organizers ask. Its id stays the same through all versions of the form, so that answers stay answers to it. */
export interface Question {
  id: string;
  kind: QuestionKind;
  label: Texts;
  hint: Texts;
  isRequired: boolean;
  /** Of `choice` and `choices` alone. */
  options: Option[];
  /** Characters, of `short` and `long` alone. */
  maxLength: number | null;
}
