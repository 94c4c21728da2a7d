import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A task names the columns whose groups are told apart; each scored entry has a report. */
export class Reports1796030000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE task ADD group_columns text[] NOT NULL DEFAULT '{}';
      CREATE TABLE submission_report (
        submission_id uuid NOT NULL,
        report jsonb NOT NULL,
        made_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        PRIMARY KEY (submission_id)
      );
      ALTER TABLE submission_report ADD CONSTRAINT "FK_7876d708704dc00a78ea04a787e"
        FOREIGN KEY (submission_id) REFERENCES submission(id);
      GRANT SELECT ON submission_report TO datathon_api;
      GRANT SELECT, INSERT, UPDATE ON submission_report TO datathon_worker;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE submission_report; ALTER TABLE task DROP COLUMN group_columns;');
  }
}
