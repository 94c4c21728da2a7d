import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When somebody began to write an application: before the deadline or after it. */
export class ApplicationBegun1795250001000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE application ADD begun_at timestamptz NOT NULL DEFAULT now()');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE application DROP COLUMN begun_at');
  }
}
