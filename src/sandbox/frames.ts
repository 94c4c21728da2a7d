import type { CellOutput, Frame } from './sandbox.js';

/** Everything that may come through the pipe. Past a line's or the stream's cap, the sandbox is not honest any more. */
export const STREAM_CAPS = {
  lineBytes: 64 << 10,
  streamBytes: 96 << 20,
  /** Reading a line costs us time, reading one that is none costs more. */
  lines: 200_000,
  badLines: 1_000,
  pngBytes: 3 << 20,
  htmlBytes: 256 << 10,
};

/** What an output costs beside its text, so that a flood of empty ones ends too. */
const OUTPUT_COST = 128;
const MAX_PIXELS = 40_000_000;

export interface StreamSettings {
  cells: number;
  logBytes: number;
  outputBytes: number;
}

/** What the stream has said when it ended; believed as far as it only harms who said it. */
export interface StreamEnd {
  /** The driver has begun: what happens from then on is the notebook's doing. */
  began: boolean;
  status: 'ok' | 'failed' | 'died' | null;
  output: Buffer | 'none' | 'bad';
  /** The cell that failed or was running last. */
  cell: number | null;
  outOfMemory: boolean;
  droppedBytes: number;
}

export interface FrameStream {
  /** Takes bytes as they come. @returns whether the stream is still within its caps */
  take(bytes: Buffer): boolean;
  end(): StreamEnd;
}

type Line = Record<string, unknown>;

