import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Notebooks that are run on hidden data: settings and files of tasks, notebooks of teams, their runs, and who executes them. */
export class Notebooks1796080000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE submission DROP CONSTRAINT "CHK_de27a2d13283a77fd0dc520f3a";
      CREATE TABLE executor (
        name text NOT NULL,
        probe jsonb NOT NULL,
        environments jsonb NOT NULL,
        started_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        seen_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        CONSTRAINT "PK_a69bc0b29f764517f3f00829ff9" PRIMARY KEY (name)
      );
      CREATE TABLE hidden_file (
        id uuid NOT NULL DEFAULT gen_random_uuid(),
        task_id uuid NOT NULL,
        name text NOT NULL,
        version integer NOT NULL,
        storage_key text NOT NULL,
        sha256 text NOT NULL,
        size bigint NOT NULL,
        uploaded_by uuid NOT NULL,
        uploaded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        removed_at timestamptz,
        CONSTRAINT "PK_ff6960ba33e34d54640b8f70115" PRIMARY KEY (id)
      );
      CREATE UNIQUE INDEX hidden_file_version ON hidden_file (task_id, name, version);
      CREATE TABLE notebook (
        id uuid NOT NULL DEFAULT gen_random_uuid(),
        seq BIGSERIAL NOT NULL,
        event_id uuid NOT NULL,
        task_id uuid NOT NULL,
        team_id uuid NOT NULL,
        uploaded_by uuid NOT NULL,
        file_name text NOT NULL,
        note text NOT NULL DEFAULT '',
        storage_key text NOT NULL,
        sha256 text NOT NULL,
        size bigint NOT NULL,
        code_sha256 text NOT NULL,
        code_cells integer NOT NULL,
        warnings jsonb NOT NULL DEFAULT '[]',
        idempotency_key text,
        uploaded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        shared_at timestamptz,
        CONSTRAINT "PK_e6e06ace317ff4956476d8a532b" PRIMARY KEY (id)
      );
      CREATE UNIQUE INDEX "IDX_cca8d378f9950463a18465c0cf" ON notebook (seq);
      CREATE UNIQUE INDEX notebook_idempotency ON notebook (team_id, idempotency_key) WHERE idempotency_key IS NOT NULL;
      CREATE INDEX notebook_of_team ON notebook (team_id, task_id, seq);
      CREATE TABLE notebook_run (
        id uuid NOT NULL DEFAULT gen_random_uuid(),
        seq BIGSERIAL NOT NULL,
        event_id uuid NOT NULL,
        task_id uuid NOT NULL,
        team_id uuid NOT NULL,
        notebook_id uuid NOT NULL,
        submission_id uuid,
        stage text NOT NULL,
        status text NOT NULL DEFAULT 'waiting',
        requested_by uuid,
        requested_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        cancelled_by uuid,
        environment text NOT NULL,
        limits jsonb NOT NULL,
        seed integer NOT NULL,
        inputs jsonb NOT NULL,
        code_sha256 text NOT NULL,
        attempts integer NOT NULL DEFAULT '0',
        not_before timestamptz,
        claimed_at timestamptz,
        lease_id uuid,
        lease_until timestamptz,
        executor text,
        slot integer,
        elapsed_ms integer NOT NULL DEFAULT '0',
        memory_bytes bigint NOT NULL DEFAULT '0',
        frames integer NOT NULL DEFAULT '0',
        frame_bytes integer NOT NULL DEFAULT '0',
        cell_now integer,
        verdict text,
        failed_cell integer,
        wall_ms integer,
        peak_bytes bigint,
        output_sha256 text,
        output_errors jsonb,
        difference jsonb,
        fault text,
        engine text,
        engine_version text,
        limits_mode text,
        environment_digest text,
        started_at timestamptz,
        ended_at timestamptz,
        CONSTRAINT "CHK_ff8f4a70dd0197ed4af52907ae" CHECK (stage = 'open' OR submission_id IS NOT NULL),
        CONSTRAINT "CHK_ba56179cd7e1f6342a45473aa3" CHECK (status IN ('waiting', 'staged', 'running', 'collected', 'done', 'failed', 'cancelled')),
        CONSTRAINT "CHK_a4958a72f9ed4041c9d8d7b60f" CHECK (stage IN ('open', 'hidden', 'repeat')),
        CONSTRAINT "PK_410d89bf9f3e6c2601d9fcff45f" PRIMARY KEY (id)
      );
      CREATE UNIQUE INDEX "IDX_9b0879ba09a19070ef0883c138" ON notebook_run (seq);
      CREATE UNIQUE INDEX notebook_run_hidden ON notebook_run (submission_id) WHERE stage = 'hidden';
      CREATE INDEX notebook_run_claims ON notebook_run (team_id, claimed_at);
      CREATE INDEX notebook_run_of_task ON notebook_run (task_id, seq);
      CREATE INDEX notebook_run_of_notebook ON notebook_run (notebook_id, seq);
      CREATE INDEX notebook_run_open ON notebook_run (seq) WHERE status IN ('waiting', 'staged', 'running', 'collected');
      CREATE TABLE notebook_frame (
        run_id uuid NOT NULL,
        attempt integer NOT NULL,
        n integer NOT NULL,
        frame jsonb NOT NULL,
        CONSTRAINT "PK_668d3fd667bef58b97a62078cf9" PRIMARY KEY (run_id, attempt, n)
      );
      CREATE TABLE notebook_setting (
        task_id uuid NOT NULL,
        environment text NOT NULL,
        inputs text array NOT NULL DEFAULT '{train.csv,
        test.csv}',
        seed integer NOT NULL,
        wall_seconds integer NOT NULL DEFAULT '600',
        memory_megabytes integer NOT NULL DEFAULT '1024',
        processes integer NOT NULL DEFAULT '64',
        disk_megabytes integer NOT NULL DEFAULT '256',
        output_megabytes integer NOT NULL DEFAULT '50',
        changed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        CONSTRAINT "PK_d609cc847d1c35149581d21e1a2" PRIMARY KEY (task_id)
      );
      ALTER TABLE task ADD entry_kind text NOT NULL DEFAULT 'results';
      ALTER TABLE submission ADD kind text NOT NULL DEFAULT 'results';
      ALTER TABLE task ADD CONSTRAINT "CHK_83db5fc29020e2911551d71bf1" CHECK (entry_kind IN ('results', 'notebook', 'both'));
      ALTER TABLE submission ADD CONSTRAINT "CHK_d1a23cb6fd6ea53a4102faa095" CHECK (kind IN ('results', 'notebook'));
      ALTER TABLE submission ADD CONSTRAINT "CHK_d7306b7200ddd799f8dc085a2d" CHECK (status IN ('executing', 'queued', 'running', 'scored', 'unscored', 'failed', 'cancelled'));
      ALTER TABLE hidden_file ADD CONSTRAINT "FK_e1d8a8cf866ae107b6b398ea244" FOREIGN KEY (task_id) REFERENCES task(id);
      ALTER TABLE hidden_file ADD CONSTRAINT "FK_6c77c6a13e3f9efa749bd74dd09" FOREIGN KEY (uploaded_by) REFERENCES account(id);
      ALTER TABLE notebook ADD CONSTRAINT "FK_3aedfcbec8c42a5ab76e4419551" FOREIGN KEY (event_id) REFERENCES event(id);
      ALTER TABLE notebook ADD CONSTRAINT "FK_303368366e8c45deea77609e78a" FOREIGN KEY (task_id) REFERENCES task(id);
      ALTER TABLE notebook ADD CONSTRAINT "FK_269cfccba89a34fa7926fc63bc6" FOREIGN KEY (team_id) REFERENCES team(id);
      ALTER TABLE notebook ADD CONSTRAINT "FK_6e4a5b162d3c703ea169e7ddf72" FOREIGN KEY (uploaded_by) REFERENCES account(id);
      ALTER TABLE notebook_run ADD CONSTRAINT "FK_006c899e10e04c671be6fc0e579" FOREIGN KEY (event_id) REFERENCES event(id);
      ALTER TABLE notebook_run ADD CONSTRAINT "FK_5b7916f6848a2591c4c2ee5059f" FOREIGN KEY (task_id) REFERENCES task(id);
      ALTER TABLE notebook_run ADD CONSTRAINT "FK_8f45d566fd8be2f813e2e33b86b" FOREIGN KEY (team_id) REFERENCES team(id);
      ALTER TABLE notebook_run ADD CONSTRAINT "FK_89a23ecbda962b67c589749279b" FOREIGN KEY (notebook_id) REFERENCES notebook(id);
      ALTER TABLE notebook_run ADD CONSTRAINT "FK_1bb524f63fcd8bcd8b85060ece8" FOREIGN KEY (submission_id) REFERENCES submission(id);
      ALTER TABLE notebook_run ADD CONSTRAINT "FK_09461eb2d515143aa64cef8b8e1" FOREIGN KEY (requested_by) REFERENCES account(id);
      ALTER TABLE notebook_run ADD CONSTRAINT "FK_ab32312ab4f2bb04a0e9beae079" FOREIGN KEY (cancelled_by) REFERENCES account(id);
      ALTER TABLE notebook_frame ADD CONSTRAINT "FK_aa7a9cd48d505092ffa95516647" FOREIGN KEY (run_id) REFERENCES notebook_run(id);
      ALTER TABLE notebook_setting ADD CONSTRAINT "FK_d609cc847d1c35149581d21e1a2" FOREIGN KEY (task_id) REFERENCES task(id);
    `);
    await runner.query(`
      CREATE INDEX submission_executing ON submission (task_id, team_id, seq) WHERE status = 'executing';
      GRANT SELECT, INSERT ON notebook, notebook_run, hidden_file TO datathon_api;
      GRANT SELECT, INSERT, UPDATE ON notebook_setting TO datathon_api;
      GRANT UPDATE (shared_at) ON notebook TO datathon_api;
      GRANT UPDATE (removed_at) ON hidden_file TO datathon_api;
      GRANT UPDATE (status, verdict, cancelled_by, ended_at, lease_id, lease_until, attempts, not_before, fault)
        ON notebook_run TO datathon_api;
      GRANT SELECT ON notebook_frame, executor TO datathon_api;
      GRANT USAGE ON SEQUENCE notebook_seq_seq, notebook_run_seq_seq TO datathon_api;

      -- A worker lays out the files of a run and looks at what came back.
      GRANT SELECT ON notebook, notebook_run TO datathon_worker;
      GRANT SELECT (storage_key) ON hidden_file TO datathon_worker;
      GRANT SELECT (name, environments) ON executor TO datathon_worker;
      GRANT INSERT ON notebook_run TO datathon_worker;
      GRANT USAGE ON SEQUENCE notebook_run_seq_seq TO datathon_worker;
      GRANT UPDATE (status, verdict, not_before, lease_id, lease_until, output_sha256, output_errors, difference, fault,
        ended_at) ON notebook_run TO datathon_worker;
      GRANT UPDATE (storage_key, row_count) ON submission TO datathon_worker;
    `);
    await runner.query(QUEUE);
    await runner.query(SIGNALS);
    await runner.query(EXECUTOR);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP FUNCTION executor_hello, executor_claim, executor_renew, executor_write, executor_finish, executor_give_back;
      DROP TABLE notebook_frame, notebook_run, notebook, notebook_setting, hidden_file, executor;
      DROP FUNCTION notebook_queue, notebook_run_changed;
      REVOKE UPDATE (storage_key, row_count) ON submission FROM datathon_worker;
      ALTER TABLE task DROP COLUMN entry_kind;
      ALTER TABLE submission DROP CONSTRAINT "CHK_d7306b7200ddd799f8dc085a2d";
      UPDATE submission SET status = 'failed' WHERE status IN ('executing', 'unscored');
      DROP INDEX submission_executing;
      ALTER TABLE submission DROP COLUMN kind;
      ALTER TABLE submission ADD CONSTRAINT "CHK_de27a2d13283a77fd0dc520f3a"
        CHECK (status IN ('queued', 'running', 'scored', 'failed', 'cancelled'));
    `);
  }
}

