import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource, type EntityManager, type EntitySubscriberInterface, type QueryRunner } from 'typeorm';
import { Live } from './live.js';

/** Under which name a transaction remembers what it has changed. */
const CHANGED = 'topicsChanged';

/** For what is changed within a transaction that somebody else began: it is said when that has been committed. */
@Injectable()
export class LiveCommits implements EntitySubscriberInterface, OnModuleInit {
  constructor(
    private readonly database: DataSource,
    private readonly live: Live,
  ) {}

  onModuleInit(): void {
    this.database.subscribers.push(this);
  }

  changed(manager: EntityManager, ...topics: string[]): void {
    const runner = manager.queryRunner;
    if (runner?.isTransactionActive) runner.data[CHANGED] = [...(runner.data[CHANGED] ?? []), ...topics];
    else this.live.changed(...topics);
  }

  afterTransactionCommit({ queryRunner }: { queryRunner: QueryRunner }): void {
    const topics: string[] = queryRunner.data[CHANGED] ?? [];
    // A savepoint that is released commits nothing yet.
    if (topics.length === 0 || queryRunner.isTransactionActive) return;
    queryRunner.data[CHANGED] = [];
    this.live.changed(...new Set(topics));
  }

  afterTransactionRollback({ queryRunner }: { queryRunner: QueryRunner }): void {
    if (!queryRunner.isTransactionActive) queryRunner.data[CHANGED] = [];
  }
}
