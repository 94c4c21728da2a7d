import { ValidationPipe } from '@nestjs/common';
import type { ValidationError } from 'class-validator';
import { DomainError, type ErrorDetail } from './domain-error.js';
import { VALIDATION_FAILED } from './http.errors.js';

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

function flatten(errors: ValidationError[], parent: string): ErrorDetail[] {
  return errors.flatMap((error) => {
    const path = parent ? `${parent}.${error.property}` : error.property;
    const own = Object.entries(error.constraints ?? {}).map(([rule, detail]) => ({
      code: rule,
      path,
      detail,
    }));
    return [...own, ...flatten(error.children ?? [], path)];
  });
}
