import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import type { RunnerSettings } from './bubblewrap.js';
import { findGroup, findGroupTree, type Group, groupsNamed, makeGroup } from './cgroups.js';
import { writeBundle } from './gvisor-bundle.js';
import { probe } from './probe.js';
import { type NotebookRunner, type RunHooks, type RunResult, type RunSpec, SandboxError } from './sandbox.js';
import { alive, untilGone } from './slot-processes.js';
import { checkSpec } from './spec.js';
import { stage, unstage } from './staging.js';
import { supervise } from './supervise.js';

/** gVisor's own kernel needs threads of its own, and one process of the host for each inside. */
const OWN_PROCESSES = 160;
/** What its kernel holds beside the memory of the notebook. */
const OWN_MEMORY = 160 << 20;
const OWNERS = 1_950_000_000;

/** `runsc` of gVisor: system calls are answered by a kernel in user space, so that a hole in the host's is out of reach. */
export function gvisorRunner(settings: RunnerSettings): NotebookRunner {
  const { stateDir, slots } = settings;
  const mark = createHash('sha256').update(stateDir).digest('hex').slice(0, 12);
  const prefix = `datathon-g${mark}-`;
  const tree = process.getuid?.() === 0 ? findGroupTree() : undefined;
  const busy = new Set<number>();
  const root = join(stateDir, 'runsc');
  mkdirSync(root, { recursive: true, mode: 0o700 });
  const nameOf = (slot: number) => `${prefix}${slot}`;
  const runsc = (...args: string[]) =>
    spawnSync('runsc', ['--root', root, ...args], { encoding: 'utf8', timeout: 30_000 });

  async function run(spec: RunSpec, slot: number, hooks: RunHooks): Promise<RunResult> {
    checkSpec(spec, slot, slots);
    if (!tree) throw new SandboxError('gVisor is used only by root and with control groups');
    if (busy.has(slot)) throw new SandboxError(`The slot ${slot} is taken`);
    busy.add(slot);
    try {
      await clear(slot);
      const { memoryBytes, processes } = spec.limits;
      const group = makeGroup(tree, nameOf(slot), {
        memoryBytes: memoryBytes + OWN_MEMORY,
        processes: processes + OWN_PROCESSES,
      });
      return await runIn(spec, slot, group, hooks);
    } finally {
      try {
        await clear(slot);
      } finally {
        busy.delete(slot);
      }
    }
  }

  async function runIn(spec: RunSpec, slot: number, group: Group, hooks: RunHooks): Promise<RunResult> {
    const dir = join(stateDir, `slot-${slot}`);
    const uid = OWNERS + slot;
    const staged = stage(dir, spec, { uid });
    const threads = Math.max(1, Math.floor(cpus().length / slots));
    const bundle = writeBundle(dir, { spec, staged, uid, threads });
    const join_ = [...group.doors.map((door) => `echo $$ > '${door}'`), 'exec "$@"'].join('\n');
    const flags = ['--root', root, '--network=none', '--ignore-cgroups', '--oci-seccomp', '--host-uds=none'];
    return supervise(
      {
        command: [
          ...['/bin/sh', '-c', join_, 'sandbox', 'choom', '-n', '1000', '--', 'nice', '-n', '5'],
          ...['setpriv', '--pdeathsig', 'KILL', '--'],
          ...['runsc', ...flags, 'run', '--bundle', bundle, nameOf(slot)],
        ],
        env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin' },
        descriptors: [],
        pollMs: 100,
        started: () => undefined,
        usage: () => ({
          memoryBytes: Math.max(0, group.memoryBytes() - OWN_MEMORY),
          processes: 0,
          sockets: 0,
        }),
        memoryKills: () => group.memoryKills(),
        kill: () => group.kill(),
      },
      spec,
      hooks,
    );
  }

  /** Its processes are all in the group: the one that serves files too. */
  async function clear(slot: number) {
    const group = tree && findGroup(tree, nameOf(slot));
    if (group) {
      const gone = await untilGone(
        () => group.processes().some(alive),
        () => group.kill(),
      );
      if (!gone) throw new SandboxError(`Processes of the slot ${slot} cannot be ended`);
    }
    if (readdirSync(root).length) runsc('delete', '--force', nameOf(slot));
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
        engine: 'gvisor',
        version:
          /release-([\d.]+)|version (\S+)/
            .exec(runsc('--version').stdout ?? '')
            ?.slice(1)
            .find(Boolean) ?? 'unknown',
        limits: tree ? 'cgroup' : 'degraded',
        slots,
      }),
    async reap() {
      const names = [...readdirSync(stateDir), ...(tree ? groupsNamed(tree, prefix) : [])];
      const left = names.map((name) => Number(/-(\d+)$/.exec(name)?.[1] ?? -1)).filter((slot) => slot >= 0);
      const all = new Set([...left, ...Array.from({ length: slots }, (_, slot) => slot)]);
      for (const slot of all) if (!busy.has(slot)) await clear(slot);
    },
  };
}
