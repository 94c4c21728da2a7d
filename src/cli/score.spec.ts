import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, expect, jest, test } from '@jest/globals';
import { scoreCommand } from './score.js';

const folder = mkdtempSync(join(tmpdir(), 'score-'));
const file = (name: string, content: string | Uint8Array) => {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};
const truth = file('truth.csv', 'id,died,sex\na,0,f\nb,1,m\nc,1,f\n');
const good = 'id,prediction\nc,0.8\na,0.3\nb,0.2\n';

afterEach(() => {
  jest.restoreAllMocks();
  process.exitCode = undefined;
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs the command in this process; what it prints and exits with. */
async function run(predictions: string, ...options: string[]) {
  const written = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const) {
    jest.spyOn(process[stream], 'write').mockImplementation((text) => {
      written[stream] += String(text);
      return true;
    });
  }
  jest.spyOn(process, 'exit').mockImplementation((code) => {
    throw new Error(`exit ${code}`);
  });
  const all = ['--truth', truth, '--predictions', predictions, '--label', 'died', ...options];
  const exit = await scoreCommand()
    .parseAsync(all, { from: 'user' })
    .then(() => String(process.exitCode))
    .catch((error: Error) => error.message);
  jest.restoreAllMocks();
  return { exit, ...written };
}

test('scores, gzipped or not', async () => {
  for (const path of [file('p.csv', good), file('p.csv.gz', gzipSync(good))]) {
    const { exit, stdout } = await run(
      path,
      '--metric',
      'auroc',
      '--metric',
      'brier',
      '--range',
      '0,1',
      '--json',
    );
    expect(exit).toBe('0');
    const { n, metrics } = JSON.parse(stdout);
    expect([n, metrics.auroc]).toEqual([3, { value: 0.5 }]);
    expect(metrics.brier.value).toBeCloseTo((0.04 + 0.09 + 0.64) / 3, 12);
    expect(Object.keys(metrics)).toEqual(['auroc', 'brier']);
  }
});

test('a bad file is told with its lines, as JSON and in words without control characters', async () => {
  const path = file('bad.csv', 'id,prediction\na,1.5\n\u001b[2Jb,x\nc,0.1\n');
  const { exit, stdout } = await run(path, '--range', '0,1', '--json');
  expect(exit).toBe('2');
  expect(JSON.parse(stdout)).toEqual({
    file: 'predictions',
    errors: [
      { code: 'UNKNOWN_IDS', count: 1, examples: [{ line: 3, column: 'id', value: '\u001b[2Jb' }] },
      { code: 'MISSING_IDS', count: 1, examples: [{ line: null, column: 'id', value: 'b' }] },
      { code: 'NOT_A_NUMBER', count: 1, examples: [{ line: 3, column: 'prediction', value: 'x' }] },
      { code: 'OUT_OF_RANGE', count: 1, examples: [{ line: 2, column: 'prediction', value: '1.5' }] },
    ],
  });
  const words = await run(path);
  expect([words.exit, words.stdout]).toEqual(['2', '']);
  expect(words.stderr).toContain('line 3: "id" "\\u001b[2Jb"');
  expect(words.stderr).not.toContain('\u001b');
});

test('damaged or oversized files, and bad labels', async () => {
  const codes = async (path: string, ...options: string[]) => {
    const { exit, stdout } = await run(path, ...options, '--json');
    const { file: which, errors } = JSON.parse(stdout);
    return [exit, which, ...errors.map(({ code }: { code: string }) => code)];
  };
  expect(await codes(file('cut.gz', gzipSync(good).subarray(0, 30)))).toEqual([
    '2',
    'predictions',
    'BAD_COMPRESSION',
  ]);
  expect(await codes(file('none.gz', gzipSync('')))).toEqual(['2', 'predictions', 'EMPTY_FILE']);
  const bomb = file('bomb.gz', gzipSync(Buffer.alloc(5_000_000)));
  expect(await codes(bomb, '--max-bytes', '100000')).toEqual(['2', 'predictions', 'TOO_LARGE']);
  expect(await codes(file('p.csv', good), '--label', 'sex')).toEqual(['2', 'truth', 'NOT_A_NUMBER']);
});

test('a wrong call is told in a sentence', async () => {
  const path = file('p.csv', good);
  const calls: [string[], RegExp][] = [
    [['--metric', 'magic'], /known are auroc, partial_auroc, /],
    [['--range', '1,0'], /the smaller one first/],
    [['--nonsense'], /unknown option/],
    [['--threads', '0'], /from 1 to 64/],
    [['--bootstrap', '1e9'], /whole number/],
    [['--group', 'nowhere'], /no column "nowhere"/],
    [['--schema', join(folder, 'nowhere.json')], /is not a schema/],
    [['--truth', join(folder, 'nowhere.csv')], /there is no such file/],
    [['--predictions', folder], /it is a directory/],
  ];
  for (const [options, sentence] of calls) {
    const { exit, stderr } = await run(path, ...options);
    expect(exit).toMatch(/2$/);
    expect(stderr).toMatch(sentence);
    expect(stderr).not.toMatch(/ at .*:\d+/);
  }
});

test('intervals and figures in words', async () => {
  const { stdout } = await run(file('p.csv', good), '--ci', '--replicates', '50');
  expect(stdout).toMatch(/^3 rows\nauroc +0\.5000 .*too_few_positives/);
  expect(stdout).toContain('lower is better');
});

test('every interval says how it came about; patients are drawn together', async () => {
  const rows = Array.from({ length: 200 }, (_, k) => k);
  const labels = file(
    'wide.csv',
    `id,died,patient,unit\n${rows.map((k) => `s${k},${k % 3 === 0 ? 1 : 0},p${k % 70},${k < 90 ? 'a' : 'b'}\n`).join('')}`,
  );
  const path = file(
    'w.csv',
    `id,prediction\n${rows.map((k) => `s${k},${((k * 37) % 101) / 101}\n`).join('')}`,
  );
  const ask = async (...options: string[]) => {
    const { exit, stdout } = await run(path, '--truth', labels, '--bootstrap', '100', '--json', ...options);
    expect(exit).toBe('0');
    return JSON.parse(stdout);
  };
  const single = await ask('--seed', '4');
  expect(single.metrics.auroc).toEqual({
    value: expect.any(Number),
    ci: [expect.any(Number), expect.any(Number)],
    method: 'delong_logit',
    flags: [],
  });
  expect(single.metrics.brier.method).toBe('bootstrap_percentile');
  expect(single.groups).toBeUndefined();
  const clustered = await ask(
    '--cluster',
    'patient',
    '--group',
    'unit',
    '--metric',
    'auroc',
    '--metric',
    'brier',
  );
  expect(clustered.metrics.auroc.method).toBe('bootstrap_percentile');
  expect(clustered.metrics.auroc.value).toBe(single.metrics.auroc.value);
  const { a, b } = clustered.groups.unit;
  expect([a.n, b.n, clustered.n]).toEqual([90, 110, 200]);
  expect((a.n * a.metrics.brier.value + b.n * b.metrics.brier.value) / 200).toBeCloseTo(
    clustered.metrics.brier.value,
    12,
  );
  const values = [a.metrics.auroc.value, b.metrics.auroc.value];
  expect(clustered.gaps.unit.auroc).toEqual({
    gap: Math.max(...values) - Math.min(...values),
    highest: values[0] > values[1] ? 'a' : 'b',
    lowest: values[0] > values[1] ? 'b' : 'a',
  });
  expect(a.metrics.auroc.ci[0]).toBeLessThan(a.metrics.auroc.value);
  // What reports of entries say of a group, and their gaps, by the same functions.
  for (const group of [a, b]) {
    expect(group.figures).toMatchObject({ rows: group.n, auroc: group.metrics.auroc.value });
    expect(group.figures.brier).toBe(group.metrics.brier.value);
    expect(group.figures.aurocInterval).toEqual(group.metrics.auroc.ci);
    expect(group.figures.tprInterval).toBeNull();
  }
  const { equalOpportunity, equalizedOdds, falsePositiveRates } = clustered.gaps.unit;
  expect(equalOpportunity.gap).toBeCloseTo(Math.abs(a.figures.tpr - b.figures.tpr), 12);
  expect(equalizedOdds.gap).toBe(Math.max(equalOpportunity.gap, falsePositiveRates.gap));
  const plain = await ask('--group', 'unit', '--metric', 'sensitivity@0.3');
  expect(plain.groups.unit.a.figures.tpr).toBe(plain.groups.unit.a.metrics['sensitivity@0.3'].value);
});

test('other kinds of outcome by a schema, as a task has it', async () => {
  const truthPath = file('stays.csv', 'id,days\na,3\nb,5\nc,10\n');
  const path = file('days.csv', 'id,expected\nc,8\nb,5\na,4\n');
  const schema = (content: object) => file('schema.json', JSON.stringify(content));
  const days = { kind: 'regression', label: 'days', prediction: 'expected' };
  for (const content of [days, { slug: 'stay', schema: days }]) {
    const { exit, stdout } = await run(
      path,
      ...['--truth', truthPath, '--schema', schema(content), '--metric', 'mae', '--json'],
    );
    expect([exit, JSON.parse(stdout)]).toEqual(['0', { n: 3, metrics: { mae: { value: 1 } } }]);
  }
  const wrong: [object, RegExp][] = [
    [{ ...days, kind: 'nonsense' }, /kind is one of binary, regression/],
    [{ ...days, more: 1 }, /more: /],
    [{ ...days, label: 7 }, /label: /],
    [{ ...days, range: [1, 0] }, /schema.range: /],
  ];
  for (const [content, sentence] of wrong) {
    const { exit, stderr } = await run(path, '--truth', truthPath, '--schema', schema(content));
    expect([exit, sentence.test(stderr), stderr]).toEqual(['2', true, stderr]);
  }
  const mixed = await run(path, '--truth', truthPath, '--schema', schema(days), '--metric', 'auroc');
  expect(mixed).toMatchObject({ exit: '2', stderr: expect.stringMatching(/auroc is for binary outcomes/) });
});
