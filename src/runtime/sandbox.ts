import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import type { BuiltEnvironment } from '../sandbox/environment.js';
import { installWithApt, isRootWithApt } from './apt.js';
import type { Progress } from './progress.js';
import { label, say } from './run.js';
import { buildEnvironment, type RootKind, recipes } from './sandbox-environment.js';

export interface PreparedSandbox {
  environments: BuiltEnvironment[];
  /** Why notebooks cannot be run on this machine, as a sentence for operators; null where they can. */
  missing: string | null;
  /** What is there, but weaker than it might be. */
  notes: string[];
}

/** Several homes may share what is built: tests and try-outs name another place. */
export const environmentsDir = (home: string, env: NodeJS.ProcessEnv = process.env): string =>
  resolve(env.DATATHON_ENVIRONMENTS || join(home, 'environments'));

/** Installs and builds what the machine lets us. Never throws: notebooks may be missing, the platform starts all the same. */
export async function prepareSandbox(
  home: string,
  progress: Progress,
  signal?: AbortSignal,
): Promise<PreparedSandbox> {
  const nothing = (missing: string): PreparedSandbox => ({ environments: [], missing, notes: [] });
  if (process.platform !== 'linux') return nothing('Notebooks need Linux: bubblewrap runs nowhere else.');
  const absent = await installTools(progress);
  if (absent) return nothing(absent);
  const kind: RootKind = isRootWithApt() && has('mmdebstrap') ? 'own' : 'host';
  const dir = environmentsDir(home);
  const built: BuiltEnvironment[] = [];
  try {
    for (const recipe of recipes(kind)) {
      const there = existsSync(join(dir, `${recipe.name}-${recipe.key.slice(0, 16)}`, 'environment.json'));
      const build = () => buildEnvironment(recipe, kind, dir, signal);
      const text = label(
        `Building the notebooks' environment ${recipe.name}: takes a few minutes, once`,
        `The notebooks' environment ${recipe.name} is built`,
        `노트북 실행 환경 ${recipe.name}을(를) 만들었습니다`,
      );
      built.push(there ? await build() : await progress.step(text, build));
    }
  } catch (error) {
    return nothing(`The notebooks' environment could not be built: ${(error as Error).message}.`);
  }
  const notes =
    kind === 'host'
      ? [
          "Notebooks see this machine's /usr, read-only: a file system of their own needs root and mmdebstrap.",
        ]
      : [];
  return { environments: built, missing: null, notes };
}

const has = (program: string) =>
  [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/usr/bin', '/sbin', '/bin'].some((dir) =>
    existsSync(join(dir, program)),
  );

async function installTools(progress: Progress): Promise<string | undefined> {
  const wanted = isRootWithApt() ? ['bubblewrap', 'mmdebstrap'] : ['bubblewrap'];
  const programs: Record<string, string> = { bubblewrap: 'bwrap', mmdebstrap: 'mmdebstrap' };
  const absent = wanted.filter((name) => !has(programs[name]!));
  if (absent.length && isRootWithApt()) {
    const names = absent.join(say(' and ', ', '));
    const text = label(`Installing ${names}`, `${names} are installed`, `${names}을(를) 설치했습니다`);
    await progress.step(text, () => installWithApt(absent));
  }
  if (!has('bwrap')) {
    return 'Notebooks need bubblewrap: install it (for example: sudo apt-get install bubblewrap) and start again.';
  }
  const others = ['prlimit', 'setpriv', 'unshare', 'choom'].filter((name) => !has(name));
  if (others.length) return `Notebooks need ${others.join(', ')} of util-linux.`;
  return (await bubblewrapWorks()) ?? undefined;
}

async function bubblewrapWorks(): Promise<string | undefined> {
  try {
    await promisify(execFile)('bwrap', ['--unshare-user', '--unshare-net', '--ro-bind', '/', '/', 'true']);
    return undefined;
  } catch (error) {
    const said = String((error as { stderr?: string }).stderr ?? '')
      .trim()
      .split('\n')
      .at(-1);
    return `Notebooks need user namespaces, and this machine refuses them (${said || 'bubblewrap failed'}).`;
  }
}