/** Turns what the driver, or whoever has taken it over, says into frames; a line that is not exactly as agreed is passed over. */
export function frameStream(settings: StreamSettings, onFrame: (frame: Frame) => void): FrameStream {
  const said: StreamEnd = {
    began: false,
    status: null,
    output: 'none',
    cell: null,
    outOfMemory: false,
    droppedBytes: 0,
  };
  const state = { log: settings.logBytes, running: false, next: 0, parts: '', partsOf: '', alt: '' };
  let collected: { size: number; had: number; chunks: Buffer[] } | undefined;
  let total = 0;
  let lines = 0;
  let badLines = 0;
  let rest: Buffer[] = [];
  let restBytes = 0;

  const readers: Record<string, (line: Line) => void> = {
    hello: () => {
      said.began = true;
    },
    cell: ({ i, s }) => {
      if (s === 'started' && i === state.next && i < settings.cells && !state.running) {
        state.running = true;
        state.next += 1;
        said.cell = i;
        onFrame({ type: 'cell', cell: i, of: settings.cells, state: 'started' });
      } else if ((s === 'finished' || s === 'failed') && i === said.cell && state.running) {
        state.running = false;
        if (s === 'finished') said.cell = null;
        onFrame({ type: 'cell', cell: i as number, of: settings.cells, state: s });
      }
    },
    text: ({ i, s, x }) => {
      const known = s === 'stdout' || s === 'stderr' || s === 'result';
      if (known && isText(x)) show(i, { kind: 'text', stream: s, text: clean(x) }, x.length);
    },
    png: ({ i, x, last }) => {
      const whole = assemble('png', x, last, STREAM_CAPS.pngBytes * 2);
      const picture = whole === undefined ? undefined : readPng(whole);
      if (picture) show(i, { kind: 'png', base64: picture }, picture.length);
    },
    alt: ({ x }) => {
      if (isText(x)) state.alt = x;
    },
    html: ({ i, x, last }) => {
      const html = assemble('html', x, last, STREAM_CAPS.htmlBytes);
      if (html === undefined) return;
      show(i, { kind: 'html', html: clean(html), text: clean(state.alt) }, html.length + state.alt.length);
      state.alt = '';
    },
    error: ({ i, n, m, x }) => {
      if (!isText(n) || !isText(m) || !isText(x)) return;
      if (/MemoryError$/.test(n)) said.outOfMemory = true;
      const error = { name: oneLine(n).slice(0, 200), message: clean(m), traceback: clean(x) };
      show(i, { kind: 'error', ...error }, n.length + m.length + x.length);
    },
    output: ({ s, size }) => {
      if (collected || said.output === 'bad') return;
      if (s === 'none') return;
      if (s === 'file' && isCount(size) && size <= settings.outputBytes) {
        collected = { size, had: 0, chunks: [] };
      } else said.output = 'bad';
    },
    chunk: ({ x }) => {
      if (!collected || !isText(x)) return;
      const bytes = Buffer.from(x, 'base64');
      collected.had += bytes.length;
      if (collected.had <= collected.size) collected.chunks.push(bytes);
    },
    end: ({ s, dropped }) => {
      if (said.status !== null || (s !== 'ok' && s !== 'failed' && s !== 'died')) return;
      said.status = s;
      if (isCount(dropped)) drop(dropped);
    },
  };

  function show(cell: unknown, output: CellOutput, size: number) {
    if (!isCount(cell) || cell >= settings.cells) return;
    const cost = size + OUTPUT_COST;
    // The last error is what its author needs most: it has a little room of its own.
    const room = output.kind === 'error' ? state.log + (32 << 10) : state.log;
    if (cost > room) return drop(size);
    state.log -= cost;
    onFrame({ type: 'output', cell, output });
  }

  function drop(bytes: number) {
    said.droppedBytes = Math.min(said.droppedBytes + bytes, Number.MAX_SAFE_INTEGER);
  }

  function assemble(kind: string, part: unknown, last: unknown, cap: number): string | undefined {
    if (!isText(part)) return undefined;
    if (state.partsOf !== kind) state.parts = '';
    state.partsOf = kind;
    const whole = state.parts + part;
    state.parts = last || whole.length > cap ? '' : whole;
    if (whole.length > cap) drop(whole.length);
    return last && whole.length <= cap ? whole : undefined;
  }

  function line(bytes: Buffer) {
    lines += 1;
    if (said.status !== null) return;
    const parsed = parse(bytes);
    // Only own names count: "constructor" is not one that the protocol has.
    if (parsed && isText(parsed.t) && Object.hasOwn(readers, parsed.t)) readers[parsed.t]!(parsed);
    else badLines += 1;
  }

  const isWithin = () =>
    total <= STREAM_CAPS.streamBytes && lines <= STREAM_CAPS.lines && badLines <= STREAM_CAPS.badLines;

  return {
    take(bytes) {
      total += bytes.length;
      let from = 0;
      for (let at = bytes.indexOf(10); at >= 0 && isWithin(); at = bytes.indexOf(10, from)) {
        const tail = bytes.subarray(from, at);
        if (restBytes + tail.length <= STREAM_CAPS.lineBytes) line(Buffer.concat([...rest, tail]));
        else badLines += 1;
        rest = [];
        restBytes = 0;
        from = at + 1;
      }
      restBytes += bytes.length - from;
      // A line that is too long is passed over without being kept.
      if (restBytes <= STREAM_CAPS.lineBytes) rest.push(Buffer.from(bytes.subarray(from)));
      else rest = [];
      return isWithin();
    },
    end() {
      if (collected && said.output === 'none') {
        said.output = collected.had === collected.size ? Buffer.concat(collected.chunks) : 'bad';
      }
      return said;
    },
  };
}

function parse(bytes: Buffer): Line | undefined {
  if (bytes[0] !== 0x7b) return undefined;
  try {
    return JSON.parse(bytes.toString('utf8')) as Line;
  } catch {
    return undefined;
  }
}

const isText = (value: unknown): value is string => typeof value === 'string';
const isCount = (value: unknown): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;

/** Without control characters except line ends and tabs, and without those that turn the direction of the text. */
export function clean(text: string): string {
  return Buffer.from(text)
    .toString()
    .replace(/\r\n/g, '\n')
    .replace(/[^\P{Cc}\n\t]|[\u202a-\u202e\u2066-\u2069\ufeff]/gu, '');
}

const oneLine = (text: string) => clean(text).replace(/[\n\t]/g, ' ');

/** The same picture in plain base64, if it is a PNG of a size that a browser can bear. */
function readPng(base64: string): string | undefined {
  const bytes = Buffer.from(base64, 'base64');
  if (bytes.length > STREAM_CAPS.pngBytes || bytes.length < 33) return undefined;
  if (bytes.toString('latin1', 0, 16) !== '\x89PNG\r\n\x1a\n\0\0\0\rIHDR') return undefined;
  const pixels = bytes.readUInt32BE(16) * bytes.readUInt32BE(20);
  return pixels > 0 && pixels <= MAX_PIXELS ? bytes.toString('base64') : undefined;
}
