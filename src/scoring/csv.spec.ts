import { expect, test } from '@jest/globals';
import { fieldText, nextRow, openCsv } from './csv.js';
import { openNumbers, readNumber } from './numbers.js';
import { createGenerator, nextBelow, nextUint32 } from './random.js';

function rowsOf(text: string): string[][] {
  const reader = openCsv(Buffer.from(text));
  const rows: string[][] = [];
  while (nextRow(reader)) rows.push(Array.from({ length: reader.count }, (_, k) => fieldText(reader, k)));
  return rows;
}

const quoted = (field: string) => `"${field.replaceAll('"', '""')}"`;

test('what is written quoted is read back', () => {
  const random = createGenerator(1);
  const alphabet = ['a', '"', ',', '\n', '\r', '\r\n', ' ', '\ud55c', ''];
  for (let round = 0; round < 500; round++) {
    const rows = Array.from({ length: 1 + nextBelow(random, 4) }, () =>
      Array.from({ length: 2 + nextBelow(random, 3) }, () =>
        Array.from({ length: nextBelow(random, 5) }, () => alphabet[nextBelow(random, alphabet.length)]).join(
          '',
        ),
      ),
    );
    const lineEnd = round % 2 === 0 ? '\n' : '\r\n';
    expect(rowsOf(rows.map((row) => row.map(quoted).join(',') + lineEnd).join(''))).toEqual(rows);
  }
});

test('any bytes are read to their end, with lines counted', () => {
  const random = createGenerator(2);
  const alphabet = 'a,"\n\r';
  for (let round = 0; round < 2000; round++) {
    const text = Array.from({ length: nextBelow(random, 30) }, () => alphabet[nextBelow(random, 5)]).join('');
    const reader = openCsv(Buffer.from(text));
    let before = 0;
    while (nextRow(reader)) {
      expect(reader.position).toBeGreaterThan(before);
      expect(reader.count).toBeGreaterThan(0);
      before = reader.position;
    }
    expect(reader.position).toBe(text.length);
    if (!text.includes('"')) {
      const expected = text
        .split(/\r?\n/)
        .filter((line) => line !== '')
        .map((line) => line.split(','));
      expect(rowsOf(text)).toEqual(expected);
    }
    expect(reader.line).toBe(1 + text.split('\n').length - 1);
  }
});

test('every double is read exactly', () => {
  const random = createGenerator(3);
  const bits = new Uint32Array(2);
  const double = new Float64Array(bits.buffer);
  const texts: string[] = [];
  for (let round = 0; round < 30000; round++) {
    bits[0] = nextUint32(random);
    bits[1] = nextUint32(random);
    const any = double[0]!;
    if (!Number.isFinite(any)) continue;
    const unit = nextUint32(random) / 2 ** 32 + nextUint32(random) / 2 ** 64;
    texts.push(
      String(any),
      any.toExponential(20),
      String(unit),
      unit.toFixed(1 + (round % 20)),
      (unit * 1e6).toPrecision(17),
    );
  }
  // With and without other letters in between, since those are cut from text in another way.
  for (const id of ['id', '\ud55c']) {
    const file = Buffer.from(texts.map((text) => `${id},${text}\n`).join(''));
    const reader = openCsv(file);
    const numbers = openNumbers(file);
    let wrong = 0;
    for (const text of texts) {
      nextRow(reader);
      if (!Object.is(readNumber(numbers, reader.bytes, reader.starts[1]!, reader.ends[1]!), Number(text)))
        wrong++;
    }
    expect(wrong).toBe(0);
  }
});
