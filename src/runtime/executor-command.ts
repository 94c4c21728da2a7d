import { existsSync, mkdirSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';

export interface ExecutorPlace {
  /** The folder of the checkout or of the image. */
  root: string;
  home: string;
  environments: string;
}

/**
 * What root may still do in the executing process: make views and groups for runs, and become the users that they run as.
 * Not: look into other processes, pass by the modes of files, make devices, or load anything.
 */
const RIGHTS = { CHOWN: 0, KILL: 5, SETGID: 6, SETUID: 7, SETPCAP: 8, SYS_ADMIN: 21 };
const SYSTEM = ['/usr', '/bin', '/sbin', '/lib', '/lib32', '/lib64', '/etc', '/opt'];

/**
 * How the executing process is started. As root it gets a file system of its own in which the home does not exist but for the
 * two folders that it works with: the labels, the uploads, the keys and the database's files are not there to be opened. Without
 * root there is no such view; then it is a process of the same user, which runs one notebook at a time and is called degraded.
 */
export function executorCommand(place: ExecutorPlace): { command: string; args: string[] } {
  const node = ['--enable-source-maps', join(place.root, 'dist', 'src', 'execute.js')];
  for (const folder of ['execution', 'sandbox'])
    mkdirSync(join(place.home, folder), { recursive: true, mode: 0o700 });
  if (process.getuid?.() !== 0) return { command: process.execPath, args: node };
  const code = ['dist', 'node_modules', 'sandbox', 'environments', 'package.json'].map((name) =>
    join(place.root, name),
  );
  const readable = [...SYSTEM, dirname(dirname(process.execPath)), ...code, place.environments];
  const writable = ['execution', 'sandbox'].map((name) => join(place.home, name));
  return {
    command: 'bwrap',
    args: [
      // First, for a checkout or a home may lie below it.
      ...['--tmpfs', '/tmp', '--dir', '/mnt'],
      ...readable.filter(existsSync).flatMap((path) => ['--ro-bind', realpathSync(path), path]),
      ...['--dev', '/dev', '--bind', '/proc', '/proc', '--bind', '/sys', '/sys'],
      ...writable.flatMap((path) => ['--bind', path, path]),
      ...['--cap-drop', 'ALL', ...held().flatMap((name) => ['--cap-add', `CAP_${name}`])],
      ...['--die-with-parent', '--chdir', '/', '--', process.execPath, ...node],
    ],
  };
}

/** Those of them that this process has itself: asked for one that it lacks, bubblewrap takes none away. */
function held(): string[] {
  const mask = /^CapEff:\s+([0-9a-f]+)$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? '0';
  return Object.entries(RIGHTS).flatMap(([name, bit]) =>
    (BigInt(`0x${mask}`) >> BigInt(bit)) & 1n ? [name] : [],
  );
}
