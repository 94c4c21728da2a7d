import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { HOST_USR, MOUNT_POINTS } from '../sandbox/environment.js';
import { run } from './sandbox-environment.js';

/** A small Debian of its own: nothing of this machine is in it. */
export async function makeOwnRoot(root: string, release: string, packages: string[], signal?: AbortSignal) {
  const included = ['python3', 'python3-venv', 'ca-certificates', 'libstdc++6', ...packages].join(',');
  const args = ['--mode=root', '--variant=essential', `--include=${included}`];
  const sources = aptSources();
  // What it mounts is seen by it alone: where it is broken off, no mount of ours stays in a folder that is then removed.
  const apart = ['--mount', '--propagation=private', '--', 'mmdebstrap'];
  await run('unshare', [...apart, ...args, release, root, ...(sources ? ['-'] : [])], {
    input: sources,
    signal,
  });
  // What was copied from this machine, and what no notebook reads.
  for (const rest of [
    'etc/hostname',
    'etc/resolv.conf',
    'etc/apt',
    'var/lib/apt',
    'usr/share/doc',
    'usr/share/man',
    'usr/share/locale',
  ])
    rmSync(join(root, rest), { recursive: true, force: true });
  await run('find', [root, '-xdev', '-type', 'f', '-perm', '/6000', '-exec', 'chmod', 'ug-s', '{}', '+']);
  for (const name of MOUNT_POINTS) mkdirSync(join(root, name), { recursive: true });
  writeFileSync(join(root, 'etc/passwd'), ACCOUNTS);
  writeFileSync(join(root, 'etc/group'), 'root:x:0:\nuser:x:1000:\n');
}

/** Where no Debian can be made, this machine's programs are shown, read-only, and nothing else of it. */
export function makeHostRoot(root: string) {
  for (const name of [...MOUNT_POINTS, 'etc', 'usr', 'opt']) mkdirSync(join(root, name), { recursive: true });
  for (const name of ['bin', 'sbin', 'lib', 'lib64']) {
    if (existsSync(`/${name}`)) symlinkSync(linkOf(name), join(root, name));
  }
  for (const file of ['etc/ld.so.cache', 'etc/ld.so.conf'])
    if (existsSync(`/${file}`)) copyFileSync(`/${file}`, join(root, file));
  writeFileSync(join(root, 'etc/passwd'), ACCOUNTS);
  writeFileSync(join(root, HOST_USR), '');
}

const ACCOUNTS = 'root:x:0:0::/:/usr/sbin/nologin\nuser:x:1000:1000::/tmp:/usr/sbin/nologin\n';

function linkOf(name: string): string {
  try {
    return readlinkSync(`/${name}`);
  } catch {
    return `usr/${name}`;
  }
}

/** Where this machine has its own packages from. */
function aptSources(): string | undefined {
  const files = ['debian.sources', 'ubuntu.sources'].map((name) => `/etc/apt/sources.list.d/${name}`);
  const file = [...files, '/etc/apt/sources.list'].find(existsSync);
  return file && readFileSync(file, 'utf8');
}
