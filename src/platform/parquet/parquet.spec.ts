import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { BINARY_SCHEMA } from '../../scoring/outcomes/schema.js';
import { parsePredictions } from '../../scoring/predictions.js';
import { parseTruth, type Truth } from '../../scoring/truth.js';
import { wantedOfPredictions, wantedOfTruth } from '../../scoring/wanted.js';
import { loadTable } from './read.js';

const FILES = new URL('../../../test/parquet/', import.meta.url);
const CAP = 10_000_000;
const SPEC = { idColumn: 'id', schema: BINARY_SCHEMA };
const IDS = ['a', 'b', 'c', 'd', 'e'];
const VALUES = [0.1, 0.25, 1e-300, 1, 0.30000000000000004];

const fixture = (name: string) => readFileSync(new URL(`${name}.parquet`, FILES));

function truthOf(ids: string[]): Truth {
  const csv = `id,label\n${ids.map((id, k) => `${id},${k % 2}\n`).join('')}`;
  const parsed = parseTruth(Buffer.from(csv), { ...SPEC, split: { method: 'none' } });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  return parsed.truth;
}

async function read(bytes: Uint8Array, ids = IDS, cap = CAP) {
  const loaded = await loadTable(bytes, wantedOfPredictions(SPEC), cap);
  return loaded.ok ? parsePredictions(loaded.table, truthOf(ids), SPEC) : loaded;
}

/** The values, or the errors as `CODE problem column`. */
async function outcome(bytes: Uint8Array, ids = IDS, cap = CAP): Promise<unknown[]> {
  const result = await read(bytes, ids, cap);
  if (result.ok) return [...(result.predictions[0] as Float64Array)];
  return result.errors.map(({ code, count, examples: [one] }) =>
    [code, count > 1 ? `×${count}` : '', one?.problem, one?.column].filter(Boolean).join(' '),
  );
}

describe('files of pyarrow and polars', () => {
  test.each([
    ...['codec-none', 'codec-snappy', 'codec-gzip', 'codec-zstd', 'codec-brotli'],
    ...['pages-v2', 'no-dictionary', 'row-groups', 'byte-stream-split', 'delta-ids'],
    ...['categories', 'large-strings', 'polars'],
  ])('%s is read to the last bit', async (name) => {
    expect(await outcome(fixture(name))).toEqual(VALUES);
  });

  test('ids beyond 2^53 are exact', async () => {
    const ids = ['9007199254740992', '9007199254740993', '-1', '9223372036854775807', '7'];
    expect(await outcome(fixture('large-ids'), ids)).toEqual(VALUES);
    const unsigned = ['18446744073709551615', '1', '2', '3', '4'];
    expect(await outcome(fixture('unsigned-ids'), unsigned)).toEqual(VALUES);
  });

  test('single precision is what its bits say, whole numbers are numbers', async () => {
    expect(await outcome(fixture('single-precision'))).toEqual(VALUES.map(Math.fround));
    expect(await outcome(fixture('whole-numbers'))).toEqual([0, 1, 0, 1, 1]);
  });

  test.each<[string, string[]]>([
    ['codec-lz4', ['BAD_PARQUET compression']],
    ['prefix-ids', ['BAD_PARQUET damaged']],
    ['float-ids', ['BAD_TYPE not_text_or_whole id']],
    ['binary-ids', ['BAD_TYPE not_text_or_whole id']],
    ['booleans', ['BAD_TYPE not_a_number prediction']],
    ['text-numbers', ['BAD_TYPE not_a_number prediction']],
    ['decimals', ['BAD_TYPE not_a_number prediction']],
    ['times', ['BAD_TYPE not_a_number prediction']],
    ['lists', ['BAD_TYPE nested prediction']],
    ['structs', ['BAD_TYPE nested prediction']],
    ['null-id', ['RAGGED_ROW null_id']],
    ['nulls', ['NOT_A_NUMBER ×2 prediction']],
    ['not-a-number', ['NOT_A_NUMBER prediction', 'NOT_FINITE prediction', 'OUT_OF_RANGE prediction']],
    ['twice', ['BAD_HEADER duplicate']],
    ['extra', ['BAD_HEADER extra']],
    ['missing', ['BAD_HEADER ×2 missing']],
    ['no-rows', ['MISSING_IDS ×5 id']],
  ])('%s is refused as its CSV would be, or for its types', async (name, errors) => {
    expect(await outcome(fixture(name))).toEqual(errors);
  });

  test('errors name the row as the line that it would have in CSV', async () => {
    const result = await read(fixture('nulls'));
    expect(!result.ok && result.errors[0]!.examples).toEqual([
      { line: 3, column: 'prediction', value: '' },
      { line: 6, column: 'prediction', value: '' },
    ]);
  });

  test('a truth may have more columns, of any type', async () => {
    const spec = {
      ...SPEC,
      clusterColumn: 'patient',
      groupColumns: ['patient'],
      split: { method: 'column' as const, column: 'split' },
    };
    const loaded = await loadTable(fixture('truth'), wantedOfTruth(spec), CAP);
    const parsed = loaded.ok ? parseTruth(loaded.table, spec) : loaded;
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
    expect([...parsed.truth.labels]).toEqual([0, 1, 0, 1, 0]);
    expect([...parsed.truth.isFinal]).toEqual([0, 0, 1, 1, 1]);
    expect(parsed.truth.groups[0]!.values).toEqual(['p', 'q', 'r', 's', 't']);
    expect([parsed.truth.clusters, parsed.truth.columns]).toEqual([
      5,
      ['id', 'label', 'patient', 'split', 'features'],
    ]);
  });
});

