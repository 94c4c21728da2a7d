import { Command, type CommanderError, InvalidArgumentError } from 'commander';
import { findMetric, METRIC_FAMILIES, USUAL_METRICS } from '../scoring/metrics/index.js';
import type { OutcomeSchema } from '../scoring/outcomes/schema.js';
import { scoreFiles } from './offline/score-files.js';
import { errorsInWords, scoresAsJson, scoresInWords } from './offline/score-output.js';
import { UsageError } from './offline/usage-error.js';

interface Options {
  truth: string;
  predictions: string;
  id: string;
  label: string;
  prediction: string;
  range?: [number, number];
  schema?: string;
  metric?: string[];
  cluster?: string;
  group?: string[];
  ci?: boolean;
  bootstrap?: number;
  replicates?: number;
  seed: number;
  threads?: number;
  maxBytes: number;
  json?: boolean;
}

const FAILURE = 2;
const REPLICATES = 1000;
const MAX_REPLICATES = 1_000_000;
const MAX_THREADS = 64;

/** `score`: scores a file of predictions against a file of labels on this machine, without any service. */
export function scoreCommand(): Command {
  return new Command('score')
    .description(
      'score a file of predictions (CSV, also gzipped, or Parquet) against a file of labels, offline',
    )
    .requiredOption('--truth <file>', 'CSV or Parquet file with ids and labels')
    .requiredOption('--predictions <file>', 'CSV or Parquet file with ids and predictions, and nothing else')
    .option('--id <column>', 'column of the ids, in both files', 'id')
    .option('--label <column>', 'column of the labels (0 or 1)', 'label')
    .option('--prediction <column>', 'column of the predictions', 'prediction')
    .option(
      '--range <min,max>',
      'smallest and largest prediction allowed (default: any finite number)',
      parseRange,
    )
    .option('--schema <file>', 'JSON file that names the columns of another kind of outcome, as a task does')
    .option(
      '--metric <name>',
      `a metric, with its parameter if it has one (f1@0.5); may be repeated (default: ${USUAL_METRICS.join(', ')})`,
      addMetric,
    )
    .option('--ci', `95% intervals, from ${REPLICATES} replicates where they need a bootstrap`)
    .option('--bootstrap <number>', '95% intervals, from so many replicates', parseReplicates)
    .option('--replicates <number>', 'how many with --ci', parseReplicates)
    .option('--seed <number>', 'seed of the bootstrap', parseWhole, 1)
    .option(
      '--cluster <column>',
      'column of the labels whose rows are drawn together for intervals (patient)',
    )
    .option(
      '--group <column>',
      'column of the labels whose values are also scored each alone; may be repeated',
      addGroup,
    )
    .option(
      '--threads <number>',
      'threads for the bootstrap, which change nothing but the time it takes (default: one per processor)',
      parseThreads,
    )
    .option('--max-bytes <number>', 'largest file, also after decompression', parseWhole, 256 * 1024 * 1024)
    .option('--json', 'print JSON')
    .exitOverride(exitAfterUsage)
    .action(async (options: Options) => {
      process.exitCode = await score(options);
    });
}

async function score(options: Options): Promise<number> {
  const { truth, predictions, id: idColumn, cluster: clusterColumn = null, seed, maxBytes, json } = options;
  try {
    const intervals = options.ci === true || options.bootstrap !== undefined;
    const scored = await scoreFiles({
      truth,
      predictions,
      idColumn,
      schema: await schemaOf(options),
      metrics: options.metric ?? [],
      clusterColumn,
      groupColumns: options.group ?? [],
      replicates: intervals ? (options.bootstrap ?? options.replicates ?? REPLICATES) : 0,
      seed,
      threads: options.threads ?? null,
      maxBytes,
    });
    if (!scored.ok) {
      const { file, errors } = scored;
      if (json) process.stdout.write(`${JSON.stringify({ file, errors })}\n`);
      else process.stderr.write(errorsInWords(options[file], errors));
      return FAILURE;
    }
    const shown = { intervals, clustered: clusterColumn !== null };
    process.stdout.write(json ? scoresAsJson(scored.scores, shown) : scoresInWords(scored.scores, shown));
    return 0;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return FAILURE;
  }
}

async function schemaOf({ schema, id, label, prediction, range }: Options): Promise<OutcomeSchema> {
  if (schema === undefined) return { kind: 'binary', label, prediction, range: range ?? null };
  // The rules for schemas bring much with them that a plain call has no use for.
  const { readSchemaFile } = await import('./offline/schema-file.js');
  return readSchemaFile(schema, id);
}

function addMetric(name: string, names: string[] = []): string[] {
  if (findMetric(name) === null) {
    const known = [...METRIC_FAMILIES.keys()];
    throw new InvalidArgumentError(`There is no such metric; known are ${known.join(', ')}.`);
  }
  return [...names, name];
}

function addGroup(column: string, columns: string[] = []): string[] {
  return columns.includes(column) ? columns : [...columns, column];
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

function parseReplicates(text: string): number {
  const number = parseWhole(text);
  if (number > MAX_REPLICATES) throw new InvalidArgumentError(`It is at most ${MAX_REPLICATES}.`);
  return number;
}

function parseThreads(text: string): number {
  const number = parseWhole(text);
  if (number < 1 || number > MAX_THREADS) throw new InvalidArgumentError(`It is from 1 to ${MAX_THREADS}.`);
  return number;
}

/** commander has printed its sentence; it would exit with 1 for a wrong option. */
function exitAfterUsage(error: CommanderError): never {
  process.exit(error.exitCode === 0 ? 0 : FAILURE);
}
