/** What can be wrong with a file of results. */
export const FILE_ERROR_CODES = [
  'EMPTY_FILE',
  'BAD_COMPRESSION',
  'BAD_PARQUET',
  'TOO_LARGE',
  'BAD_ENCODING',
  'BAD_HEADER',
  'BAD_TYPE',
  'RAGGED_ROW',
  'DUPLICATE_IDS',
  'UNKNOWN_IDS',
  'MISSING_IDS',
  'NOT_A_NUMBER',
  'NOT_FINITE',
  'OUT_OF_RANGE',
  'EMPTY_VALUE',
  'BAD_MASK',
  'BAD_SUM',
  'FALLING_RISK',
] as const;

/** What can be wrong with a file of held-out labels, beside that. */
export const TRUTH_ERROR_CODES = [
  'UNKNOWN_CLASS',
  'BAD_ANSWERS',
  'DUPLICATE_HOURS',
  'ONE_CLASS',
  'MISSING_CLUSTER',
  'CLUSTER_IN_BOTH_SPLITS',
  'BAD_SPLIT',
] as const;

export type FileErrorCode = (typeof FILE_ERROR_CODES)[number] | (typeof TRUTH_ERROR_CODES)[number];

/**
 * One place where an error was seen. `line` counts physical lines from 1 (in Parquet, rows with the header as the first);
 * null where no line is at fault. `column` is the name of the column, absent where it is not one that is at fault.
 * `problem` narrows the code (for BAD_HEADER: missing, extra, duplicate, unnamed, bad_quotes; for RAGGED_ROW:
 * columns, unclosed_quote, text_after_quote), `suggestion` is a name that was probably meant.
 */
export interface ErrorExample {
  line: number | null;
  column?: string;
  value: string;
  problem?: string;
  suggestion?: string;
}

/** One kind of error in one file: how often, and at most five examples. */
export interface FileError {
  code: FileErrorCode;
  count: number;
  examples: ErrorExample[];
}

/** Errors found so far, by code. */
export type ErrorLog = Map<FileErrorCode, FileError>;

export const MAX_EXAMPLES = 5;
const MAX_VALUE_LENGTH = 80;
const REPORTING_ORDER: readonly FileErrorCode[] = [...FILE_ERROR_CODES, ...TRUTH_ERROR_CODES];

/** Counts one error; `example` is called only while examples are wanted, so that a million errors stay cheap. */
export function noteError(log: ErrorLog, code: FileErrorCode, example: () => ErrorExample): void {
  let error = log.get(code);
  if (error === undefined) {
    error = { code, count: 0, examples: [] };
    log.set(code, error);
  }
  error.count += 1;
  if (error.examples.length < MAX_EXAMPLES) {
    const { value, ...rest } = example();
    error.examples.push({ ...rest, value: shorten(value) });
  }
}

/** The one error of a file that could not be read further; `value` and `problem` say why. */
export function singleError(code: FileErrorCode, example?: ErrorExample): FileError[] {
  return [{ code, count: 1, examples: example ? [{ ...example, value: shorten(example.value) }] : [] }];
}

/** The errors as a list, in the order of the code lists above. */
export function listErrors(log: ErrorLog): FileError[] {
  return REPORTING_ORDER.flatMap((code) => log.get(code) ?? []);
}

function shorten(value: string): string {
  if (value.length <= MAX_VALUE_LENGTH) return value;
  let cut = MAX_VALUE_LENGTH - 1;
  const last = value.charCodeAt(cut - 1);
  if (last >= 0xd800 && last <= 0xdbff) cut -= 1; // never half of a surrogate pair
  return `${value.slice(0, cut)}…`;
}
