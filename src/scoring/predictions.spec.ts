import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { BINARY_SCHEMA } from './outcomes/schema.js';
import { parsePredictions } from './predictions.js';
import { parseTruth, type Truth } from './truth.js';

interface IngestCase {
  name: string;
  csv_base64: string;
  truth_ids: string[];
  verdict: { accept: boolean; codes?: string[] };
}

const cases: IngestCase[] = JSON.parse(
  readFileSync(new URL('../../test/oracles/ingest_cases.json', import.meta.url), 'utf8'),
);
const PROBABILITY: [number, number] = [0, 1];
const schemaOf = (range: [number, number] | null) => ({ ...BINARY_SCHEMA, range });

function truthOf(ids: string[]): Truth {
  const csv = `id,label\n${ids.map((id, k) => `"${id.replaceAll('"', '""')}",${k % 2}\n`).join('')}`;
  const spec = { idColumn: 'id', schema: BINARY_SCHEMA, split: { method: 'none' as const } };
  const parsed = parseTruth(Buffer.from(csv), spec);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  return parsed.truth;
}

function read(csv: string | Uint8Array, ids: string[], range: [number, number] | null = PROBABILITY) {
  const bytes = typeof csv === 'string' ? Buffer.from(csv) : csv;
  return parsePredictions(bytes, truthOf(ids), { idColumn: 'id', schema: schemaOf(range) });
}

function errorsOf(result: ReturnType<typeof read>) {
  return result.ok ? [] : result.errors;
}

const codesOf = (result: ReturnType<typeof read>) => errorsOf(result).map(({ code }) => code);

describe('the 31 known files', () => {
  test.each(cases.map((one) => [one.name, one] as const))('%s', (_, { csv_base64, truth_ids, verdict }) => {
    const result = read(Buffer.from(csv_base64, 'base64'), truth_ids);
    expect(result.ok).toBe(verdict.accept);
    expect(codesOf(result).sort()).toEqual((verdict.codes ?? []).sort());
  });
});

describe('values', () => {
  test.each([
    ['1e5', 1e5],
    ['.5', 0.5],
    ['5.', 5],
    ['+1', 1],
    ['-0', -0],
    [' \t0.25 ', 0.25],
    ['"1e-3"', 0.001],
    ['0.1000000000000000055511151231257827', 0.1],
    ['179769313486231570000e288', 1.7976931348623157e308],
    ['2.4703282292062328e-324', 5e-324],
    ['0e999999999999', 0],
    [`0.${'0'.repeat(400)}1e400`, 0.1],
  ])('%j is a number', (text, expected) => {
    const result = read(`id,prediction\na,${text}\n`, ['a'], null);
    expect(result.ok && result.predictions[0]![0]).toBe(expected);
  });

  test.each([
    ...[
      '',
      '0x10',
      '1_000',
      '"1,5"',
      '１',
      '٣',
      'True',
      'null',
      '1 2',
      '--1',
      '+',
      '.',
      'e5',
      '1e',
      '1e+',
      '.e1',
      '.inf',
    ],
    ...[
      'nan',
      '-NaN',
      '0b1',
      '1n',
      '1d5',
      '0.1\u00a0',
      '\ufeff0.1',
      '0.1\r\r',
      '1e5.5',
      '\u22120.5',
      'infinit',
      '1f',
      '$1',
    ],
  ])('%j is not', (text) => {
    expect(codesOf(read(`id,prediction\na,${text}\n`, ['a'], null))).toEqual(['NOT_A_NUMBER']);
  });

  test.each([
    'inf',
    '+Inf',
    '-Infinity',
    'INFINITY',
    '1e309',
    '-1e309',
    '9'.repeat(400),
    '1e99999999999999999999',
  ])('%j is not finite', (text) => {
    expect(codesOf(read(`id,prediction\na,${text}\n`, ['a'], null))).toEqual(['NOT_FINITE']);
  });

  test('the range includes its ends', () => {
    const result = read('id,prediction\na,0\nb,1\nc,1.0000000000000002\nd,-5e-324\n', ['a', 'b', 'c', 'd']);
    expect(errorsOf(result)).toEqual([
      {
        code: 'OUT_OF_RANGE',
        count: 2,
        examples: [
          { line: 4, column: 'prediction', value: '1.0000000000000002' },
          { line: 5, column: 'prediction', value: '-5e-324' },
        ],
      },
    ]);
  });
});

