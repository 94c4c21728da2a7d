import { Command, type CommanderError, InvalidArgumentError } from 'commander';
import { loadTable } from '../platform/parquet/read.js';
import { readDecompressed } from '../platform/storage/decompress.js';
import { type FileError, singleError } from '../scoring/errors.js';
import { findMetric, METRIC_NAMES, USUAL_METRICS } from '../scoring/metrics/index.js';
import type { OutcomeSchema } from '../scoring/outcomes/schema.js';
import { parsePredictions } from '../scoring/predictions.js';
import { type MetricResults, scoreAll } from '../scoring/score.js';
import { parseTruth, type TruthSpec } from '../scoring/truth.js';
import { type WantedColumn, wantedOfPredictions, wantedOfTruth } from '../scoring/wanted.js';

interface Options {
  truth: string;
  predictions: string;
  id: string;
  label: string;
  prediction: string;
  metric: string[];
  range: [number, number] | null;
  cluster?: string;
  ci?: boolean;
  seed: number;
  replicates: number;
  maxBytes: number;
  json?: boolean;
}

const FAILURE = 2;

/** What the command says and exits with 2 for, where no file's content is at fault. */
class UsageError extends Error {}

/** `score`: scores a file of predictions against a file of labels on this machine, without any service. */
export function scoreCommand(): Command {
  return new Command('score')
    .description(
      'score a file of predictions (CSV, also gzipped, or Parquet) against a file of labels, offline',
    )
    .requiredOption('--truth <file>', 'CSV or Parquet file with ids and labels (0 or 1)')
    .requiredOption(
      '--predictions <file>',
      'CSV or Parquet file with exactly two columns: ids and predictions',
    )
    .option('--id <column>', 'column of the ids, in both files', 'id')
    .option('--label <column>', 'column of the labels', 'label')
    .option('--prediction <column>', 'column of the predictions', 'prediction')
    .option(
      '--metric <name>',
      `a metric; may be repeated (${METRIC_NAMES.join(', ')}; default: ${USUAL_METRICS.join(', ')})`,
      addMetric,
    )
    .option(
      '--range <min,max>',
      'smallest and largest prediction allowed (default: any finite number)',
      parseRange,
    )
    .option('--ci', 'also compute 95% intervals')
    .option(
      '--cluster <column>',
      'column of the labels whose rows are drawn together for intervals (patient)',
    )
    .option('--seed <number>', 'seed of the bootstrap', parseWhole, 1)
    .option('--replicates <number>', 'bootstrap replicates', parseWhole, 1000)
    .option('--max-bytes <number>', 'largest file, also after decompression', parseWhole, 256 * 1024 * 1024)
    .option('--json', 'print JSON')
    .exitOverride(exitAfterUsage)
    .action(async (options: Options) => {
      process.exitCode = await score(options);
    });
}

async function score(options: Options): Promise<number> {
  try {
    const { id: idColumn, label, prediction, range, cluster: clusterColumn = null } = options;
    const schema: OutcomeSchema = { kind: 'binary', label, prediction, range: range ?? null };
    const truthSpec: TruthSpec = { idColumn, schema, clusterColumn, split: { method: 'none' } };
    const truthFile = await readInput(options.truth, wantedOfTruth(truthSpec), options.maxBytes);
    const truth = truthFile.ok ? parseTruth(truthFile.table, truthSpec) : truthFile;
    if (!truth.ok) return printErrors('truth', truth.errors, options);
    const file = await readInput(options.predictions, wantedOfPredictions(truthSpec), options.maxBytes);
    const predictions = file.ok ? parsePredictions(file.table, truth.truth, truthSpec) : file;
    if (!predictions.ok) return printErrors('predictions', predictions.errors, options);
    const { seed } = options;
    const replicates = options.ci ? options.replicates : 0;
    const metrics = scoreAll(truth.truth, predictions.predictions, options.metric ?? USUAL_METRICS, {
      seed,
      replicates,
    });
    printScores(truth.truth.rows, metrics, options);
    return 0;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return FAILURE;
  }
}

