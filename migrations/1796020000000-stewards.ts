import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Data stewards of the installation. */
export class Stewards1796020000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE account ADD is_steward boolean NOT NULL DEFAULT false');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE account DROP COLUMN is_steward');
  }
}
