import type { PreflightCode } from '../../../src/sandbox/preflight.js';
import type { Verdict } from '../../../src/sandbox/sandbox.js';

export interface Expectation {
  /** Any of these. */
  verdict: Verdict[];
  /** What must be read in its log: that the attack took place and was refused. */
  says?: RegExp;
  /** The file that is collected. */
  output?: RegExp;
  wallSeconds?: number;
  /** What gets through, exactly: only with a reason in the table of exceptions. */
  leaks?: string[] | 'any';
  /** Held by other means where there are no control groups, so tried there too. */
  degraded?: true;
}

const HONEST = /^id,pred\n1,0\.5\n$/;
/** The daemon may be slow enough to begin writing before the run has ended: that is the notebook's own doing. */
const ONCE = /^(id,pred\n(1,0\.5|TAMPERED,0)\n)?$/;

/** Each attack of the folder stands here once, and none may print LEAK. */
export const ATTACKS: Record<string, Expectation> = {
  fork_bomb: { degraded: true, verdict: ['no_output'], says: /OK: fork stopped 11/ },
  // Its own kernel may be the process that is refused.
  fork_and_exit: { degraded: true, verdict: ['time', 'memory', 'crashed'], wallSeconds: 8 },
  threads: { degraded: true, verdict: ['no_output'], says: /OK: threads stopped/ },
  memory_bomb: { degraded: true, verdict: ['memory'] },
  memory_bomb_children: { degraded: true, verdict: ['memory'] },
  memory_memfd: { degraded: true, verdict: ['memory', 'no_output'] },
  memory_sysv: { degraded: true, verdict: ['memory', 'no_output'] },
  memory_tmpfs: {
    degraded: true,
    verdict: ['no_output'],
    says: /OK: \/tmp 28[\s\S]*OK: \/out 28[\s\S]*OK: \/dev\/shm 28[\s\S]*OK: \/dev (13|30)/,
  },
  memory_inodes: { degraded: true, verdict: ['memory', 'no_output'], says: /OK: inodes stopped|^$/ },
  memory_sockets: { degraded: true, verdict: ['memory', 'time'] },
  memory_pipes: { degraded: true, verdict: ['memory', 'no_output', 'time'] },
  disk_fill_tmp: { degraded: true, verdict: ['finished'], says: /OK: \/tmp stopped 28/ },
  disk_fill_out: { verdict: ['no_output'], says: /OK: \/out stopped 28/ },
  stdout_flood: { verdict: ['memory', 'no_output', 'time'] },
  log_flood: { degraded: true, verdict: ['finished'], output: HONEST },
  display_flood: { verdict: ['finished'], output: HONEST },
  infinite_loop: { verdict: ['time'], wallSeconds: 6 },
  signals_ignored: { degraded: true, verdict: ['time'], wallSeconds: 6 },
  kernel_stopped: { verdict: ['time'], wallSeconds: 6 },
  driver_stopped: { degraded: true, verdict: ['time'], wallSeconds: 6 },
  driver_killed: { verdict: ['crashed'] },
  driver_traced: { verdict: ['no_output'], says: /OK: attach[\s\S]*OK: \d+ fd\/1 13/ },
  daemon: { degraded: true, verdict: ['finished'], output: ONCE },
  net_loopback: { verdict: ['no_output'], says: /OK: 127\.0\.0\.1 5432 97[\s\S]*OK: abstract/ },
  network_families: { verdict: ['no_output'], says: /OK: only AF_UNIX and NETLINK_ROUTE[\s\S]*OK: http/ },
  host_files: { degraded: true, verdict: ['no_output'], says: /OK: \/root\/.bashrc/ },
  other_runs_files: { verdict: ['no_output'], says: /OK: \/data\/train.csv 13[\s\S]*OK: chmod/ },
  proc_environ: { verdict: ['no_output'], says: /OK: env clean/ },
  inherited_descriptors: { verdict: ['no_output'], says: /OK: looked/ },
  devices: { verdict: ['no_output'], says: /OK: \/dev\/mem[\s\S]*OK: mknod b/ },
  terminal_input: { verdict: ['no_output'], says: /OK: pty/ },
  symlink_output: { verdict: ['bad_output'] },
  hardlinked_output: { verdict: ['bad_output'], says: /OK: \/data\/test.csv/ },
  fifo_output: { verdict: ['bad_output'] },
  device_output: { verdict: ['bad_output'] },
  socket_output: { verdict: ['bad_output'] },
  odd_names: { verdict: ['bad_output'] },
  sparse_output: { verdict: ['crashed', 'bad_output'] },
  large_output: { verdict: ['bad_output'] },
  growing_output: { verdict: ['finished', 'bad_output'] },
  forged_frames: { verdict: ['finished'], output: HONEST },
  xss_output: { verdict: ['finished'], output: HONEST },
  os_exit: { verdict: ['crashed'] },
  dying_kernels: { verdict: ['crashed'] },
  asking_for_input: { verdict: ['crashed'], says: /StdinNotImplementedError/ },
  mount_userns: { verdict: ['no_output'], says: /OK: unshare user 1[\s\S]*OK: mount tmpfs 1/ },
  namespaces: { verdict: ['no_output'], says: /OK: unshare mnt 1[\s\S]*OK: clone3 38/ },
  keyrings: { verdict: ['no_output'], says: /OK: add_key 1/ },
  wrong_architecture: { verdict: ['no_output'], says: /OK: killed by 31[\s\S]*OK: killed by 31/ },
  setuid_programs: { verdict: ['no_output'], says: /OK: no setuid programs[\s\S]*OK: no new privileges/ },
  covert_locks: { verdict: ['no_output'], says: /OK: flock 1[\s\S]*OK: SQLite/ },
};

