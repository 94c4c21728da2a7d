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

  let mantissa = 0; // its first 15 digits
  let significant = 0;
  let rest = 0; // those behind them
  let restDigits = 0;
  let digits = 0;
  let exponent = 0;
  let byte = 0;
  for (; i < last; i++) {
    byte = bytes[i]!;
    if (byte < 0x30 || byte > 0x39) break;
    digits++;
    if (significant < 15) {
      mantissa = mantissa * 10 + (byte - 0x30);
      if (mantissa !== 0) significant++;
    } else {
      rest = rest * 10 + (byte - 0x30);
      restDigits++;
    }
  }
  if (i < last && byte === 0x2e) {
    for (i++; i < last; i++) {
      byte = bytes[i]!;
      if (byte < 0x30 || byte > 0x39) break;
      digits++;
      exponent--;
      if (significant < 15) {
        mantissa = mantissa * 10 + (byte - 0x30);
        if (mantissa !== 0) significant++;
      } else {
        rest = rest * 10 + (byte - 0x30);
        restDigits++;
      }
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
  if (restDigits === 0 && exponent >= -22 && exponent <= 22) {
    // Clinger (1990): an exact integer times or over an exact power of ten is rounded once, so correctly.
    const size = exponent < 0 ? mantissa / POWERS_OF_TEN[-exponent]! : mantissa * POWERS_OF_TEN[exponent]!;
    return sign(size, negative);
  }
  if (restDigits <= 7 && exponent < 0 && exponent >= -22) {
    const size = divideLong(mantissa, POWERS_OF_TEN[restDigits]!, rest, POWERS_OF_TEN[-exponent]!);
    if (!Number.isNaN(size)) return sign(size, negative);
  }
  return Number(numberText(reader, bytes, first, last));
}

/**
 * The double nearest to (first * shift + rest) / divisor, all exact, first below 10^15, shift and rest at most 10^7; NaN in
 * the rare case that the error of the last step could matter. The numerator is held as a sum of two doubles, and the
 * quotient's remainder is exact (Dekker, Numerische Mathematik 18:224, 1971).
 */
function divideLong(first: number, shift: number, rest: number, divisor: number): number {
  const upper = Math.floor(first / 67108864);
  const high = upper * shift * 67108864;
  const low = (first - upper * 67108864) * shift + rest;
  const sum = high + low;
  const back = sum - high;
  const lost = high - (sum - back) + (low - back);
  const quotient = sum / divisor;
  const product = quotient * divisor;
  const quotientHigh = upperHalf(quotient);
  const quotientLow = quotient - quotientHigh;
  const divisorHigh = upperHalf(divisor);
  const divisorLow = divisor - divisorHigh;
  const rounding =
    quotientHigh * divisorHigh -
    product +
    quotientHigh * divisorLow +
    quotientLow * divisorHigh +
    quotientLow * divisorLow;
  const correction = (sum - product - rounding + lost) / divisor;
  const doubt = Math.abs(correction) * 1e-15;
  const nearest = quotient + (correction - doubt);
  return nearest === quotient + (correction + doubt) ? nearest : Number.NaN;
}

/** The upper 26 bits of a double (Veltkamp). */
function upperHalf(value: number): number {
  const scaled = 134217729 * value;
  return scaled - (scaled - value);
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
