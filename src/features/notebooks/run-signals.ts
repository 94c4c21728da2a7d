import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';

const CHANNEL = 'notebook_run';
const PAUSE = 1_000;

/**
 * Calls back for whatever happens to runs, with the run's id and its new status or `frames`; with null when something may
 * have been missed. PostgreSQL says it at the commit, so no message queue stands between, and whoever executes needs none.
 * @returns the end of it
 */
export function hearRuns(
  url: string,
  hear: (runId: string | null, what: string) => void,
): () => Promise<void> {
  const stop = new AbortController();
  let client: pg.Client | undefined;
  async function listen() {
    while (!stop.signal.aborted) {
      const one = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000, keepAlive: true });
      client = one;
      const lost = new Promise<void>((resolve) => {
        one.on('error', () => resolve());
        one.on('end', () => resolve());
      });
      one.on('notification', ({ payload = '' }) => {
        const [runId = '', what = ''] = payload.split(' ');
        hear(runId, what);
      });
      try {
        await one.connect();
        await one.query(`LISTEN ${CHANNEL}`);
        hear(null, '');
        await lost;
      } catch {
        // It is tried again; meanwhile everybody looks for themselves every few seconds.
      }
      await one.end().catch(() => undefined);
      await wait(PAUSE, undefined, { signal: stop.signal }).catch(() => undefined);
    }
  }
  const listening = listen();
  return async () => {
    stop.abort();
    await client?.end().catch(() => undefined);
    await listening;
  };
}
