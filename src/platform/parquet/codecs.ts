import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { decompress as unpackZstandard } from 'fzstd';
import type { Compressors } from 'hyparquet';

/** None of these ever writes more than the page's header said, and what that says was checked before. */
export const COMPRESSORS: Compressors = {
  GZIP: (input, length) => gunzipSync(input, { maxOutputLength: Math.max(1, length) }),
  BROTLI: (input, length) => brotliDecompressSync(input, { maxOutputLength: Math.max(1, length) }),
  ZSTD(input, length) {
    const output = new Uint8Array(length);
    unpackZstandard(input, output);
    return output;
  },
};

/** What a column may be compressed with; Snappy comes with the reader. */
export const CODECS: readonly string[] = ['UNCOMPRESSED', 'SNAPPY', ...Object.keys(COMPRESSORS)];
