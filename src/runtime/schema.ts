import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './connection.js';
import { withClient } from './roles.js';

/** Whether every migration of this version has been applied. Asked without TypeORM, which takes a second to load. */
export async function isUpToDate(url: string): Promise<boolean> {
  const wanted = readdirSync(join(ROOT, 'dist', 'migrations'))
    .map((file) => /^(\d+)-.*\.js$/.exec(file)?.[1])
    .filter((timestamp) => timestamp !== undefined);
  return withClient(url, async (client) => {
    const { rows } = await client.query<{ timestamp: string }>('SELECT timestamp FROM migration');
    const applied = new Set(rows.map((row) => String(row.timestamp)));
    return wanted.every((timestamp) => applied.has(timestamp));
  }).catch(() => false);
}
