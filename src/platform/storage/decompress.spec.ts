import { gzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import { decompress } from './decompress.js';

const CAP = 1000;
const text = Buffer.from('id,prediction\na,0.5\n');
const zipped = gzipSync(text);
const outcome = (bytes: Uint8Array, cap = CAP) => {
  const result = decompress(bytes, cap);
  return result.ok ? Buffer.from(result.bytes).toString() : result.code;
};

describe('accepted', () => {
  test('plain bytes, one member, several members, nothing', () => {
    expect(outcome(text)).toBe(text.toString());
    expect(outcome(zipped)).toBe(text.toString());
    expect(outcome(Buffer.concat([gzipSync('id,'), gzipSync(''), gzipSync('x')]))).toBe('id,x');
    expect(outcome(gzipSync(''))).toBe('');
    expect(outcome(Buffer.alloc(0))).toBe('');
    expect(outcome(Buffer.from('BZh,prediction\n'))).toBe('BZh,prediction\n');
  });
  test('any size, where the caller knows the file already', () => {
    expect(outcome(zipped, Number.MAX_SAFE_INTEGER)).toBe(text.toString());
  });
  test('exactly the cap', () => {
    expect(outcome(gzipSync('a'.repeat(CAP)))).toBe('a'.repeat(CAP));
    expect(outcome(Buffer.alloc(CAP, 97))).toBe('a'.repeat(CAP));
  });
});

describe('refused', () => {
  test('truncated anywhere', () => {
    for (let length = 2; length < zipped.length; length++) {
      expect(outcome(zipped.subarray(0, length))).toBe('BAD_COMPRESSION');
      expect(outcome(Buffer.concat([zipped, zipped.subarray(0, length)]))).toBe('BAD_COMPRESSION');
    }
  });
  test.each([[[0]], [[0, 0, 0, 0]], [[0x1f]], [[0x1f, 0x8b]], [[10]], [[0x68, 0x65, 0x6c, 0x6c, 0x6f]]])(
    'trailing %j',
    (tail) => {
      expect(outcome(Buffer.concat([zipped, Buffer.from(tail)]))).toBe('BAD_COMPRESSION');
    },
  );
  test('a wrong checksum', () => {
    const damaged = Buffer.from(zipped);
    damaged[damaged.length - 6]! ^= 1;
    expect(outcome(damaged)).toBe('BAD_COMPRESSION');
  });
  test('another kind of archive, by name', () => {
    expect(decompress(Buffer.from('PK\u0003\u0004....'), CAP)).toEqual({
      ok: false,
      code: 'BAD_COMPRESSION',
      detail: 'zip',
    });
    expect(outcome(Buffer.from([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00, 1]))).toBe('BAD_COMPRESSION');
    expect(outcome(Buffer.from('BZh91AY&SY'))).toBe('BAD_COMPRESSION');
  });
  test('more than the cap, as it is or unpacked, in one member or many', () => {
    expect(outcome(Buffer.alloc(CAP + 1, 97))).toBe('TOO_LARGE');
    expect(outcome(gzipSync(Buffer.alloc(CAP + 1)))).toBe('TOO_LARGE');
    expect(outcome(gzipSync(Buffer.alloc(50_000_000)), 100_000)).toBe('TOO_LARGE');
    const half = gzipSync(Buffer.alloc(CAP / 2 + 1));
    expect(outcome(Buffer.concat([half, half]))).toBe('TOO_LARGE');
  });
});
