import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who vouched for a new address, where and why: the person is shown it when they sign in. */
export class AddressUndo1795551000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE account_link ADD vouched_by uuid;
      ALTER TABLE account_link ADD event_id uuid;
      ALTER TABLE account_link ADD reason text;
      CREATE INDEX "account_link_undo" ON account_link (address) WHERE purpose = 'undo';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX "account_link_undo";
      ALTER TABLE account_link DROP COLUMN vouched_by, DROP COLUMN event_id, DROP COLUMN reason;
    `);
  }
}
