/** What a notebook may be before it is run. Sizes in bytes of UTF-8. */
export interface NotebookCaps {
  fileBytes: number;
  /** How deep lists and objects may stand in each other. */
  depth: number;
  cells: number;
  /** The source of one cell, and of all cells. */
  cellBytes: number;
  sourceBytes: number;
}

export const NOTEBOOK_CAPS: NotebookCaps = {
  fileBytes: 20 << 20,
  depth: 200,
  cells: 1_000,
  cellBytes: 1 << 20,
  sourceBytes: 4 << 20,
};

export type PreflightCode =
  | 'NOTEBOOK_TOO_LARGE'
  | 'NOTEBOOK_NOT_UTF8'
  | 'NOTEBOOK_NOT_JSON'
  | 'NOTEBOOK_TOO_DEEP'
  | 'NOTEBOOK_NOT_A_NOTEBOOK'
  | 'NOTEBOOK_OLD_FORMAT'
  | 'NOTEBOOK_WRONG_LANGUAGE'
  | 'NOTEBOOK_TOO_MANY_CELLS'
  | 'NOTEBOOK_BAD_CELL'
  | 'NOTEBOOK_CELL_TOO_LARGE'
  | 'NOTEBOOK_SOURCE_TOO_LARGE'
  | 'NOTEBOOK_NO_CODE';

/** Why a notebook is not run. Who shows it has the words; lines and columns are counted from 1, cells of every kind from 0. */
export interface PreflightError {
  code: PreflightCode;
  cell?: number;
  line?: number;
  column?: number;
  /** What was found, where that helps: a size, a format, a language. Short and without control characters. */
  found?: string;
  /** What is allowed at most, or expected. */
  limit?: number;
}

/** Likely to fail in the run, which has no network; the run is not refused. */
export interface PreflightWarning {
  code: 'NOTEBOOK_INSTALLS_PACKAGES' | 'NOTEBOOK_USES_DRIVE';
  cell: number;
}

export interface CheckedNotebook {
  ok: true;
  /** The copy that is run: sources only, without outputs, metadata and attachments. */
  notebook: Buffer;
  codeCells: number;
  warnings: PreflightWarning[];
}

export type Preflight = CheckedNotebook | { ok: false; errors: PreflightError[] };

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
interface Cell {
  cell_type: 'code' | 'markdown' | 'raw';
  source: string;
}

/** Looks at a notebook without running anything of it. The cheapest checks stand first: nothing is parsed that is too large or too deep. */
export function preflight(file: Buffer, caps: NotebookCaps = NOTEBOOK_CAPS): Preflight {
  if (file.length > caps.fileBytes) {
    return refused({ code: 'NOTEBOOK_TOO_LARGE', found: String(file.length), limit: caps.fileBytes });
  }
  const text = decode(file);
  if (text === undefined) return refused({ code: 'NOTEBOOK_NOT_UTF8' });
  const deep = tooDeepAt(text, caps.depth);
  if (deep !== undefined) {
    return refused({ code: 'NOTEBOOK_TOO_DEEP', ...place(text, deep), limit: caps.depth });
  }
  let root: Json;
  try {
    root = JSON.parse(text) as Json;
  } catch (error) {
    return refused({ code: 'NOTEBOOK_NOT_JSON', ...place(text, positionIn(error as Error, text)) });
  }
  return checkNotebook(root, caps);
}

function checkNotebook(root: Json, caps: NotebookCaps): Preflight {
  if (!isObject(root) || own(root, 'nbformat') === undefined)
    return refused({ code: 'NOTEBOOK_NOT_A_NOTEBOOK' });
  const format = own(root, 'nbformat');
  if (format !== 4) return refused({ code: 'NOTEBOOK_OLD_FORMAT', found: short(format), limit: 4 });
  const given = own(root, 'cells');
  if (!Array.isArray(given)) return refused({ code: 'NOTEBOOK_NOT_A_NOTEBOOK' });
  const language = strangeLanguage(own(root, 'metadata'));
  if (language !== undefined) return refused({ code: 'NOTEBOOK_WRONG_LANGUAGE', found: language });
  if (given.length > caps.cells) {
    return refused({ code: 'NOTEBOOK_TOO_MANY_CELLS', found: String(given.length), limit: caps.cells });
  }
  const read = given.map((cell, k) => readCell(cell, k, caps));
  const errors = read.filter((cell): cell is PreflightError => 'code' in cell);
  if (errors.length) return { ok: false, errors };
  const cells = read as Cell[];
  const total = cells.reduce((sum, { source }) => sum + Buffer.byteLength(source), 0);
  if (total > caps.sourceBytes) {
    return refused({ code: 'NOTEBOOK_SOURCE_TOO_LARGE', found: String(total), limit: caps.sourceBytes });
  }
  const code = cells.filter(({ cell_type }) => cell_type === 'code');
  if (!code.some(({ source }) => source.trim())) return refused({ code: 'NOTEBOOK_NO_CODE' });
  return { ok: true, notebook: canonical(cells), codeCells: code.length, warnings: warningsIn(cells) };
}

