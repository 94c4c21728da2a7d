import { existsSync } from 'node:fs';
import { type RunSpec, SandboxError } from './sandbox.js';
import type { Staged } from './staging.js';

/** The descriptors that bubblewrap is given beside the three standard ones. */
export const FILTER_FD = 3;
export const STATUS_FD = 4;

export interface Launch {
  spec: RunSpec;
  staged: Staged;
  /** The user of the slot; null where we are not root, and run as ourselves. */
  uid: number | null;
  /** Files that the run's first process joins its groups by. */
  doors: string[];
  threads: number;
  /** The host's /usr stands in for a root file system of its own. */
  hostUsr: boolean;
}

/** What the run sees of its own paths. */
const ROOT = '/';
const NOBODY = 1000;

/**
 * The whole line, from a shell of root that joins the groups and makes a private view of the few folders that are bound,
 * through the limits, to the unprivileged user that starts bubblewrap.
 */
export function bubblewrapCommand(launch: Launch): string[] {
  const { spec, uid, doors } = launch;
  const limited = [...limits(spec, uid === null, doors.length > 0), ...bubblewrap(launch)];
  if (uid === null) return limited;
  const dropped = [
    'setpriv',
    `--reuid=${uid}`,
    `--regid=${uid}`,
    '--clear-groups',
    '--no-new-privs',
    '--bounding-set=-all',
    '--inh-caps=-all',
    '--ambient-caps=-all',
    '--',
  ];
  const folders = [spec.environment.root, launch.staged.data, launch.staged.program];
  // The folders may lie where only root can go: they are bound to places that this line alone sees, and that end with it.
  const view = viewApartFrom(folders);
  const script = [
    'set -e',
    `mount -t tmpfs -o size=1m,mode=0755 none ${view}`,
    `cd ${view}; mkdir root data program`,
    'mount --bind "$1" root; mount --bind "$2" data; mount --bind "$3" program; shift 3; cd /',
    ...doors.map((door) => `echo $$ > '${door}'`),
    'exec "$@"',
  ].join('\n');
  const before = ['unshare', '--mount', '--propagation=private', '--', '/bin/sh', '-c', script, 'sandbox'];
  return [...before, ...folders, 'choom', '-n', '1000', '--', ...dropped, ...limited];
}

/** A folder that every machine has and that holds none of those to be shown. */
function viewApartFrom(folders: string[]): string {
  const view = ['/mnt', '/media', '/srv', '/opt'].find(
    (place) => existsSync(place) && !folders.some((folder) => `${folder}/`.startsWith(`${place}/`)),
  );
  if (!view) throw new SandboxError('There is no folder to show the run its files at: make /mnt');
  return view;
}

const viewedAt = (view: string) => ({
  root: `${view}/root`,
  data: `${view}/data`,
  program: `${view}/program`,
});

/** Limits that hold without groups too, for each process or for the user. */
function limits({ limits }: RunSpec, asOurselves: boolean, grouped: boolean): string[] {
  const { wallSeconds, memoryBytes, processes, diskBytes } = limits;
  return [
    // A group shares the processor fairly; without one, a hundred processes must not starve whoever watches them.
    ...['nice', '-n', grouped ? '5' : '19'],
    'prlimit',
    '--core=0',
    '--nofile=512',
    `--fsize=${diskBytes}`,
    // Where the user is our own, its other processes would count.
    ...(asOurselves ? [] : [`--nproc=${processes}`]),
    `--cpu=${wallSeconds * 4 + 60}`,
    '--memlock=65536',
    '--msgqueue=0',
    '--sigpending=256',
    '--rtprio=0',
    `--data=${memoryBytes}`,
    '--',
  ];
}

