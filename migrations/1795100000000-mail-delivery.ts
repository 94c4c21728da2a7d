import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What delivering a message needs: turns of events, the page that it is about, how to end such mails, why it failed. */
export class MailDelivery1795100000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE mail ADD url text;
      ALTER TABLE mail ADD unsubscribe_url text;
      ALTER TABLE mail ADD claimed_at timestamptz;
      ALTER TABLE mail ADD failure text;
      CREATE INDEX mail_served ON mail (event_id, claimed_at);
      GRANT UPDATE (url, claimed_at, failure) ON mail TO datathon_worker;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX mail_served;
      ALTER TABLE mail DROP COLUMN url, DROP COLUMN unsubscribe_url, DROP COLUMN claimed_at, DROP COLUMN failure;
    `);
  }
}
