import { readFileSync } from 'node:fs';
import type { OutcomeSchema } from '../../src/scoring/outcomes/schema.js';

/** A kind of outcome with labels, predictions and figures that others have computed of them. */
export interface OutcomeCase {
  schema: OutcomeSchema;
  /** Of the truth and of an entry, the ids' column first; cells as they stand in a CSV. */
  truth: string[][];
  entry: string[][];
  truthHeader: string[];
  entryHeader: string[];
  /** The first ranks. Within the tolerance, relative above 1. */
  expected: Record<string, { value: number; tol: number }>;
  /** A wrong cell of the entry's first row, by column, and what is said of it. */
  wrong: { column: string; value: string; code: string; named?: string }[];
}

const ORACLES = new URL('../oracles/', import.meta.url);
const read = (name: string) => readFileSync(new URL(name, ORACLES), 'utf8');
const cases: { data: string; metric: string; params: object; expected: unknown; tol: number }[] = [
  ...JSON.parse(read('expected.json')).cases,
  ...JSON.parse(read('expected_r.json')).cases,
];

function table(name: string): { header: string[]; rows: string[][] } {
  const [header, ...rows] = read(`data/${name}.csv`)
    .trim()
    .split('\n')
    .map((line) => line.split(','));
  return { header: header!, rows };
}

/** Of a list of figures by row or patient, their mean: what the metric of the whole is. */
function oracle(data: string, metric: string, params: Record<string, unknown> = {}) {
  const found = cases.find(
    (one) =>
      one.data === data &&
      one.metric === metric &&
      Object.entries(params).every(([key, value]) => (one.params as Record<string, unknown>)[key] === value),
  );
  if (!found) throw new Error(`no oracle for ${data}/${metric}`);
  const { expected, tol } = found;
  if (Array.isArray(expected)) {
    return { value: expected.reduce((sum, one) => sum + one, 0) / expected.length, tol };
  }
  if (typeof expected === 'object') return { value: (expected as { c: number }).c, tol };
  return { value: expected as number, tol };
}

/** Columns of a file by name, with an id made of `idOf` where the file has none. */
function columns(
  { header, rows }: { header: string[]; rows: string[][] },
  names: string[],
  idOf: (row: string[]) => string = (row) => row[header.indexOf('id')]!,
): string[][] {
  return rows.map((row) => [idOf(row), ...names.map((name) => row[header.indexOf(name)]!)]);
}

const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;

function regression(): OutcomeCase {
  const file = table('regression');
  return {
    schema: { kind: 'regression', label: 'label', prediction: 'prediction', range: null },
    truthHeader: ['id', 'label'],
    truth: columns(file, ['label']),
    entryHeader: ['id', 'prediction'],
    entry: columns(file, ['prediction']),
    expected: {
      rmse: oracle('regression', 'rmse'),
      mae: oracle('regression', 'mae'),
      r2: oracle('regression', 'r2'),
      'pinball@0.9': oracle('regression', 'pinball', { alpha: 0.9 }),
      spearman: oracle('regression', 'spearman'),
    },
    wrong: [
      { column: 'prediction', value: 'high', code: 'NOT_A_NUMBER' },
      { column: 'prediction', value: '1e999', code: 'NOT_FINITE' },
    ],
  };
}

function multiclass(): OutcomeCase {
  const file = table('multiclass');
  const names = ['alive', 'icu', 'ward', 'dead'];
  const probabilities = ['p0', 'p1', 'p2', 'p3'];
  return {
    schema: {
      kind: 'multiclass',
      label: 'label',
      classes: names.map((name, k) => ({ name, prediction: probabilities[k]! })),
    },
    truthHeader: ['id', 'label'],
    truth: columns(file, ['label']).map(([id, label]) => [id!, names[Number(label)]!]),
    entryHeader: ['id', ...probabilities],
    entry: columns(file, probabilities),
    expected: {
      auroc_ovr_macro: oracle('multiclass', 'auroc', { multi_class: 'ovr', average: 'macro' }),
      quadratic_weighted_kappa: oracle('multiclass', 'quadratic_weighted_kappa'),
      multiclass_log_loss: oracle('multiclass', 'log_loss'),
      multiclass_f1_macro: oracle('multiclass', 'f1', { average: 'macro' }),
    },
    wrong: [
      { column: 'p1', value: '0.9999', code: 'BAD_SUM', named: 'p0 + p1 + p2 + p3' },
      { column: 'p2', value: '-0.1', code: 'OUT_OF_RANGE' },
    ],
  };
}