describe('ids are bytes', () => {
  const accepted = (ids: string[]) => {
    const quoted = ids.map((id, k) => `"${id.replaceAll('"', '""')}",${k / 10}`);
    const result = read(`id,prediction\n${quoted.toReversed().join('\n')}`, ids);
    return result.ok ? [...result.predictions[0]!] : result.errors;
  };

  test('names with a meaning elsewhere, spaces, line breaks, quotes, commas', () => {
    const ids = [
      '__proto__',
      'constructor',
      'a b',
      ' a',
      'a ',
      'a\nb',
      'a\r\nb',
      'a"b',
      'a,b',
      '',
      '9007199254740993',
    ];
    expect(accepted(ids)).toEqual(ids.map((_, k) => k / 10));
  });

  test('composed and decomposed letters differ', () => {
    expect(accepted(['\u00e9', 'e\u0301', '\ud55c', '\ud55c'.normalize('NFD')])).toEqual([0, 0.1, 0.2, 0.3]);
    expect(codesOf(read('id,prediction\ne\u0301,0.5\n', ['\u00e9'])).sort()).toEqual([
      'MISSING_IDS',
      'UNKNOWN_IDS',
    ]);
  });

  test('lines are counted through quoted line breaks', () => {
    const result = read('id,prediction\r\n"a\nb",0.5\r\n\r\nc,x\r\n', ['a\nb', 'c']);
    expect(errorsOf(result)).toEqual([
      { code: 'NOT_A_NUMBER', count: 1, examples: [{ line: 5, column: 'prediction', value: 'x' }] },
    ]);
  });

  test('missing ids are named in an order that says nothing about the order of the truth', () => {
    const ids = ['z', 'b', 'y', 'a', 'x', 'c', 'w', 'd', 'v', 'e'];
    const examples = (order: string[]) => errorsOf(read('id,prediction\n', order))[0]!.examples;
    expect(examples(ids).map(({ value }) => value)).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(examples(ids)).toEqual(examples([...ids].reverse()));
  });

  test('five examples, each short', () => {
    const ids = Array.from({ length: 20 }, (_, k) => `${k}${'x'.repeat(1000)}`);
    const [missing] = errorsOf(read('id,prediction\n', ids));
    expect(missing).toMatchObject({ code: 'MISSING_IDS', count: 20 });
    expect(missing!.examples.map(({ value }) => value.slice(0, 3))).toEqual([
      '0xx',
      '10x',
      '11x',
      '12x',
      '13x',
    ]);
    expect(Math.max(...missing!.examples.map(({ value }) => value.length))).toBe(80);
  });
});

