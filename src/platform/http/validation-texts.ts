import type { Texts } from '../i18n/language.js';

/** Limits stand in class-validator's English message; the numbers are taken over from there. */
const numbers = (message: string): string => (message.match(/-?\d+(\.\d+)?/g) ?? []).join('–');

const RULES: Record<string, (message: string) => Texts> = {
  isString: () => ({ en: 'Text is expected here.', ko: '글자로 입력해 주세요.' }),
  isEmail: () => ({ en: 'This is not an e-mail address.', ko: '이메일 주소 형식이 아니에요.' }),
  isUuid: () => ({ en: 'This is not an id.', ko: '올바른 ID가 아니에요.' }),
  isInt: () => ({ en: 'A whole number is expected here.', ko: '정수로 입력해 주세요.' }),
  isNumber: () => ({ en: 'A number is expected here.', ko: '숫자로 입력해 주세요.' }),
  isBoolean: () => ({ en: 'true or false is expected here.', ko: 'true 또는 false로 입력해 주세요.' }),
  isArray: () => ({ en: 'A list is expected here.', ko: '목록으로 입력해 주세요.' }),
  isObject: () => ({ en: 'An object is expected here.', ko: '객체로 입력해 주세요.' }),
  nestedValidation: () => ({ en: 'An object is expected here.', ko: '객체로 입력해 주세요.' }),
  isDateString: () => ({
    en: 'A time such as 2025-10-17T09:00:00+09:00 is expected here.',
    ko: '2025-10-17T09:00:00+09:00 같은 시각을 입력해 주세요.',
  }),
  isIso8601: () => ({
    en: 'A time such as 2025-10-17T09:00:00+09:00 is expected here.',
    ko: '2025-10-17T09:00:00+09:00 같은 시각을 입력해 주세요.',
  }),
  isNotEmpty: () => ({ en: 'This must not be empty.', ko: '비워 둘 수 없어요.' }),
  isIn: (message) => {
    const choices = message.split(': ').slice(1).join(': ');
    return { en: `One of these is expected: ${choices}.`, ko: `다음 중 하나를 입력해 주세요: ${choices}.` };
  },
  min: (message) => ({ en: `At least ${numbers(message)}.`, ko: `${numbers(message)} 이상이어야 해요.` }),
  max: (message) => ({ en: `At most ${numbers(message)}.`, ko: `${numbers(message)} 이하여야 해요.` }),
  minLength: (message) => ({
    en: `At least ${numbers(message)} characters.`,
    ko: `${numbers(message)}자 이상이어야 해요.`,
  }),
  maxLength: (message) => ({
    en: `At most ${numbers(message)} characters.`,
    ko: `${numbers(message)}자 이하여야 해요.`,
  }),
  isLength: (message) => {
    if (/longer than or equal to 1 /.test(message)) {
      return { en: 'Please write something here.', ko: '내용을 써 주세요.' };
    }
    return {
      en: `The length is not right (${numbers(message)} characters).`,
      ko: `길이를 확인해 주세요(${numbers(message)}자).`,
    };
  },
  arrayMinSize: (message) => ({
    en: `At least ${numbers(message)} are needed.`,
    ko: `${numbers(message)}개 이상 필요해요.`,
  }),
  arrayMaxSize: (message) => ({
    en: `At most ${numbers(message)} are possible.`,
    ko: `${numbers(message)}개까지만 가능해요.`,
  }),
  matches: () => ({
    en: 'Small letters a–z, digits and hyphens only, at least two characters.',
    ko: '영어 소문자, 숫자, 붙임표(-)만 써서 두 글자 이상 입력해 주세요.',
  }),
  isInstant: () => ({
    en: 'A time with its offset is expected here, such as 2026-11-20T09:00:00+09:00.',
    ko: '2026-11-20T09:00:00+09:00처럼 시간대가 있는 시각을 입력해 주세요.',
  }),
  requiredBackgrounds: () => ({
    en: 'How many (0 to 50) of clinician, data_scientist, engineer, student or other are expected here.',
    ko: 'clinician, data_scientist, engineer, student, other별로 0~50 사이의 인원을 적어 주세요.',
  }),
  isTimeZone: () => ({
    en: 'A time zone such as Asia/Seoul is expected here.',
    ko: 'Asia/Seoul 같은 시간대를 입력해 주세요.',
  }),
  oneLine: () => ({
    en: 'Write one line without invisible characters and without marks that turn the direction of writing.',
    ko: '줄바꿈, 보이지 않는 문자, 글자 방향을 바꾸는 기호 없이 한 줄로 입력해 주세요.',
  }),
  notTheEmail: () => ({
    en: 'The password must not be the e-mail address.',
    ko: '이메일과 다른 비밀번호를 입력해 주세요.',
  }),
  filled: () => ({
    en: 'This must not be empty in either language.',
    ko: '두 언어 모두 비워 둘 수 없어요.',
  }),
  storable: () => ({
    en: 'This text holds characters that cannot be kept. Please type it anew.',
    ko: '저장할 수 없는 문자가 있어요. 다시 입력해 주세요.',
  }),
  endsBeforeItStarts: () => ({ en: 'The end must come after the start.', ko: '끝은 시작보다 뒤여야 해요.' }),
  startsBeforeTheLastEnds: () => ({
    en: 'This phase starts before the one above it has ended.',
    ko: '앞 단계가 끝나기 전에 시작해요.',
  }),
  isLanguageCode: () => ({
    en: 'Languages are named by ISO 639-1 codes such as ko or en.',
    ko: '언어는 ko, en 같은 ISO 639-1 코드로 입력해 주세요.',
  }),
  isMetric: (message) => ({
    en: `This is not a metric that the platform knows: ${message.split(': ').slice(1).join(': ')}. A name may carry a parameter, as f1@0.5; GET /api/v1/metric-families lists all with their bounds.`,
    ko: `플랫폼이 모르는 지표예요: ${message.split(': ').slice(1).join(': ')}. f1@0.5처럼 매개변수를 붙일 수 있어요. 전체 목록과 범위는 GET /api/v1/metric-families에 있어요.`,
  }),
  isRankingMetric: () => ({
    en: 'This metric has a target in the middle of its range, so it cannot rank. Show it beside another.',
    ko: '이 지표는 목표값이 범위의 가운데에 있어 순위를 매길 수 없어요. 다른 지표와 함께 보여 주세요.',
  }),
  arrayUnique: () => ({ en: 'Nothing may be in the list twice.', ko: '같은 값이 두 번 들어 있어요.' }),
  whitelistValidation: () => ({
    en: 'This field is not known here; check its name.',
    ko: '알 수 없는 칸이에요. 이름을 확인해 주세요.',
  }),
};

/** What is wrong with a field and how to mend it, by class-validator's rule. */
export function ruleText(rule: string, message: string): Texts {
  return (
    RULES[rule]?.(message) ?? { en: 'This value is not possible here.', ko: '여기에 쓸 수 없는 값이에요.' }
  );
}
