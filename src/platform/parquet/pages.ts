import type { ColumnMetaData } from 'hyparquet';
import { parquetHeader } from 'hyparquet/src/column.js';

/** Encodings whose values are never longer than the bytes that they are read from. */
const ENCODINGS: readonly string[] = [
  'PLAIN',
  'PLAIN_DICTIONARY',
  'RLE_DICTIONARY',
  'DELTA_BINARY_PACKED',
  'DELTA_LENGTH_BYTE_ARRAY',
  'BYTE_STREAM_SPLIT',
];

/**
 * Bytes that the pages of one column chunk of a flat column come to, or null where the headers contradict the footer:
 * a reader that believed them would make room for more values than there are rows. `bytes` is the whole file.
 */
export function pagesSize(bytes: Uint8Array, chunk: ColumnMetaData): number | null {
  const dictionary = Number(chunk.dictionary_page_offset ?? 0);
  const first = Number(chunk.data_page_offset);
  const start = dictionary > 0 && dictionary < first ? dictionary : first;
  const end = start + Number(chunk.total_compressed_size);
  if (!(start >= 4 && end > start && end <= bytes.length)) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset + start, end - start);
  const reader = { view, offset: 0 };
  let size = 0;
  let values = 0;
  while (reader.offset < view.byteLength - 1 && values < Number(chunk.num_values)) {
    const header = parquetHeader(reader);
    const { compressed_page_size: packed, uncompressed_page_size: unpacked } = header;
    if (!(packed >= 0 && unpacked >= 0)) return null;
    reader.offset += packed;
    if (reader.offset > view.byteLength) return null;
    size += unpacked;
    if (header.dictionary_page_header) {
      const { num_values: count } = header.dictionary_page_header;
      if (!(count >= 0 && count <= unpacked)) return null;
      continue;
    }
    const page = header.data_page_header ?? header.data_page_header_v2;
    if (!page || !(page.num_values >= 0) || !ENCODINGS.includes(page.encoding)) return null;
    values += page.num_values;
  }
  return values === Number(chunk.num_values) ? size : null;
}
