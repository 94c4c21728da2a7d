import type { ErrorDetail } from '../../platform/http/domain-error.js';
import { asOneLine, isOneLine } from '../../platform/http/one-line.js';
import { ruleText } from '../../platform/http/validation-texts.js';
import type { Texts } from '../../platform/i18n/language.js';
import type { Question } from './question.js';

/** Answers by the question's id: text, an option's id, a list of them, or a consent. Files stand in rows of their own. */
export type Answers = Record<string, string | string[] | boolean>;

const DEFAULT_LENGTH = { short: 200, long: 3_000 };

/** Characters that an answer may have; 0 where it is no text. */
export const lengthLimit = ({ kind, maxLength }: Pick<Question, 'kind' | 'maxLength'>): number =>
  kind === 'short' || kind === 'long' ? (maxLength ?? DEFAULT_LENGTH[kind]) : 0;

const NEEDED: Texts = { en: 'Please answer this question.', ko: '이 질문에 답해 주세요.' };
const FILE_NEEDED: Texts = { en: 'Please add a file here.', ko: '여기에 파일을 올려 주세요.' };
const CONSENT_NEEDED: Texts = {
  en: 'You can apply only if you agree to this.',
  ko: '여기에 동의해야 신청할 수 있어요.',
};
const UNKNOWN: Texts = {
  en: 'The form was changed and no longer asks this. Load the page again; what you wrote is kept.',
  ko: '양식이 바뀌어 더는 묻지 않는 질문이에요. 페이지를 다시 불러와 주세요. 쓰신 내용은 남아 있어요.',
};
const NO_OPTION: Texts = {
  en: 'Choose one of the answers offered.',
  ko: '보기 가운데에서 골라 주세요.',
};

const wrong = (question: string, code: string, detail: Texts): ErrorDetail => ({
  code,
  path: `answers.${question}`,
  detail,
});

/**
 * Reads what somebody is writing: tidies texts (composed, no carriage returns) and names what could not be kept.
 * What is empty is left out. Whether everything is there is asked when it is handed in.
 */
export function readAnswers(
  given: Record<string, unknown>,
  questions: Question[],
): { answers: Answers; errors: ErrorDetail[] } {
  const answers: Answers = {};
  const errors: ErrorDetail[] = [];
  for (const [id, value] of Object.entries(given)) {
    const question = questions.find((one) => one.id === id && one.kind !== 'file');
    if (!question) {
      errors.push(wrong(id.slice(0, 60), 'unknownQuestion', UNKNOWN));
      continue;
    }
    const read = readAnswer(value, question);
    if ('error' in read) errors.push(read.error);
    else if (read.answer !== null) answers[id] = read.answer;
  }
  return { answers, errors };
}

type Read = { answer: string | string[] | boolean | null } | { error: ErrorDetail };

function readAnswer(value: unknown, question: Question): Read {
  const refuse = (code: string, detail: Texts): Read => ({ error: wrong(question.id, code, detail) });
  if (value === null || value === '') return { answer: null };
  if (question.kind === 'consent') {
    return typeof value === 'boolean' ? { answer: value } : refuse('isBoolean', ruleText('isBoolean', ''));
  }
  if (question.kind === 'choices') {
    const ids = Array.isArray(value) ? [...new Set(value)] : null;
    const known = question.options.map(({ id }) => id);
    if (!ids?.every((id) => known.includes(id as string))) return refuse('unknownOption', NO_OPTION);
    return { answer: ids.length > 0 ? (ids as string[]) : null };
  }
  if (typeof value !== 'string') return refuse('isString', ruleText('isString', ''));
  if (question.kind === 'choice') {
    return question.options.some(({ id }) => id === value)
      ? { answer: value }
      : refuse('unknownOption', NO_OPTION);
  }
  const text = question.kind === 'short' ? asOneLine(value) : value.normalize('NFC').replace(/\r\n?/g, '\n');
  if (question.kind === 'short' && !isOneLine(text)) return refuse('oneLine', ruleText('oneLine', ''));
  const limit = lengthLimit(question);
  if ([...text].length > limit) return refuse('maxLength', ruleText('maxLength', String(limit)));
  return { answer: text.trim() === '' ? null : text };
}

/** What still has to be answered before it can be handed in. @param files ids of the questions that have one */
export function missingAnswers(
  answers: Answers,
  files: ReadonlySet<string>,
  questions: Question[],
): ErrorDetail[] {
  return questions
    .filter(({ isRequired }) => isRequired)
    .flatMap(({ id, kind }) => {
      if (kind === 'file') return files.has(id) ? [] : [wrong(id, 'needed', FILE_NEEDED)];
      if (kind === 'consent') return answers[id] === true ? [] : [wrong(id, 'needed', CONSENT_NEEDED)];
      return answers[id] === undefined ? [wrong(id, 'needed', NEEDED)] : [];
    });
}
