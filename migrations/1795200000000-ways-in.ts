import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Sign-in with a provider, a second factor, and sessions that their owner can tell apart. */
export class WaysIn1795200000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE identity (
        id uuid NOT NULL DEFAULT gen_random_uuid(),
        account_id uuid NOT NULL,
        issuer text NOT NULL,
        subject text NOT NULL,
        email text,
        linked_at timestamptz NOT NULL DEFAULT now(),
        last_used_at timestamptz,
        CONSTRAINT "UQ_3ed292ae6d8604024a7ab431e6a" UNIQUE (issuer, subject),
        CONSTRAINT "PK_ff16a44186b286d5e626178f726" PRIMARY KEY (id)
      );
      CREATE INDEX "IDX_bafa9e6c71c3f69cef6602a809" ON identity (account_id);
      CREATE TABLE recovery_code (
        account_id uuid NOT NULL,
        code_hash text NOT NULL,
        used_at timestamptz,
        CONSTRAINT "PK_10c3cc912a499eb1f51d71af31a" PRIMARY KEY (account_id, code_hash)
      );
      CREATE TABLE second_factor (
        account_id uuid NOT NULL,
        secret text NOT NULL,
        confirmed_at timestamptz,
        last_step integer NOT NULL DEFAULT '0',
        created_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT "PK_0a7b3df05f1502502d076745897" PRIMARY KEY (account_id)
      );
      CREATE TABLE sign_in_step (
        id uuid NOT NULL DEFAULT gen_random_uuid(),
        token_hash text NOT NULL,
        kind text NOT NULL,
        account_id uuid,
        data jsonb NOT NULL,
        attempts integer NOT NULL DEFAULT '0',
        expires_at timestamptz NOT NULL,
        CONSTRAINT "UQ_9a752ffd9176c8c68de62f5d3ea" UNIQUE (token_hash),
        CONSTRAINT "PK_1fac0f4d691885d9055481f3b39" PRIMARY KEY (id)
      );
      CREATE INDEX "IDX_5daedc1289b3db97c448b45992" ON sign_in_step (account_id);
      CREATE INDEX "IDX_f4c154fe988eef398134f3e4e6" ON sign_in_step (expires_at);
      ALTER TABLE session ADD network text;
      ALTER TABLE session ADD last_seen_at timestamptz NOT NULL DEFAULT now();
      ALTER TABLE account ALTER COLUMN password_hash DROP NOT NULL;
      ALTER TABLE identity ADD CONSTRAINT "FK_bafa9e6c71c3f69cef6602a8095" FOREIGN KEY (account_id) REFERENCES account(id);
      ALTER TABLE recovery_code ADD CONSTRAINT "FK_9db6a6c505946232618e26c79e8" FOREIGN KEY (account_id) REFERENCES account(id);
      ALTER TABLE second_factor ADD CONSTRAINT "FK_0a7b3df05f1502502d076745897" FOREIGN KEY (account_id) REFERENCES account(id);
      ALTER TABLE sign_in_step ADD CONSTRAINT "FK_5daedc1289b3db97c448b45992a" FOREIGN KEY (account_id) REFERENCES account(id);
    `);
    await runner.query(`
      GRANT SELECT, INSERT, UPDATE, DELETE ON identity, recovery_code, second_factor, sign_in_step TO datathon_api;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    // Whoever has no password gets one that nobody knows.
    await runner.query(`
      DROP TABLE sign_in_step, second_factor, recovery_code, identity;
      ALTER TABLE session DROP COLUMN network, DROP COLUMN last_seen_at;
      UPDATE account SET password_hash = '' WHERE password_hash IS NULL;
      ALTER TABLE account ALTER COLUMN password_hash SET NOT NULL;
    `);
  }
}
