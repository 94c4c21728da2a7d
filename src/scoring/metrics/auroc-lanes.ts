import type { Sample } from '../sample.js';
import type { PositiveGroups } from './positive-groups.js';

const EVEN = 0x00ff00ff;
const BATCH = 256; // rows of at most 255 each, so that no sum of 16 bits overflows

/** Rows that hold positives, as few stretches as there can be. */
export interface PositiveStretches {
  starts: Uint32Array;
  stops: Uint32Array;
  /** 1 where a group of ties holds both classes. */
  mixed: Uint8Array;
}

/** Groups of positives alone that follow each other count as one: among positives the order says nothing. */
export function positiveStretches({ starts, stops, firsts }: PositiveGroups): PositiveStretches {
  const stretches = {
    starts: new Uint32Array(starts.length),
    stops: new Uint32Array(starts.length),
    mixed: new Uint8Array(starts.length),
  };
  let count = 0;
  for (let g = 0; g < starts.length; g++) {
    const isMixed = firsts[g + 1]! - firsts[g]! < stops[g]! - starts[g]!;
    const goesOn = count > 0 && !isMixed && stretches.mixed[count - 1] === 0;
    if (goesOn && stretches.stops[count - 1] === starts[g]) stretches.stops[count - 1] = stops[g]!;
    else {
      stretches.starts[count] = starts[g]!;
      stretches.stops[count] = stops[g]!;
      stretches.mixed[count++] = isMixed ? 1 : 0;
    }
  }
  return {
    starts: stretches.starts.slice(0, count),
    stops: stretches.stops.slice(0, count),
    mixed: stretches.mixed.slice(0, count),
  };
}

/**
 * Areas under the ROC curve in four replicates at once: byte r of word k is how often replicate r drew sorted row k.
 * The same whole numbers as under one replicate's weights, so the same areas to the last bit; NaN where a class is missing.
 */
export function areasUnderRoc(
  { n, labels }: Sample,
  { starts, stops, mixed }: PositiveStretches,
  words: Int32Array,
  areas: Float64Array,
): void {
  // Every sum four times over, in local variables, since this is an innermost loop.
  let [all0, all1, all2, all3] = [0, 0, 0, 0];
  let [pos0, pos1, pos2, pos3] = [0, 0, 0, 0];
  let [above0, above1, above2, above3] = [0, 0, 0, 0];
  let k = 0;
  for (let s = 0; s <= starts.length; s++) {
    const start = s < starts.length ? starts[s]! : n;
    while (k < start) {
      const stop = Math.min(k + BATCH, start);
      let even = 0;
      let odd = 0;
      for (; k < stop; k++) {
        const word = words[k]!;
        even = (even + (word & EVEN)) | 0;
        odd = (odd + ((word >>> 8) & EVEN)) | 0;
      }
      all0 = (all0 + (even & 0xffff)) | 0;
      all1 = (all1 + (odd & 0xffff)) | 0;
      all2 = (all2 + (even >>> 16)) | 0;
      all3 = (all3 + (odd >>> 16)) | 0;
    }
    if (s === starts.length) break;
    const last = stops[s]!;
    const isMixed = mixed[s] === 1;
    while (k < last) {
      const stop = isMixed ? last : Math.min(k + BATCH, last);
      let even = 0;
      let odd = 0;
      let [row0, row1, row2, row3] = [0, 0, 0, 0];
      let [hit0, hit1, hit2, hit3] = [0, 0, 0, 0];
      if (isMixed) {
        for (; k < stop; k++) {
          const word = words[k]!;
          const hit = word & -labels[k]!;
          row0 = (row0 + (word & 0xff)) | 0;
          row1 = (row1 + ((word >>> 8) & 0xff)) | 0;
          row2 = (row2 + ((word >>> 16) & 0xff)) | 0;
          row3 = (row3 + (word >>> 24)) | 0;
          hit0 = (hit0 + (hit & 0xff)) | 0;
          hit1 = (hit1 + ((hit >>> 8) & 0xff)) | 0;
          hit2 = (hit2 + ((hit >>> 16) & 0xff)) | 0;
          hit3 = (hit3 + (hit >>> 24)) | 0;
        }
      } else {
        for (; k < stop; k++) {
          const word = words[k]!;
          even = (even + (word & EVEN)) | 0;
          odd = (odd + ((word >>> 8) & EVEN)) | 0;
        }
        hit0 = row0 = even & 0xffff;
        hit1 = row1 = odd & 0xffff;
        hit2 = row2 = even >>> 16;
        hit3 = row3 = odd >>> 16;
      }
      above0 += hit0 * (2 * all0 + row0);
      above1 += hit1 * (2 * all1 + row1);
      above2 += hit2 * (2 * all2 + row2);
      above3 += hit3 * (2 * all3 + row3);
      pos0 = (pos0 + hit0) | 0;
      pos1 = (pos1 + hit1) | 0;
      pos2 = (pos2 + hit2) | 0;
      pos3 = (pos3 + hit3) | 0;
      all0 = (all0 + row0) | 0;
      all1 = (all1 + row1) | 0;
      all2 = (all2 + row2) | 0;
      all3 = (all3 + row3) | 0;
    }
  }
  areas[0] = area(all0, pos0, above0);
  areas[1] = area(all1, pos1, above1);
  areas[2] = area(all2, pos2, above2);
  areas[3] = area(all3, pos3, above3);
}

/** From the weight of all rows, of the positives, and the sum over positives of twice the weight above, ties once. */
export function area(all: number, positives: number, above: number): number {
  const negatives = all - positives;
  if (positives <= 0 || negatives <= 0) return Number.NaN;
  // Among the positives themselves, every ordered pair counts half: positives squared in the doubled sum.
  return (2 * all * positives - above - positives * positives) / (2 * positives * negatives);
}
