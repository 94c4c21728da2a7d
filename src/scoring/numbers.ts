const WINDOW = 1 << 16;
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** 10^0 … 10^22: the powers of ten that a double holds exactly. */
const POWERS_OF_TEN = Float64Array.from({ length: 23 }, (_, k) => Number(`1e${k}`));

/** A stretch of a file as text, so that many numbers are cut from one string. */
export interface NumberReader {
  readonly file: Uint8Array;
  from: number;
  to: number;
  /** null where the stretch isn't ASCII, so that bytes and characters don't correspond. */
  text: string | null;
}

/** A reader of the numbers in `file`. */
export function openNumbers(file: Uint8Array): NumberReader {
  return { file, from: 0, to: 0, text: null };
}

/**
 * The double nearest to the decimal number in bytes[start, end), trimmed of spaces and tabs.
 * NaN: not a number. ±Infinity: spelled so, or beyond the largest double. Accepted: an optional sign, ASCII digits
 * with an optional point (`.5` and `5.` too), an optional exponent; not hex, `_`, `,`, `nan` or other digits.
 */
export function readNumber(reader: NumberReader, bytes: Uint8Array, start: number, end: number): number {
  let first = start;
  let last = end;
  while (first < last && isSpace(bytes[first]!)) first++;
  while (last > first && isSpace(bytes[last - 1]!)) last--;
  let i = first;
  if (i >= last) return Number.NaN;
  const negative = bytes[i] === 0x2d;
  if (negative || bytes[i] === 0x2b) i++;
  const unsigned = i;

  let mantissa = 0;
  let significant = 0;
  let digits = 0;
  let exponent = 0;
  let byte = 0;
  for (; i < last; i++) {
    byte = bytes[i]!;
    if (byte < 0x30 || byte > 0x39) break;
    digits++;
    mantissa = mantissa * 10 + (byte - 0x30);
    if (mantissa !== 0) significant++;
  }
  if (i < last && byte === 0x2e) {
    for (i++; i < last; i++) {
      byte = bytes[i]!;
      if (byte < 0x30 || byte > 0x39) break;
      digits++;
      exponent--;
      mantissa = mantissa * 10 + (byte - 0x30);
      if (mantissa !== 0) significant++;
    }
  }
  if (digits === 0)
    return spellsInfinity(bytes, unsigned, last) ? sign(Number.POSITIVE_INFINITY, negative) : Number.NaN;
  if (i < last) {
    if (byte !== 0x65 && byte !== 0x45) return Number.NaN;
    i++;
    const downwards = bytes[i] === 0x2d;
    if (i < last && (downwards || bytes[i] === 0x2b)) i++;
    if (i >= last) return Number.NaN;
    let power = 0;
    for (; i < last; i++) {
      byte = bytes[i]!;
      if (byte < 0x30 || byte > 0x39) return Number.NaN;
      if (power < 1e6) power = power * 10 + (byte - 0x30);
    }
    exponent += downwards ? -power : power;
  }
  // Clinger (1990): an exact integer times or over an exact power of ten is rounded once, so correctly.
  if (significant <= 16 && mantissa <= Number.MAX_SAFE_INTEGER && exponent >= -22 && exponent <= 22) {
    const size = exponent < 0 ? mantissa / POWERS_OF_TEN[-exponent]! : mantissa * POWERS_OF_TEN[exponent]!;
    return sign(size, negative);
  }
  return Number(numberText(reader, bytes, first, last));
}

function numberText(reader: NumberReader, bytes: Uint8Array, start: number, end: number): string {
  if (bytes !== reader.file || end - start > WINDOW) return decoder.decode(bytes.subarray(start, end));
  if (start < reader.from || end > reader.to) {
    reader.from = start;
    reader.to = Math.min(start + WINDOW, bytes.length);
    const text = decoder.decode(bytes.subarray(reader.from, reader.to));
    reader.text = text.length === reader.to - reader.from ? text : null;
  }
  if (reader.text === null) return decoder.decode(bytes.subarray(start, end));
  return reader.text.slice(start - reader.from, end - reader.from);
}

function sign(size: number, negative: boolean): number {
  return negative ? -size : size;
}

function isSpace(byte: number): boolean {
  return byte === 0x20 || byte === 0x09;
}

function spellsInfinity(bytes: Uint8Array, start: number, end: number): boolean {
  if (end - start !== 3 && end - start !== 8) return false;
  const word = decoder.decode(bytes.subarray(start, end)).toLowerCase();
  return word === 'inf' || word === 'infinity';
}
