import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The tables of the first release, and what each of the three database roles may do with them.
 * The roles datathon_api and datathon_worker exist before the first migration (`datathon up` or an operator makes them).
 */
export class Foundation1763900000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE account (
        id uuid NOT NULL DEFAULT gen_random_uuid(),
        email text NOT NULL,
        name text NOT NULL,
        locale text NOT NULL DEFAULT 'en',
        password_hash text NOT NULL,
        is_admin boolean NOT NULL DEFAULT false,
        can_create_events boolean NOT NULL DEFAULT false,
        created_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT "UQ_4c8f96ccf523e9a3faefd5bdd4c" UNIQUE (email),
        CONSTRAINT "PK_54115ee388cdb6d86bb4bf5b2ea" PRIMARY KEY (id)
      );
      CREATE TABLE access_token (
        id uuid NOT NULL DEFAULT gen_random_uuid(),
        account_id uuid NOT NULL,
        name text NOT NULL,
        token_hash text NOT NULL,
        prefix text NOT NULL,
        scopes text array NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        expires_at timestamptz NOT NULL,
        last_used_at timestamptz,
        revoked_at timestamptz,
        CONSTRAINT "UQ_d1e0f699436608cc429896f991f" UNIQUE (token_hash),
        CONSTRAINT "PK_f20f028607b2603deabd8182d12" PRIMARY KEY (id)
      );
      CREATE INDEX "IDX_97ca63ca3197a7fbb93f36c81e" ON access_token (account_id);
      CREATE TABLE session (
        id uuid NOT NULL DEFAULT gen_random_uuid(),
        account_id uuid NOT NULL,
        token_hash text NOT NULL,
        user_agent text,
        created_at timestamptz NOT NULL DEFAULT now(),
        expires_at timestamptz NOT NULL,
        CONSTRAINT "UQ_a83507eb0338ac037780e02f2b9" UNIQUE (token_hash),
        CONSTRAINT "PK_f55da76ac1c3ac420f444d2ff11" PRIMARY KEY (id)
      );
      CREATE INDEX "IDX_fae5a6b4a57f098e9af8520d49" ON session (account_id);
      CREATE TABLE audit_entry (
        id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
        at timestamptz NOT NULL DEFAULT clock_timestamp(),
        actor_id uuid,
        event_id uuid,
        action text NOT NULL,
        subject_type text NOT NULL,
        subject_id text NOT NULL,
        before jsonb,
        after jsonb,
        reason text,
        ip text,
        CONSTRAINT "PK_58a130a4b9da189f46ba2a01801" PRIMARY KEY (id)
      );
      CREATE INDEX "IDX_6fadde933e748c555f8970a282" ON audit_entry (event_id, id);
      CREATE TABLE event (
        id uuid NOT NULL DEFAULT gen_random_uuid(),
        slug text NOT NULL,
        name jsonb NOT NULL,
        summary jsonb NOT NULL,
        place jsonb NOT NULL,
        time_zone text NOT NULL,
        starts_at timestamptz NOT NULL,
        ends_at timestamptz NOT NULL,
        phases jsonb NOT NULL DEFAULT '[]',
        status text NOT NULL DEFAULT 'draft',
        joining text NOT NULL DEFAULT 'open',
        max_team_size integer NOT NULL DEFAULT '8',
        created_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT "UQ_9d0d870657c4fac264cdca048e8" UNIQUE (slug),
        CONSTRAINT "CHK_73d968f308739aefd58278088e" CHECK (ends_at > starts_at),
        CONSTRAINT "PK_30c2f3bbaf6d34a55f8ae6e4614" PRIMARY KEY (id)
      );
      CREATE TABLE event_member (
        event_id uuid NOT NULL,
        account_id uuid NOT NULL,
        role text NOT NULL,
        joined_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT "PK_5a4d00f8eb33411013058716905" PRIMARY KEY (event_id, account_id)
      );
      CREATE INDEX "IDX_ea858cfaba5a44f8a5fd43ad62" ON event_member (account_id);
      CREATE TABLE task (
        id uuid NOT NULL DEFAULT gen_random_uuid(),
        event_id uuid NOT NULL,
        slug text NOT NULL,
        name jsonb NOT NULL,
        description jsonb NOT NULL,
        id_column text NOT NULL DEFAULT 'id',
        prediction_column text NOT NULL DEFAULT 'prediction',
        label_column text NOT NULL DEFAULT 'label',
        range_min double precision,
        range_max double precision,
        split_method text NOT NULL DEFAULT 'row',
        split_column text,
        cluster_column text,
        final_fraction double precision NOT NULL DEFAULT '0.7',
        seed integer NOT NULL,
        metric text NOT NULL DEFAULT 'auroc',
        further_metrics text array NOT NULL DEFAULT '{}',
        limit_per_day integer DEFAULT '5',
        limit_total integer DEFAULT '30',
        max_selected integer NOT NULL DEFAULT '2',
        max_upload_megabytes integer NOT NULL DEFAULT '100',
        board text NOT NULL DEFAULT 'live',
        frozen_at timestamptz,
        opens_at timestamptz,
        closes_at timestamptz,
        final_published_at timestamptz,
        truth_id uuid,
        board_version integer NOT NULL DEFAULT '0',
        created_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT "CHK_9e4d6561cca973b959ce7102b6" CHECK (board <> 'frozen' OR frozen_at IS NOT NULL),
        CONSTRAINT "CHK_2988571b5a3b78dc93c687b8ca" CHECK (split_method <> 'cluster' OR cluster_column IS NOT NULL),
        CONSTRAINT "CHK_130e0b9ac7bcb923c2ae105aaa" CHECK (split_method <> 'column' OR split_column IS NOT NULL),
        CONSTRAINT "PK_fb213f79ee45060ba925ecd576e" PRIMARY KEY (id)
      );
      CREATE UNIQUE INDEX task_slug_in_event ON task (event_id, slug);
      CREATE TABLE team (
        id uuid NOT NULL DEFAULT gen_random_uuid(),
        event_id uuid NOT NULL,
        name text NOT NULL,
        captain_id uuid NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT "PK_f57d8293406df4af348402e4b74" PRIMARY KEY (id)
      );
      CREATE UNIQUE INDEX team_name_in_event ON team (event_id, name);
      CREATE TABLE truth (
        id uuid NOT NULL DEFAULT gen_random_uuid(),
        task_id uuid NOT NULL,
        version integer NOT NULL,
        storage_key text NOT NULL,
        "sha256" text NOT NULL,
        size bigint NOT NULL,
        summary jsonb NOT NULL,
        spec jsonb NOT NULL,
        uploaded_by uuid NOT NULL,
        uploaded_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT "PK_56eba90e155d0843ea49c4ff4d3" PRIMARY KEY (id)
      );
      CREATE UNIQUE INDEX truth_version_of_task ON truth (task_id, version);
      CREATE TABLE submission (
        id uuid NOT NULL DEFAULT gen_random_uuid(),
        seq BIGSERIAL NOT NULL,
        event_id uuid NOT NULL,
        task_id uuid NOT NULL,
        team_id uuid NOT NULL,
        submitted_by uuid NOT NULL,
        truth_id uuid NOT NULL,
        status text NOT NULL DEFAULT 'queued',
        note text NOT NULL DEFAULT '',
        file_name text NOT NULL,
        storage_key text NOT NULL,
        "sha256" text NOT NULL,
        size bigint NOT NULL,
        row_count integer NOT NULL,
        idempotency_key text,
        accepted_at timestamptz NOT NULL DEFAULT now(),
        attempts integer NOT NULL DEFAULT '0',
        not_before timestamptz,
        claimed_at timestamptz,
        lease_id uuid,
        lease_until timestamptz,
        finished_at timestamptz,
        selected boolean NOT NULL DEFAULT false,
        withdrawn_at timestamptz,
        withdrawn_by uuid,
        withdrawn_reason text,
        CONSTRAINT "CHK_de27a2d13283a77fd0dc520f3a" CHECK (status IN ('queued', 'running', 'scored', 'failed', 'cancelled')),
        CONSTRAINT "PK_7faa571d0e4a7076e85890c9bd0" PRIMARY KEY (id)
      );
      CREATE UNIQUE INDEX "IDX_9af13f762b68b4c6e4ab4be47b" ON submission (seq);
      CREATE UNIQUE INDEX submission_idempotency ON submission (team_id, idempotency_key) WHERE idempotency_key IS NOT NULL;
      CREATE INDEX submission_claims_of_event ON submission (event_id, claimed_at);
      CREATE INDEX submission_claims ON submission (team_id, claimed_at);
      CREATE INDEX submission_waiting ON submission (seq) WHERE status IN ('queued', 'running');
      CREATE INDEX submission_of_task ON submission (task_id, seq);
      CREATE INDEX submission_of_team ON submission (team_id, task_id, seq);
      CREATE TABLE board_entry (
        submission_id uuid NOT NULL,
        task_id uuid NOT NULL,
        team_id uuid NOT NULL,
        seq bigint NOT NULL,
        submitted_at timestamptz NOT NULL,
        released_public jsonb NOT NULL,
        released_final jsonb NOT NULL,
        version integer NOT NULL,
        at timestamptz NOT NULL,
        withdrawn_version integer,
        withdrawn_at timestamptz,
        CONSTRAINT "PK_7a3a1e02633a11aa7042f87d068" PRIMARY KEY (submission_id)
      );
      CREATE INDEX board_entry_of_team ON board_entry (team_id, task_id, seq);
      CREATE INDEX board_entry_of_task ON board_entry (task_id, version);
      CREATE TABLE consent (
        account_id uuid NOT NULL,
        kind text NOT NULL,
        version text NOT NULL,
        at timestamptz NOT NULL DEFAULT now(),
        ip text,
        CONSTRAINT "PK_3f583c32039920db10d5d708661" PRIMARY KEY (account_id, kind, version)
      );
      CREATE TABLE submission_attempt (
        id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
        submission_id uuid NOT NULL,
        attempt integer NOT NULL,
        at timestamptz NOT NULL DEFAULT clock_timestamp(),
        message text NOT NULL,
        CONSTRAINT "PK_f55d1fabe79321e66d313cafff9" PRIMARY KEY (id)
      );
      CREATE INDEX "IDX_ebfeef13d5d605502dfe2e8589" ON submission_attempt (submission_id);
      CREATE TABLE task_file (
        id uuid NOT NULL DEFAULT gen_random_uuid(),
        task_id uuid NOT NULL,
        name text NOT NULL,
        description text NOT NULL,
        size bigint NOT NULL,
        "sha256" text NOT NULL,
        storage_key text NOT NULL,
        uploaded_by uuid NOT NULL,
        uploaded_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT "PK_782d932882f6dd1194d5017486f" PRIMARY KEY (id)
      );
      CREATE UNIQUE INDEX task_file_name_in_task ON task_file (task_id, name);
      CREATE TABLE submission_score (
        submission_id uuid NOT NULL,
        public jsonb NOT NULL,
        final jsonb NOT NULL,
        scored_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        CONSTRAINT "PK_9d65dabdad2944f60630d2be68d" PRIMARY KEY (submission_id)
      );
      CREATE TABLE team_member (
        event_id uuid NOT NULL,
        account_id uuid NOT NULL,
        team_id uuid NOT NULL,
        joined_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT "PK_3f52c0ccede9776afb70362fc78" PRIMARY KEY (event_id, account_id)
      );
      CREATE INDEX "IDX_a1b5b4f5fa1b7f890d0a278748" ON team_member (team_id);
      CREATE TABLE team_invitation (
        id uuid NOT NULL DEFAULT gen_random_uuid(),
        team_id uuid NOT NULL,
        code_hash text NOT NULL,
        invited_by uuid NOT NULL,
        email text,
        created_at timestamptz NOT NULL DEFAULT now(),
        expires_at timestamptz NOT NULL,
        accepted_by uuid,
        accepted_at timestamptz,
        revoked_at timestamptz,
        CONSTRAINT "UQ_374425ae87179d1a66a93d0faf3" UNIQUE (code_hash),
        CONSTRAINT "PK_c48efb7b43f421266fbc29298f2" PRIMARY KEY (id)
      );
      CREATE INDEX "IDX_52f482ecdcd47a468b627a5c26" ON team_invitation (team_id);
      ALTER TABLE access_token ADD CONSTRAINT "FK_97ca63ca3197a7fbb93f36c81e5" FOREIGN KEY (account_id) REFERENCES account(id);
      ALTER TABLE session ADD CONSTRAINT "FK_fae5a6b4a57f098e9af8520d499" FOREIGN KEY (account_id) REFERENCES account(id);
      ALTER TABLE event_member ADD CONSTRAINT "FK_ff79dda9fbbaa3d3ab0054a5ae3" FOREIGN KEY (event_id) REFERENCES event(id);
      ALTER TABLE event_member ADD CONSTRAINT "FK_ea858cfaba5a44f8a5fd43ad620" FOREIGN KEY (account_id) REFERENCES account(id);
      ALTER TABLE task ADD CONSTRAINT "FK_5512953f207de074aea7e6b1515" FOREIGN KEY (event_id) REFERENCES event(id);
      ALTER TABLE team ADD CONSTRAINT "FK_33fa7e3c5347290dbe5758295be" FOREIGN KEY (event_id) REFERENCES event(id);
      ALTER TABLE team ADD CONSTRAINT "FK_6c0bde1d2b476889b52cd1a60ae" FOREIGN KEY (captain_id) REFERENCES account(id);
      ALTER TABLE truth ADD CONSTRAINT "FK_14b3117655de4e3dfbffffa9dd0" FOREIGN KEY (task_id) REFERENCES task(id);
      ALTER TABLE truth ADD CONSTRAINT "FK_c9d66468d4af8877dc903dd91a8" FOREIGN KEY (uploaded_by) REFERENCES account(id);
      ALTER TABLE submission ADD CONSTRAINT "FK_b70003d9d5fc33271446a460fd8" FOREIGN KEY (event_id) REFERENCES event(id);
      ALTER TABLE submission ADD CONSTRAINT "FK_9cddf02a64ceed9d4ee20cf9060" FOREIGN KEY (task_id) REFERENCES task(id);
      ALTER TABLE submission ADD CONSTRAINT "FK_ef19054cd64f0d1ea940b4d30e4" FOREIGN KEY (team_id) REFERENCES team(id);
      ALTER TABLE submission ADD CONSTRAINT "FK_1764ff11f395ddd80f6d0db0c95" FOREIGN KEY (submitted_by) REFERENCES account(id);
      ALTER TABLE submission ADD CONSTRAINT "FK_b04eb5dde84d075a694a5f84ae4" FOREIGN KEY (truth_id) REFERENCES truth(id);
      ALTER TABLE board_entry ADD CONSTRAINT "FK_7a3a1e02633a11aa7042f87d068" FOREIGN KEY (submission_id) REFERENCES submission(id);
      ALTER TABLE board_entry ADD CONSTRAINT "FK_c5da8395d73525ea2ca672f9fb6" FOREIGN KEY (task_id) REFERENCES task(id);
      ALTER TABLE board_entry ADD CONSTRAINT "FK_ecdd4895923da54123e98d48fd5" FOREIGN KEY (team_id) REFERENCES team(id);
      ALTER TABLE consent ADD CONSTRAINT "FK_e5ea56bf572eb31e896879efa7a" FOREIGN KEY (account_id) REFERENCES account(id);
      ALTER TABLE submission_attempt ADD CONSTRAINT "FK_ebfeef13d5d605502dfe2e85893" FOREIGN KEY (submission_id) REFERENCES submission(id);
      ALTER TABLE task_file ADD CONSTRAINT "FK_04979f28411541dd6ce2942b051" FOREIGN KEY (task_id) REFERENCES task(id);
      ALTER TABLE task_file ADD CONSTRAINT "FK_bcb9df1995f4e723ea372bab520" FOREIGN KEY (uploaded_by) REFERENCES account(id);
      ALTER TABLE submission_score ADD CONSTRAINT "FK_9d65dabdad2944f60630d2be68d" FOREIGN KEY (submission_id) REFERENCES submission(id);
      ALTER TABLE team_member ADD CONSTRAINT "FK_a69052f1c5de690368181ec1005" FOREIGN KEY (event_id) REFERENCES event(id);
      ALTER TABLE team_member ADD CONSTRAINT "FK_82987afa82faf2581e31949d6b9" FOREIGN KEY (account_id) REFERENCES account(id);
      ALTER TABLE team_member ADD CONSTRAINT "FK_a1b5b4f5fa1b7f890d0a278748b" FOREIGN KEY (team_id) REFERENCES team(id);
      ALTER TABLE team_invitation ADD CONSTRAINT "FK_52f482ecdcd47a468b627a5c26e" FOREIGN KEY (team_id) REFERENCES team(id);
      ALTER TABLE team_invitation ADD CONSTRAINT "FK_ca462ab2b954b5b00a501332033" FOREIGN KEY (invited_by) REFERENCES account(id);
    `);
    await runner.query(`
      REVOKE ALL ON ALL TABLES IN SCHEMA public FROM PUBLIC;

      -- The API serves people. It cannot write a score, change the record, or make an entry vanish.
      GRANT SELECT, INSERT, UPDATE, DELETE ON account, consent, session, access_token, event, event_member,
        team, team_member, team_invitation, task_file TO datathon_api;
      GRANT SELECT, INSERT, UPDATE ON task TO datathon_api;
      GRANT SELECT, INSERT ON truth, audit_entry TO datathon_api;
      GRANT SELECT, INSERT ON submission TO datathon_api;
      GRANT UPDATE (status, attempts, not_before, finished_at, lease_id, lease_until, selected,
        withdrawn_at, withdrawn_by, withdrawn_reason) ON submission TO datathon_api;
      GRANT SELECT, UPDATE (withdrawn_version, withdrawn_at) ON board_entry TO datathon_api;
      GRANT SELECT ON submission_score, submission_attempt TO datathon_api;
      GRANT USAGE ON SEQUENCE submission_seq_seq TO datathon_api;

      -- A worker knows entries and tasks. It sees no person, no session and no team, and cannot rewrite a score.
      GRANT SELECT ON submission, task, truth, board_entry TO datathon_worker;
      GRANT UPDATE (status, attempts, not_before, claimed_at, lease_id, lease_until, finished_at)
        ON submission TO datathon_worker;
      GRANT UPDATE (board_version) ON task TO datathon_worker;
      -- To know which stored files are somebody's.
      GRANT SELECT (storage_key) ON task_file TO datathon_worker;
      GRANT INSERT ON submission_score, board_entry, submission_attempt TO datathon_worker;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE submission_attempt, submission_score, board_entry, submission, task_file, truth, task,
        team_invitation, team_member, team, event_member, event, access_token, session, consent, account, audit_entry
    `);
  }
}
