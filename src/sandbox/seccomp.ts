/**
 * The system calls that the sandbox refuses, as a BPF program for `bwrap --seccomp`: everything is allowed that is not named here.
 * A filter sees numbers and plain arguments, never what a pointer leads to.
 */
export interface FilterSettings {
  architecture: 'x64' | 'arm64';
  /** Memory that belongs to no process is refused where no group counts it: memfd and System V segments. */
  countedMemory: boolean;
}

const EPERM = 1;
const EINVAL = 22;
const ENOSYS = 38;
const EAFNOSUPPORT = 97;

const ALLOW = 0x7fff0000;
const KILL_PROCESS = 0x80000000;
const errno = (number: number) => 0x00050000 | number;

/** [name, x86-64, arm64]; -1 is a call that the architecture does not have. */
type Call = [string, number, number];

/** Mounting, namespaces, tracing, keys, the kernel itself, clocks, modules, and ways to another process or file system. */
const REFUSED: Call[] = [
  ['mount', 165, 40],
  ['umount2', 166, 39],
  ['pivot_root', 155, 41],
  ['chroot', 161, 51],
  ['open_tree', 428, 428],
  ['move_mount', 429, 429],
  ['fsopen', 430, 430],
  ['fsconfig', 431, 431],
  ['fsmount', 432, 432],
  ['fspick', 433, 433],
  ['mount_setattr', 442, 442],
  ['open_tree_attr', 467, 467],
  ['unshare', 272, 97],
  ['setns', 308, 268],
  ['ptrace', 101, 117],
  ['process_vm_readv', 310, 270],
  ['process_vm_writev', 311, 271],
  ['process_madvise', 440, 440],
  ['process_mrelease', 448, 448],
  ['pidfd_getfd', 438, 438],
  ['kcmp', 312, 272],
  ['bpf', 321, 280],
  ['perf_event_open', 298, 241],
  ['add_key', 248, 217],
  ['request_key', 249, 218],
  ['keyctl', 250, 219],
  ['userfaultfd', 323, 282],
  ['init_module', 175, 105],
  ['finit_module', 313, 273],
  ['delete_module', 176, 106],
  ['kexec_load', 246, 104],
  ['kexec_file_load', 320, 294],
  ['reboot', 169, 142],
  ['swapon', 167, 224],
  ['swapoff', 168, 225],
  ['acct', 163, 89],
  ['quotactl', 179, 60],
  ['quotactl_fd', 443, 443],
  ['sethostname', 170, 161],
  ['setdomainname', 171, 162],
  ['settimeofday', 164, 170],
  ['clock_settime', 227, 112],
  ['adjtimex', 159, 171],
  ['clock_adjtime', 305, 266],
  ['syslog', 103, 116],
  ['iopl', 172, -1],
  ['ioperm', 173, -1],
  ['modify_ldt', 154, -1],
  ['vhangup', 153, 58],
  ['name_to_handle_at', 303, 264],
  ['open_by_handle_at', 304, 265],
  ['lookup_dcookie', 212, 18],
  ['migrate_pages', 256, 238],
  ['move_pages', 279, 239],
  // Locks and watches on a file that two sandboxes read would be a way to talk.
  ['flock', 73, 32],
  ['inotify_init', 253, -1],
  ['inotify_init1', 294, 26],
  ['fanotify_init', 300, 262],
];

/** Programs ask for these and do without where the kernel is too old: so it seems to be. clone3 hides its flags behind a pointer. */
const UNKNOWN: Call[] = [
  ['clone3', 435, 435],
  ['io_uring_setup', 425, 425],
  ['io_uring_enter', 426, 426],
  ['io_uring_register', 427, 427],
  ['memfd_secret', 447, 447],
];
const UNCOUNTED: Call[] = [
  ['memfd_create', 319, 279],
  ['shmget', 29, 194],
  ['shmat', 30, 196],
];

