import type { Texts } from '../../platform/i18n/language.js';
import type { Question } from './question.js';

/** The consents of one version of a form. */
export interface FormConsents {
  version: number;
  madeAt: Date;
  consents: Question[];
}

/** A consent that is asked now, and the versions of the form in which it was worded just so. */
export interface AskedConsent {
  question: Question;
  versions: number[];
  /** When it was worded so, without another wording since. */
  since: Date;
}

/** Other spaces and line breaks are the same text; another word in one language is another. */
const bare = ({ ko, en }: Texts): string =>
  JSON.stringify([ko, en].map((text) => text.replace(/\s+/g, ' ').trim()));

export const isSameWording = (one: Question, other: Question): boolean =>
  bare(one.label) === bare(other.label) && bare(one.hint) === bare(other.hint);

/** @param forms all versions of the form */
export function askedConsents(forms: FormConsents[]): AskedConsent[] {
  const newestFirst = [...forms].sort((a, b) => b.version - a.version);
  return (newestFirst[0]?.consents ?? []).map((question) => {
    const isSo = ({ consents }: FormConsents) =>
      consents.some((one) => one.id === question.id && isSameWording(one, question));
    const change = newestFirst.findIndex((form) => !isSo(form));
    const since = newestFirst.at(change === -1 ? -1 : change - 1) as FormConsents;
    return {
      question,
      versions: newestFirst.filter(isSo).map(({ version }) => version),
      since: since.madeAt,
    };
  });
}

/** The consents that people who have answered the form before have to be asked for: new, worded anew, or now needed. */
export const changedConsents = (before: Question[], after: Question[]): Question[] =>
  after.filter((question) => {
    if (question.kind !== 'consent') return false;
    const known = before.find(({ id }) => id === question.id);
    return !known || !isSameWording(known, question) || (question.isRequired && !known.isRequired);
  });

/** due: no answer to this wording yet. refused: answered, and the event asks for a yes. */
export const CONSENT_STATES = ['due', 'refused', 'agreed'] as const;
export type ConsentState = (typeof CONSENT_STATES)[number];
