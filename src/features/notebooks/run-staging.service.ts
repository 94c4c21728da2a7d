import { constants } from 'node:fs';
import { copyFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Config } from '../../platform/config/config.js';
import { CONFIG } from '../../platform/config/config.module.js';
import { Storage } from '../../platform/storage/storage.js';
import { preflight } from '../../sandbox/preflight.js';
import { ExecutionArea } from './execution-area.js';
import { Notebook } from './notebook.entity.js';
import { NotebookRun } from './notebook-run.entity.js';

/** Runs that lie ready at the same time: enough that no slot waits, and few enough that data are not copied for hours of queue. */
const READY = 8;

/** Lays out what the next runs read, where the executing side finds it. It has no way to the storage itself. */
@Injectable()
export class RunStaging {
  private readonly area: ExecutionArea;

  constructor(
    private readonly database: DataSource,
    private readonly storage: Storage,
    @Inject(CONFIG) config: Config,
  ) {
    this.area = new ExecutionArea(join(config.home, 'execution'));
  }

  /** @returns how many were laid out */
  async stageNext(): Promise<number> {
    const rows: { id: string }[] = await this.database.query(
      `SELECT q.id FROM notebook_queue() q
       WHERE q.status = 'waiting' AND (q.not_before IS NULL OR q.not_before <= clock_timestamp())
         AND q.environment IN (SELECT e.value ->> 'name' FROM executor x, jsonb_array_elements(x.environments) e)
       ORDER BY q.place
       LIMIT greatest(0, $1 - (SELECT count(*) FROM notebook_run WHERE status = 'staged'))`,
      [READY],
    );
    for (const { id } of rows) await this.stage(id);
    return rows.length;
  }

  /** Removes what lies about of runs that are over. */
  async tidy(): Promise<void> {
    const ids = (await this.area.runs()).filter((id) => /^[0-9a-f-]{36}$/.test(id));
    if (ids.length === 0) return;
    const open: { id: string }[] = await this.database.query(
      `SELECT id FROM notebook_run WHERE id = ANY($1) AND status IN ('waiting', 'staged', 'running', 'collected')`,
      [ids],
    );
    const kept = new Set(open.map(({ id }) => id));
    for (const id of ids) if (!kept.has(id)) await this.area.remove(id);
  }

  private async stage(id: string): Promise<void> {
    const { manager } = this.database;
    const run = await manager.findOneByOrFail(NotebookRun, { id });
    try {
      const { storageKey } = await manager.findOneByOrFail(Notebook, { id: run.notebookId });
      const checked = preflight(await readFile(this.storage.path(storageKey)));
      if (!checked.ok) throw new Error('the stored notebook no longer passes the preflight');
      await this.area.ready();
      await this.area.lay(id, checked.notebook, async (folder) => {
        for (const [k, input] of run.inputs.entries())
          await copyFile(
            this.storage.path(input.storageKey),
            join(folder, String(k)),
            constants.COPYFILE_FICLONE,
          );
      });
      await manager.query(
        `UPDATE notebook_run SET status = 'staged', not_before = NULL WHERE id = $1 AND status = 'waiting'`,
        [id],
      );
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code;
      // A file that is gone does not come back: an organizer removed it while the run waited.
      const fault = code === 'ENOENT' ? 'a file that the run reads was removed' : null;
      if (!fault) throw error;
      await manager.query(
        `UPDATE notebook_run SET status = 'collected', verdict = NULL, fault = $2 WHERE id = $1 AND status = 'waiting'`,
        [id, fault],
      );
    }
  }
}
