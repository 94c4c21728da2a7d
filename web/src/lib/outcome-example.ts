import type { Schema } from './outcome.js';
import { predictionColumns, truthColumns } from './outcome.js';

/** A file as rows of cells, the header first. */
export type ExampleFile = string[][];

const ROWS = [0, 1, 2];
const pick = (values: string[], row: number): string => values[row % values.length] ?? '';

/** Three rows of a file of labels as the schema asks for; `further` columns with their cells come last. */
export function exampleTruth(
  idColumn: string,
  schema: Schema,
  further: { name: string; cells: string[] }[] = [],
): ExampleFile {
  const own = truthColumns(schema);
  const added = further.filter(({ name }) => name && name !== idColumn && !own.includes(name));
  return [
    [idColumn, ...own, ...added.map(({ name }) => name)],
    ...ROWS.map((row) => [
      rowId(row),
      ...truthCells(schema, row),
      ...added.map(({ cells }) => pick(cells, row)),
    ]),
  ];
}

/** Three rows of an entry. */
export function exampleEntry(idColumn: string, schema: Schema): ExampleFile {
  return [
    [idColumn, ...predictionColumns(schema)],
    ...ROWS.map((row) => [rowId(row), ...entryCells(schema, row)]),
  ];
}

export const csvOf = (file: ExampleFile): string =>
  file.map((cells) => `${cells.map(quoted).join(',')}\n`).join('');

const rowId = (row: number): string => `row-${row + 1}`;

const quoted = (cell: string): string => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

function truthCells(schema: Schema, row: number): string[] {
  switch (schema.kind) {
    case 'binary':
      return [pick(['0', '1', '0'], row)];
    case 'regression':
      return [pick(['6.1', '4.8', '7.35'], row)];
    case 'multiclass':
      return [schema.classes[row % schema.classes.length]?.name ?? ''];
    case 'multilabel':
      return schema.labels.map((_, c) => String((row + c) % 2));
    case 'survival':
      return [pick(['567', '130', '890'], row), pick(['1', '0', '1'], row)];
    case 'ranking':
      return [pick(['q1', 'q1', 'q2'], row), pick(['2', '0', '1'], row)];
    case 'text':
      return [pick(['["7.35","pH 7.35"]', 'no', '[]'], row)];
    case 'segmentation':
      return [maskCell(schema, row)];
    case 'sequence':
      return [pick(['p1', 'p1', 'p2'], row), pick(['0', '1', '0'], row), pick(['0', '1', '0'], row)];
  }
}

function entryCells(schema: Schema, row: number): string[] {
  switch (schema.kind) {
    case 'binary':
      return [
        pick(['0.12', '0.87', '0.4'], row),
        ...(schema.confidence ? [pick(['0.9', '0.8', '0.3'], row)] : []),
        ...(schema.abstention ? [pick(['0', '0', '1'], row)] : []),
      ];
    case 'regression':
      return [pick(['5.9', '5.2', '7.4'], row)];
    case 'multiclass':
      return classCells(schema.classes.length, row);
    case 'multilabel':
      return schema.labels.map((_, c) => ((row + c) % 2 === 1 ? '0.8' : '0.15'));
    case 'survival':
      return [
        pick(['0.8', '-0.3', '0.1'], row),
        ...schema.horizons.map((_, h, all) =>
          (0.1 + 0.1 * ((row + 1) % 3) + (0.6 * (h + 1)) / all.length).toFixed(2),
        ),
      ];
    case 'ranking':
      return [pick(['0.9', '0.2', '0.5'], row)];
    case 'text':
      return [pick(['7.35', 'no', schema.abstention ?? '7.4'], row)];
    case 'segmentation':
      return [maskCell(schema, row + 1)];
    case 'sequence':
      return [pick(['0', '1', '0'], row), ...(schema.probability ? [pick(['0.1', '0.7', '0.2'], row)] : [])];
  }
}

/** Thousandths that sum to 1, most of them in another class in each row. */
function classCells(classes: number, row: number): string[] {
  if (classes < 2) return ['1'];
  const others = Math.floor(400 / (classes - 1));
  const most = 1000 - others * (classes - 1);
  return Array.from({ length: classes }, (_, c) => String((c === row % classes ? most : others) / 1000));
}

function maskCell(
  { width, height, encoding }: Extract<Schema, { kind: 'segmentation' }>,
  row: number,
): string {
  if (encoding === 'runs') return pick(['1 3 10 2', '', '4 2'], row);
  const pixels = Math.min(width * height, 4096);
  return Array.from({ length: pixels }, (_, k) => ((k + row) % 5 < 2 ? '1' : '0')).join('');
}