/**
 * The order of runs: everybody's first before anybody's second, what an executor holds being its team's turn; of equal
 * turns the team's that waited longest. Repetitions, for which nobody waits, come last.
 */
const QUEUE = `
  CREATE FUNCTION notebook_queue()
  RETURNS TABLE (id uuid, status text, busy boolean, environment text, attempts integer, not_before timestamptz, place integer)
  LANGUAGE sql STABLE AS $$
    WITH open AS (
      SELECT r.*, r.status = 'running' AND r.lease_until >= clock_timestamp() AS busy
      FROM notebook_run r WHERE r.status IN ('waiting', 'staged', 'running')
    ), turns AS (
      SELECT open.*,
        row_number() OVER (PARTITION BY team_id ORDER BY busy DESC, stage = 'repeat', seq) AS turn,
        (SELECT max(c.claimed_at) FROM notebook_run c WHERE c.team_id = open.team_id) AS last
      FROM open
    )
    SELECT id, status, busy, environment, attempts, not_before,
      row_number() OVER (PARTITION BY busy ORDER BY stage = 'repeat', turn, last NULLS FIRST, seq)::int
    FROM turns
  $$;
  GRANT EXECUTE ON FUNCTION notebook_queue TO datathon_api, datathon_worker;
`;

/** Whoever lays out, executes or collects hears what there is to do, and looks for itself. */
const SIGNALS = `
  CREATE FUNCTION notebook_run_changed() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    PERFORM pg_notify('notebook_run', NEW.id || ' ' || NEW.status);
    RETURN NULL;
  END $$;
  CREATE TRIGGER notebook_run_changed AFTER INSERT OR UPDATE OF status ON notebook_run
    FOR EACH ROW EXECUTE FUNCTION notebook_run_changed();
`;