const NAMESPACES = 0x7e020080; // NEWNS, NEWTIME, NEWCGROUP, NEWUTS, NEWIPC, NEWUSER, NEWPID, NEWNET
const AF_UNIX = 1;
const AF_NETLINK = 16;
const NETLINK_ROUTE = 0;
// Asking for another's lock, a lease, a notice of changes; F_SETLK stays for SQLite on one's own files.
const COVERT_FCNTL = [5, 36, 1024, 1026];
const TERMINAL_IOCTL = [0x5412, 0x541c]; // TIOCSTI, TIOCLINUX

const AUDIT_ARCH = { x64: 0xc000003e, arm64: 0xc00000b7 };
const X32_BIT = 0x40000000;

interface Instruction {
  code: number;
  jt: number;
  jf: number;
  k: number;
}

const load = (offset: number): Instruction => ({ code: 0x20, jt: 0, jf: 0, k: offset });
const ret = (k: number): Instruction => ({ code: 0x06, jt: 0, jf: 0, k });
const ifEqual = (k: number, jt: number, jf: number): Instruction => ({ code: 0x15, jt, jf, k });
const ifAtLeast = (k: number, jt: number, jf: number): Instruction => ({ code: 0x35, jt, jf, k });
const ifAnyBit = (k: number, jt: number, jf: number): Instruction => ({ code: 0x45, jt, jf, k });
const NUMBER = 0;
const ARCHITECTURE = 4;
const argument = (index: number) => 16 + 8 * index;

/** The accumulator holds the number of the call before and after each part, or the part returns. */
export function seccompFilter({ architecture, countedMemory }: FilterSettings): Buffer {
  const column = architecture === 'x64' ? 1 : 2;
  const numbers = (calls: Call[]) => calls.map((call) => call[column] as number).filter((k) => k >= 0);
  const refuse = (calls: Call[], answer: number) =>
    numbers(calls).flatMap((number) => [ifEqual(number, 0, 1), ret(errno(answer))]);
  const call = (x64: number, arm64: number) => (architecture === 'x64' ? x64 : arm64);
  const program = [
    load(ARCHITECTURE),
    ifEqual(AUDIT_ARCH[architecture], 1, 0),
    ret(KILL_PROCESS),
    load(NUMBER),
    ...(architecture === 'x64' ? [ifAtLeast(X32_BIT, 0, 1), ret(KILL_PROCESS)] : []),
    ...refuse(REFUSED, EPERM),
    ...refuse(countedMemory ? UNKNOWN : [...UNKNOWN, ...UNCOUNTED], ENOSYS),
    ...inCall(call(41, 198), sockets()),
    ...inCall(call(53, 199), [load(argument(0)), ifEqual(AF_UNIX, 1, 0), ret(errno(EAFNOSUPPORT))]),
    ...inCall(call(56, 220), [load(argument(0)), ifAnyBit(NAMESPACES, 0, 1), ret(errno(EPERM))]),
    ...inCall(call(72, 25), denied(1, COVERT_FCNTL, EINVAL)),
    ...inCall(call(16, 29), denied(1, TERMINAL_IOCTL, EPERM)),
    ret(ALLOW),
  ];
  return assemble(program);
}

/** Runs the part where the call has this number; what the part does not refuse is allowed. */
function inCall(number: number, part: Instruction[]): Instruction[] {
  return [ifEqual(number, 0, part.length + 1), ...part, ret(ALLOW)];
}

function sockets(): Instruction[] {
  return [
    load(argument(0)),
    ifEqual(AF_UNIX, 4, 0),
    ifEqual(AF_NETLINK, 0, 2),
    load(argument(2)),
    ifEqual(NETLINK_ROUTE, 1, 0),
    ret(errno(EAFNOSUPPORT)),
  ];
}

function denied(index: number, values: number[], answer: number): Instruction[] {
  return [load(argument(index)), ...values.flatMap((value) => [ifEqual(value, 0, 1), ret(errno(answer))])];
}

function assemble(program: Instruction[]): Buffer {
  const bytes = Buffer.alloc(program.length * 8);
  program.forEach(({ code, jt, jf, k }, index) => {
    bytes.writeUInt16LE(code, index * 8);
    bytes.writeUInt8(jt, index * 8 + 2);
    bytes.writeUInt8(jf, index * 8 + 3);
    bytes.writeUInt32LE(k >>> 0, index * 8 + 4);
  });
  return bytes;
}
