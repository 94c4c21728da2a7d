import { kMaxLength } from 'node:buffer';
import { open } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';

/** Bytes ready to be read, or why there are none; `detail` is a word or two for a message. */
export type Decompressed =
  | { ok: true; bytes: Uint8Array }
  | { ok: false; code: 'BAD_COMPRESSION' | 'TOO_LARGE'; detail: string };

/** First bytes of what people upload instead of gzip. */
const OTHER_KINDS: [kind: string, magic: number[]][] = [
  ['zip', [0x50, 0x4b, 0x03, 0x04]],
  ['zip', [0x50, 0x4b, 0x05, 0x06]],
  ['xz', [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]],
  ['bzip2', [0x42, 0x5a, 0x68]],
  ['zstd', [0x28, 0xb5, 0x2f, 0xfd]],
  ['lz4', [0x04, 0x22, 0x4d, 0x18]],
  ['7z', [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]],
  ['rar', [0x52, 0x61, 0x72, 0x21, 0x1a, 0x07]],
  ['compress', [0x1f, 0x9d]],
];

/** After `BZh` and a digit, bzip2 goes on with the digits of pi; `BZh` alone may be a column's name. */
const BZIP2_BLOCK = [0x31, 0x41, 0x59, 0x26, 0x53, 0x59];

/**
 * Undoes gzip where the first bytes say so (all members of it), else returns the bytes as they are. Never holds much
 * more than `capBytes` of output: TOO_LARGE beyond it, before or after decompression. BAD_COMPRESSION: a damaged or
 * truncated gzip file, anything after its last member (zero padding too), or another kind of archive.
 */
export function decompress(buffer: Uint8Array, capBytes: number): Decompressed {
  if (buffer.length > capBytes) return tooLarge(capBytes);
  const kind = otherKind(buffer);
  if (kind !== null) return { ok: false, code: 'BAD_COMPRESSION', detail: kind };
  if (!startsWith(buffer, [0x1f, 0x8b])) return { ok: true, bytes: buffer };
  try {
    // Node refuses limits beyond what one buffer can hold, which is 4 GiB in some versions.
    const options = { maxOutputLength: Math.min(kMaxLength, Math.max(1, capBytes)), info: true };
    // With `info`, Node returns the engine too; its type doesn't say so.
    const { buffer: bytes, engine } = gunzipSync(buffer, options) as unknown as {
      buffer: Uint8Array;
      engine: { bytesWritten: number };
    };
    // Node stops silently at zero bytes after a member.
    if (engine.bytesWritten !== buffer.length) return damaged('trailing bytes');
    return { ok: true, bytes };
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ERR_BUFFER_TOO_LARGE') return tooLarge(capBytes);
    if (code === 'Z_BUF_ERROR') return damaged('truncated gzip');
    if (code?.startsWith('Z_')) return damaged('damaged gzip');
    throw error;
  }
}

/** Reads a file of at most `capBytes` and decompresses it. Rejects as `fs` does where it can't be read. */
export async function readDecompressed(path: string, capBytes: number): Promise<Decompressed> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    return size > capBytes ? tooLarge(capBytes) : decompress(await file.readFile(), capBytes);
  } finally {
    await file.close();
  }
}

function tooLarge(capBytes: number): Decompressed {
  return { ok: false, code: 'TOO_LARGE', detail: `more than ${capBytes} bytes` };
}

function damaged(detail: string): Decompressed {
  return { ok: false, code: 'BAD_COMPRESSION', detail };
}

function otherKind(buffer: Uint8Array): string | null {
  const found = OTHER_KINDS.find(([, magic]) => startsWith(buffer, magic));
  if (found === undefined) return null;
  if (found[0] === 'bzip2' && !startsWith(buffer.subarray(4), BZIP2_BLOCK)) return null;
  return found[0];
}

function startsWith(buffer: Uint8Array, magic: number[]): boolean {
  return magic.every((byte, i) => buffer[i] === byte);
}
