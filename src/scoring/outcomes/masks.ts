/** How a mask is written, and its size. */
export interface MaskForm {
  width: number;
  height: number;
  encoding: 'bits' | 'runs';
}

/** What is wrong with a mask: not as many pixels as there are, another character than 0 and 1, or runs out of order. */
export type MaskProblem = 'mask_length' | 'mask_character' | 'mask_runs';

/** The pixels in bytes[start, end), row by row, or what is wrong with them. */
export function readMask(
  bytes: Uint8Array,
  start: number,
  end: number,
  form: MaskForm,
): Uint8Array | MaskProblem {
  return form.encoding === 'bits' ? readBits(bytes, start, end, form) : readRuns(bytes, start, end, form);
}

function readBits(
  bytes: Uint8Array,
  start: number,
  end: number,
  { width, height }: MaskForm,
): Uint8Array | MaskProblem {
  if (end - start !== width * height) return 'mask_length';
  const mask = new Uint8Array(width * height);
  for (let k = 0; k < mask.length; k++) {
    const byte = bytes[start + k]!;
    if (byte !== 0x30 && byte !== 0x31) return 'mask_character';
    mask[k] = byte - 0x30;
  }
  return mask;
}

/** Whole numbers with one space between them, as in `1 3 10 5`. */
function readRuns(
  bytes: Uint8Array,
  start: number,
  end: number,
  { width, height }: MaskForm,
): Uint8Array | MaskProblem {
  const mask = new Uint8Array(width * height);
  if (start === end) return mask;
  let free = 0; // the first pixel after the last run
  let from = -1;
  let value = 0;
  let digits = 0;
  for (let i = start; i <= end; i++) {
    const byte = i === end ? 0x20 : bytes[i]!;
    if (byte >= 0x30 && byte <= 0x39) {
      value = value * 10 + (byte - 0x30);
      if (++digits > 10) return 'mask_runs';
      continue;
    }
    if (byte !== 0x20) return 'mask_character';
    if (digits === 0) return 'mask_runs';
    if (from === -1) {
      from = value - 1;
      if (from < free) return 'mask_runs';
    } else {
      if (value < 1 || from + value > mask.length) return 'mask_runs';
      mask.fill(1, from, from + value);
      free = from + value;
      from = -1;
    }
    value = 0;
    digits = 0;
  }
  return from === -1 ? mask : 'mask_runs';
}
