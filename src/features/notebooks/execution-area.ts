import { constants } from 'node:fs';
import { mkdir, open, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What a run needs, laid out for whoever executes it. */
export interface StagedRun {
  notebook: string;
  /** In the order of the run's names; no name from outside is a path here. */
  inputs: string[];
}

/**
 * The one folder that the scoring side and the executing side share: `DATATHON_HOME/execution`. What a run reads is copied in by
 * the one, and what it wrote by the other; neither follows a link there.
 */
export class ExecutionArea {
  constructor(private readonly root: string) {}

  /** Lays a run out; others see all of it or nothing. */
  async lay(runId: string, notebook: Buffer, copyInputs: (folder: string) => Promise<void>): Promise<void> {
    const draft = join(this.root, `.${runId}.${process.pid}`);
    await rm(draft, { recursive: true, force: true });
    await mkdir(join(draft, 'inputs'), { recursive: true, mode: 0o700 });
    await mkdir(join(draft, 'out'), { mode: 0o700 });
    await writeFile(join(draft, 'notebook.ipynb'), notebook, { mode: 0o600 });
    await copyInputs(join(draft, 'inputs'));
    await rm(join(this.root, runId), { recursive: true, force: true });
    await rename(draft, join(this.root, runId));
  }

  staged(runId: string, inputs: number): StagedRun {
    const folder = join(this.root, runId);
    return {
      notebook: join(folder, 'notebook.ipynb'),
      inputs: Array.from({ length: inputs }, (_, k) => join(folder, 'inputs', String(k))),
    };
  }

  /** Where the executing side leaves what a run wrote. */
  async leave(runId: string, output: Buffer): Promise<void> {
    const draft = join(this.root, runId, 'out', 'draft');
    await writeFile(draft, output, { mode: 0o600, flush: true });
    await rename(draft, join(this.root, runId, 'out', 'output'));
  }

  /** What was left, if it is a plain file of at most `cap` bytes; else null. */
  async left(runId: string, cap: number): Promise<Buffer | null> {
    const path = join(this.root, runId, 'out', 'output');
    const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;
    const handle = await open(path, flags).catch(() => null);
    if (!handle) return null;
    try {
      const stat = await handle.stat();
      if (!stat.isFile() || stat.nlink !== 1 || stat.size > cap) return null;
      const bytes = Buffer.alloc(stat.size);
      const { bytesRead } = await handle.read(bytes, 0, stat.size, 0);
      return bytesRead === stat.size ? bytes : null;
    } finally {
      await handle.close();
    }
  }

  async remove(runId: string): Promise<void> {
    await rm(join(this.root, runId), { recursive: true, force: true });
  }

  /** Ids of the runs that have something here. */
  async runs(): Promise<string[]> {
    const names = await readdir(this.root).catch(() => [] as string[]);
    return names.filter((name) => !name.startsWith('.'));
  }

  async ready(): Promise<void> {
    await mkdir(this.root, { recursive: true, mode: 0o700 });
  }
}
