import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource, type EntityManager, type EntitySubscriberInterface, type QueryRunner } from 'typeorm';
import { Access } from './access.service.js';

/** Under which name a transaction remembers whose standing it changes. */
const CHANGED = 'standingsChanged';

/**
 * Announces whose role changed once the transaction that changed it has been committed, whoever began it: who gives a
 * place away does not know who gets it.
 */
@Injectable()
export class StandingCommits implements EntitySubscriberInterface, OnModuleInit {
  constructor(
    private readonly database: DataSource,
    private readonly access: Access,
  ) {}

  onModuleInit(): void {
    this.database.subscribers.push(this);
  }

  changed(manager: EntityManager, accountId: string): void {
    const runner = manager.queryRunner;
    if (runner?.isTransactionActive) runner.data[CHANGED] = [...(runner.data[CHANGED] ?? []), accountId];
    else this.access.standingChanged(accountId);
  }

  afterTransactionCommit({ queryRunner }: { queryRunner: QueryRunner }): void {
    const changed: string[] = queryRunner.data[CHANGED] ?? [];
    // A savepoint that is released commits nothing yet.
    if (changed.length === 0 || queryRunner.isTransactionActive) return;
    queryRunner.data[CHANGED] = [];
    this.access.standingChanged(...changed);
  }

  afterTransactionRollback({ queryRunner }: { queryRunner: QueryRunner }): void {
    if (!queryRunner.isTransactionActive) queryRunner.data[CHANGED] = [];
  }
}
