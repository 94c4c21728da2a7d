import { Injectable, Logger, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Storage } from '../../platform/storage/storage.js';

const HOUR = 3600_000;

/** Where files are kept, and which table says that one of them is somebody's. The others are never kept for long. */
const OWNERS = {
  submissions: 'submission',
  truth: 'truth',
  files: 'task_file',
  applications: 'application_file',
  notebooks: 'notebook',
  hidden: 'hidden_file',
  trials: null,
  arriving: null,
} as const;

/** Removes files that nobody will ask for again: uploads that a kill or a lost database cut off before their row. */
@Injectable()
export class StorageSweep implements OnModuleInit, OnModuleDestroy {
  private readonly logger = new Logger('storage sweep');
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly database: DataSource,
    private readonly storage: Storage,
  ) {}

  onModuleInit(): void {
    this.timer = setInterval(() => void this.sweep(), HOUR);
    void this.sweep();
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  private async sweep(): Promise<void> {
    try {
      for (const [area, table] of Object.entries(OWNERS)) {
        await this.storage.sweep(area, new Date(), (keys) => this.inUse(table, keys));
      }
    } catch (error) {
      this.logger.warn(`put off: ${(error as Error).message}`);
    }
  }

  private async inUse(table: string | null, keys: string[]): Promise<Set<string>> {
    if (table === null) return new Set();
    const rows: { key: string }[] = await this.database.query(
      `SELECT storage_key AS key FROM ${table} WHERE storage_key = ANY($1)`,
      [keys],
    );
    return new Set(rows.map((row) => row.key));
  }
}