describe('form', () => {
  const utf16 = Buffer.from('\ufeffid,prediction\na,0.5\n', 'utf16le');
  test.each<[string, string | Uint8Array, string[]]>([
    ['nothing', '', ['EMPTY_FILE']],
    ['only a byte order mark', '\ufeff', ['EMPTY_FILE']],
    ['blank lines', '\n\r\n\n', ['EMPTY_FILE']],
    ['spaces', '   \n \t\n', ['EMPTY_FILE']],
    ['only CR', '\r\r', ['EMPTY_FILE']],
    ['UTF-16 with a mark', utf16, ['BAD_ENCODING']],
    ['UTF-16 without', utf16.subarray(2), ['BAD_ENCODING']],
    ['UTF-16 big-endian', Buffer.from(utf16).swap16().subarray(2), ['BAD_ENCODING']],
    ['Latin-1', Buffer.from('id,prediction\n\u00e9,0.5\n', 'latin1'), ['BAD_ENCODING']],
    [
      'CP949',
      Buffer.from([...Buffer.from('id,prediction\n'), 0xb0, 0xa1, 0x2c, 0x31, 0x0a]),
      ['BAD_ENCODING'],
    ],
    ['overlong UTF-8', Buffer.from([0x69, 0x64, 0xc0, 0xaf]), ['BAD_ENCODING']],
    ['a surrogate', Buffer.from([0x69, 0x64, 0xed, 0xa0, 0x80]), ['BAD_ENCODING']],
    ['cut in a character', Buffer.from([0x69, 0x64, 0xe2, 0x82]), ['BAD_ENCODING']],
    ['lone CR', 'id,prediction\ra,0.5\r', ['BAD_HEADER']],
    ['semicolons', 'id;prediction\na;0.5\n', ['BAD_HEADER']],
    ['no header', 'a,0.5\n', ['BAD_HEADER']],
    ['an index column', ',id,prediction\n0,a,0.5\n', ['BAD_HEADER']],
    ['a trailing comma in the header', 'id,prediction,\na,0.5,\n', ['BAD_HEADER']],
    ['a column twice', 'id,prediction,prediction\na,0.5,0.5\n', ['BAD_HEADER']],
    ['spaces in the header', 'id, prediction\na,0.5\n', ['BAD_HEADER']],
    ['a quote never closed in the header', '"id,prediction\na,0.5\n', ['BAD_HEADER']],
    ['a quote never closed', 'id,prediction\n"a,0.5\n', ['RAGGED_ROW']],
    ['a quote never closed, last', 'id,prediction\na,"0.5', ['RAGGED_ROW']],
    ['text after a quote', 'id,prediction\n"a"x,0.5\n', ['RAGGED_ROW']],
    ['a lone CR after a quote', 'id,prediction\n"a"\r,0.5\n', ['RAGGED_ROW']],
    ['too few fields', 'id,prediction\na\n', ['RAGGED_ROW']],
    ['a decimal comma', 'id,prediction\na,0,5\n', ['RAGGED_ROW']],
    ['a line of spaces', 'id,prediction\na,0.5\n  \n', ['RAGGED_ROW']],
    ['a quote inside an id', 'id,prediction\na",0.5\n', ['UNKNOWN_IDS', 'MISSING_IDS']],
    ['a space before a quote', 'id,prediction\n "a",0.5\n', ['UNKNOWN_IDS', 'MISSING_IDS']],
    ['a duplicate with a bad value', 'id,prediction\na,0.5\na,x\n', ['DUPLICATE_IDS', 'NOT_A_NUMBER']],
  ])('%s', (_, csv, codes) => {
    expect(codesOf(read(csv, ['a'])).sort()).toEqual(codes.sort());
  });

  test.each<[string, string]>([
    ['a mark and a quoted header', '\ufeff"id","prediction"\r\n"a","0.5"\r\n'],
    ['columns swapped', 'prediction,id\n0.5,a\n'],
    ['blank lines before the header', '\n\nid,prediction\na,0.5'],
  ])('%s is accepted', (_, csv) => {
    expect(read(csv, ['a'])).toEqual({ ok: true, predictions: [Float64Array.of(0.5)] });
  });

  test('the header error names the columns and what was probably meant', () => {
    expect(errorsOf(read('ID,prediction,note,,note\na,0.5\n', ['a']))).toEqual([
      {
        code: 'BAD_HEADER',
        count: 5,
        examples: [
          { line: 1, value: 'id', problem: 'missing', suggestion: 'ID' },
          { line: 1, value: 'ID', problem: 'extra', suggestion: 'id' },
          { line: 1, value: 'note', problem: 'extra' },
          { line: 1, value: '', problem: 'unnamed' },
          { line: 1, value: 'note', problem: 'duplicate' },
        ],
      },
    ]);
  });

  test('a view that does not start at a word of its buffer is read alike', () => {
    const text = Buffer.from('id,prediction\n\ud55c\uad6d,0.12345678901234567\nb,0.5\n');
    for (let shift = 0; shift < 8; shift++) {
      const bytes = new Uint8Array(text.length + shift).subarray(shift);
      bytes.set(text);
      const result = read(bytes, ['\ud55c\uad6d', 'b']);
      expect(result.ok && [...result.predictions[0]!]).toEqual([0.12345678901234566, 0.5]);
    }
  });
});