/**
 * All that the executing process can do in this database. It has no right to any table: each function does one thing, and
 * only to the run that the caller holds a lease of. Whoever took that process over could spoil what it runs, and read
 * nothing.
 */
const EXECUTOR = `
  CREATE FUNCTION executor_hello(its_name text, its_probe jsonb, its_environments jsonb) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  BEGIN
    IF length(its_name) > 100 OR octet_length(its_probe::text) > 100000 OR octet_length(its_environments::text) > 2000000 THEN
      RAISE 'too large';
    END IF;
    INSERT INTO executor (name, probe, environments) VALUES (its_name, its_probe, its_environments)
    ON CONFLICT (name) DO UPDATE SET probe = its_probe, environments = its_environments,
      started_at = clock_timestamp(), seen_at = clock_timestamp();
    -- What an earlier process of this name held, nobody runs any more.
    UPDATE notebook_run SET lease_until = clock_timestamp() - interval '1 ms'
    WHERE status = 'running' AND notebook_run.executor = its_name;
  END $$;

  CREATE FUNCTION executor_claim(its_name text, its_slot integer, its_environments text[], lease_seconds integer, most_attempts integer)
  RETURNS TABLE (run_id uuid, run_lease uuid, run_attempt integer, run_environment text, run_limits jsonb, run_seed integer, run_inputs text[])
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  BEGIN
    UPDATE executor SET seen_at = clock_timestamp() WHERE name = its_name;
    PERFORM pg_advisory_xact_lock(23118);
    RETURN QUERY WITH claimed AS (
      UPDATE notebook_run r SET status = 'running', attempts = r.attempts + 1, claimed_at = clock_timestamp(),
      lease_id = gen_random_uuid(), lease_until = clock_timestamp() + make_interval(secs => least(lease_seconds, 60)),
      executor = its_name, slot = its_slot, started_at = clock_timestamp(), ended_at = NULL,
      elapsed_ms = 0, memory_bytes = 0, frames = 0, frame_bytes = 0, cell_now = NULL
    WHERE r.id = (
      SELECT q.id FROM notebook_queue() q
      WHERE q.status IN ('staged', 'running') AND NOT q.busy AND q.environment = ANY(its_environments)
        AND q.attempts < most_attempts AND (q.not_before IS NULL OR q.not_before <= clock_timestamp())
      ORDER BY q.place LIMIT 1
    ) AND (r.status = 'staged' OR r.status = 'running' AND r.lease_until < clock_timestamp())
    RETURNING r.*
    ), begun_anew AS (
      DELETE FROM notebook_frame f USING claimed c WHERE f.run_id = c.id
    )
    SELECT r.id, r.lease_id, r.attempts, r.environment, r.limits, r.seed, ARRAY(SELECT i.value ->> 'name' FROM jsonb_array_elements(r.inputs) WITH ORDINALITY i ORDER BY i.ordinality)
    FROM claimed r;
  END $$;

  CREATE FUNCTION executor_renew(its_run uuid, its_lease uuid, lease_seconds integer) RETURNS boolean
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  BEGIN
    UPDATE notebook_run SET lease_until = clock_timestamp() + make_interval(secs => least(lease_seconds, 60))
    WHERE id = its_run AND lease_id = its_lease AND status = 'running';
    RETURN FOUND;
  END $$;

  CREATE FUNCTION executor_write(its_run uuid, its_lease uuid, its_frames jsonb, its_elapsed integer, its_memory bigint, its_cell integer)
  RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  DECLARE
    held notebook_run;
    more integer := jsonb_array_length(its_frames);
    bytes integer := octet_length(its_frames::text);
  BEGIN
    SELECT * INTO held FROM notebook_run WHERE id = its_run AND lease_id = its_lease AND status = 'running' FOR NO KEY UPDATE;
    IF NOT FOUND THEN RETURN false; END IF;
    IF held.frames + more > 50000 OR held.frame_bytes + bytes > 16777216 THEN
      more := 0;
      bytes := 0;
    ELSE
      INSERT INTO notebook_frame (run_id, attempt, n, frame)
      SELECT its_run, held.attempts, held.frames + f.ordinality - 1, f.value
      FROM jsonb_array_elements(its_frames) WITH ORDINALITY f;
    END IF;
    UPDATE notebook_run SET frames = frames + more, frame_bytes = frame_bytes + bytes, elapsed_ms = greatest(its_elapsed, 0),
      memory_bytes = greatest(its_memory, 0), cell_now = its_cell
    WHERE id = its_run;
    PERFORM pg_notify('notebook_run', its_run || ' frames');
    RETURN true;
  END $$;

  CREATE FUNCTION executor_finish(its_run uuid, its_lease uuid, its_verdict text, its_cell integer, its_wall integer, its_peak bigint,
    its_sha256 text, its_engine text, its_version text, its_mode text, its_digest text)
  RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  BEGIN
    IF its_verdict NOT IN ('finished', 'time', 'memory', 'crashed', 'no_output', 'bad_output') THEN RAISE 'no such verdict'; END IF;
    UPDATE notebook_run SET status = 'collected', verdict = its_verdict, failed_cell = its_cell, wall_ms = its_wall,
      peak_bytes = its_peak, output_sha256 = left(its_sha256, 64), engine = left(its_engine, 50),
      engine_version = left(its_version, 100), limits_mode = left(its_mode, 20), environment_digest = left(its_digest, 100),
      ended_at = clock_timestamp(), lease_id = NULL, lease_until = NULL, fault = NULL
    WHERE id = its_run AND lease_id = its_lease AND status = 'running';
    RETURN FOUND;
  END $$;

  CREATE FUNCTION executor_give_back(its_run uuid, its_lease uuid, its_fault text, is_counted boolean, pause_seconds integer)
  RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  BEGIN
    UPDATE notebook_run SET status = 'staged', fault = left(its_fault, 2000), attempts = attempts - (NOT is_counted)::integer,
      not_before = clock_timestamp() + make_interval(secs => least(pause_seconds, 60)), lease_id = NULL, lease_until = NULL
    WHERE id = its_run AND lease_id = its_lease AND status = 'running';
    RETURN FOUND;
  END $$;

  REVOKE ALL ON FUNCTION executor_hello, executor_claim, executor_renew, executor_write, executor_finish, executor_give_back FROM PUBLIC;
  DO $$ BEGIN
    -- An operator's own server may not have the role yet; migrating again gives it its rights.
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'datathon_executor') THEN
      GRANT EXECUTE ON FUNCTION executor_hello, executor_claim, executor_renew, executor_write, executor_finish, executor_give_back
        TO datathon_executor;
    END IF;
  END $$;
`;
