/** Characters that would steer a terminal or turn the text around are shown as what they are. */
export const visible = (text: string): string =>
  text.replace(
    /(?!\n)[\p{Cc}\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

type Cell = string | number | null | undefined;

/** Columns side by side. Numbers stand right; Korean letters are two places wide. */
export function printTable(header: string[], rows: Cell[][]): void {
  const texts = [header, ...rows].map((cells) =>
    cells.map((cell) => visible(String(cell ?? '–')).replaceAll('\n', ' ')),
  );
  const widths = header.map((_, k) => Math.max(...texts.map((cells) => width(cells[k] ?? ''))));
  const isNumber = header.map(
    (_, k) => rows.length > 0 && rows.every((cells) => typeof cells[k] === 'number'),
  );
  for (const cells of texts) {
    const line = cells.map((text, k) => {
      const gap = ' '.repeat(widths[k]! - width(text));
      return isNumber[k] ? gap + text : text + gap;
    });
    process.stdout.write(`${line.join('  ').trimEnd()}\n`);
  }
}

export function printFacts(facts: [name: string, value: Cell][]): void {
  const widest = Math.max(...facts.map(([name]) => width(name)));
  for (const [name, value] of facts) {
    const text = visible(String(value ?? '–')).replaceAll('\n', `\n${' '.repeat(widest + 2)}`);
    process.stdout.write(`${name}${' '.repeat(widest - width(name) + 2)}${text}\n`);
  }
}

/** `2026-11-20 09:00`, by the clock of the event. */
export function timeIn(zone: string, time: string | Date | null): string {
  if (!time) return '–';
  const parts = { dateStyle: 'short', timeStyle: 'short', timeZone: zone } as const;
  return new Intl.DateTimeFormat('sv-SE', parts).format(new Date(time));
}

export function bytesText(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`;
  const power = Math.min(4, Math.floor(Math.log10(bytes) / 3));
  return `${(bytes / 1_000 ** power).toFixed(1)} ${['', 'kB', 'MB', 'GB', 'TB'][power]}`;
}

/** Places on a terminal: Hangul, Han, kana and full-width forms take two (Unicode Standard Annex 11). */
function width(text: string): number {
  let places = 0;
  for (const character of text.normalize('NFC')) {
    if (/\p{M}/u.test(character)) continue;
    places +=
      /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u.test(
        character,
      )
        ? 2
        : 1;
  }
  return places;
}
