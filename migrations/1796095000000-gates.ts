import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Gates on reports, reports of the public part, and reports of each scoring beside those in force. */
export class Gates1796095000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE task ADD gates jsonb NOT NULL DEFAULT '[]';
      ALTER TABLE task ADD live_reports boolean NOT NULL DEFAULT false;
      ALTER TABLE submission_report ADD scoring integer NOT NULL DEFAULT 1;
      ALTER TABLE submission_report ADD public_report jsonb;
      -- Rescorings have written theirs over the first one.
      UPDATE submission_report r SET scoring = b.scoring FROM board_entry b
        WHERE b.submission_id = r.submission_id AND b.superseded_version IS NULL AND b.scoring > 1;
      ALTER TABLE submission_report DROP CONSTRAINT submission_report_pkey;
      ALTER TABLE submission_report ADD PRIMARY KEY (submission_id, scoring);
      INSERT INTO submission_report (submission_id, scoring, report)
        SELECT e.submission_id, s.scoring, e.report FROM rescored_entry e JOIN rescoring s ON s.id = e.rescoring_id
        WHERE e.report IS NOT NULL ON CONFLICT DO NOTHING;
      ALTER TABLE rescored_entry DROP COLUMN report;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE rescored_entry ADD report jsonb;
      UPDATE rescored_entry e SET report = r.report FROM rescoring s, submission_report r
        WHERE s.id = e.rescoring_id AND r.submission_id = e.submission_id AND r.scoring = s.scoring;
      DELETE FROM submission_report r USING board_entry b
        WHERE b.submission_id = r.submission_id AND b.superseded_version IS NULL AND b.scoring <> r.scoring;
      DELETE FROM submission_report r USING submission_report other
        WHERE other.submission_id = r.submission_id AND other.scoring < r.scoring;
      ALTER TABLE submission_report DROP CONSTRAINT submission_report_pkey;
      ALTER TABLE submission_report ADD PRIMARY KEY (submission_id);
      ALTER TABLE submission_report DROP COLUMN scoring;
      ALTER TABLE submission_report DROP COLUMN public_report;
      ALTER TABLE task DROP COLUMN gates;
      ALTER TABLE task DROP COLUMN live_reports;
    `);
  }
}
