import type { CellOutput, Frame } from '../../sandbox/sandbox.js';

const MAX_TEXT = 1 << 20;
const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;
/** Control characters but tabs and line breaks, and what turns the direction of writing. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
const UNSEEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;

const isCell = (value: unknown): value is number =>
  Number.isInteger(value) && (value as number) >= 0 && (value as number) < 10_000;
const isCount = (value: unknown): value is number => Number.isFinite(value) && (value as number) >= 0;
const text = (value: unknown): string =>
  typeof value === 'string' ? value.slice(0, MAX_TEXT).replace(UNSEEN, '') : '';

/**
 * A frame as it may be shown; null for anything else. It was checked where it came out of the sandbox, and is again here:
 * between the two lies a process that runs strangers' code.
 */
export function readFrame(value: unknown): Frame | null {
  if (typeof value !== 'object' || value === null) return null;
  const frame = value as Record<string, unknown>;
  if (frame.type === 'cell') {
    const { cell, of, state } = frame;
    const known = state === 'started' || state === 'finished' || state === 'failed';
    return isCell(cell) && isCell(of) && known ? { type: 'cell', cell, of, state } : null;
  }
  if (frame.type === 'dropped') return isCount(frame.bytes) ? { type: 'dropped', bytes: frame.bytes } : null;
  if (frame.type === 'output' && isCell(frame.cell)) {
    const output = readOutput(frame.output);
    return output && { type: 'output', cell: frame.cell, output };
  }
  return null;
}

function readOutput(value: unknown): CellOutput | null {
  if (typeof value !== 'object' || value === null) return null;
  const output = value as Record<string, unknown>;
  switch (output.kind) {
    case 'text': {
      const { stream } = output;
      const known = stream === 'stdout' || stream === 'stderr' || stream === 'result';
      return known ? { kind: 'text', stream, text: text(output.text) } : null;
    }
    case 'png': {
      const { base64 } = output;
      const good = typeof base64 === 'string' && base64.startsWith('iVBORw0KGgo') && BASE64.test(base64);
      return good ? { kind: 'png', base64 } : null;
    }
    case 'html':
      return { kind: 'html', html: text(output.html), text: text(output.text) };
    case 'error':
      return {
        kind: 'error',
        name: text(output.name).slice(0, 200),
        message: text(output.message),
        traceback: text(output.traceback),
      };
    default:
      return null;
  }
}
