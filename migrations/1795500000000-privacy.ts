import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An account can be deleted: what says who it was goes, what events must keep stays. */
export class Privacy1795500000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE account ADD deleted_at timestamptz;
      GRANT DELETE ON mail, application, event_invitation, team_request, event_notice TO datathon_api;

      -- The record is append-only for everyone. This alone may touch it, for accounts that were deleted,
      -- and only to take out where a person was and what they were called.
      CREATE FUNCTION forget_in_audit(person uuid) RETURNS void
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      BEGIN
        IF NOT EXISTS (SELECT 1 FROM account WHERE id = person AND deleted_at IS NOT NULL) THEN
          RAISE EXCEPTION 'the account was not deleted';
        END IF;
        UPDATE audit_entry SET ip = NULL WHERE actor_id = person AND ip IS NOT NULL;
        UPDATE audit_entry
          SET before = before - ARRAY['name', 'email', 'affiliation', 'background', 'skills', 'languages'],
              after = after - ARRAY['name', 'email', 'affiliation', 'background', 'skills', 'languages']
          WHERE subject_type = 'account' AND subject_id = person::text;
      END $$;
      REVOKE ALL ON FUNCTION forget_in_audit(uuid) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION forget_in_audit(uuid) TO datathon_api;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP FUNCTION forget_in_audit(uuid);
      REVOKE DELETE ON mail, application, event_invitation, team_request, event_notice FROM datathon_api;
      ALTER TABLE account DROP COLUMN deleted_at;
    `);
  }
}
