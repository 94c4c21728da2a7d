// What the sandbox costs: an honest notebook through our runner against plain nbclient in the same Python, each pair in turn.
// After a build and `npm run up` (or with DATATHON_ENVIRONMENTS), as root: node bench/sandbox.js [--rounds 7] [--engine bubblewrap]
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { homeDir } from '../dist/src/runtime/connection.js';
import { environmentsDir } from '../dist/src/runtime/sandbox.js';
import { bubblewrapRunner } from '../dist/src/sandbox/bubblewrap.js';
import { listEnvironments } from '../dist/src/sandbox/environment.js';
import { gvisorRunner } from '../dist/src/sandbox/gvisor.js';
import { preflight } from '../dist/src/sandbox/preflight.js';

const { values: asked } = parseArgs({
  options: {
    rounds: { type: 'string', default: '7' },
    engine: { type: 'string', default: 'bubblewrap' },
  },
});
const rounds = Number(asked.rounds);
const ROWS = 20_000;
const LIMITS = {
  wallSeconds: 120,
  memoryBytes: 2 * 2 ** 30,
  processes: 256,
  diskBytes: 256 << 20,
  logBytes: 1 << 20,
  outputBytes: 50 << 20,
};

const TRIVIAL = "open('predictions.csv', 'w').write('id,pred\\n1,0.5\\n')";
const FIT = `
import pandas as pd
from sklearn.ensemble import RandomForestClassifier
tr = pd.read_csv('/data/train.csv'); te = pd.read_csv('/data/test.csv')
m = RandomForestClassifier(100, random_state=1).fit(tr.drop(columns=['id', 'label']), tr.label)
pd.DataFrame({'id': te.id, 'pred': m.predict_proba(te.drop(columns=['id']))[:, 1]}).to_csv('predictions.csv', index=False)
`;

/** nbclient as its documentation shows it, with the kernel over TCP and nothing around it. */
const PLAIN = `
import sys, nbformat
from nbclient import NotebookClient
nb = nbformat.read('/sandbox/notebook.ipynb', as_version=4)
NotebookClient(nb, resources={'metadata': {'path': '/out'}}).execute()
nbformat.write(nb, '/tmp/executed.ipynb')
assert open('/out/predictions.csv').read(7) == 'id,pred'
`;

const [environment] = listEnvironments(environmentsDir(homeDir(process.env)));
if (!environment || environment.hostUsr || process.getuid() !== 0) {
  console.error(
    'There is no environment with a root file system of its own: run `npm run up` as root first.',
  );
  process.exit(1);
}
const dir = mkdtempSync(join(tmpdir(), 'datathon-bench-'));
const make = asked.engine === 'gvisor' ? gvisorRunner : bubblewrapRunner;
const runner = make({ stateDir: join(dir, 'state'), slots: cpus().length, environment });
const inputs = ['train.csv', 'test.csv'].map((name) => ({ name, path: join(dir, name) }));
writeData();

let count = 0;
async function ours(source, slot = 0) {
  const began = performance.now();
  const result = await runner.run(
    {
      id: `bench-${count++}`,
      program: { kind: 'notebook', notebook: notebookOf(source) },
      inputs,
      collect: 'predictions.csv',
      environment,
      limits: LIMITS,
      seed: 1,
    },
    slot,
    { onFrame: () => undefined, signal: new AbortController().signal },
  );
  if (result.verdict !== 'finished') throw new Error(`the notebook ended with ${result.verdict}`);
  return { ms: performance.now() - began, mib: result.peakMemoryBytes / 2 ** 20 };
}

function plain(source) {
  const place = join(dir, 'plain');
  mkdirSync(place, { recursive: true });
  writeFileSync(join(place, 'notebook.ipynb'), notebookOf(source));
  writeFileSync(join(place, 'plain.py'), PLAIN);
  const script = `set -e; cd "$1"
mount -t proc proc proc; mount --rbind /dev dev; mount -t tmpfs none tmp; mount -t tmpfs none out
mount --bind "$2" data; mount --bind "$3" sandbox
exec chroot . /usr/bin/env -i PATH=/environment/bin:/usr/bin:/bin HOME=/tmp OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 PYTHONDONTWRITEBYTECODE=1 /environment/bin/python /sandbox/plain.py`;
  const began = performance.now();
  const args = ['--mount', '--propagation=private', '--', '/bin/sh', '-c', script, 'sh'];
  const ran = spawnSync('unshare', [...args, environment.root, dir, place], { encoding: 'utf8' });
  if (ran.status !== 0) throw new Error(ran.stderr);
  return { ms: performance.now() - began };
}

function notebookOf(source) {
  const cells = [{ cell_type: 'code', source }];
  const checked = preflight(Buffer.from(JSON.stringify({ nbformat: 4, metadata: {}, cells })));
  if (!checked.ok) throw new Error(JSON.stringify(checked.errors));
  return checked.notebook;
}

function writeData() {
  let state = 7;
  const next = () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647 - 0.5;
  };
  const rows = Array.from({ length: ROWS }, (_, id) => [id, next(), next(), next()]);
  const train = rows.map(([id, a, b, c]) => `${id},${a},${b},${c},${a + b * c > 0 ? 1 : 0}`);
  writeFileSync(join(dir, 'train.csv'), `id,a,b,c,label\n${train.join('\n')}\n`);
  writeFileSync(join(dir, 'test.csv'), `id,a,b,c\n${rows.map((row) => row.join(',')).join('\n')}\n`);
}

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
const seconds = (ms) => (ms / 1000).toFixed(2);

console.log(
  `${asked.engine}, ${cpus().length} cores, load ${loadavg()[0].toFixed(1)}, ${rounds} rounds, medians`,
);
try {
  for (const [name, source] of [
    ['trivial', TRIVIAL],
    ['scikit-learn fit', FIT],
  ]) {
    plain(source);
    await ours(source);
    const pairs = [];
    for (let k = 0; k < rounds; k += 1) {
      // Who is first alternates, so that neither profits from what the other has warmed.
      const first = k % 2 === 0 ? plain(source) : await ours(source);
      const second = k % 2 === 0 ? await ours(source) : plain(source);
      pairs.push(k % 2 === 0 ? { plain: first, ours: second } : { plain: second, ours: first });
    }
    const ratio = median(pairs.map((pair) => pair.ours.ms / pair.plain.ms));
    const [a, b] = ['ours', 'plain'].map((who) => seconds(median(pairs.map((pair) => pair[who].ms))));
    const mib = Math.round(median(pairs.map((pair) => pair.ours.mib)));
    console.log(`${name}: ours ${a} s, plain nbclient ${b} s, ratio ${ratio.toFixed(2)}, ${mib} MiB`);
  }
  const alone = median(await inTurn(rounds, async () => (await ours(FIT)).ms));
  const slots = cpus().length;
  const began = performance.now();
  await Promise.all(Array.from({ length: slots }, (_, slot) => inTurn(4, () => ours(FIT, slot))));
  const perRun = (performance.now() - began) / (4 * slots);
  console.log(
    `${slots} slots: ${seconds(perRun)} s a notebook, one alone ${seconds(alone)} s: ${((alone / perRun / slots) * 100).toFixed(0)} % of ${slots} times as many`,
  );
} finally {
  rmSync(dir, { recursive: true, force: true });
}

async function inTurn(times, work) {
  const results = [];
  for (let k = 0; k < times; k += 1) results.push(await work());
  return results;
}
