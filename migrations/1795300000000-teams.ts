import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Rules and freezing of teams, who was in which team and when, asking to join, mergers, the notice board, extra quota. */
export class Teams1795300000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE board_merge (
        task_id uuid NOT NULL,
        from_team_id uuid NOT NULL,
        version integer NOT NULL,
        into_team_id uuid NOT NULL,
        at timestamptz NOT NULL,
        CONSTRAINT "PK_26a681009c962d0a1cb0446446e" PRIMARY KEY (task_id, from_team_id, version)
      );
      CREATE TABLE team_allowance (
        id uuid NOT NULL DEFAULT gen_random_uuid(),
        event_id uuid NOT NULL,
        team_id uuid NOT NULL,
        task_id uuid NOT NULL,
        extra_total integer NOT NULL DEFAULT '0',
        extra_today integer NOT NULL DEFAULT '0',
        closes_at timestamptz,
        reason text NOT NULL,
        granted_by uuid NOT NULL,
        granted_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        revoked_at timestamptz,
        CONSTRAINT "CHK_c642dacdbc6e471aefb4c69177" CHECK (extra_total >= 0 AND extra_today >= 0),
        CONSTRAINT "PK_d3f8cd7d498f1ba87368c23c262" PRIMARY KEY (id)
      );
      CREATE INDEX "IDX_aa135d80da931b343ad972832d" ON team_allowance (team_id, task_id);
      CREATE TABLE event_notice (
        id uuid NOT NULL DEFAULT gen_random_uuid(),
        event_id uuid NOT NULL,
        account_id uuid,
        team_id uuid,
        text text NOT NULL DEFAULT '',
        backgrounds text array NOT NULL DEFAULT '{}',
        skills text array NOT NULL DEFAULT '{}',
        languages text array NOT NULL DEFAULT '{}',
        created_at timestamptz NOT NULL DEFAULT now(),
        closed_at timestamptz,
        CONSTRAINT "CHK_ec7b2d63d19354ae9d37e968fc" CHECK (num_nonnulls(account_id, team_id) = 1),
        CONSTRAINT "PK_02f46cd74a8563f778cc2d1ace4" PRIMARY KEY (id)
      );
      CREATE UNIQUE INDEX event_notice_of_team ON event_notice (team_id) WHERE team_id IS NOT NULL AND closed_at IS NULL;
      CREATE UNIQUE INDEX event_notice_of_person ON event_notice (event_id, account_id) WHERE account_id IS NOT NULL AND closed_at IS NULL;
      CREATE INDEX "IDX_fb21d071bdd981ea8794356e8d" ON event_notice (event_id, created_at);
      CREATE TABLE team_membership (
        id uuid NOT NULL DEFAULT gen_random_uuid(),
        event_id uuid NOT NULL,
        account_id uuid NOT NULL,
        team_id uuid NOT NULL,
        joined_at timestamptz NOT NULL,
        left_at timestamptz,
        CONSTRAINT "PK_b4f8962cc9081c5d30e78cecefc" PRIMARY KEY (id)
      );
      CREATE INDEX "IDX_91c8aa3bf9a3a7a3918fcea43a" ON team_membership (team_id);
      CREATE UNIQUE INDEX team_membership_now ON team_membership (event_id, account_id) WHERE left_at IS NULL;
      CREATE INDEX "IDX_a059c03bceae27b75f2e54fb64" ON team_membership (event_id, account_id);
      CREATE TABLE team_merge (
        id uuid NOT NULL DEFAULT gen_random_uuid(),
        event_id uuid NOT NULL,
        from_team_id uuid NOT NULL,
        into_team_id uuid NOT NULL,
        proposed_by uuid NOT NULL,
        message text NOT NULL DEFAULT '',
        status text NOT NULL DEFAULT 'open',
        created_at timestamptz NOT NULL DEFAULT now(),
        expires_at timestamptz NOT NULL,
        decided_by uuid,
        decided_at timestamptz,
        CONSTRAINT "CHK_1e9a62f48e5f20c71ee4d2b378" CHECK (status IN ('open', 'agreed', 'declined', 'withdrawn')),
        CONSTRAINT "CHK_b2fad940f4605d6a15d1157c38" CHECK (from_team_id <> into_team_id),
        CONSTRAINT "PK_257177241cc0226cfc4f6815f5a" PRIMARY KEY (id)
      );
      CREATE INDEX "IDX_6f6f2915983719ee5b2c483be3" ON team_merge (into_team_id);
      CREATE UNIQUE INDEX team_merge_open ON team_merge (from_team_id, into_team_id) WHERE status = 'open';
      CREATE TABLE team_request (
        id uuid NOT NULL DEFAULT gen_random_uuid(),
        event_id uuid NOT NULL,
        team_id uuid NOT NULL,
        account_id uuid NOT NULL,
        message text NOT NULL DEFAULT '',
        status text NOT NULL DEFAULT 'open',
        created_at timestamptz NOT NULL DEFAULT now(),
        expires_at timestamptz NOT NULL,
        decided_by uuid,
        decided_at timestamptz,
        CONSTRAINT "CHK_d7375f60885f0b364b8d31f272" CHECK (status IN ('open', 'accepted', 'declined', 'withdrawn')),
        CONSTRAINT "PK_8bd6c9ff7c31486eb6943f2e8d5" PRIMARY KEY (id)
      );
      CREATE INDEX "IDX_634a995645fd8fd87a8b983c22" ON team_request (event_id, account_id);
      CREATE UNIQUE INDEX team_request_open ON team_request (team_id, account_id) WHERE status = 'open';
      ALTER TABLE event ADD team_rules jsonb NOT NULL DEFAULT '{"minSize": 1, "required": {}}';
      ALTER TABLE event ADD teams_freeze_at timestamptz;
      ALTER TABLE team ADD description text NOT NULL DEFAULT '';
      ALTER TABLE team ADD open boolean NOT NULL DEFAULT false;
      ALTER TABLE team ADD dissolved_at timestamptz;
      ALTER TABLE team ADD merged_into_id uuid;
      ALTER TABLE team ADD claimed_by uuid;
      ALTER TABLE team ADD claimed_at timestamptz;
      ALTER TABLE team_invitation ADD account_id uuid;
      ALTER TABLE team_invitation ADD shown_entries integer NOT NULL DEFAULT '0';
      CREATE INDEX "IDX_d96ac720f0b2ee5b3355616c35" ON team (merged_into_id);
      CREATE INDEX "IDX_490ba9b73e731bd6f70b091f68" ON team_invitation (account_id) WHERE account_id IS NOT NULL;
      ALTER TABLE team ADD CONSTRAINT "FK_d96ac720f0b2ee5b3355616c35b" FOREIGN KEY (merged_into_id) REFERENCES team(id);
      ALTER TABLE board_merge ADD CONSTRAINT "FK_df9c4f502b362466591a220e02a" FOREIGN KEY (task_id) REFERENCES task(id);
      ALTER TABLE board_merge ADD CONSTRAINT "FK_25cc000a746d0f19628e2695035" FOREIGN KEY (from_team_id) REFERENCES team(id);
      ALTER TABLE board_merge ADD CONSTRAINT "FK_e8c31588013f64514a4e1e1fc16" FOREIGN KEY (into_team_id) REFERENCES team(id);
      ALTER TABLE team_allowance ADD CONSTRAINT "FK_76d7ca949af894817070dba8d70" FOREIGN KEY (event_id) REFERENCES event(id);
      ALTER TABLE team_allowance ADD CONSTRAINT "FK_e64ef1bc16aeddffff7250439cd" FOREIGN KEY (team_id) REFERENCES team(id);
      ALTER TABLE team_allowance ADD CONSTRAINT "FK_192ea20b730ce39f919cf43ce7d" FOREIGN KEY (task_id) REFERENCES task(id);
      ALTER TABLE team_allowance ADD CONSTRAINT "FK_2a5e40532fa3f76000aa80fd255" FOREIGN KEY (granted_by) REFERENCES account(id);
      ALTER TABLE event_notice ADD CONSTRAINT "FK_90f10a83190ac9c0a8e1d9d909e" FOREIGN KEY (event_id) REFERENCES event(id);
      ALTER TABLE event_notice ADD CONSTRAINT "FK_23f991faf0645b7b70edb987e8d" FOREIGN KEY (account_id) REFERENCES account(id);
      ALTER TABLE event_notice ADD CONSTRAINT "FK_0fafe68db211b77f71082319bf9" FOREIGN KEY (team_id) REFERENCES team(id);
      ALTER TABLE team_invitation ADD CONSTRAINT "FK_c6af6a2aeaf5051c56441888758" FOREIGN KEY (account_id) REFERENCES account(id);
      ALTER TABLE team_membership ADD CONSTRAINT "FK_d1b6dbdd575851da1a41c037bb7" FOREIGN KEY (event_id) REFERENCES event(id);
      ALTER TABLE team_membership ADD CONSTRAINT "FK_642969336bc8b2ed9b430094023" FOREIGN KEY (account_id) REFERENCES account(id);
      ALTER TABLE team_membership ADD CONSTRAINT "FK_91c8aa3bf9a3a7a3918fcea43a0" FOREIGN KEY (team_id) REFERENCES team(id);
      ALTER TABLE team_merge ADD CONSTRAINT "FK_45ea94fec136b96dced302a82f5" FOREIGN KEY (event_id) REFERENCES event(id);
      ALTER TABLE team_merge ADD CONSTRAINT "FK_49afdcda675c1e9b2061a7a58bf" FOREIGN KEY (from_team_id) REFERENCES team(id);
      ALTER TABLE team_merge ADD CONSTRAINT "FK_6f6f2915983719ee5b2c483be3b" FOREIGN KEY (into_team_id) REFERENCES team(id);
      ALTER TABLE team_merge ADD CONSTRAINT "FK_ceefa09dbf615ac425e948decc0" FOREIGN KEY (proposed_by) REFERENCES account(id);
      ALTER TABLE team_request ADD CONSTRAINT "FK_d6bc5c713c82368b82ec6c7e0ed" FOREIGN KEY (event_id) REFERENCES event(id);
      ALTER TABLE team_request ADD CONSTRAINT "FK_22697c9d8f5907767597d63e9b3" FOREIGN KEY (team_id) REFERENCES team(id);
      ALTER TABLE team_request ADD CONSTRAINT "FK_a6ed460d5b40989d9ac01c0b5ab" FOREIGN KEY (account_id) REFERENCES account(id);
      DROP INDEX team_name_in_event;
      CREATE UNIQUE INDEX team_name_in_event ON team (event_id, name) WHERE dissolved_at IS NULL;
    `);
    await runner.query(`
      INSERT INTO team_membership (event_id, account_id, team_id, joined_at)
        SELECT event_id, account_id, team_id, joined_at FROM team_member;
      UPDATE team SET dissolved_at = now()
        WHERE NOT EXISTS (SELECT 1 FROM team_member t WHERE t.team_id = team.id);

      -- Used budgets follow people by this history. Whoever moves a person writes it, and nobody can write anything else.
      CREATE FUNCTION keep_team_membership() RETURNS trigger LANGUAGE plpgsql
        SECURITY DEFINER SET search_path = pg_catalog, public AS $$
      BEGIN
        IF TG_OP <> 'INSERT' THEN
          UPDATE team_membership SET left_at = clock_timestamp()
            WHERE event_id = OLD.event_id AND account_id = OLD.account_id AND left_at IS NULL;
        END IF;
        IF TG_OP <> 'DELETE' THEN
          INSERT INTO team_membership (event_id, account_id, team_id, joined_at)
            VALUES (NEW.event_id, NEW.account_id, NEW.team_id, clock_timestamp());
        END IF;
        RETURN NULL;
      END $$;
      REVOKE ALL ON FUNCTION keep_team_membership() FROM PUBLIC;
      CREATE TRIGGER team_member_history AFTER INSERT OR DELETE OR UPDATE OF team_id, event_id, account_id ON team_member
        FOR EACH ROW EXECUTE FUNCTION keep_team_membership();

      GRANT SELECT ON team_membership TO datathon_api;
      GRANT SELECT, INSERT, UPDATE, DELETE ON team_request, team_merge, event_notice TO datathon_api;
      -- What was given is taken back with a date, and stays readable.
      GRANT SELECT, INSERT, UPDATE (revoked_at) ON team_allowance TO datathon_api;
      GRANT SELECT, INSERT ON board_merge TO datathon_api;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER team_member_history ON team_member;
      DROP FUNCTION keep_team_membership();
      DROP TABLE board_merge, team_allowance, event_notice, team_membership, team_merge, team_request;
      DROP INDEX team_name_in_event;
      ALTER TABLE event DROP COLUMN team_rules, DROP COLUMN teams_freeze_at;
      ALTER TABLE team DROP COLUMN description, DROP COLUMN open, DROP COLUMN dissolved_at, DROP COLUMN merged_into_id,
        DROP COLUMN claimed_by, DROP COLUMN claimed_at;
      ALTER TABLE team_invitation DROP COLUMN account_id, DROP COLUMN shown_entries;
      CREATE UNIQUE INDEX team_name_in_event ON team (event_id, name);
    `);
  }
}
