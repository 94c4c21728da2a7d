import { describe, expect, test } from '@jest/globals';
import { NOTEBOOK_CAPS, type PreflightError, preflight } from './preflight.js';

const python = { kernelspec: { name: 'python3', language: 'python' }, language_info: { name: 'python' } };
const code = (source: unknown) => ({ cell_type: 'code', metadata: {}, outputs: [], source });
const notebook = (cells: unknown[], rest: object = {}) =>
  Buffer.from(JSON.stringify({ nbformat: 4, nbformat_minor: 5, metadata: python, cells, ...rest }));
const errorsOf = (file: Buffer, caps = NOTEBOOK_CAPS): PreflightError[] => {
  const result = preflight(file, caps);
  return result.ok ? [] : result.errors;
};
const parsed = (file: Buffer) => {
  const result = preflight(file);
  if (!result.ok) throw new Error(JSON.stringify(result.errors));
  return JSON.parse(result.notebook.toString());
};

describe('the copy that is run', () => {
  test('has the sources and nothing else of the file', () => {
    const cell = {
      ...code(['a = 1\n', 'a']),
      metadata: { tags: ['x'] },
      outputs: [{ text: 'secret' }],
      id: '../..',
    };
    const copy = parsed(
      notebook([cell, { cell_type: 'markdown', source: '# 제목', attachments: { a: 'b' } }]),
    );
    expect(copy.cells).toEqual([
      { id: 'c0', cell_type: 'code', metadata: {}, execution_count: null, outputs: [], source: 'a = 1\na' },
      { id: 'c1', cell_type: 'markdown', metadata: {}, source: '# 제목' },
    ]);
    expect(copy.metadata.kernelspec.name).toBe('python3');
  });

  test('is the same whatever saved the notebook', () => {
    const joined = preflight(notebook([code('a\nb')], { metadata: {} }));
    const split = preflight(Buffer.concat([Buffer.from('\ufeff'), notebook([code(['a\n', 'b'])])]));
    expect(joined).toEqual(split);
  });

  test('takes no property from a prototype and leaves none behind', () => {
    const text = `{"nbformat":4,"__proto__":{"polluted":1},"cells":[{"cell_type":"code","source":"1","__proto__":{"x":1}}]}`;
    expect(preflight(Buffer.from(text)).ok).toBe(true);
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
    expect(errorsOf(Buffer.from('{"__proto__":{"nbformat":4,"cells":[]}}'))[0]!.code).toBe(
      'NOTEBOOK_NOT_A_NOTEBOOK',
    );
  });

  test('half a surrogate is replaced, so that the bytes are UTF-8', () => {
    expect(
      parsed(Buffer.from('{"nbformat":4,"cells":[{"cell_type":"code","source":"\\ud800"}]}')).cells[0].source,
    ).toBe('\ufffd');
  });
});

