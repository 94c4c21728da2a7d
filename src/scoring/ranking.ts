/** A team's score on a board: `at` in epoch milliseconds, when the scored entry was handed in. */
export interface BoardRow {
  teamId: string;
  value: number | null;
  at: number;
}

/**
 * The rows in order with their ranks by standard competition ranking (1, 2, 2, 4). Undefined values (null) come last in
 * both directions and share a rank. Equal values share theirs, and are listed by the earlier time, then by team id.
 */
export function rankBoard<Row extends BoardRow>(
  rows: readonly Row[],
  direction: 'higher' | 'lower',
): (Row & { rank: number })[] {
  const towards = direction === 'higher' ? -1 : 1;
  const ranked = rows
    .map((row) => ({ ...row, value: Number.isNaN(row.value) ? null : row.value, rank: 0 }))
    .sort((a, b) => byValue(a.value, b.value, towards) || a.at - b.at || byId(a.teamId, b.teamId));
  ranked.forEach((row, k) => {
    const above = ranked[k - 1];
    row.rank = above !== undefined && above.value === row.value ? above.rank : k + 1;
  });
  return ranked;
}

function byValue(a: number | null, b: number | null, towards: number): number {
  if (a === b) return 0;
  if (a === null) return 1;
  if (b === null) return -1;
  return a < b ? -towards : towards;
}

/** By code units, not by language: the same on every machine. */
function byId(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
