import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Wishes about whom to be in a team with, and teams that the platform proposed. */
export class Balancing1795350000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE team_proposal (
        id uuid NOT NULL DEFAULT gen_random_uuid(),
        event_id uuid NOT NULL,
        state text NOT NULL DEFAULT 'computing',
        seed integer NOT NULL,
        settings jsonb NOT NULL,
        input_hash text NOT NULL,
        groups jsonb NOT NULL DEFAULT '[]',
        left_out jsonb NOT NULL DEFAULT '[]',
        report jsonb,
        version integer NOT NULL DEFAULT '1',
        progress integer NOT NULL DEFAULT '0',
        lease_until timestamptz,
        created_by uuid NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        closed_by uuid,
        closed_at timestamptz,
        CONSTRAINT "CHK_15ab42de47b0e18e012f2ab915" CHECK (state IN ('computing', 'failed', 'draft', 'applied', 'discarded')),
        CONSTRAINT "PK_70822773896ce442c6dbd1a2844" PRIMARY KEY (id)
      );
      CREATE UNIQUE INDEX team_proposal_computing ON team_proposal (event_id) WHERE state = 'computing';
      CREATE INDEX "IDX_1603749bebf48b69cb4f4b493e" ON team_proposal (event_id, created_at);
      CREATE TABLE team_wish (
        event_id uuid NOT NULL,
        from_id uuid NOT NULL,
        to_id uuid NOT NULL,
        kind text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT "CHK_2a7c3834359eed9fe4b2b916af" CHECK (kind IN ('with', 'not_with')),
        CONSTRAINT "CHK_0571cb648482fc551c6e7b9857" CHECK (from_id <> to_id),
        CONSTRAINT "PK_8d1c3bfada099862b84a85e8029" PRIMARY KEY (event_id, from_id, to_id)
      );
      CREATE INDEX "IDX_3df925451043d2943eb7693cc4" ON team_wish (to_id);
      ALTER TABLE team_proposal ADD CONSTRAINT "FK_21df7fe2d081d18f077df5e3b81" FOREIGN KEY (event_id) REFERENCES event(id);
      ALTER TABLE team_proposal ADD CONSTRAINT "FK_6b21b259003acce898148a6b1cf" FOREIGN KEY (created_by) REFERENCES account(id);
      ALTER TABLE team_proposal ADD CONSTRAINT "FK_4d9aaf9e9532c0ff6cf112d55b6" FOREIGN KEY (closed_by) REFERENCES account(id);
      ALTER TABLE team_wish ADD CONSTRAINT "FK_1a1334f51846d1f816cd4579e95" FOREIGN KEY (event_id) REFERENCES event(id);
      ALTER TABLE team_wish ADD CONSTRAINT "FK_ddb376f5a7baa8250272dca5cc5" FOREIGN KEY (from_id) REFERENCES account(id);
      ALTER TABLE team_wish ADD CONSTRAINT "FK_3df925451043d2943eb7693cc44" FOREIGN KEY (to_id) REFERENCES account(id);
    `);
    // Proposals stay readable, so nobody deletes one; a worker has to do with neither.
    await runner.query(`
      GRANT SELECT, INSERT, UPDATE ON team_proposal TO datathon_api;
      GRANT SELECT, INSERT, DELETE ON team_wish TO datathon_api;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE team_wish, team_proposal;');
  }
}
