import type { ErrorDetail } from '../../platform/http/domain-error.js';
import type { Texts } from '../../platform/i18n/language.js';
import type { FileError, FileErrorCode } from '../../scoring/errors.js';
import type { OutcomeKind } from '../../scoring/outcomes/samples.js';

/** What each error in a file means and how to mend it. */
export const FILE_ERROR_TEXTS: Record<FileErrorCode, Texts> = {
  EMPTY_FILE: {
    en: 'The file is empty. Export it again with a header and one row per id.',
    ko: '파일이 비어 있어요. 머리글과 ID별 한 줄씩을 넣어 다시 저장해 주세요.',
  },
  BAD_COMPRESSION: {
    en: 'The file is damaged or compressed in another way than gzip. Send CSV as it is or compressed with gzip, or Parquet.',
    ko: '파일이 손상됐거나 gzip이 아닌 방식으로 압축됐어요. CSV 그대로, gzip으로 압축한 CSV, 또는 Parquet으로 올려 주세요.',
  },
  TOO_LARGE: {
    en: 'The file is larger than a file of predictions for this task can be. Check that nothing is repeated.',
    ko: '이 과제의 예측 파일치고 너무 커요. 중복된 내용이 없는지 확인해 주세요.',
  },
  BAD_PARQUET: {
    en: 'This Parquet file cannot be read: it is damaged, encrypted, or compressed in a way we do not know. Snappy, gzip, Zstandard and Brotli are fine.',
    ko: 'Parquet 파일을 읽을 수 없어요. 손상됐거나 암호화됐거나 지원하지 않는 압축이에요. Snappy, gzip, Zstandard, Brotli는 괜찮아요.',
  },
  BAD_TYPE: {
    en: 'These columns do not have a type that fits: ids are text or whole numbers, predictions are numbers or, where text is asked for, text. Nested columns cannot be read.',
    ko: '열의 자료형이 맞지 않아요. ID는 글자나 정수, 예측값은 숫자(글자를 묻는 과제는 글자)여야 하고, 중첩된 열은 읽을 수 없어요.',
  },
  BAD_ENCODING: {
    en: 'The text is not UTF-8. In Excel choose "CSV UTF-8" when saving.',
    ko: 'UTF-8 글자가 아니에요. 엑셀에서는 "CSV UTF-8" 형식으로 저장해 주세요.',
  },
  BAD_HEADER: {
    en: 'The columns in the first line are not those that are asked for: names must match exactly, nothing more, nothing less.',
    ko: '첫 줄의 열 이름이 과제에서 정한 것과 달라요. 이름이 정확히 같아야 하고, 빠지거나 더 있으면 안 돼요.',
  },
  RAGGED_ROW: {
    en: 'These lines do not have as many values as the header, or have a quotation mark out of place.',
    ko: '값의 개수가 머리글과 다르거나 따옴표 위치가 잘못된 줄이 있어요.',
  },
  DUPLICATE_IDS: {
    en: 'These ids occur more than once. Keep one row per id.',
    ko: '두 번 이상 나오는 ID가 있어요. ID마다 한 줄만 남겨 주세요.',
  },
  UNKNOWN_IDS: {
    en: 'These ids are not part of the task. Ids are compared letter by letter: spaces and leading zeros count.',
    ko: '과제에 없는 ID예요. 공백과 앞자리 0까지 글자 그대로 비교해요.',
  },
  MISSING_IDS: {
    en: 'Ids of the task are missing. Every id needs one prediction.',
    ko: '빠진 ID가 있어요. 모든 ID에 예측값이 하나씩 있어야 해요.',
  },
  NOT_A_NUMBER: {
    en: 'These values are not numbers. Write them like 0.25: no empty cells, NaN, % or decimal commas.',
    ko: '숫자가 아닌 값이 있어요. 0.25처럼 써 주세요. 빈칸, NaN, %, 쉼표 소수점은 안 돼요.',
  },
  NOT_FINITE: {
    en: 'These values are infinite. Replace them by finite numbers.',
    ko: '무한대 값이 있어요. 유한한 숫자로 바꿔 주세요.',
  },
  OUT_OF_RANGE: {
    en: 'These values lie outside of the allowed range.',
    ko: '허용 범위를 벗어난 값이 있어요.',
  },
  EMPTY_VALUE: {
    en: 'These cells are empty. Write an answer in every row.',
    ko: '빈칸이 있어요. 모든 줄에 답을 써 주세요.',
  },
  BAD_MASK: {
    en: 'These masks are not as the task asks: as many pixels as the image has, written as the task says.',
    ko: '마스크가 과제에서 정한 형식과 달라요. 이미지의 화소 수와 표기 방식을 확인해 주세요.',
  },
  BAD_SUM: {
    en: 'In these rows the probabilities of the classes do not sum to 1.',
    ko: '분류별 확률의 합이 1이 아닌 줄이 있어요.',
  },
  FALLING_RISK: {
    en: 'In these rows the probability of an event falls from one time to a later one. It can only stay or rise.',
    ko: '뒤 시점의 사건 확률이 앞 시점보다 작은 줄이 있어요. 시간이 지나면 같거나 커져야 해요.',
  },
  UNKNOWN_CLASS: {
    en: 'These labels are none of the classes that the task names.',
    ko: '과제에서 정한 분류에 없는 정답이 있어요.',
  },
  BAD_ANSWERS: {
    en: 'These cells begin like a JSON list but are none of texts. Write ["one answer","another"], or one answer as plain text.',
    ko: 'JSON 목록처럼 시작하지만 글자 목록이 아닌 칸이 있어요. ["답 하나","다른 답"]처럼 쓰거나 답 하나를 그대로 적어 주세요.',
  },
  DUPLICATE_HOURS: {
    en: 'These rows give an hour that their patient already has.',
    ko: '같은 환자에게 같은 시각이 두 번 나오는 줄이 있어요.',
  },
  ONE_CLASS: {
    en: 'All labels are equal, so nothing can be told apart. Check the column of the labels.',
    ko: '정답이 모두 같아서 구분할 것이 없어요. 정답 열을 확인해 주세요.',
  },
  MISSING_CLUSTER: {
    en: 'These rows name no patient (or query) in the column that keeps rows together.',
    ko: '환자(또는 질의) 열이 비어 있는 줄이 있어요.',
  },
  CLUSTER_IN_BOTH_SPLITS: {
    en: 'These patients have rows in both parts. A patient must be wholly in one part: draw the split by patient, or mend the split column.',
    ko: '같은 환자가 공개 부분과 최종 부분에 모두 들어 있어요. 환자는 한쪽에만 있어야 하니, 환자별로 나누거나 분할 열을 고쳐 주세요.',
  },
  BAD_SPLIT: {
    en: 'The split column must say "public" or "final" in every row, and both parts need labels that differ.',
    ko: '분할 열의 값은 모두 "public" 또는 "final"이어야 하고, 두 부분 모두 서로 다른 정답이 있어야 해요.',
  },
};

