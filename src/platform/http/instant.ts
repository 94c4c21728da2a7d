import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { ValidateBy } from 'class-validator';
import { Temporal } from 'temporal-polyfill';

const FORM = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/i;

/** Whether a text names one moment: a date that exists, a time, and an offset, without which it could mean any zone. */
export function isInstant(value: unknown): value is string {
  if (typeof value !== 'string' || !FORM.test(value)) return false;
  try {
    Temporal.Instant.from(value);
    return true;
  } catch {
    return false;
  }
}

/** A moment as ISO 8601 with an offset, such as 2026-11-20T09:00:00+09:00. */
export const IsInstant = () =>
  applyDecorators(
    ApiProperty({ type: String, format: 'date-time' }),
    ValidateBy({
      name: 'isInstant',
      validator: {
        validate: isInstant,
        defaultMessage: () => '$property must be a time with an offset, such as 2026-11-20T09:00:00+09:00',
      },
    }),
  );
