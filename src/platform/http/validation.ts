import { type ArgumentMetadata, ValidationPipe } from '@nestjs/common';
import type { ValidationError } from 'class-validator';
import type { Texts } from '../i18n/language.js';
import { DomainError, type ErrorDetail } from './domain-error.js';
import { fieldName, listed } from './field-names.js';
import { BAD_REQUEST, VALIDATION_FAILED } from './http.errors.js';
import { ruleText } from './validation-texts.js';

/** Refuses unknown fields and names every wrong one by its path: `phases.0.endsAt`. */
export const validation = () =>
  new Validation({
    whitelist: true,
    forbidNonWhitelisted: true,
    transform: true,
    stopAtFirstError: true,
    exceptionFactory: (errors) => {
      return invalidFields(flatten(errors, ''));
    },
  });

class Validation extends ValidationPipe {
  override async transform(value: unknown, metadata: ArgumentMetadata) {
    if (metadata.type === 'body' || metadata.type === 'query') requireStorable(value);
    return super.transform(value, metadata);
  }
}

/** No request goes deeper; what does would exhaust the stack of those who walk through it. */
const MAX_DEPTH = 20;

/** NUL and half characters (lone surrogates) can be kept nowhere in PostgreSQL, so no field of any request has them. */
function requireStorable(input: unknown): void {
  const found: string[] = [];
  const look = (value: unknown, path: string[]) => {
    if (typeof value === 'string' && /[\0\p{Cs}]/u.test(value)) found.push(path.join('.'));
    if (typeof value !== 'object' || value === null || found.length >= 20) return;
    if (path.length === MAX_DEPTH) throw new DomainError(BAD_REQUEST);
    for (const [key, inner] of Object.entries(value)) look(inner, [...path, key]);
  };
  look(input, []);
  if (found.length === 0) return;
  throw invalidFields(found.map((path) => ({ code: 'storable', path, detail: ruleText('storable', '') })));
}

function invalidFields(details: ErrorDetail[]): DomainError {
  const fields = listed(details.map(({ path }) => fieldName(path ?? '')));
  return new DomainError(VALIDATION_FAILED, { fields }, details);
}

/** One wrong field, for checks that a decorator cannot express. */
export const invalidField = (path: string, code: string, detail: Texts): DomainError =>
  invalidFields([{ code, path, detail }]);

function flatten(errors: ValidationError[], parent: string): ErrorDetail[] {
  return errors.flatMap((error) => {
    const path = parent ? `${parent}.${error.property}` : error.property;
    const own = Object.entries(error.constraints ?? {}).map(([code, message]) => ({
      code,
      path,
      detail: ruleText(code, message),
    }));
    return [...own, ...flatten(error.children ?? [], path)];
  });
}
