import type { BoardRow } from '../../api/client.js';
import type { Translate } from '../../i18n/dictionary.js';

/** Teams that can't be told apart, in the order of the board. */
export interface Band {
  key: string;
  rows: BoardRow[];
  /** In a sentence what the band means; null where there is nothing to say. */
  meaning: string | null;
}

/** The rows of a board by bands. A board without bands, or with one team, is one band without words. */
export function bandsOf(rows: readonly BoardRow[], t: Translate): Band[] {
  const bands: Band[] = [];
  for (const row of rows) {
    const last = bands.at(-1);
    if (last && last.rows[0]?.band === row.band) last.rows.push(row);
    else bands.push({ key: String(row.band), rows: [row], meaning: null });
  }
  if (bands.length === 1 && rows.every(({ band }) => band === null)) return bands;
  return bands.map((band, k) => ({ ...band, meaning: meaningOf(band, k, bands.length, t) }));
}

function meaningOf({ rows }: Band, place: number, count: number, t: Translate): string | null {
  const [first, last] = [rows[0]!, rows.at(-1)!];
  if (first.band === null) return t('board.bandUndefined');
  const n = rows.length;
  if (n > 1) return t('board.band', { from: first.rank, to: Math.max(last.rank, first.rank + n - 1), n });
  if (count === 1) return null;
  return place === count - 1
    ? t('board.bandLast', { from: first.rank })
    : t('board.bandOne', { from: first.rank });
}
