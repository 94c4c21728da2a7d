import { Temporal } from 'temporal-polyfill';

/** Value of a datetime-local field for a moment, on the clock of a zone; '' for none. */
export function toField(at: string | null | undefined, zone: string): string {
  if (!at) return '';
  const zoned = Temporal.Instant.from(at).toZonedDateTimeISO(zone);
  return zoned.toPlainDateTime().toString({ smallestUnit: 'minute' });
}

/** The moment that a datetime-local field names on the clock of a zone; null for ''. */
export function fromField(field: string, zone: string): string | null {
  if (!field) return null;
  return Temporal.PlainDateTime.from(field).toZonedDateTime(zone).toInstant().toString();
}
