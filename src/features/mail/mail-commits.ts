import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource, type EntityManager, type EntitySubscriberInterface, type QueryRunner } from 'typeorm';
import { MailTokens } from './mail.tokens.js';

/** Under which name a transaction remembers how many messages were written in it. */
const WRITTEN = 'mailsWritten';

/** Wakes a worker when the transaction that wrote a message has been committed, whoever began it. */
@Injectable()
export class MailCommits implements EntitySubscriberInterface, OnModuleInit {
  constructor(
    private readonly database: DataSource,
    private readonly tokens: MailTokens,
  ) {}

  onModuleInit(): void {
    this.database.subscribers.push(this);
  }

  written(manager: EntityManager): void {
    const runner = manager.queryRunner;
    if (runner?.isTransactionActive) runner.data[WRITTEN] = (runner.data[WRITTEN] ?? 0) + 1;
    else this.tokens.add(1);
  }

  afterTransactionCommit({ queryRunner }: { queryRunner: QueryRunner }): void {
    const count: number = queryRunner.data[WRITTEN] ?? 0;
    // A savepoint that is released commits nothing yet.
    if (count === 0 || queryRunner.isTransactionActive) return;
    queryRunner.data[WRITTEN] = 0;
    this.tokens.add(count);
  }

  afterTransactionRollback({ queryRunner }: { queryRunner: QueryRunner }): void {
    if (!queryRunner.isTransactionActive) queryRunner.data[WRITTEN] = 0;
  }
}
