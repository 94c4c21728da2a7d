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
