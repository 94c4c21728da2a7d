import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Mail that is promised in a transaction and sent afterwards; what a person brings to a team; mentors' teams and conflicts. */
export class People1795000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE mail_preference (
        account_id uuid NOT NULL,
        category text NOT NULL,
        wanted boolean NOT NULL,
        CONSTRAINT "PK_efbcceccd661b7c5b35dcb35d1d" PRIMARY KEY (account_id, category)
      );
      CREATE TABLE mail (
        id uuid NOT NULL DEFAULT gen_random_uuid(),
        kind text NOT NULL,
        category text NOT NULL,
        account_id uuid,
        event_id uuid,
        address text NOT NULL,
        language text NOT NULL,
        subject text NOT NULL,
        body text NOT NULL,
        once text,
        status text NOT NULL DEFAULT 'waiting',
        attempts integer NOT NULL DEFAULT '0',
        not_before timestamptz,
        lease_id uuid,
        lease_until timestamptz,
        last_error text,
        created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        sent_at timestamptz,
        CONSTRAINT "UQ_f8cf0bdc5b0a73b6bbea3c9278d" UNIQUE (once),
        CONSTRAINT "PK_5407da42b983ba54c6c62d462d3" PRIMARY KEY (id)
      );
      CREATE INDEX "IDX_b5dd7c9332919b90763f84a6b1" ON mail (account_id);
      CREATE INDEX "IDX_e128958525527aeeefa7103c28" ON mail (event_id, created_at);
      CREATE INDEX mail_waiting ON mail (not_before, created_at) WHERE status IN ('waiting', 'sending');
      CREATE TABLE mentor_conflict (
        id uuid NOT NULL DEFAULT gen_random_uuid(),
        event_id uuid NOT NULL,
        mentor_id uuid NOT NULL,
        account_id uuid,
        institution text,
        reason text NOT NULL DEFAULT '',
        declared_by uuid NOT NULL,
        declared_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT "CHK_221dc00ab6ed2d0620b4b341a1" CHECK (num_nonnulls(account_id, institution) = 1),
        CONSTRAINT "PK_ff0d27a9475dc74e78e9d0d9f34" PRIMARY KEY (id)
      );
      CREATE INDEX "IDX_cb0d831d5b9d92cb8c5c071f4d" ON mentor_conflict (event_id);
      CREATE INDEX "IDX_1b9f4747d0922431f54abc894e" ON mentor_conflict (mentor_id);
      CREATE TABLE mentor_assignment (
        team_id uuid NOT NULL,
        mentor_id uuid NOT NULL,
        event_id uuid NOT NULL,
        assigned_by uuid,
        assigned_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT "PK_6a048309811e0bf4a3cae05f78f" PRIMARY KEY (team_id, mentor_id)
      );
      CREATE INDEX "IDX_1e66e2e72c0f8e253198d0da5a" ON mentor_assignment (team_id);
      CREATE INDEX "IDX_a240a8f3ded42faaffb775ac75" ON mentor_assignment (mentor_id);
      CREATE INDEX "IDX_af97595d0ec471a93ad5149bc3" ON mentor_assignment (event_id);
      ALTER TABLE account ADD background text;
      ALTER TABLE account ADD affiliation text NOT NULL DEFAULT '';
      ALTER TABLE account ADD skills text array NOT NULL DEFAULT '{}';
      ALTER TABLE account ADD languages text array NOT NULL DEFAULT '{}';
      ALTER TABLE mentor_conflict ADD CONSTRAINT "FK_cb0d831d5b9d92cb8c5c071f4d5" FOREIGN KEY (event_id) REFERENCES event(id);
      ALTER TABLE mentor_conflict ADD CONSTRAINT "FK_1b9f4747d0922431f54abc894ef" FOREIGN KEY (mentor_id) REFERENCES account(id);
      ALTER TABLE mentor_conflict ADD CONSTRAINT "FK_00992fdcbf5d78771101d7c17af" FOREIGN KEY (account_id) REFERENCES account(id);
      ALTER TABLE mentor_conflict ADD CONSTRAINT "FK_8f70f4839ff5fb845d9cd296b73" FOREIGN KEY (declared_by) REFERENCES account(id);
      ALTER TABLE mentor_assignment ADD CONSTRAINT "FK_1e66e2e72c0f8e253198d0da5a2" FOREIGN KEY (team_id) REFERENCES team(id);
      ALTER TABLE mentor_assignment ADD CONSTRAINT "FK_a240a8f3ded42faaffb775ac755" FOREIGN KEY (mentor_id) REFERENCES account(id);
      ALTER TABLE mentor_assignment ADD CONSTRAINT "FK_af97595d0ec471a93ad5149bc3c" FOREIGN KEY (event_id) REFERENCES event(id);
    `);
    await runner.query(`
      GRANT SELECT, INSERT, UPDATE ON mail TO datathon_api;
      GRANT SELECT, INSERT, UPDATE, DELETE ON mail_preference, mentor_assignment, mentor_conflict TO datathon_api;

      -- A worker sends what was written. It cannot write a message of its own, nor change whom one goes to.
      GRANT SELECT ON mail, mail_preference TO datathon_worker;
      GRANT UPDATE (status, attempts, not_before, lease_id, lease_until, last_error, sent_at, body) ON mail TO datathon_worker;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE mentor_assignment, mentor_conflict, mail_preference, mail;
      ALTER TABLE account DROP COLUMN background, DROP COLUMN affiliation, DROP COLUMN skills, DROP COLUMN languages;
    `);
  }
}