async function readInput(path: string, wanted: WantedColumn[], cap: number) {
  const read = await readDecompressed(path, cap).catch((error: NodeJS.ErrnoException) => {
    const why: Record<string, string> = {
      ENOENT: 'there is no such file',
      EISDIR: 'it is a directory',
      EACCES: 'it may not be read',
    };
    throw new UsageError(`cannot read ${JSON.stringify(path)}: ${why[error.code ?? ''] ?? error.message}`);
  });
  if (read.ok) return loadTable(read.bytes, wanted, cap);
  const { code, detail } = read;
  return { ok: false as const, errors: singleError(code, { line: null, value: detail, problem: detail }) };
}

function printScores(n: number, metrics: MetricResults, { json, ci }: Options): void {
  if (json) {
    const shown = Object.entries(metrics).map(([name, { ci: interval, flags, ...rest }]) => [
      name,
      ci ? { ...rest, ci: interval, ...(flags && { flags }) } : rest,
    ]);
    process.stdout.write(`${JSON.stringify({ n, metrics: Object.fromEntries(shown) })}\n`);
    return;
  }
  const lines = [`${n} rows`];
  for (const [name, { value, ci: interval, undefined: reason, flags }] of Object.entries(metrics)) {
    const figure = value === null ? `undefined (${reason})` : value.toFixed(4);
    const better = findMetric(name)?.direction === 'lower' ? 'lower is better' : 'higher is better';
    const bounds = ci && interval ? ` [${interval[0].toFixed(4)}, ${interval[1].toFixed(4)}]` : '';
    const notes = [better, ...(ci && flags ? flags : [])].join(', ');
    lines.push(`${name.padEnd(20)} ${figure}${bounds}  (${notes})`);
  }
  process.stdout.write(`${lines.join('\n')}\n`);
}

function printErrors(file: 'truth' | 'predictions', errors: FileError[], options: Options): number {
  if (options.json) {
    process.stdout.write(`${JSON.stringify({ file, errors })}\n`);
    return FAILURE;
  }
  const lines = [`${JSON.stringify(options[file])} was not accepted:`];
  for (const { code, count, examples } of errors) {
    lines.push(`  ${code} (${count})`);
    for (const { line, column, value, problem, suggestion } of examples) {
      // Quoted as JSON, so that no control character of a file reaches the terminal.
      const at = line === null ? '' : `line ${line}: `;
      const place = column === undefined ? at : `${at}${quoted(column)} `;
      const notes = `${problem ? ` (${problem})` : ''}${suggestion ? `, did you mean ${quoted(suggestion)}?` : ''}`;
      lines.push(`    ${place}${quoted(value)}${notes}`);
    }
  }
  process.stderr.write(`${lines.join('\n')}\n`);
  return FAILURE;
}

/** JSON, with the control characters that JSON leaves as they are escaped too. */
function quoted(text: string): string {
  return JSON.stringify(text).replace(
    /[\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g,
    (character) => {
      return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
    },
  );
}

function addMetric(name: string, names: string[] = []): string[] {
  if (findMetric(name) === null) {
    throw new InvalidArgumentError(`There is no such metric; known are ${METRIC_NAMES.join(', ')}.`);
  }
  return [...names, name];
}

function parseRange(text: string): [number, number] {
  const bounds = text.split(',').map((part) => (part.trim() === '' ? Number.NaN : Number(part)));
  const [min, max] = bounds;
  if (bounds.length !== 2 || !Number.isFinite(min) || !Number.isFinite(max) || min! >= max!) {
    throw new InvalidArgumentError('It is two numbers, the smaller one first, such as 0,1.');
  }
  return [min!, max!];
}

function parseWhole(text: string): number {
  const number = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(number)) {
    throw new InvalidArgumentError('It is a whole number.');
  }
  return number;
}

/** commander has printed its sentence; it would exit with 1 for a wrong option. */
function exitAfterUsage(error: CommanderError): never {
  process.exit(error.exitCode === 0 ? 0 : FAILURE);
}
