import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Addresses that were shown to be somebody's, and links that are mailed. */
export class Accounts1795550000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE account_link (
        id uuid NOT NULL DEFAULT gen_random_uuid(),
        account_id uuid NOT NULL,
        purpose text NOT NULL,
        token_hash text NOT NULL,
        address text NOT NULL,
        not_before timestamptz,
        veto_hash text,
        expires_at timestamptz NOT NULL,
        used_at timestamptz,
        created_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT "UQ_acb00bd0ff19fe4435b501ad867" UNIQUE (token_hash),
        CONSTRAINT "UQ_2f7880259f1c79c1697fd660029" UNIQUE (veto_hash),
        CONSTRAINT "PK_1af91112f0eef7205c6b0abcbfa" PRIMARY KEY (id)
      );
      CREATE INDEX "IDX_67371b4ad97d46210bcb5525bb" ON account_link (account_id);
      ALTER TABLE account ADD email_verified_at timestamptz;
      ALTER TABLE account_link ADD CONSTRAINT "FK_67371b4ad97d46210bcb5525bbc" FOREIGN KEY (account_id) REFERENCES account(id);

      GRANT SELECT, INSERT, UPDATE, DELETE ON account_link TO datathon_api;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE account_link;
      ALTER TABLE account DROP COLUMN email_verified_at;
    `);
  }
}
