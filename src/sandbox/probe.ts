import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Environment, Frame, NotebookRunner, Probe, RunResult } from './sandbox.js';

export interface Probed {
  run: NotebookRunner['run'];
  environment: Environment;
  engine: Probe['engine'];
  version: string;
  limits: Probe['limits'];
  slots: number;
}

const MIB = 1 << 20;
const LIMITS = {
  wallSeconds: 60,
  memoryBytes: 512 * MIB,
  processes: 64,
  diskBytes: 16 * MIB,
  logBytes: 64 << 10,
  outputBytes: MIB,
};
const CANARY = 'datathon-canary';

/** Each prints one line, `NAME: what it saw`, and LEAK in it where it got through. */
const ATTEMPTS = (canary: string, port: number) => `
import os, socket
def tell(name, got_through, seen): print(f"{name}: {'LEAK ' if got_through else ''}{seen}", flush=True)
try:
    open(${JSON.stringify(canary)}).read(); tell('host files', True, 'a file of the host was read')
except OSError as e: tell('host files', False, e.strerror)
try:
    s = socket.socket(); s.settimeout(2); s.connect(('127.0.0.1', ${port})); tell('network', True, 'a service of the host answered')
except OSError as e: tell('network', False, e.strerror)
seen = [p for p in os.listdir('/proc') if p.isdigit()]
tell('processes of the host', len(seen) > 12, f'{len(seen)} processes are seen')
tell('environment', any(${JSON.stringify(CANARY)} in v for v in os.environ.values()), f'{len(os.environ)} variables')
try:
    open('/data/written', 'w'); tell('inputs', True, 'an input folder was written to')
except OSError as e: tell('inputs', False, e.strerror)
try:
    with open('/tmp/fill', 'wb') as f:
        for _ in range(64): f.write(bytes(1 << 20))
    tell('disk', True, '64 MiB were written')
except OSError as e: tell('disk', False, e.strerror)
open('/out/predictions.csv', 'w').write('id,pred\\n1,0.5\\n')
`;

const FORK = `
import os, signal
children = []
try:
    for _ in range(300):
        pid = os.fork()
        if pid == 0: signal.pause()
        children.append(pid)
except OSError: pass
print(f"{'LEAK ' if len(children) >= ${LIMITS.processes} else ''}{len(children)} children", flush=True)
for pid in children: os.kill(pid, 9)
`;

const MEMORY = `
import os, time
for _ in range(4):
    if os.fork() == 0:
        x = bytearray(300 << 20)
        for k in range(0, len(x), 4096): x[k] = 1
        time.sleep(20); os._exit(0)
time.sleep(20); print('LEAK')
`;

const EXPECTED = ['host files', 'network', 'processes of the host', 'environment', 'inputs', 'disk'];

/** A canary on the host that nothing inside may find, and a few attacks on memory, processes and disk. */
export async function probe(probed: Probed): Promise<Probe> {
  const dir = mkdtempSync(join(tmpdir(), 'datathon-probe-'));
  const canary = join(dir, CANARY);
  writeFileSync(canary, CANARY, { mode: 0o644 });
  const server = createServer((socket) => socket.end(CANARY));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  try {
    const first = await attempt(probed, ATTEMPTS(canary, port));
    const second = await attempt(probed, MEMORY);
    const third = await attempt(probed, FORK);
    const checks = [...checksOf(first), memoryCheck(second), forkCheck(third)];
    return answer(probed, checks, null);
  } catch (error) {
    return answer(probed, [], `${(error as Error).message}.`);
  } finally {
    server.close();
    rmSync(dir, { recursive: true, force: true });
  }
}

function answer(
  { engine, version, limits, slots }: Probed,
  checks: Probe['checks'],
  missing: string | null,
): Probe {
  const bad = checks.filter(({ ok }) => !ok).map(({ name }) => name);
  const why = missing ?? (bad.length ? `The sandbox did not hold in the probe: ${bad.join(', ')}.` : null);
  return { ok: why === null, engine, version, limits, slots, checks, missing: why };
}

interface Attempt {
  result: RunResult;
  text: string;
}

async function attempt({ run, environment }: Probed, source: string): Promise<Attempt> {
  const cell = { cell_type: 'code', id: 'c0', metadata: {}, execution_count: null, outputs: [], source };
  const notebook = Buffer.from(
    JSON.stringify({ nbformat: 4, nbformat_minor: 5, metadata: {}, cells: [cell] }),
  );
  let text = '';
  const onFrame = (frame: Frame) => {
    if (frame.type !== 'output') return;
    text +=
      frame.output.kind === 'text'
        ? frame.output.text
        : frame.output.kind === 'error'
          ? frame.output.message
          : '';
  };
  const spec = {
    id: `probe-${process.pid}`,
    program: { kind: 'notebook' as const, notebook },
    inputs: [],
    collect: 'predictions.csv',
    environment,
    limits: LIMITS,
    seed: 1,
  };
  const result = await run(spec, 0, { onFrame, signal: new AbortController().signal });
  return { result, text };
}

/** What said nothing has not held: an attack that did not take place proves nothing. */
function checksOf({ result, text }: Attempt): Probe['checks'] {
  const lines = text.split('\n');
  const tried = EXPECTED.map((name) => {
    const seen = lines.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2);
    return { name, ok: seen !== undefined && !seen.startsWith('LEAK'), seen: seen ?? 'it was not tried' };
  });
  const honest = result.verdict === 'finished' && result.output?.toString() === 'id,pred\n1,0.5\n';
  return [...tried, { name: 'output', ok: honest, seen: result.verdict }];
}

function memoryCheck({ result, text }: Attempt) {
  const held = result.verdict === 'memory' && !text.includes('LEAK');
  return { name: 'memory', ok: held, seen: `${result.verdict} at ${result.peakMemoryBytes >> 20} MiB` };
}

/**
 * Refused at the limit, or ended as a whole: gVisor knows no limit of its own, and its group or the watcher ends it, by
 * whichever of its limits is met first.
 */
function forkCheck({ result, text }: Attempt) {
  const told = text.split('\n').find((line) => line.includes('children'));
  const ended = ['crashed', 'memory', 'time'].includes(result.verdict) && result.cell === 0;
  const held = !text.includes('LEAK') && (told !== undefined || ended);
  return { name: 'processes', ok: held, seen: told ?? result.verdict };
}