function multilabel(): OutcomeCase {
  const file = table('multilabel');
  const labels = [0, 1, 2, 3, 4, 5].map((k) => ({ label: `y${k}`, prediction: `p${k}` }));
  const truthNames = labels.map(({ label }) => label);
  const entryNames = labels.map(({ prediction }) => prediction);
  return {
    schema: { kind: 'multilabel', labels },
    truthHeader: ['id', ...truthNames],
    truth: columns(file, truthNames),
    entryHeader: ['id', ...entryNames],
    entry: columns(file, entryNames),
    expected: {
      label_ranking_average_precision: oracle('multilabel', 'label_ranking_average_precision'),
      multilabel_average_precision_micro: oracle('multilabel', 'ap_micro'),
      'hamming_loss@0.5': oracle('multilabel', 'hamming_loss'),
    },
    wrong: [
      { column: 'p3', value: '1.5', code: 'OUT_OF_RANGE' },
      { column: 'p5', value: '', code: 'NOT_A_NUMBER' },
    ],
  };
}

function survival(): OutcomeCase {
  const file = table('survival');
  return {
    schema: {
      kind: 'survival',
      time: 'time',
      event: 'event',
      risk: 'risk',
      horizons: [
        { at: 365, prediction: 'p_event_365' },
        { at: 730, prediction: 'p_event_730' },
      ],
    },
    truthHeader: ['id', 'time', 'event'],
    truth: columns(file, ['time', 'event']),
    entryHeader: ['id', 'risk', 'p_event_365', 'p_event_730'],
    entry: columns(file, ['risk', 'p_event_365', 'p_event_730']),
    expected: {
      harrell_c: oracle('survival', 'harrell_c'),
      'uno_c@365': oracle('survival', 'uno_c', { tau: 365 }),
      'ipcw_brier@730': oracle('survival', 'ipcw_brier', { time: 730, model: 'm' }),
      'time_dependent_auroc@365': oracle('survival', 'td_auc_cumulative_dynamic', { time: 365 }),
    },
    wrong: [
      { column: 'p_event_730', value: '0.0001', code: 'FALLING_RISK' },
      { column: 'risk', value: 'nan', code: 'NOT_A_NUMBER' },
    ],
  };
}

function text(): OutcomeCase {
  const items: { id: string; answers: string[]; prediction: string }[] = JSON.parse(read('data/qa.json'));
  return {
    schema: { kind: 'text', answers: 'answers', prediction: 'answer', abstention: '<unknown>' },
    truthHeader: ['id', 'answers'],
    truth: items.map(({ id, answers }) => [id, quoted(JSON.stringify(answers))]),
    entryHeader: ['id', 'answer'],
    // An answer of no letters is no abstention here, and cells may not be empty: a full stop comes to nothing too.
    entry: items.map(({ id, prediction }) => [id, quoted(prediction || '.')]),
    expected: {
      token_f1: oracle('qa', 'squad_token_f1_per_item'),
      exact_match: oracle('qa', 'squad_exact_match_per_item'),
    },
    wrong: [{ column: 'answer', value: '', code: 'EMPTY_VALUE' }],
  };
}

