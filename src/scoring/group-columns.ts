import { bytesText } from './csv.js';
import { createIdTable, type IdTable } from './ids.js';
import type { Truth } from './truth.js';

/** A group column while it is read. */
interface OpenGroup {
  column: string;
  at: number;
  ids: IdTable;
  codes: number[];
}

export const openGroups = (names: readonly string[], columns: readonly string[]): OpenGroup[] =>
  names.map((column) => ({ column, at: columns.indexOf(column), ids: createIdTable(), codes: [] }));

const LONGEST = 80;

export function closeGroup({ column, ids, codes }: OpenGroup): Truth['groups'][number] {
  const values = Array.from({ length: ids.count }, (_, k) =>
    bytesText(ids.bytes, ids.offsets[k]!, ids.offsets[k + 1]!).slice(0, LONGEST),
  );
  return { column, values, codes: Uint32Array.from(codes) };
}
