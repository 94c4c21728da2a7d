import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Problems that are proposed, selected and chosen; what a team says about its work being new. */
export class Problems1795450000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE problem (
        id uuid NOT NULL DEFAULT gen_random_uuid(),
        event_id uuid NOT NULL,
        proposed_by uuid NOT NULL,
        title jsonb NOT NULL,
        question jsonb NOT NULL,
        importance jsonb NOT NULL,
        data_needed jsonb NOT NULL,
        status text NOT NULL DEFAULT 'proposed',
        capacity integer,
        message text NOT NULL DEFAULT '',
        decided_at timestamptz,
        created_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT "CHK_4d422d9370525e78b7e27a76aa" CHECK (status IN ('proposed', 'shortlisted', 'selected', 'declined', 'withdrawn')),
        CONSTRAINT "CHK_95f27dc907350c28e248afba4c" CHECK (capacity > 0),
        CONSTRAINT "PK_119b5ca6f3371465bf1f0f90219" PRIMARY KEY (id)
      );
      CREATE INDEX "IDX_f08d706a922b83c3a7f1dd8a7c" ON problem (event_id, status);
      CREATE TABLE novelty_declaration (
        id uuid NOT NULL DEFAULT gen_random_uuid(),
        team_id uuid NOT NULL,
        event_id uuid NOT NULL,
        problem_id uuid,
        version text NOT NULL,
        links text array NOT NULL DEFAULT '{}',
        declared_by uuid NOT NULL,
        declared_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        CONSTRAINT "PK_61c077bb30367ee68e143a20b3d" PRIMARY KEY (id)
      );
      CREATE INDEX "IDX_4fde36cdfbd4de543e071c818c" ON novelty_declaration (event_id);
      CREATE INDEX "IDX_5a2ab2d6abb34b21ede9257aa8" ON novelty_declaration (team_id, declared_at);
      CREATE TABLE problem_choice (
        team_id uuid NOT NULL,
        event_id uuid NOT NULL,
        problem_id uuid NOT NULL,
        chosen_by uuid NOT NULL,
        assigned boolean NOT NULL DEFAULT false,
        reason text NOT NULL DEFAULT '',
        chosen_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT "PK_256669865cb5251feba8571b31c" PRIMARY KEY (team_id)
      );
      CREATE INDEX "IDX_79af38804d2c373c34865fb8c2" ON problem_choice (event_id);
      CREATE INDEX "IDX_09867984efbb315ea9a9d4d24a" ON problem_choice (problem_id);
      CREATE TABLE problem_setting (
        event_id uuid NOT NULL,
        proposers text NOT NULL DEFAULT 'clinicians',
        choosers text NOT NULL DEFAULT 'teams',
        proposals_close_at timestamptz,
        choice_freezes_at timestamptz,
        novelty_required boolean NOT NULL DEFAULT true,
        CONSTRAINT "CHK_b1fff8957390367313b0d89eac" CHECK (choosers IN ('teams', 'organizers')),
        CONSTRAINT "CHK_7bc0a3f005f42b20f35fcabc49" CHECK (proposers IN ('staff', 'clinicians', 'members')),
        CONSTRAINT "PK_fa514c81d15aa042105ecf4ad02" PRIMARY KEY (event_id)
      );
      ALTER TABLE problem ADD CONSTRAINT "FK_87095cdc138162c0ffdf0bf3cde" FOREIGN KEY (event_id) REFERENCES event(id);
      ALTER TABLE problem ADD CONSTRAINT "FK_aa77d64b2cbf493ebb82ae76d3d" FOREIGN KEY (proposed_by) REFERENCES account(id);
      ALTER TABLE novelty_declaration ADD CONSTRAINT "FK_302912bbef291777c970c459d77" FOREIGN KEY (team_id) REFERENCES team(id) ON DELETE CASCADE;
      ALTER TABLE novelty_declaration ADD CONSTRAINT "FK_4fde36cdfbd4de543e071c818c8" FOREIGN KEY (event_id) REFERENCES event(id);
      ALTER TABLE novelty_declaration ADD CONSTRAINT "FK_37f7a4e3048eb674d5f242b3277" FOREIGN KEY (problem_id) REFERENCES problem(id);
      ALTER TABLE novelty_declaration ADD CONSTRAINT "FK_14959f65eeb5132f3ff3c1af4de" FOREIGN KEY (declared_by) REFERENCES account(id);
      ALTER TABLE problem_choice ADD CONSTRAINT "FK_256669865cb5251feba8571b31c" FOREIGN KEY (team_id) REFERENCES team(id) ON DELETE CASCADE;
      ALTER TABLE problem_choice ADD CONSTRAINT "FK_79af38804d2c373c34865fb8c2a" FOREIGN KEY (event_id) REFERENCES event(id);
      ALTER TABLE problem_choice ADD CONSTRAINT "FK_09867984efbb315ea9a9d4d24a8" FOREIGN KEY (problem_id) REFERENCES problem(id);
      ALTER TABLE problem_choice ADD CONSTRAINT "FK_84d85e6d49d9a31812723a9907a" FOREIGN KEY (chosen_by) REFERENCES account(id);
      ALTER TABLE problem_setting ADD CONSTRAINT "FK_fa514c81d15aa042105ecf4ad02" FOREIGN KEY (event_id) REFERENCES event(id);
    `);
    await runner.query(`
      GRANT SELECT, INSERT, UPDATE ON problem, problem_setting TO datathon_api;
      GRANT SELECT, INSERT, DELETE ON problem_choice TO datathon_api;
      -- A declaration is a statement of somebody: it is added to, and never changed.
      GRANT SELECT, INSERT ON novelty_declaration TO datathon_api;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE novelty_declaration, problem_choice, problem_setting, problem`);
  }
}
