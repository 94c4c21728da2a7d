/** Why bytes are not the text we read. */
export type EncodingProblem = 'utf16' | 'not_utf8';

const HIGH_BITS = 0x80808080 | 0;

/**
 * Checks that bytes are well-formed UTF-8 (Unicode 15, table 3-7: no overlong forms, surrogates or values
 * beyond U+10FFFF). Returns null, or the problem and the offset of the first bad byte.
 * UTF-16 of ASCII text is also well-formed UTF-8, full of NULs; it is named when a NUL is among the first two bytes.
 */
export function encodingProblem(bytes: Uint8Array): { problem: EncodingProblem; offset: number } | null {
  const marked = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  if (marked || bytes[0] === 0 || (bytes.length > 1 && bytes[1] === 0))
    return { problem: 'utf16', offset: 0 };
  const length = bytes.length;
  let i = 0;
  while (i < length) {
    if (bytes[i]! < 0x80) {
      i = skipAscii(bytes, i);
      continue;
    }
    const size = sequenceLength(bytes, i);
    if (size === 0) return { problem: 'not_utf8', offset: i };
    i += size;
  }
  return null;
}

/** The first offset at or after `from` with a byte of 0x80 or more, or the length; four bytes at a time. */
function skipAscii(bytes: Uint8Array, from: number): number {
  const length = bytes.length;
  let i = from;
  while (i < length && ((bytes.byteOffset + i) & 3) !== 0) {
    if (bytes[i]! >= 0x80) return i;
    i++;
  }
  if (length - i >= 4) {
    const words = new Int32Array(bytes.buffer, bytes.byteOffset + i, (length - i) >> 2);
    let w = 0;
    while (w < words.length && (words[w]! & HIGH_BITS) === 0) w++;
    i += w * 4;
  }
  while (i < length && bytes[i]! < 0x80) i++;
  return i;
}

/** Length of the well-formed multi-byte sequence at `i`, or 0. */
function sequenceLength(bytes: Uint8Array, i: number): number {
  const lead = bytes[i]!;
  const second = i + 1 < bytes.length ? bytes[i + 1]! : 0;
  if (lead >= 0xc2 && lead <= 0xdf) return isContinuation(second) ? 2 : 0;
  if (lead >= 0xe0 && lead <= 0xef) {
    const low = lead === 0xe0 ? 0xa0 : 0x80;
    const high = lead === 0xed ? 0x9f : 0xbf;
    return second >= low && second <= high && continues(bytes, i + 2) ? 3 : 0;
  }
  if (lead >= 0xf0 && lead <= 0xf4) {
    const low = lead === 0xf0 ? 0x90 : 0x80;
    const high = lead === 0xf4 ? 0x8f : 0xbf;
    return second >= low && second <= high && continues(bytes, i + 2) && continues(bytes, i + 3) ? 4 : 0;
  }
  return 0;
}

function isContinuation(byte: number): boolean {
  return (byte & 0xc0) === 0x80;
}

function continues(bytes: Uint8Array, i: number): boolean {
  return i < bytes.length && isContinuation(bytes[i]!);
}
