import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Office hours, requests for help, mentors' notes, and entries that a team shows to its mentors. */
export class Mentoring1795400000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- So that "the same mentor" can stand in a rule about overlapping times; an extension would need a superuser.
      CREATE TYPE uuidrange AS RANGE (subtype = uuid);
      ALTER TABLE submission ADD shared_at timestamptz;
      ALTER TABLE mentor_assignment DROP CONSTRAINT "FK_1e66e2e72c0f8e253198d0da5a2";
      CREATE TABLE help_request (
        id uuid NOT NULL DEFAULT gen_random_uuid(),
        event_id uuid NOT NULL,
        team_id uuid NOT NULL,
        asked_by uuid NOT NULL,
        subject text NOT NULL,
        text text NOT NULL DEFAULT '',
        urgency text NOT NULL,
        expertise text array NOT NULL DEFAULT '{}',
        status text NOT NULL DEFAULT 'open',
        created_at timestamptz NOT NULL DEFAULT now(),
        taken_by uuid,
        taken_at timestamptz,
        answered_at timestamptz,
        closed_at timestamptz,
        CONSTRAINT "CHK_811a497bfef67439c463a52955" CHECK (status IN ('open', 'taken', 'resolved', 'withdrawn')),
        CONSTRAINT "CHK_c9710c2ad74100ef464f2e363c" CHECK (urgency IN ('low', 'normal', 'now')),
        CONSTRAINT "PK_166d671334639318e1d6fc6cb8d" PRIMARY KEY (id)
      );
      CREATE INDEX "IDX_a8a55dbdeeab838e369349d0e7" ON help_request (team_id);
      CREATE INDEX "IDX_9588149333791e726f3d360933" ON help_request (event_id, created_at);
      CREATE TABLE mentor_note (
        id uuid NOT NULL DEFAULT gen_random_uuid(),
        event_id uuid NOT NULL,
        team_id uuid NOT NULL,
        author_id uuid NOT NULL,
        text text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        edited_at timestamptz,
        CONSTRAINT "PK_25dfcf26d44e23b6cef3a0908a4" PRIMARY KEY (id)
      );
      CREATE INDEX "IDX_4b7ead531341c70af7cd18b54c" ON mentor_note (event_id);
      CREATE INDEX "IDX_635d687c63d265c8ae43ace2d8" ON mentor_note (author_id);
      CREATE INDEX "IDX_7cc6787e1064d6ad5cec98aed3" ON mentor_note (team_id, created_at);
      CREATE TABLE office_slot (
        id uuid NOT NULL DEFAULT gen_random_uuid(),
        event_id uuid NOT NULL,
        mentor_id uuid NOT NULL,
        starts_at timestamptz NOT NULL,
        ends_at timestamptz NOT NULL,
        kind text NOT NULL,
        place text NOT NULL,
        team_id uuid,
        booked_by uuid,
        booked_at timestamptz,
        topic text NOT NULL DEFAULT '',
        version integer NOT NULL DEFAULT '0',
        CONSTRAINT "CHK_6d6caef7d241132709aae2b785" CHECK (kind IN ('room', 'remote')),
        CONSTRAINT "CHK_2b1e484f58ea0805dd1b32a9d8" CHECK (ends_at > starts_at),
        CONSTRAINT office_slot_of_team EXCLUDE USING gist (uuidrange(team_id, team_id, '[]') WITH &&, tstzrange(starts_at, ends_at) WITH &&) WHERE (team_id IS NOT NULL),
        CONSTRAINT office_slot_of_mentor EXCLUDE USING gist (uuidrange(mentor_id, mentor_id, '[]') WITH &&, tstzrange(starts_at, ends_at) WITH &&),
        CONSTRAINT "PK_aaa839f346597232b039afe0705" PRIMARY KEY (id)
      );
      CREATE INDEX "IDX_48394a9f9562630a6466a27957" ON office_slot (mentor_id);
      CREATE INDEX "IDX_e4801f74cf6350164b95123da0" ON office_slot (team_id);
      CREATE INDEX "IDX_51cb9e47a425f00b8a31a86705" ON office_slot (event_id, starts_at);
      ALTER TABLE help_request ADD CONSTRAINT "FK_72376db1183fb08629e8f98799c" FOREIGN KEY (event_id) REFERENCES event(id);
      ALTER TABLE help_request ADD CONSTRAINT "FK_a8a55dbdeeab838e369349d0e7e" FOREIGN KEY (team_id) REFERENCES team(id) ON DELETE CASCADE;
      ALTER TABLE help_request ADD CONSTRAINT "FK_6d6e27029ef0b4b79a79cb5b25d" FOREIGN KEY (asked_by) REFERENCES account(id);
      ALTER TABLE help_request ADD CONSTRAINT "FK_5520c8847dc321528baea214f61" FOREIGN KEY (taken_by) REFERENCES account(id);
      ALTER TABLE mentor_assignment ADD CONSTRAINT "FK_1e66e2e72c0f8e253198d0da5a2" FOREIGN KEY (team_id) REFERENCES team(id) ON DELETE CASCADE;
      ALTER TABLE mentor_note ADD CONSTRAINT "FK_4b7ead531341c70af7cd18b54c8" FOREIGN KEY (event_id) REFERENCES event(id);
      ALTER TABLE mentor_note ADD CONSTRAINT "FK_63970a66e702edfd3e85d9d3c5b" FOREIGN KEY (team_id) REFERENCES team(id) ON DELETE CASCADE;
      ALTER TABLE mentor_note ADD CONSTRAINT "FK_635d687c63d265c8ae43ace2d8a" FOREIGN KEY (author_id) REFERENCES account(id);
      ALTER TABLE office_slot ADD CONSTRAINT "FK_0f52cd6c76413b36daa270ca341" FOREIGN KEY (event_id) REFERENCES event(id);
      ALTER TABLE office_slot ADD CONSTRAINT "FK_48394a9f9562630a6466a27957b" FOREIGN KEY (mentor_id) REFERENCES account(id);
      ALTER TABLE office_slot ADD CONSTRAINT "FK_e4801f74cf6350164b95123da04" FOREIGN KEY (team_id) REFERENCES team(id) ON DELETE SET NULL;
      ALTER TABLE office_slot ADD CONSTRAINT "FK_1b4c183b03f3ac085742a2e0a37" FOREIGN KEY (booked_by) REFERENCES account(id);
    `);
    await runner.query(`
      GRANT SELECT, INSERT, UPDATE, DELETE ON office_slot, mentor_note TO datathon_api;
      GRANT SELECT, INSERT, UPDATE ON help_request TO datathon_api;
      GRANT UPDATE (shared_at) ON submission TO datathon_api;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE office_slot, help_request, mentor_note;
      DROP TYPE uuidrange;
      ALTER TABLE submission DROP COLUMN shared_at;
      ALTER TABLE mentor_assignment DROP CONSTRAINT "FK_1e66e2e72c0f8e253198d0da5a2";
      ALTER TABLE mentor_assignment ADD CONSTRAINT "FK_1e66e2e72c0f8e253198d0da5a2" FOREIGN KEY (team_id) REFERENCES team(id);
    `);
  }
}
