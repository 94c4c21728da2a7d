import type { MigrationInterface, QueryRunner } from 'typeorm';

/** New versions of a task's scores, made beside those in force, and corrected labels that keep the split. */
export class Rescoring1796070000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE rescoring (
        id uuid NOT NULL DEFAULT gen_random_uuid(),
        task_id uuid NOT NULL,
        status text NOT NULL DEFAULT 'scoring',
        scoring integer NOT NULL,
        reason text NOT NULL,
        truth_id uuid NOT NULL,
        metric text NOT NULL,
        further_metrics text array NOT NULL,
        before jsonb NOT NULL,
        replayed_version integer,
        requested_by uuid NOT NULL,
        requested_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        decided_by uuid,
        decided_at timestamptz,
        CONSTRAINT "CHK_10397f48a217c9b15fe2eb3645" CHECK (status IN ('scoring', 'ready', 'applying', 'applied', 'discarded')),
        CONSTRAINT "PK_2467cd4220e0b33fe25921297b6" PRIMARY KEY (id)
      );
      CREATE INDEX "IDX_ca65fa831626ad0c130598683b" ON rescoring (task_id);
      CREATE UNIQUE INDEX rescoring_open ON rescoring (task_id) WHERE status IN ('scoring', 'ready', 'applying');
      CREATE UNIQUE INDEX rescoring_number ON rescoring (task_id, scoring);
      CREATE TABLE rescored_entry (
        rescoring_id uuid NOT NULL,
        submission_id uuid NOT NULL,
        lease_until timestamptz,
        attempts integer NOT NULL DEFAULT '0',
        scored_at timestamptz,
        refused text array,
        shown_id uuid,
        released_public jsonb,
        released_final jsonb,
        report jsonb,
        CONSTRAINT "PK_96cfb70bdd1648e434d78169243" PRIMARY KEY (rescoring_id, submission_id)
      );
      ALTER TABLE truth ADD sides_from uuid;
      ALTER TABLE submission_score ADD scoring integer NOT NULL DEFAULT '1';
      ALTER TABLE submission_score DROP CONSTRAINT "PK_9d65dabdad2944f60630d2be68d";
      ALTER TABLE submission_score ADD CONSTRAINT "PK_9501d22fd962985bf9fcd3549f3" PRIMARY KEY (submission_id, scoring);
      ALTER TABLE truth ADD CONSTRAINT "FK_8271c980af63f794b92b8a0ec95" FOREIGN KEY (sides_from) REFERENCES truth(id);
      ALTER TABLE rescoring ADD CONSTRAINT "FK_ca65fa831626ad0c130598683bd" FOREIGN KEY (task_id) REFERENCES task(id);
      ALTER TABLE rescoring ADD CONSTRAINT "FK_746c88bd12c5dae3c2a835a2751" FOREIGN KEY (truth_id) REFERENCES truth(id);
      ALTER TABLE rescoring ADD CONSTRAINT "FK_e51e1bc97cdc8fb4ba93f204cbf" FOREIGN KEY (requested_by) REFERENCES account(id);
      ALTER TABLE rescoring ADD CONSTRAINT "FK_69d768ba5dec4074dfc155cc133" FOREIGN KEY (decided_by) REFERENCES account(id);
      ALTER TABLE rescored_entry ADD CONSTRAINT "FK_f54512501b345cbad7e624f48af" FOREIGN KEY (rescoring_id) REFERENCES rescoring(id);
      ALTER TABLE rescored_entry ADD CONSTRAINT "FK_aac9ccac6f1fced89d2aa56f09a" FOREIGN KEY (submission_id) REFERENCES submission(id);
      ALTER TABLE rescored_entry ADD CONSTRAINT "FK_e234b5fcec322d970cb95399a72" FOREIGN KEY (shown_id) REFERENCES submission(id);
    `);
    await runner.query(`
      GRANT SELECT, INSERT, UPDATE ON rescoring TO datathon_api;
      GRANT SELECT ON rescored_entry TO datathon_api;
      GRANT SELECT, UPDATE (status, replayed_version) ON rescoring TO datathon_worker;
      GRANT SELECT, INSERT, UPDATE ON rescored_entry TO datathon_worker;
      GRANT SELECT (scoring) ON submission_score TO datathon_worker;
      -- Puts new rules in force with the scores that they gave.
      GRANT UPDATE (truth_id, metric, further_metrics) ON task TO datathon_worker;
      GRANT UPDATE (truth_id) ON submission TO datathon_worker;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      REVOKE UPDATE (truth_id, metric, further_metrics) ON task FROM datathon_worker;
      REVOKE UPDATE (truth_id) ON submission FROM datathon_worker;
      DROP TABLE rescored_entry;
      DROP TABLE rescoring;
      DELETE FROM submission_score WHERE scoring > 1;
      ALTER TABLE submission_score DROP CONSTRAINT "PK_9501d22fd962985bf9fcd3549f3";
      ALTER TABLE submission_score DROP COLUMN scoring;
      ALTER TABLE submission_score ADD CONSTRAINT "PK_9d65dabdad2944f60630d2be68d" PRIMARY KEY (submission_id);
      ALTER TABLE truth DROP COLUMN sides_from;
    `);
  }
}
