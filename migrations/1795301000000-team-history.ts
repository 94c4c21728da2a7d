import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Whoever is in a team knows what every team knew that has become part of it: the entries of that one, up to the merger,
 * follow them too.
 */
export class TeamHistory1795301000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE OR REPLACE FUNCTION keep_team_membership() RETURNS trigger LANGUAGE plpgsql
        SECURITY DEFINER SET search_path = pg_catalog, public AS $$
      BEGIN
        IF TG_OP <> 'INSERT' THEN
          UPDATE team_membership SET left_at = clock_timestamp()
            WHERE event_id = OLD.event_id AND account_id = OLD.account_id AND left_at IS NULL;
        END IF;
        IF TG_OP <> 'DELETE' THEN
          INSERT INTO team_membership (event_id, account_id, team_id, joined_at)
            VALUES (NEW.event_id, NEW.account_id, NEW.team_id, clock_timestamp());
          INSERT INTO team_membership (event_id, account_id, team_id, joined_at, left_at)
            SELECT NEW.event_id, NEW.account_id, g.id, clock_timestamp(), clock_timestamp()
            FROM team g WHERE g.merged_into_id = NEW.team_id;
        END IF;
        RETURN NULL;
      END $$;

      CREATE FUNCTION keep_team_merger() RETURNS trigger LANGUAGE plpgsql
        SECURITY DEFINER SET search_path = pg_catalog, public AS $$
      BEGIN
        INSERT INTO team_membership (event_id, account_id, team_id, joined_at, left_at)
          SELECT t.event_id, t.account_id, NEW.id, clock_timestamp(), clock_timestamp()
          FROM team_member t WHERE t.team_id = NEW.merged_into_id;
        RETURN NULL;
      END $$;
      REVOKE ALL ON FUNCTION keep_team_merger() FROM PUBLIC;
      CREATE TRIGGER team_merger_history AFTER UPDATE OF merged_into_id ON team
        FOR EACH ROW WHEN (NEW.merged_into_id IS NOT NULL) EXECUTE FUNCTION keep_team_merger();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER team_merger_history ON team;
      DROP FUNCTION keep_team_merger();
      CREATE OR REPLACE FUNCTION keep_team_membership() RETURNS trigger LANGUAGE plpgsql
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
    `);
  }
}
