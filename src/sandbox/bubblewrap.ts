import { type ChildProcess, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { closeSync, existsSync, mkdirSync, openSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { bubblewrapCommand } from './bubblewrap-command.js';
import { findGroup, findGroupTree, type Group, groupsNamed, makeGroup } from './cgroups.js';
import { HOST_USR } from './environment.js';
import { probe } from './probe.js';
import {
  type Environment,
  type NotebookRunner,
  type RunHooks,
  type RunResult,
  type RunSpec,
  SandboxError,
} from './sandbox.js';
import { seccompFilter } from './seccomp.js';
import { alive, below, killUser, processesOf, untilGone } from './slot-processes.js';
import { checkSpec } from './spec.js';
import { stage, unstage } from './staging.js';
import { supervise } from './supervise.js';
import { usageOf } from './watch.js';

export interface RunnerSettings {
  /** A folder of this runner's own: what a run reads lies there while it runs. */
  stateDir: string;
  /** How many runs at a time; without root, one. */
  slots: number;
  /** What the probe runs in. */
  environment: Environment;
  /** `false` only in tests: as if this machine had no control groups. */
  groups?: boolean;
}

/** The users of slots: far from those of people and services, and others for each folder. */
const FIRST_USER = 1_900_000_000;
const BLOCK = 64;

/** What tells the slots of one folder from those of another on the same machine. */
export function slotsOf(stateDir: string): { prefix: string; user: (slot: number) => number } {
  const mark = createHash('sha256').update(stateDir).digest();
  const first = FIRST_USER + (mark.readUInt32BE(0) % (1 << 20)) * BLOCK;
  return { prefix: `datathon-${mark.toString('hex', 0, 6)}-`, user: (slot) => first + slot };
}

export function bubblewrapRunner(settings: RunnerSettings): NotebookRunner {
  const asRoot = process.getuid?.() === 0;
  const slots = asRoot ? Math.min(settings.slots, BLOCK) : 1;
  const stateDir = settings.stateDir;
  const { prefix, user: userOf } = slotsOf(stateDir);
  const tree = asRoot && settings.groups !== false ? findGroupTree() : undefined;
  const busy = new Set<number>();
  mkdirSync(stateDir, { recursive: true, mode: 0o700 });

  async function run(spec: RunSpec, slot: number, hooks: RunHooks): Promise<RunResult> {
    checkSpec(spec, slot, slots);
    if (busy.has(slot)) throw new SandboxError(`The slot ${slot} is taken`);
    busy.add(slot);
    try {
      await clear(slot);
      return await runIn(spec, slot, hooks);
    } finally {
      try {
        await clear(slot);
      } finally {
        busy.delete(slot);
      }
    }
  }

  async function runIn(spec: RunSpec, slot: number, hooks: RunHooks): Promise<RunResult> {
    const uid = asRoot ? userOf(slot) : null;
    const staged = stage(join(stateDir, `slot-${slot}`), spec, uid === null ? null : { uid });
    const group = tree && makeGroup(tree, `${prefix}${slot}`, spec.limits);
    const filter = openFilter(join(stateDir, `slot-${slot}`), group !== undefined);
    let inside: number | null = null;
    try {
      const command = bubblewrapCommand({
        spec,
        staged,
        uid,
        doors: group?.doors ?? [],
        threads: Math.max(1, Math.floor(cpus().length / slots)),
        hostUsr: existsSync(join(spec.environment.root, HOST_USR)),
      });
      return await supervise(
        {
          command,
          env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin' },
          descriptors: [filter, 'pipe'],
          pollMs: 100,
          started: (child) => readStatus(child, (pid) => (inside = pid)),
          usage: () => {
            const pids = group ? group.processes() : uid === null ? below(inside) : processesOf(uid);
            const seen = usageOf(pids, group ? null : inside, spec.limits.memoryBytes, group === undefined);
            return group ? { ...seen, memoryBytes: group.memoryBytes() } : seen;
          },
          memoryKills: () => group?.memoryKills() ?? 0,
          kill: (child) => kill(uid, group, [child.pid, inside]),
        },
        spec,
        hooks,
      );
    } finally {
      closeSync(filter);
    }
  }

  /** Leaves nothing in a slot: no process, no group, no file. Mounts end with the processes that had them. */
  async function clear(slot: number) {
    const uid = asRoot ? userOf(slot) : null;
    const group = tree && findGroup(tree, `${prefix}${slot}`);
    const left = () =>
      [...(uid === null ? [] : processesOf(uid)), ...(group?.processes() ?? [])].filter(alive);
    const gone = await untilGone(
      () => left().length > 0,
      () => kill(uid, group, []),
    );
    if (!gone) throw new SandboxError(`Processes of the slot ${slot} cannot be ended`);
    if (
      group &&
      !(await untilGone(
        () => !group.remove(),
        () => undefined,
      ))
    ) {
      throw new SandboxError(`The control group of the slot ${slot} cannot be removed`);
    }
    unstage(join(stateDir, `slot-${slot}`));
  }

  return {
    run,
    probe: () =>
      probe({
        run,
        environment: settings.environment,
        engine: 'bubblewrap',
        version: versionOf('bwrap'),
        limits: tree ? 'cgroup' : 'degraded',
        slots,
      }),
    async reap() {
      const names = [...readdirSync(stateDir), ...(tree ? groupsNamed(tree, prefix) : [])];
      const left = names.map((name) => Number(/(\d+)$/.exec(name)?.[1] ?? -1)).filter((slot) => slot >= 0);
      const all = new Set([...left, ...Array.from({ length: slots }, (_, slot) => slot)]);
      for (const slot of all) if (!busy.has(slot)) await clear(slot);
    },
  };
}

function kill(uid: number | null, group: Group | undefined, pids: (number | null | undefined)[]) {
  for (const pid of pids) {
    try {
      if (pid) process.kill(pid, 'SIGKILL');
    } catch {
      // It has ended.
    }
  }
  group?.kill();
  if (uid !== null) killUser(uid);
}

function versionOf(program: string): string {
  const { stdout } = spawnSync(program, ['--version'], { encoding: 'utf8' });
  return /[\d.]+/.exec(stdout ?? '')?.[0] ?? 'unknown';
}

/** The filter as an open file; its name is gone with the folder. */
function openFilter(dir: string, countedMemory: boolean): number {
  const architecture = process.arch === 'arm64' ? 'arm64' : 'x64';
  const file = join(dir, 'filter');
  writeFileSync(file, seccompFilter({ architecture, countedMemory }), { mode: 0o600 });
  const descriptor = openSync(file, 'r');
  rmSync(file);
  return descriptor;
}

/** bubblewrap tells which process is the first inside. */
function readStatus(child: ChildProcess, found: (pid: number) => void) {
  let text = '';
  (child.stdio[4] as NodeJS.ReadableStream).on('data', (bytes: Buffer) => {
    text = (text + bytes.toString()).slice(-4_096);
    const pid = /"child-pid":\s*(\d+)/.exec(text)?.[1];
    if (pid) found(Number(pid));
  });
}
