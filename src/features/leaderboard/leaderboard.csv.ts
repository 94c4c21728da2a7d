import type { LeaderboardView } from './leaderboard.dto.js';

/** The board as CSV (RFC 4180), with a header. */
export function boardCsv(board: LeaderboardView): string {
  const header = ['rank', 'team', board.metric, 'ci_low', 'ci_high', 'entries', 'submitted_at'];
  const rows = board.rows.map((row) => [
    row.rank,
    row.team.name,
    row.score ?? '',
    row.ci?.[0] ?? '',
    row.ci?.[1] ?? '',
    row.entries,
    row.submittedAt,
  ]);
  return `${[header, ...rows].map((cells) => cells.map(cell).join(',')).join('\r\n')}\r\n`;
}

/**
 * A name that begins like a formula would be run by a spreadsheet; an apostrophe keeps it text (OWASP, CSV injection).
 * Spreadsheets of East Asia take the full-width signs for formulas too.
 */
function cell(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const safe = /^[=+\-@＝＋－＠\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
