import type { AuditEntryView } from './events.dto.js';

export const RECORD_HEADER =
  'id,at,who,action,subject_type,subject_id,subject,before,after,reason,network\r\n';

/** One line of the record as CSV (RFC 4180); what was before and after as JSON. */
export function recordLine(entry: AuditEntryView): string {
  const json = (value: object | null) => (value === null ? '' : JSON.stringify(value));
  const cells = [
    entry.id,
    new Date(entry.at).toISOString(),
    entry.actorName ?? '',
    entry.action,
    entry.subjectType,
    entry.subjectId,
    entry.subjectName ?? '',
    json(entry.before),
    json(entry.after),
    entry.reason ?? '',
    entry.network ?? '',
  ];
  return `${cells.map(cell).join(',')}\r\n`;
}

/**
 * A text that begins like a formula would be run by a spreadsheet; an apostrophe keeps it text (OWASP, CSV injection).
 * Spreadsheets of East Asia take the full-width signs for formulas too.
 */
function cell(value: string): string {
  const safe = /^\s*[=+\-@＝＋－＠\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