describe('hostile files', () => {
  test('cut off anywhere: an error, never a value and never a crash', async () => {
    for (const name of ['codec-snappy', 'codec-zstd', 'row-groups', 'polars']) {
      const whole = fixture(name);
      for (let length = 4; length < whole.length; length += 7) {
        expect((await read(whole.subarray(0, length))).ok).toBe(false);
      }
    }
  });

  test('a byte changed anywhere: the values, other values or an error, but nothing else', async () => {
    for (const name of ['codec-none', 'codec-gzip', 'pages-v2', 'row-groups']) {
      const whole = fixture(name);
      for (let at = 4; at < whole.length; at += 3) {
        const changed = Buffer.from(whole);
        changed[at] = changed[at]! ^ 0xff;
        const result = await read(changed);
        if (result.ok) expect(result.predictions[0]).toHaveLength(5);
        else expect(result.errors.length).toBeGreaterThan(0);
      }
    }
  });

  test('an encrypted footer is named', async () => {
    const bytes = Buffer.from(fixture('codec-none'));
    bytes.write('PARE', 0);
    bytes.write('PARE', bytes.length - 4);
    expect(await outcome(bytes)).toEqual(['BAD_PARQUET encrypted']);
  });

  test('what a dictionary repeats counts as often as it is repeated', async () => {
    const bytes = fixture('repeated');
    expect(bytes.length).toBeLessThan(5_000);
    expect((await outcome(bytes))[0]).toMatch(/^TOO_LARGE/);
  });

  test('pages that grow beyond the limit are refused before they are unpacked', async () => {
    const column = {
      name: 'id',
      data: Array.from({ length: 50_000 }, (_, k) => `${k}${'0'.repeat(100)}`),
      type: 'STRING' as const,
    };
    const values = { name: 'prediction', data: column.data.map(() => 0.5), type: 'DOUBLE' as const };
    const bytes = new Uint8Array(parquetWriteBuffer({ columnData: [column, values] }));
    expect(bytes.length).toBeLessThan(1_500_000);
    expect((await outcome(bytes, IDS, 1_500_000))[0]).toMatch(/^TOO_LARGE/);
  });

  test('text that is not UTF-8', async () => {
    const bytes = Buffer.from(fixture('codec-none'));
    bytes[bytes.indexOf(Buffer.from([1, 0, 0, 0, 0x61])) + 4] = 0xff;
    expect((await outcome(bytes))[0]).toMatch(/^BAD_ENCODING/);
  });
});

test('any table means the same as CSV and as Parquet', async () => {
  let state = 20_261_123;
  const random = () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
  for (let round = 0; round < 40; round++) {
    const n = 1 + Math.floor(random() * 60);
    const ids = Array.from({ length: n }, (_, k) => `${k}-${random().toString(36).slice(2, 8)}`);
    const rows = ids
      .map((id) => ({ id, key: random(), p: random() < 0.05 ? random() * 3 : random() ** 9 }))
      .sort((a, b) => a.key - b.key);
    if (round % 3 === 0 && n > 2) rows.pop();
    if (round % 4 === 0) rows.push({ id: `stranger-${round}`, key: 0, p: 0.5 }, { ...rows[0]! });
    const csv = Buffer.from(`id,prediction\n${rows.map(({ id, p }) => `${id},${p}\n`).join('')}`);
    const bytes = parquetWriteBuffer({
      columnData: [
        { name: 'id', data: rows.map(({ id }) => id), type: 'STRING' },
        { name: 'prediction', data: rows.map(({ p }) => p), type: 'DOUBLE' },
      ],
      ...(round % 2 ? { rowGroupSize: 7 } : {}),
    });
    expect(await read(new Uint8Array(bytes), ids)).toEqual(await read(csv, ids));
  }
});

test('every file that was made is used above', () => {
  const used = readFileSync(new URL(import.meta.url), 'utf8');
  const unused = readdirSync(FILES)
    .filter((name) => name.endsWith('.parquet'))
    .filter((name) => !used.includes(`'${name.slice(0, -8)}'`));
  expect(unused).toEqual([]);
});