function ranking(): OutcomeCase {
  const file = table('ranking');
  const { header } = file;
  const idOf = (row: string[]) => `${row[header.indexOf('query')]}/${row[header.indexOf('doc')]}`;
  return {
    schema: { kind: 'ranking', query: 'query', relevance: 'relevance', score: 'score' },
    truthHeader: ['id', 'query', 'relevance'],
    truth: columns(file, ['query', 'relevance'], idOf),
    entryHeader: ['id', 'score'],
    entry: columns(file, ['score'], idOf),
    expected: { 'ndcg@10': oracle('ranking', 'ndcg_mean', { k: 10 }), mrr: oracle('ranking', 'mrr') },
    wrong: [{ column: 'score', value: '-inf', code: 'NOT_FINITE' }],
  };
}

function segmentation(): OutcomeCase {
  const file = table('segmentation');
  return {
    schema: {
      kind: 'segmentation',
      mask: 'truth',
      prediction: 'prediction',
      width: 24,
      height: 24,
      encoding: 'bits',
    },
    truthHeader: ['id', 'truth'],
    truth: columns(file, ['truth']),
    entryHeader: ['id', 'prediction'],
    entry: columns(file, ['prediction']),
    expected: {
      dice: oracle('segmentation', 'dice_per_case'),
      iou: oracle('segmentation', 'iou_per_case'),
    },
    wrong: [
      { column: 'prediction', value: '0101', code: 'BAD_MASK' },
      { column: 'prediction', value: '2'.repeat(576), code: 'BAD_MASK' },
    ],
  };
}

function sequence(): OutcomeCase {
  const file = table('sepsis_utility');
  const { header } = file;
  const idOf = (row: string[]) => `${row[header.indexOf('patient')]}-${row[header.indexOf('hour')]}`;
  return {
    schema: {
      kind: 'sequence',
      patient: 'patient',
      hour: 'hour',
      label: 'label',
      decision: 'alarm',
      probability: 'probability',
    },
    truthHeader: ['id', 'patient', 'hour', 'label'],
    truth: columns(file, ['patient', 'hour', 'label'], idOf),
    entryHeader: ['id', 'alarm', 'probability'],
    entry: columns(file, ['prediction', 'probability'], idOf),
    expected: { sepsis_utility: oracle('sepsis_utility', 'normalized_utility') },
    wrong: [
      { column: 'alarm', value: '0.5', code: 'OUT_OF_RANGE' },
      { column: 'probability', value: '2', code: 'OUT_OF_RANGE' },
    ],
  };
}

/** Every kind but the binary one, which has tests of its own. */
export const OUTCOME_CASES: OutcomeCase[] = [
  regression(),
  multiclass(),
  multilabel(),
  survival(),
  text(),
  ranking(),
  segmentation(),
  sequence(),
];

export const csvOf = (header: string[], rows: string[][]): string =>
  `${header.join(',')}\n${rows.map((row) => `${row.join(',')}\n`).join('')}`;

/** The entry with one cell of its first row changed. */
export function withCell({ entryHeader, entry }: OutcomeCase, column: string, value: string): string {
  const at = entryHeader.indexOf(column);
  return csvOf(
    entryHeader,
    entry.map((row, k) => (k === 0 ? row.map((cell, c) => (c === at ? value : cell)) : row)),
  );
}

/** Cells that name a query or a patient, which both parts of a doubled file need for themselves. */
const UNITS = new Set(['query', 'patient']);

/** All rows twice, once in each part, so that the figures of both are those of the whole. */
export function doubled({ truthHeader, truth, entryHeader, entry }: OutcomeCase) {
  const copies = ['public', 'final'];
  const copy = (header: string[], row: string[], part: string) =>
    row.map((cell, c) => (c === 0 || UNITS.has(header[c]!) ? `${part}-${cell}` : cell));
  return {
    truth: csvOf(
      [...truthHeader, 'part'],
      copies.flatMap((part) => truth.map((row) => [...copy(truthHeader, row, part), part])),
    ),
    entryRows: copies.flatMap((part) => entry.map((row) => copy(entryHeader, row, part))),
  };
}
