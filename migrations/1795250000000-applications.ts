import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Applications, invitations of co-hosts and mentors, what mentors bring, who is there on the day. */
export class Applications1795250000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE application (
        id uuid NOT NULL DEFAULT gen_random_uuid(),
        event_id uuid NOT NULL,
        account_id uuid NOT NULL,
        role text NOT NULL,
        status text NOT NULL DEFAULT 'draft',
        draft jsonb NOT NULL DEFAULT '{}',
        draft_offer jsonb,
        answers jsonb,
        offer jsonb,
        form_version integer,
        background text,
        rank integer,
        turn integer NOT NULL DEFAULT '0',
        message jsonb,
        saved_at timestamptz NOT NULL DEFAULT now(),
        submitted_at timestamptz,
        decided_at timestamptz,
        decided_by uuid,
        confirm_by timestamptz,
        confirmed_at timestamptz,
        CONSTRAINT "UQ_4743c28f8735166d164c47df429" UNIQUE (event_id, account_id, role),
        CONSTRAINT "PK_569e0c3e863ebdf5f2408ee1670" PRIMARY KEY (id)
      );
      CREATE INDEX "IDX_2455d516322fefce5b892b8fb5" ON application (account_id);
      CREATE INDEX "IDX_1b1e7a099861615a99aca16cd8" ON application (confirm_by);
      CREATE INDEX "IDX_3a942448fedf6ea99201f8586e" ON application (event_id, role, status, submitted_at);
      CREATE TABLE application_file (
        id uuid NOT NULL DEFAULT gen_random_uuid(),
        application_id uuid NOT NULL,
        question_id uuid NOT NULL,
        name text NOT NULL,
        size integer NOT NULL,
        sha256 text NOT NULL,
        storage_key text NOT NULL,
        uploaded_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT "UQ_7ef1b7eda985d4c70f4b7c55954" UNIQUE (storage_key),
        CONSTRAINT "UQ_9c3c26c0e5761ece8c5d8c0d52c" UNIQUE (application_id, question_id),
        CONSTRAINT "PK_096b03157138ddd095e30f5c5f1" PRIMARY KEY (id)
      );
      CREATE TABLE application_form_version (
        event_id uuid NOT NULL,
        role text NOT NULL,
        version integer NOT NULL,
        questions jsonb NOT NULL,
        made_by uuid NOT NULL,
        made_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT "PK_00fd9ea8080317bae0b594bd00f" PRIMARY KEY (event_id, role, version)
      );
      CREATE TABLE application_form (
        event_id uuid NOT NULL,
        role text NOT NULL,
        version integer NOT NULL DEFAULT '0',
        is_open boolean NOT NULL DEFAULT false,
        capacity integer,
        background_capacity jsonb NOT NULL DEFAULT '{}',
        promotion text NOT NULL DEFAULT 'applied',
        confirm_days integer,
        CONSTRAINT "PK_ed1706d721f97196f085e8fe7b3" PRIMARY KEY (event_id, role)
      );
      CREATE TABLE event_invitation (
        id uuid NOT NULL DEFAULT gen_random_uuid(),
        event_id uuid NOT NULL,
        role text NOT NULL,
        code_hash text NOT NULL,
        email text NOT NULL,
        language text NOT NULL,
        expertise text array NOT NULL DEFAULT '{}',
        invited_by uuid NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        expires_at timestamptz NOT NULL,
        accepted_by uuid,
        accepted_at timestamptz,
        revoked_at timestamptz,
        CONSTRAINT "UQ_e14b128524595f870a0306003b0" UNIQUE (code_hash),
        CONSTRAINT "PK_e0263312dc6afcb62916431fc54" PRIMARY KEY (id)
      );
      CREATE INDEX "IDX_30018b44416b0b3aaea40c85cf" ON event_invitation (event_id);
      CREATE TABLE mentor_profile (
        event_id uuid NOT NULL,
        account_id uuid NOT NULL,
        expertise text array NOT NULL DEFAULT '{}',
        languages text array NOT NULL DEFAULT '{}',
        times jsonb NOT NULL DEFAULT '[]',
        max_teams integer,
        changed_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT "PK_37506587471afae168491a38d4e" PRIMARY KEY (event_id, account_id)
      );
      CREATE INDEX "IDX_f46ecc3dd055e9975031be10d0" ON mentor_profile (account_id);
      ALTER TABLE event ADD applications_open_at timestamptz;
      ALTER TABLE event ADD applications_close_at timestamptz;
      ALTER TABLE event_member ADD checked_in_at timestamptz;
      ALTER TABLE event_member ADD checked_in_by uuid;
      ALTER TABLE application ADD CONSTRAINT "FK_dfaa2b28d25fb0223bfd1313f0a" FOREIGN KEY (event_id) REFERENCES event(id);
      ALTER TABLE application ADD CONSTRAINT "FK_2455d516322fefce5b892b8fb59" FOREIGN KEY (account_id) REFERENCES account(id);
      ALTER TABLE application_file ADD CONSTRAINT "FK_297a67aee96f9660c83196a57ca" FOREIGN KEY (application_id) REFERENCES application(id);
      ALTER TABLE application_form_version ADD CONSTRAINT "FK_1ee3d9a6d4bfee415f7f1e29703" FOREIGN KEY (event_id) REFERENCES event(id);
      ALTER TABLE application_form ADD CONSTRAINT "FK_714ec94cce935e61a75a2f58bf7" FOREIGN KEY (event_id) REFERENCES event(id);
      ALTER TABLE event_invitation ADD CONSTRAINT "FK_30018b44416b0b3aaea40c85cfc" FOREIGN KEY (event_id) REFERENCES event(id);
      ALTER TABLE event_invitation ADD CONSTRAINT "FK_79d0dcd0a86406e01fe6c538a96" FOREIGN KEY (invited_by) REFERENCES account(id);
      ALTER TABLE mentor_profile ADD CONSTRAINT "FK_8e8024177e8d0fea7737a4f294d" FOREIGN KEY (event_id) REFERENCES event(id);
      ALTER TABLE mentor_profile ADD CONSTRAINT "FK_f46ecc3dd055e9975031be10d0f" FOREIGN KEY (account_id) REFERENCES account(id);
    `);
    await runner.query(`
      GRANT SELECT, INSERT, UPDATE ON application_form, application, event_invitation TO datathon_api;
      GRANT SELECT, INSERT ON application_form_version TO datathon_api;
      GRANT SELECT, INSERT, UPDATE, DELETE ON application_file, mentor_profile TO datathon_api;

      -- To know which stored files are somebody's.
      GRANT SELECT (storage_key) ON application_file TO datathon_worker;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE mentor_profile, event_invitation, application_file, application, application_form_version, application_form;
      ALTER TABLE event_member DROP COLUMN checked_in_at, DROP COLUMN checked_in_by;
      ALTER TABLE event DROP COLUMN applications_open_at, DROP COLUMN applications_close_at;
    `);
  }
}
