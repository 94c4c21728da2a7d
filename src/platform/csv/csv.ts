/** Rows as CSV (RFC 4180). */
export const csvOf = (rows: (string | number)[][]): string =>
  `${rows.map((cells) => cells.map(cell).join(',')).join('\r\n')}\r\n`;

/** The same for people who open it in Excel, which takes a file for UTF-8 only when it begins with this mark. */
export const csvForSpreadsheets = (rows: (string | number)[][]): string => `\ufeff${csvOf(rows)}`;

/**
 * A text that begins like a formula would be run by a spreadsheet; an apostrophe keeps it text (OWASP, CSV injection).
 * Spreadsheets of East Asia take the full-width signs for formulas too, and some skip spaces before them.
 */
function cell(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const safe = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
