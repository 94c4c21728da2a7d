import type { Texts } from '../i18n/language.js';

/** A kind of refusal: its machine code, HTTP status, and a sentence per language that says what to do. */
export interface ErrorKind {
  code: string;
  status: number;
  texts: Texts;
}

/** One place in the input that is wrong. `path` is a JSON path or a field name; `line` counts from 1. */
export interface ErrorDetail {
  code: string;
  path?: string;
  /** Given in both languages, it is sent in the reader's. */
  detail?: Texts;
  count?: number;
  examples?: { line: number | null; column?: string; value: string }[];
}

const kinds = new Map<string, ErrorKind>();

/** Declares a kind of error. Codes are unique over the whole platform. */
export function errorKind(code: string, status: number, texts: Texts): ErrorKind {
  if (kinds.has(code)) throw new Error(`error code ${code} is declared twice`);
  const kind = { code, status, texts };
  kinds.set(code, kind);
  return kind;
}

/** All kinds declared so far, for the documentation and for the test that every one has both languages. */
export const errorKinds = (): ErrorKind[] => [...kinds.values()];

/** A refusal that a person can understand. Everything else that is thrown is our fault and becomes INTERNAL. */
export class DomainError extends Error {
  constructor(
    readonly kind: ErrorKind,
    readonly params: Record<string, unknown> = {},
    readonly errors?: ErrorDetail[],
  ) {
    super(kind.code);
  }
}
