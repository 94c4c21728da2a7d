import { fileURLToPath } from 'node:url';
import { DataSource, type DataSourceOptions } from 'typeorm';
import { SnakeNames } from './naming.js';

const built = (pattern: string) => fileURLToPath(new URL(`../../../${pattern}`, import.meta.url));

/** Options for one PostgreSQL role. Only the migrator's connection may change the schema. */
export function dataSourceOptions(url: string, poolSize: number): DataSourceOptions {
  return {
    type: 'postgres',
    url,
    namingStrategy: new SnakeNames(),
    entities: [built('src/features/**/*.entity.js')],
    migrations: [built('migrations/*.js')],
    migrationsTableName: 'migration',
    synchronize: false,
    // gen_random_uuid() is built in; an extension would need a superuser.
    uuidExtension: 'pgcrypto',
    installExtensions: false,
    poolSize,
    // A lost server must turn into an error that the caller can answer, not into a request that hangs.
    extra: {
      connectionTimeoutMillis: 5_000,
      statement_timeout: 30_000,
      idle_in_transaction_session_timeout: 30_000,
    },
  };
}

/** The connection that owns the schema; used by `datathon migrate` and by nothing that serves people. */
export function migratorDataSource(url: string): DataSource {
  return new DataSource({ ...dataSourceOptions(url, 2), extra: { connectionTimeoutMillis: 10_000 } });
}