describe('refused', () => {
  const table: [string, Buffer, Partial<PreflightError>][] = [
    [
      'not JSON, with the place',
      Buffer.from('{"a": [\n  1 "b"]}'),
      { code: 'NOTEBOOK_NOT_JSON', line: 2, column: 5 },
    ],
    ['cut off', Buffer.from('{"cells": [\n'), { code: 'NOTEBOOK_NOT_JSON', line: 2 }],
    ['empty', Buffer.alloc(0), { code: 'NOTEBOOK_NOT_JSON', line: 1, column: 1 }],
    ['not UTF-8', Buffer.from([0x7b, 0xff, 0xfe]), { code: 'NOTEBOOK_NOT_UTF8' }],
    ['a list', Buffer.from('[]'), { code: 'NOTEBOOK_NOT_A_NOTEBOOK' }],
    ['null', Buffer.from('null'), { code: 'NOTEBOOK_NOT_A_NOTEBOOK' }],
    ['some other JSON', Buffer.from('{"a":1}'), { code: 'NOTEBOOK_NOT_A_NOTEBOOK' }],
    ['cells that are no list', Buffer.from('{"nbformat":4,"cells":{}}'), { code: 'NOTEBOOK_NOT_A_NOTEBOOK' }],
    ['version 3', Buffer.from('{"nbformat":3,"worksheets":[]}'), { code: 'NOTEBOOK_OLD_FORMAT', found: '3' }],
    ['a version that is a text', Buffer.from('{"nbformat":"4","cells":[]}'), { code: 'NOTEBOOK_OLD_FORMAT' }],
    ['no cell', notebook([]), { code: 'NOTEBOOK_NO_CODE' }],
    [
      'blank cells only',
      notebook([code(' \n'), { cell_type: 'markdown', source: 'x' }]),
      { code: 'NOTEBOOK_NO_CODE' },
    ],
    ['a cell without a type', notebook([code('1'), { source: 'x' }]), { code: 'NOTEBOOK_BAD_CELL', cell: 1 }],
    ['a source that is a number', notebook([code(1)]), { code: 'NOTEBOOK_BAD_CELL', cell: 0 }],
    ['a source with a list in it', notebook([code(['a', ['b']])]), { code: 'NOTEBOOK_BAD_CELL', cell: 0 }],
    [
      'R',
      notebook([code('x <- 1')], { metadata: { language_info: { name: 'R' } } }),
      { code: 'NOTEBOOK_WRONG_LANGUAGE', found: 'R' },
    ],
    [
      'a kernel that is named only',
      notebook([code('x')], { metadata: { kernelspec: { name: 'julia-1.9' } } }),
      { code: 'NOTEBOOK_WRONG_LANGUAGE', found: 'julia-1.9' },
    ],
    [
      'deep',
      Buffer.from(`{"nbformat":4,"metadata":${'['.repeat(1_000_000)}`),
      { code: 'NOTEBOOK_TOO_DEEP', line: 1 },
    ],
    [
      'many cells',
      notebook(Array.from({ length: 1_001 }, () => code('1'))),
      { code: 'NOTEBOOK_TOO_MANY_CELLS', found: '1001', limit: 1_000 },
    ],
    [
      'a large cell',
      notebook([code('#'.repeat((1 << 20) + 1))]),
      { code: 'NOTEBOOK_CELL_TOO_LARGE', cell: 0 },
    ],
    [
      'much source',
      notebook(Array.from({ length: 5 }, () => code('#'.repeat(1 << 20)))),
      { code: 'NOTEBOOK_SOURCE_TOO_LARGE' },
    ],
    ['a large file', Buffer.alloc((20 << 20) + 1, 0x20), { code: 'NOTEBOOK_TOO_LARGE', limit: 20 << 20 }],
  ];
  test.each(table)('%s', (_name, file, expected) => {
    expect(errorsOf(file)[0]).toMatchObject(expected);
  });

  test('every bad cell is named', () => {
    expect(errorsOf(notebook([1, code('1'), null])).map(({ cell }) => cell)).toEqual([0, 2]);
  });

  test('what it found has no control characters and is short', () => {
    const metadata = { language_info: { name: `R\u001b]0;x\u0007\u202e${'y'.repeat(100)}` } };
    const found = errorsOf(notebook([code('1')], { metadata }))[0]!.found!;
    expect(found).toMatch(/^[\x20-\x7e]{1,40}$/);
  });
});

describe('taken', () => {
  test.each([
    ['without metadata', { metadata: {} }],
    [
      'as Colab saves it',
      { metadata: { kernelspec: { name: 'python3', display_name: 'Python 3' }, colab: {} } },
    ],
    [
      'of an environment with a name of its own',
      { metadata: { kernelspec: { name: 'conda-env-sepsis-py' } } },
    ],
    ['minor version 2', { nbformat_minor: 2 }],
  ])('a notebook %s', (_name, rest) => {
    expect(preflight(notebook([code('1')], rest)).ok).toBe(true);
  });

  test('brackets and quotes inside of strings are no depth', () => {
    expect(preflight(notebook([code(`a = "${'[{\\"'.repeat(1_000)}"`)])).ok).toBe(true);
  });

  test('with a word about what will fail without a network', () => {
    const result = preflight(
      notebook([code('1'), code('x = 1\n!pip install lifelines'), code('from google.colab import drive')]),
    );
    expect(result.ok && result.warnings).toEqual([
      { code: 'NOTEBOOK_INSTALLS_PACKAGES', cell: 1 },
      { code: 'NOTEBOOK_USES_DRIVE', cell: 2 },
    ]);
  });
});
