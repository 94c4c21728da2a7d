import { Command } from 'commander';
import type { DataSource } from 'typeorm';
import { migratorDataSource } from '../platform/database/data-source.js';
import { environmentOfHome } from '../runtime/connection.js';
import { Refusal } from '../runtime/refusal.js';
import { bootstrapDatabase } from '../runtime/roles.js';

/** Any number: two migrations of one database at the same time wait for each other on it. */
const LOCK = 7_204_115;

/** The role may have come after the functions that are all it may call. */
const GRANT_EXECUTOR = `
  DO $$ DECLARE one record; BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'datathon_executor') THEN
      FOR one IN SELECT oid::regprocedure AS name FROM pg_proc
        WHERE pronamespace = 'public'::regnamespace AND proname LIKE 'executor\\_%' LOOP
        EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO datathon_executor', one.name);
      END LOOP;
    END IF;
  END $$`;

export function migrateCommand(): Command {
  return new Command('migrate')
    .description('bring the database to the schema of this version')
    .option('--check', 'change nothing; fail when the schema is not the one the code describes')
    .action(async ({ check }: { check?: boolean }) => {
      const env = environmentOfHome(process.env);
      if (!env.DATABASE_URL) throw new Refusal('Set DATABASE_URL, or start `npm run up` once on this home.');
      if (check) return reportDrift(await drift(env.DATABASE_URL));
      if (env.DATABASE_ADMIN_URL) await bootstrapDatabase(env.DATABASE_ADMIN_URL, env);
      const applied = await migrate(env.DATABASE_URL);
      process.stdout.write(
        applied.length ? `Applied: ${applied.join(', ')}\n` : 'The schema is up to date.\n',
      );
    });
}

/** Applies what is missing and returns the names of it. Each file is applied wholly or not at all. */
export async function migrate(url: string): Promise<string[]> {
  return withSource(url, async (source) => {
    const lock = source.createQueryRunner();
    await lock.query('SELECT pg_advisory_lock($1)', [LOCK]);
    try {
      const applied = await source.runMigrations({ transaction: 'each' });
      await lock.query(GRANT_EXECUTOR);
      return applied.map((migration) => migration.name);
    } finally {
      await lock.query('SELECT pg_advisory_unlock($1)', [LOCK]);
      await lock.release();
    }
  });
}

interface Drift {
  pending: boolean;
  statements: string[];
}

/** What would have to be run for the schema to be what the entities describe. */
export async function drift(url: string): Promise<Drift> {
  return withSource(url, async (source) => {
    const pending = await source.showMigrations();
    const schema = await source.driver.createSchemaBuilder().log();
    return { pending, statements: schema.upQueries.map((query) => query.query) };
  });
}

function reportDrift({ pending, statements }: Drift) {
  if (pending) process.stderr.write('Some migrations have not been applied to this database.\n');
  if (statements.length) {
    process.stderr.write('The schema is not what the entities describe. It would take:\n');
    for (const statement of statements) process.stderr.write(`  ${statement};\n`);
  }
  if (pending || statements.length) process.exitCode = 1;
  else process.stdout.write('The schema is what the entities describe.\n');
}

async function withSource<T>(url: string, use: (source: DataSource) => Promise<T>): Promise<T> {
  const source = migratorDataSource(url);
  await source.initialize();
  try {
    return await use(source);
  } finally {
    await source.destroy();
  }
}
