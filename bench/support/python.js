import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const SCRIPT = fileURLToPath(new URL('./reference.py', import.meta.url));
const CANDIDATES = [process.env.PYTHON, '/usr/bin/python3', 'python3'].filter(Boolean);
// One thread for what numpy hands to a library of its own, as for ours.
const ENV = { ...process.env, OPENBLAS_NUM_THREADS: '1', OMP_NUM_THREADS: '1', MKL_NUM_THREADS: '1' };

/** The Python that has scikit-learn, pandas and numpy; null where none has. */
export async function findPython() {
  for (const python of CANDIDATES) {
    const child = spawn(python, ['-c', 'import sklearn, pandas, numpy'], { stdio: 'ignore' });
    const code = await Promise.race([once(child, 'exit'), once(child, 'error')]);
    if (code[0] === 0) return python;
  }
  return null;
}

/** A Python that stays, so that its start and its imports are not measured. */
export function openReference(python) {
  const child = spawn(python, [SCRIPT], { env: ENV, stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    async ask(request) {
      child.stdin.write(`${JSON.stringify(request)}\n`);
      const { value, done } = await lines.next();
      if (done) throw new Error('Python ended');
      return JSON.parse(value);
    },
    close: () => child.stdin.end(),
  };
}

/** Runs the script once with arguments; seconds from start to end and what it printed. */
export const runReference = (python, args) => runTimed(python, [SCRIPT, ...args]);

/** Runs a program to its end. */
export async function runTimed(program, args) {
  const began = performance.now();
  const child = spawn(program, args, { env: ENV, stdio: ['ignore', 'pipe', 'inherit'] });
  let printed = '';
  child.stdout.on('data', (text) => {
    printed += text;
  });
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${code}`);
  return { seconds: (performance.now() - began) / 1000, printed };
}
