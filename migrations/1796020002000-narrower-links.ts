import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Of a mailed link nothing changes but that it is used up: neither whose it is nor where it was sent. */
export class NarrowerLinks1796020002000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      REVOKE UPDATE ON account_link FROM datathon_api;
      GRANT UPDATE (used_at, expires_at) ON account_link TO datathon_api;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('GRANT UPDATE ON account_link TO datathon_api');
  }
}
