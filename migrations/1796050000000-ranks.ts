import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is released of a score, and by how much ranks are uncertain. */
export class Ranks1796050000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE entry_replicates (
        submission_id uuid NOT NULL,
        part text NOT NULL,
        scoring integer NOT NULL DEFAULT '1',
        values bytea NOT NULL,
        CONSTRAINT "CHK_902dd8410d6bf3fb2317d86b0d" CHECK (part IN ('public', 'final')),
        CONSTRAINT "PK_566fb16d3d11db2e197be77d41b" PRIMARY KEY (submission_id, part, scoring)
      );
      ALTER TABLE entry_replicates ADD CONSTRAINT "FK_31c4aa5feb7f3e5680e74f4e22e" FOREIGN KEY (submission_id) REFERENCES submission(id);

      ALTER TABLE task ADD limit_chosen boolean NOT NULL DEFAULT false;
      ALTER TABLE task ADD ladder_steps integer;
      ALTER TABLE task ADD decimals integer NOT NULL DEFAULT '3';
      ALTER TABLE task ADD live_losses boolean;
      ALTER TABLE task ADD CONSTRAINT "CHK_d6d1e83995e7220888c3a640c9" CHECK (decimals BETWEEN 2 AND 6);
      ALTER TABLE task ADD CONSTRAINT "CHK_0904431c29b9335a317c69f71d" CHECK (ladder_steps BETWEEN 0 AND 2);
      -- What was promised stays: tasks with entries go on as they began, and limits are what organizers saw.
      UPDATE task SET limit_chosen = true;
      UPDATE task SET ladder_steps = 0, live_losses = true
      WHERE EXISTS (SELECT 1 FROM submission s WHERE s.task_id = task.id AND s.status <> 'cancelled');

      ALTER TABLE board_entry ADD shown_id uuid;
      UPDATE board_entry SET shown_id = submission_id;
      ALTER TABLE board_entry ALTER COLUMN shown_id SET NOT NULL;
      ALTER TABLE board_entry ADD CONSTRAINT "FK_db7a48ba98c1ae940b864f3e5df" FOREIGN KEY (shown_id) REFERENCES submission(id);
      ALTER TABLE board_entry ADD scoring integer NOT NULL DEFAULT '1';
      ALTER TABLE board_entry ADD superseded_version integer;
      ALTER TABLE board_entry DROP CONSTRAINT "PK_7a3a1e02633a11aa7042f87d068";
      ALTER TABLE board_entry ADD CONSTRAINT "PK_34ab6fc6507e5f5d76617e5f40e" PRIMARY KEY (submission_id, version);
      CREATE UNIQUE INDEX board_entry_current ON board_entry (submission_id) WHERE superseded_version IS NULL;
    `);
    await runner.query(`
      -- A worker compares an entry with its team's earlier ones, merged teams' included, and may release them anew.
      GRANT SELECT (submission_id, public, final) ON submission_score TO datathon_worker;
      GRANT SELECT ON board_merge TO datathon_worker;
      GRANT UPDATE (superseded_version) ON board_entry TO datathon_worker;
      GRANT SELECT, INSERT ON entry_replicates TO datathon_worker;
      -- The API ranks by them and can't write them.
      GRANT SELECT ON entry_replicates TO datathon_api;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DELETE FROM board_entry WHERE superseded_version IS NOT NULL;
      DROP INDEX board_entry_current;
      ALTER TABLE board_entry DROP CONSTRAINT "PK_34ab6fc6507e5f5d76617e5f40e";
      ALTER TABLE board_entry ADD CONSTRAINT "PK_7a3a1e02633a11aa7042f87d068" PRIMARY KEY (submission_id);
      ALTER TABLE board_entry DROP COLUMN superseded_version, DROP COLUMN scoring, DROP COLUMN shown_id;
      ALTER TABLE task DROP COLUMN live_losses, DROP COLUMN decimals, DROP COLUMN ladder_steps,
        DROP COLUMN limit_chosen;
      DROP TABLE entry_replicates;
      REVOKE SELECT (submission_id, public, final) ON submission_score FROM datathon_worker;
      REVOKE SELECT ON board_merge FROM datathon_worker;
      REVOKE UPDATE (superseded_version) ON board_entry FROM datathon_worker;
    `);
  }
}
