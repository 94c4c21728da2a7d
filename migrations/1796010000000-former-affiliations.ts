import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Affiliations that were given up while an event is on: they still make conflicts of interest. */
export class FormerAffiliations1796010000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE former_affiliation (
        id uuid NOT NULL DEFAULT gen_random_uuid(),
        event_id uuid NOT NULL,
        account_id uuid NOT NULL,
        affiliation text NOT NULL,
        given_up_at timestamptz NOT NULL DEFAULT now(),
        lifted_by uuid,
        lifted_at timestamptz,
        lift_reason text NOT NULL DEFAULT '',
        CONSTRAINT "UQ_1a7991826d5efa87e240ac151de" UNIQUE (event_id, account_id, affiliation),
        CONSTRAINT "PK_2bedfb06a4fd737efe3d8dca497" PRIMARY KEY (id)
      );
      CREATE INDEX "IDX_4c6ca53f89ae5270bb3956e11d" ON former_affiliation (account_id);
      ALTER TABLE former_affiliation ADD CONSTRAINT "FK_c3190fac06b1cbb18eb32ba8157" FOREIGN KEY (event_id) REFERENCES event(id);
      ALTER TABLE former_affiliation ADD CONSTRAINT "FK_4c6ca53f89ae5270bb3956e11da" FOREIGN KEY (account_id) REFERENCES account(id);
      ALTER TABLE former_affiliation ADD CONSTRAINT "FK_457780180ae86e5520ec7043936" FOREIGN KEY (lifted_by) REFERENCES account(id);

      -- Whoever changes what they write, here or anywhere, leaves it behind. What is given up once more counts once more.
      CREATE FUNCTION keep_former_affiliation() RETURNS trigger LANGUAGE plpgsql
        SECURITY DEFINER SET search_path = pg_catalog, public AS $$
      BEGIN
        IF NEW.deleted_at IS NULL AND trim(OLD.affiliation) <> ''
           AND lower(regexp_replace(OLD.affiliation, '\\s', '', 'g')) <> lower(regexp_replace(NEW.affiliation, '\\s', '', 'g')) THEN
          INSERT INTO former_affiliation (event_id, account_id, affiliation)
            SELECT e.id, NEW.id, OLD.affiliation FROM event e WHERE e.ends_at > now() AND (
              EXISTS (SELECT 1 FROM event_member m WHERE m.event_id = e.id AND m.account_id = NEW.id)
              OR EXISTS (SELECT 1 FROM application p WHERE p.event_id = e.id AND p.account_id = NEW.id))
            ON CONFLICT (event_id, account_id, affiliation)
              DO UPDATE SET given_up_at = now(), lifted_by = NULL, lifted_at = NULL, lift_reason = '';
        END IF;
        RETURN NULL;
      END $$;
      REVOKE ALL ON FUNCTION keep_former_affiliation() FROM PUBLIC;
      CREATE TRIGGER account_former_affiliation AFTER UPDATE OF affiliation ON account
        FOR EACH ROW EXECUTE FUNCTION keep_former_affiliation();

      GRANT SELECT, DELETE, UPDATE (lifted_by, lifted_at, lift_reason) ON former_affiliation TO datathon_api;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER account_former_affiliation ON account;
      DROP FUNCTION keep_former_affiliation();
      DROP TABLE former_affiliation;
    `);
  }
}
