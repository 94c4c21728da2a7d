import { ValidationPipe } from '@nestjs/common';
import type { ValidationError } from 'class-validator';
import type { Texts } from '../i18n/language.js';
import { DomainError, type ErrorDetail } from './domain-error.js';
import { VALIDATION_FAILED } from './http.errors.js';
import { ruleText } from './validation-texts.js';

/** Refuses unknown fields and names every wrong one by its path: `phases.0.endsAt`. */
export const validation = () =>
  new ValidationPipe({
    whitelist: true,
    forbidNonWhitelisted: true,
    transform: true,
    stopAtFirstError: true,
    exceptionFactory: (errors) => {
      const details = flatten(errors, '');
      const fields = details.map((detail) => detail.path).join(', ');
      return new DomainError(VALIDATION_FAILED, { fields }, details);
    },
  });

/** One wrong field, for checks that a decorator cannot express. */
export const invalidField = (path: string, code: string, detail: Texts): DomainError =>
  new DomainError(VALIDATION_FAILED, { fields: path }, [{ code, path, detail }]);

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
