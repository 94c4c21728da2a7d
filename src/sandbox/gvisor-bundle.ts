import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { driverCommand, environmentOf } from './bubblewrap-command.js';
import type { RunSpec } from './sandbox.js';
import type { Staged } from './staging.js';

export interface Bundle {
  spec: RunSpec;
  staged: Staged;
  uid: number;
  threads: number;
}

/** Writes what the Open Container Initiative calls a bundle, for `runsc run`. @returns its folder */
export function writeBundle(dir: string, bundle: Bundle): string {
  const place = join(dir, 'bundle');
  mkdirSync(place, { mode: 0o700 });
  writeFileSync(join(place, 'config.json'), JSON.stringify(configOf(bundle)), { mode: 0o600 });
  return place;
}

function configOf({ spec, staged, uid, threads }: Bundle) {
  const { limits, environment } = spec;
  const sized = (destination: string, bytes: number) => ({
    destination,
    type: 'tmpfs',
    source: 'tmpfs',
    options: ['nosuid', 'nodev', 'mode=1777', `size=${bytes}`],
  });
  const shown = (destination: string, source: string) => ({
    destination,
    type: 'bind',
    source,
    options: ['ro', 'nosuid', 'nodev'],
  });
  const rlimit = (type: string, value: number) => ({ type: `RLIMIT_${type}`, hard: value, soft: value });
  return {
    ociVersion: '1.0.2',
    hostname: 'sandbox',
    root: { path: environment.root, readonly: true },
    process: {
      terminal: false,
      user: { uid, gid: uid, additionalGids: [] },
      args: driverCommand(spec),
      env: Object.entries(environmentOf({ spec, threads })).map(([name, value]) => `${name}=${value}`),
      cwd: '/out',
      noNewPrivileges: true,
      capabilities: { bounding: [], effective: [], inheritable: [], permitted: [], ambient: [] },
      rlimits: [
        rlimit('CORE', 0),
        rlimit('NOFILE', 512),
        rlimit('FSIZE', limits.diskBytes),
        rlimit('NPROC', limits.processes),
        rlimit('DATA', limits.memoryBytes),
        rlimit('MEMLOCK', 65_536),
      ],
    },
    mounts: [
      { destination: '/proc', type: 'proc', source: 'proc' },
      { destination: '/dev', type: 'tmpfs', source: 'tmpfs', options: ['nosuid', 'mode=755', 'size=65536'] },
      sized('/dev/shm', Math.min(64 << 20, limits.diskBytes)),
      sized('/tmp', limits.diskBytes),
      sized('/out', limits.diskBytes),
      shown('/data', staged.data),
      shown('/sandbox', staged.program),
    ],
    linux: {
      namespaces: ['pid', 'network', 'ipc', 'uts', 'mount'].map((type) => ({ type })),
      seccomp: filterOf(),
    },
  };
}

/** What bubblewrap's filter refuses, in the words of the bundle; gVisor applies it inside. */
function filterOf() {
  const refused = (names: string[], errno: number) => ({ names, action: 'SCMP_ACT_ERRNO', errnoRet: errno });
  const family = (op: string, value: number) => ({ index: 0, op, value });
  return {
    defaultAction: 'SCMP_ACT_ALLOW',
    architectures: [process.arch === 'arm64' ? 'SCMP_ARCH_AARCH64' : 'SCMP_ARCH_X86_64'],
    syscalls: [
      refused(
        ['mount', 'umount2', 'pivot_root', 'chroot', 'unshare', 'setns', 'ptrace', 'process_vm_readv'],
        1,
      ),
      refused(['process_vm_writev', 'add_key', 'request_key', 'keyctl', 'bpf', 'perf_event_open'], 1),
      refused(['userfaultfd', 'flock', 'inotify_init', 'inotify_init1', 'memfd_create', 'shmget'], 1),
      // All but AF_UNIX and AF_NETLINK.
      { ...refused(['socket', 'socketpair'], 97), args: [family('SCMP_CMP_LT', 1)] },
      { ...refused(['socket', 'socketpair'], 97), args: [family('SCMP_CMP_GT', 16)] },
      ...Array.from({ length: 14 }, (_, k) => ({
        ...refused(['socket', 'socketpair'], 97),
        args: [family('SCMP_CMP_EQ', k + 2)],
      })),
    ],
  };
}
