import { Temporal } from 'temporal-polyfill';

/** Whether the browser knows a time zone of this name. */
export function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

/** Value of a datetime-local field for a moment, on the clock of a zone; '' for none. */
export function toField(at: string | null | undefined, zone: string): string {
  if (!at) return '';
  const zoned = Temporal.Instant.from(at).toZonedDateTimeISO(zone);
  return zoned.toPlainDateTime().toString({ smallestUnit: 'minute' });
}

/** The moment that a datetime-local field names on the clock of a zone; null for ''. `was` is what the field began with. */
export function fromField(field: string, zone: string, was?: string | null): string | null {
  if (!field) return null;
  // The field knows no seconds: what nobody touched stays the moment that it was.
  if (was && field === toField(was, zone)) return was;
  return Temporal.PlainDateTime.from(field).toZonedDateTime(zone).toInstant().toString();
}
