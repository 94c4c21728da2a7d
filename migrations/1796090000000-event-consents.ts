import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What people agreed to in each event, by the wording of its time; what stands in applications already comes along. */
export class EventConsents1796090000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE application_consent (
        event_id uuid NOT NULL,
        role text NOT NULL,
        account_id uuid NOT NULL,
        question_id uuid NOT NULL,
        version integer NOT NULL,
        is_agreed boolean NOT NULL,
        at timestamptz NOT NULL,
        CONSTRAINT "PK_3acc90257f1a0ed9c2e7edfd35b" PRIMARY KEY (event_id, role, account_id, question_id, version)
      );
      ALTER TABLE application_consent ADD CONSTRAINT "FK_6e04705bc0fcf48ca31f3471239"
        FOREIGN KEY (event_id) REFERENCES event(id);
      ALTER TABLE application_consent ADD CONSTRAINT "FK_ca73efbdf7ba16bbc92aabcab38"
        FOREIGN KEY (account_id) REFERENCES account(id);
      INSERT INTO application_consent (event_id, role, account_id, question_id, version, is_agreed, at)
      SELECT p.event_id, p.role, p.account_id, (q->>'id')::uuid, p.form_version,
        coalesce(p.answers->(q->>'id') = 'true'::jsonb, false), coalesce(p.submitted_at, p.saved_at)
      FROM application p
      JOIN application_form_version v ON v.event_id = p.event_id AND v.role = p.role AND v.version = p.form_version
      CROSS JOIN LATERAL jsonb_array_elements(v.questions) q
      WHERE p.answers IS NOT NULL AND q->>'kind' = 'consent';
    `);
    await runner.query('GRANT SELECT, INSERT, UPDATE ON application_consent TO datathon_api');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE application_consent');
  }
}