function bubblewrap(launch: Launch): string[] {
  const { spec, staged, hostUsr } = launch;
  const from =
    launch.uid === null
      ? { root: spec.environment.root, data: staged.data, program: staged.program }
      : viewedAt(viewApartFrom([spec.environment.root, staged.data, staged.program]));
  const disk = String(spec.limits.diskBytes);
  return [
    'bwrap',
    ...['user', 'ipc', 'pid', 'net', 'uts', 'cgroup'].map((name) => `--unshare-${name}`),
    '--disable-userns',
    '--assert-userns-disabled',
    ...['--uid', String(NOBODY), '--gid', String(NOBODY), '--hostname', 'sandbox'],
    '--die-with-parent',
    '--new-session',
    // Its own first process would run without the filter, and its memory could be written to: the driver brings one.
    '--as-pid-1',
    ...['--cap-drop', 'ALL', '--clearenv'],
    ...['--ro-bind', from.root, ROOT],
    ...(hostUsr ? ['--ro-bind', '/usr', '/usr'] : []),
    ...['--proc', '/proc', '--dev', '/dev'],
    ...['--size', String(Math.min(64 << 20, spec.limits.diskBytes)), '--tmpfs', '/dev/shm'],
    ...['--remount-ro', '/dev'],
    ...['--size', disk, '--tmpfs', '/tmp'],
    ...['--size', disk, '--tmpfs', '/out'],
    ...['--ro-bind', from.data, '/data'],
    ...['--ro-bind', from.program, '/sandbox'],
    ...Object.entries(environmentOf(launch)).flatMap(([name, value]) => ['--setenv', name, value]),
    ...['--chdir', '/out'],
    ...['--seccomp', String(FILTER_FD), '--json-status-fd', String(STATUS_FD)],
    '--',
    ...driverCommand(spec),
  ];
}

/** Everything that the run finds in its environment: it has nothing of ours. */
export function environmentOf({ spec, threads }: Pick<Launch, 'spec' | 'threads'>): Record<string, string> {
  const bin = spec.environment.python.replace(/\/[^/]*$/, '');
  return {
    PATH: `${bin}:/usr/bin:/bin`,
    HOME: '/tmp',
    TMPDIR: '/tmp',
    LANG: 'C.UTF-8',
    TZ: 'UTC',
    PYTHONHASHSEED: String(spec.seed % 4_294_967_296),
    PYTHONDONTWRITEBYTECODE: '1',
    PYTHONUNBUFFERED: '1',
    DATATHON_SEED: String(spec.seed),
    DATATHON_INPUT: '/data',
    DATATHON_OUTPUT: '/out',
    IPYTHONDIR: '/tmp/.ipython',
    JUPYTER_RUNTIME_DIR: '/tmp',
    JUPYTER_PLATFORM_DIRS: '1',
    MPLCONFIGDIR: '/tmp/.matplotlib',
    MPLBACKEND: 'module://matplotlib_inline.backend_inline',
    OMP_NUM_THREADS: String(threads),
    OPENBLAS_NUM_THREADS: String(threads),
    MKL_NUM_THREADS: String(threads),
    LOKY_MAX_CPU_COUNT: String(threads),
  };
}

/** In the isolated mode: neither the working directory nor variables change what the driver imports. */
export function driverCommand(spec: RunSpec): string[] {
  const { logBytes, outputBytes } = spec.limits;
  const kind = spec.program.kind;
  const command = spec.program.kind === 'scorer' ? spec.program.command.map(asSeenInside) : [];
  const file = kind === 'notebook' ? '/sandbox/notebook.ipynb' : '-';
  const sizes = [String(logBytes), String(outputBytes)];
  return [
    spec.environment.python,
    '-I',
    '/sandbox/driver.py',
    kind,
    file,
    spec.collect,
    ...sizes,
    ...command,
  ];
}

/** A word of a scorer's command, with Codabench's names for its three folders as the paths that they have in the sandbox. */
function asSeenInside(word: string): string {
  return word
    .replaceAll('$input', '/data')
    .replaceAll('$output', '/out')
    .replaceAll('$program', '/sandbox/program');
}