/** Where the same code means something else in a file of labels. */
const TRUTH_ERROR_TEXTS: Partial<Record<FileErrorCode, Texts>> = {
  BAD_HEADER: {
    en: 'A column that the task names is missing, or a name occurs twice. Further columns are allowed here.',
    ko: '과제에서 정한 열이 없거나 이름이 겹치는 열이 있어요. 정답 파일에는 다른 열이 더 있어도 돼요.',
  },
  DUPLICATE_IDS: {
    en: 'These ids occur more than once. Every id needs one label.',
    ko: '두 번 이상 나오는 ID가 있어요. ID마다 정답이 하나씩 있어야 해요.',
  },
};

/** Of a file of labels of 0 and 1. */
const BINARY_TRUTH_TEXTS: Partial<Record<FileErrorCode, Texts>> = {
  NOT_A_NUMBER: { en: 'These labels are neither 0 nor 1.', ko: '정답은 0 또는 1이어야 해요.' },
  NOT_FINITE: { en: 'These labels are neither 0 nor 1.', ko: '정답은 0 또는 1이어야 해요.' },
  OUT_OF_RANGE: { en: 'These labels are neither 0 nor 1.', ko: '정답은 0 또는 1이어야 해요.' },
  ONE_CLASS: {
    en: 'All labels are equal. Both 0 and 1 are needed to score anything.',
    ko: '정답이 한 가지 값뿐이에요. 채점하려면 0과 1이 모두 있어야 해요.',
  },
};

/** Errors of a file of predictions as parts of a refusal. */
export const fileErrorDetails = (errors: FileError[]): ErrorDetail[] =>
  errors.map((error) => ({ ...error, detail: FILE_ERROR_TEXTS[error.code] }));

/** Errors of a file of labels as parts of a refusal. */
export const truthErrorDetails = (errors: FileError[], kind: OutcomeKind): ErrorDetail[] => {
  const texts = {
    ...FILE_ERROR_TEXTS,
    ...TRUTH_ERROR_TEXTS,
    ...(kind === 'binary' || kind === 'multilabel' ? BINARY_TRUTH_TEXTS : {}),
  };
  return errors.map((error) => ({ ...error, detail: texts[error.code] }));
};
