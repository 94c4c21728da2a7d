import { existsSync, mkdirSync, readdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A control group of one run, in version 2's one tree or in version 1's several. */
export interface Group {
  /** Files that a process writes its number to in order to join. */
  doors: string[];
  /** What processes hold and what lies in their memory file systems, without what the kernel keeps of files it has read. */
  memoryBytes(): number;
  /** How often the kernel ended a process for want of memory. */
  memoryKills(): number;
  processes(): number[];
  kill(): void;
  /** @returns whether it is gone; it is not while a process is in it */
  remove(): boolean;
}

export interface GroupLimits {
  memoryBytes: number;
  processes: number;
}

const CONTROLLERS = ['memory', 'pids', 'cpu'] as const;
type Controller = (typeof CONTROLLERS)[number];
const NEEDED: readonly Controller[] = ['memory', 'pids'];

/** Where groups may be made on this machine. */
export type GroupTree = { version: 2; parent: string } | { version: 1; parents: Map<Controller, string> };

/** Finds out by making a group and removing it. */
export function findGroupTree(): GroupTree | undefined {
  const tree = treeV2() ?? treeV1();
  if (!tree) return undefined;
  try {
    const group = makeGroup(tree, `datathon-try-${process.pid}`, { memoryBytes: 64 << 20, processes: 16 });
    return group.remove() ? tree : undefined;
  } catch {
    return undefined;
  }
}

export function makeGroup(tree: GroupTree, name: string, limits: GroupLimits): Group {
  return tree.version === 2 ? groupV2(join(tree.parent, name), limits) : groupV1(tree.parents, name, limits);
}

/** The names of the groups that begin so, of this or of earlier processes. */
export function groupsNamed(tree: GroupTree, prefix: string): string[] {
  const parents = tree.version === 2 ? [tree.parent] : [...tree.parents.values()];
  const names = parents.flatMap((parent) => readdirSync(parent).filter((name) => name.startsWith(prefix)));
  return [...new Set(names)];
}

/** A group that is there already, to be emptied and removed. */
export function findGroup(tree: GroupTree, name: string): Group {
  if (tree.version === 2) return viewV2(join(tree.parent, name));
  return viewV1(foldersV1(tree.parents, name));
}

/** Under our own group where it hands controllers down, else at the top, where processes may stand beside groups. */
function treeV2(): GroupTree | undefined {
  const own = /^0::(.*)$/m.exec(readFileSync('/proc/self/cgroup', 'utf8'))?.[1];
  if (own === undefined || !existsSync('/sys/fs/cgroup/cgroup.controllers')) return undefined;
  const parents = [...new Set([join('/sys/fs/cgroup', own), '/sys/fs/cgroup'])];
  const parent = parents.find(handsDown);
  return parent === undefined ? undefined : { version: 2, parent };
}

function handsDown(parent: string): boolean {
  const there = textOf(join(parent, 'cgroup.controllers')).trim().split(' ');
  if (!NEEDED.every((controller) => there.includes(controller))) return false;
  const wanted = CONTROLLERS.filter((controller) => there.includes(controller));
  try {
    writeFileSync(join(parent, 'cgroup.subtree_control'), wanted.map((name) => `+${name}`).join(' '));
    return true;
  } catch {
    return false;
  }
}

function treeV1(): GroupTree | undefined {
  const parents = new Map<Controller, string>();
  for (const line of readFileSync('/proc/self/cgroup', 'utf8').split('\n')) {
    const [, names, path] = line.split(':');
    for (const controller of CONTROLLERS) {
      if (!names?.split(',').includes(controller)) continue;
      const mount = [names, controller].map((name) => `/sys/fs/cgroup/${name}`).find(existsSync);
      if (mount) parents.set(controller, existsSync(join(mount, path!)) ? join(mount, path!) : mount);
    }
  }
  return NEEDED.every((controller) => parents.has(controller)) ? { version: 1, parents } : undefined;
}

function groupV2(dir: string, limits: GroupLimits): Group {
  mkdirSync(dir);
  writeFileSync(join(dir, 'memory.max'), String(limits.memoryBytes));
  if (existsSync(join(dir, 'memory.swap.max'))) writeFileSync(join(dir, 'memory.swap.max'), '0');
  writeFileSync(join(dir, 'pids.max'), String(limits.processes));
  return viewV2(dir);
}

function viewV2(dir: string): Group {
  return {
    doors: [join(dir, 'cgroup.procs')],
    memoryBytes: () => sumIn(join(dir, 'memory.stat'), ['anon', 'shmem']),
    memoryKills: () => Number(/^oom_kill (\d+)/m.exec(textOf(join(dir, 'memory.events')))?.[1] ?? 0),
    processes: () => linesOf(join(dir, 'cgroup.procs')).map(Number),
    kill() {
      if (existsSync(join(dir, 'cgroup.kill'))) writeFileSync(join(dir, 'cgroup.kill'), '1');
      else killAll(linesOf(join(dir, 'cgroup.procs')));
    },
    remove: () => removed([dir]),
  };
}

function foldersV1(parents: Map<Controller, string>, name: string): Map<Controller, string> {
  return new Map([...parents].map(([controller, parent]) => [controller, join(parent, name)]));
}

function groupV1(parents: Map<Controller, string>, name: string, limits: GroupLimits): Group {
  const dirs = foldersV1(parents, name);
  for (const dir of dirs.values()) mkdirSync(dir);
  const memory = dirs.get('memory')!;
  writeFileSync(join(memory, 'memory.limit_in_bytes'), String(limits.memoryBytes));
  const withSwap = join(memory, 'memory.memsw.limit_in_bytes');
  if (existsSync(withSwap)) writeFileSync(withSwap, String(limits.memoryBytes));
  else if (existsSync(join(memory, 'memory.swappiness')))
    writeFileSync(join(memory, 'memory.swappiness'), '0');
  writeFileSync(join(dirs.get('pids')!, 'pids.max'), String(limits.processes));
  return viewV1(dirs);
}

function viewV1(dirs: Map<Controller, string>): Group {
  const memory = dirs.get('memory')!;
  const all = [...dirs.values()];
  const processes = () => all.flatMap((dir) => linesOf(join(dir, 'cgroup.procs')));
  return {
    doors: all.map((dir) => join(dir, 'cgroup.procs')),
    memoryBytes: () => sumIn(join(memory, 'memory.stat'), ['rss', 'shmem']),
    memoryKills: () => Number(/^oom_kill (\d+)/m.exec(textOf(join(memory, 'memory.oom_control')))?.[1] ?? 0),
    processes: () => [...new Set(processes())].map(Number),
    kill: () => killAll(processes()),
    remove: () => removed(all),
  };
}

function killAll(pids: string[]) {
  for (const pid of pids) {
    try {
      process.kill(Number(pid), 'SIGKILL');
    } catch {
      // It has ended by itself.
    }
  }
}

function removed(dirs: string[]): boolean {
  for (const dir of dirs) {
    try {
      rmdirSync(dir);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') return false;
    }
  }
  return true;
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

const linesOf = (file: string) => textOf(file).split('\n').filter(Boolean);

function sumIn(file: string, keys: string[]): number {
  const lines = linesOf(file).map((line) => line.split(' '));
  return lines.reduce((sum, [key, value]) => sum + (keys.includes(key!) ? Number(value) : 0), 0);
}