function readCell(cell: Json, k: number, caps: NotebookCaps): Cell | PreflightError {
  const bad: PreflightError = { code: 'NOTEBOOK_BAD_CELL', cell: k };
  if (!isObject(cell)) return bad;
  const type = own(cell, 'cell_type');
  if (type !== 'code' && type !== 'markdown' && type !== 'raw') return bad;
  const lines = own(cell, 'source');
  const isText = (value: Json | undefined): value is string => typeof value === 'string';
  if (!isText(lines) && !(Array.isArray(lines) && lines.every(isText))) return bad;
  const source = wellFormed(isText(lines) ? lines : lines.join(''));
  const size = Buffer.byteLength(source);
  if (size <= caps.cellBytes) return { cell_type: type, source };
  return { code: 'NOTEBOOK_CELL_TOO_LARGE', cell: k, found: String(size), limit: caps.cellBytes };
}

/** The same cells give the same bytes, whatever saved the notebook. */
function canonical(cells: Cell[]): Buffer {
  const notebook = {
    nbformat: 4,
    nbformat_minor: 5,
    metadata: {
      kernelspec: { name: 'python3', display_name: 'Python 3', language: 'python' },
      language_info: { name: 'python' },
    },
    cells: cells.map(({ cell_type, source }, k) => ({
      id: `c${k}`,
      cell_type,
      metadata: {},
      ...(cell_type === 'code' ? { execution_count: null, outputs: [] } : {}),
      source,
    })),
  };
  return Buffer.from(JSON.stringify(notebook));
}

/** The language that is not Python. A notebook that names none is taken for Python. */
function strangeLanguage(metadata: Json | undefined): string | undefined {
  const named = (section: string, key: string) => {
    const part = isObject(metadata) ? own(metadata, section) : undefined;
    const value = isObject(part) ? own(part, key) : undefined;
    return typeof value === 'string' && value ? value : undefined;
  };
  const languages = [named('language_info', 'name'), named('kernelspec', 'language')];
  const strange = languages.find((language) => language && !/^i?python[\d.]*$/i.test(language));
  if (strange) return short(strange);
  const kernel = named('kernelspec', 'name');
  if (kernel && !languages.some(Boolean) && !/py|conda|env|base/i.test(kernel)) return short(kernel);
  return undefined;
}

function warningsIn(cells: Cell[]): PreflightWarning[] {
  const tests = [
    ['NOTEBOOK_INSTALLS_PACKAGES', /^\s*[!%]\s*(?:pip3?|conda|mamba|uv|apt|apt-get|python3? -m pip)\b/m],
    ['NOTEBOOK_USES_DRIVE', /^\s*(?:from|import) google\.colab\b/m],
  ] as const;
  return cells.flatMap(({ cell_type, source }, cell) =>
    cell_type === 'code'
      ? tests.filter(([, pattern]) => pattern.test(source)).map(([code]) => ({ code, cell }))
      : [],
  );
}

/** Where the text first stands deeper than allowed, without parsing it: brackets inside of strings do not count. */
function tooDeepAt(text: string, limit: number): number | undefined {
  let depth = 0;
  let inString = false;
  for (let k = 0; k < text.length; k += 1) {
    const char = text.charCodeAt(k);
    if (inString) {
      if (char === 0x5c) k += 1;
      else if (char === 0x22) inString = false;
    } else if (char === 0x22) inString = true;
    else if (char === 0x5b || char === 0x7b) {
      depth += 1;
      if (depth > limit) return k;
    } else if (char === 0x5d || char === 0x7d) depth -= 1;
  }
  return undefined;
}

function decode(file: Buffer): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(file);
  } catch {
    return undefined;
  }
}

/** V8 names the place in most of its messages, not in all. */
function positionIn(error: Error, text: string): number | undefined {
  if (/end of JSON input|Unterminated string/.test(error.message)) return text.length;
  const found = /position (\d+)/.exec(error.message)?.[1];
  return found === undefined ? undefined : Number(found);
}

function place(text: string, position: number | undefined): { line?: number; column?: number } {
  if (position === undefined) return {};
  const before = text.slice(0, position);
  const lineStart = before.lastIndexOf('\n') + 1;
  return { line: before.split('\n').length, column: position - lineStart + 1 };
}

const isObject = (value: Json | undefined): value is { [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const own = (object: { [key: string]: Json }, key: string): Json | undefined =>
  Object.hasOwn(object, key) ? object[key] : undefined;

/** Half a surrogate, which JSON can spell and UTF-8 cannot, is replaced. */
const wellFormed = (text: string): string => Buffer.from(text).toString();

/** A stranger's value as a few plain characters. */
const short = (value: Json | undefined): string =>
  wellFormed(typeof value === 'object' ? 'object' : String(value).slice(0, 200))
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, ' ')
    .slice(0, 40)
    .trim();

const refused = (error: PreflightError): Preflight => ({ ok: false, errors: [error] });