/** Those that are not run at all. */
export const REFUSED: Record<string, PreflightCode> = {
  invalid_json: 'NOTEBOOK_NOT_JSON',
  zero_cells: 'NOTEBOOK_NO_CODE',
  wrong_language: 'NOTEBOOK_WRONG_LANGUAGE',
};

export type Mode = 'cgroup' | 'degraded' | 'gvisor';

/** The same attacks for each engine; without control groups those that groups would hold. */
export function tableOf(mode: Mode): [string, Expectation][] {
  const all = Object.entries(ATTACKS);
  if (mode === 'degraded') return all.filter(([, { degraded }]) => degraded);
  if (mode === 'cgroup') return all;
  return all
    .filter(([name]) => !SAME_IN_GVISOR.includes(name))
    .map(([name, held]) => [name, { ...held, ...IN_GVISOR[name] }]);
}

/** What is on our side of the pipe is the same for every engine: under bubblewrap alone, so that the tests take minutes. */
const SAME_IN_GVISOR = [
  ...['log_flood', 'display_flood', 'kernel_stopped', 'driver_stopped', 'driver_killed', 'signals_ignored'],
  ...[
    'fork_and_exit',
    'threads',
    'memory_pipes',
    'memory_inodes',
    'device_output',
    'socket_output',
    'odd_names',
  ],
  ...[
    'hardlinked_output',
    'large_output',
    'dying_kernels',
    'asking_for_input',
    'terminal_input',
    'memory_sysv',
  ],
];

/** Where gVisor does not answer as the host's kernel does. What gets through stays in its own kernel and ends with it. */
const IN_GVISOR: Record<string, Partial<Expectation> & { reason: string }> = {
  fork_bomb: {
    reason: 'It knows no limit of processes of its own: at that of the group it is ended as a whole.',
    verdict: ['crashed', 'memory'],
    says: /^/,
  },
  driver_traced: {
    reason:
      "Its /proc does not know processes that cannot be dumped. fd/1 is /dev/null; the pipe's frames are never believed.",
    leaks: ['LEAK: 1 environ', 'LEAK: 2 environ', 'LEAK: 1 maps', 'LEAK: 2 maps', 'LEAK: 2 fd/1'],
    says: /OK: attach/,
  },
  inherited_descriptors: {
    reason:
      'The same: the descriptors of the driver can be seen. With the pipe a notebook changes its own result at most.',
    leaks: 'any',
  },
  net_loopback: { reason: 'Its filter answers EPERM.', says: /OK: 127\.0\.0\.1 5432 \d+[\s\S]*OK: abstract/ },
  devices: {
    reason: 'It shows two devices that it implements itself; oom_score_adj is a number that only it reads.',
    leaks: [
      'LEAK: a device /dev/fuse',
      'LEAK: a device /dev/net/tun',
      'LEAK: /dev/fuse',
      'LEAK: /dev/net/tun',
      'LEAK: written /proc/self/oom_score_adj',
    ],
  },
  mount_userns: {
    reason: 'Namespaces by clone are those of its own kernel; mounting stays refused.',
    leaks: ['LEAK: clone NEWUSER 0'],
  },
  namespaces: {
    reason: 'The same.',
    leaks: ['LEAK: clone mnt 0', 'LEAK: clone cgroup 0', 'LEAK: clone user 0'],
    says: /OK: unshare mnt 1/,
  },
  wrong_architecture: {
    reason: 'It answers these entries itself, and knows no such calls.',
    leaks: ['LEAK: int 0x80 returned', 'LEAK: x32 returned'],
    says: /^/,
  },
  setuid_programs: {
    reason: 'Its /proc/self/status has no line about new privileges, so that the attack stops there.',
    verdict: ['crashed'],
    says: /OK: no setuid programs/,
  },
  covert_locks: {
    reason: 'Locks are kept in the kernel of each run: another run does not see them.',
    leaks: ['LEAK: getlk'],
    says: /OK: flock 1/,
  },
};
