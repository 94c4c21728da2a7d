import { readFileSync } from 'node:fs';

/** A figure that a reference implementation computed of one of the data sets in test/oracles. */
export interface OracleCase {
  id: string;
  data: string;
  metric: string;
  params: Record<string, unknown>;
  expected: unknown;
  source: string;
  tol: number;
}

const ORACLES = new URL('../oracles/', import.meta.url);

export function oracleText(path: string): string {
  return readFileSync(new URL(path, ORACLES), 'utf8');
}

/** All cases of a data set, in the order of the file. */
export function oracleCases(data: string, file = 'expected.json'): OracleCase[] {
  const { cases } = JSON.parse(oracleText(file)) as { cases: OracleCase[] };
  return cases.filter((one) => one.data === data);
}

/** Columns of a data set, as text. */
export function oracleTable(data: string): Record<string, string[]> {
  const [header, ...lines] = oracleText(`data/${data}.csv`).trim().split('\n');
  const rows = lines.map((line) => line.split(','));
  return Object.fromEntries(header!.split(',').map((column, c) => [column, rows.map((row) => row[c]!)]));
}

/** Whether a figure is that of the reference, within the tolerance that the case grants. */
export function agrees(got: unknown, expected: unknown, tol: number): boolean {
  if (expected === null) return got === null;
  if (Array.isArray(expected)) {
    return (
      Array.isArray(got) &&
      got.length === expected.length &&
      expected.every((one, k) => agrees(got[k], one, tol))
    );
  }
  if (typeof expected !== 'number' || typeof got !== 'number') return false;
  return Math.abs(got - expected) <= tol * Math.max(1, Math.abs(expected));
}
