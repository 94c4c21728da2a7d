import { ROOT } from './connection.js';
import { executorCommand } from './executor-command.js';
import { freePort } from './ports.js';
import { keep, label, type Run, say } from './run.js';

/**
 * Starts what executes notebooks, beside the API and the worker and with nothing of what those are told. Where it does not
 * start, the platform goes on without notebooks.
 * @param databaseUrl null: the person's own PostgreSQL has no role for it
 */
export async function startExecutor(
  run: Run,
  env: NodeJS.ProcessEnv,
  databaseUrl: string | null,
): Promise<void> {
  const missing = (why: string) =>
    run.progress.line(say(`Notebooks are not run here: ${why}`, `노트북은 실행하지 않습니다: ${why}`));
  if (run.stopping) return;
  if (!databaseUrl)
    return missing(
      'DATABASE_URL may not make the role datathon_executor; see DATABASE_EXECUTOR_URL in docs.',
    );
  const port = Number(env.EXECUTOR_PORT) || (await freePort());
  const environments = env.DATATHON_ENVIRONMENTS || run.home.path('environments');
  const text = label(
    'Starting what executes notebooks',
    'Notebooks can be run',
    '노트북을 실행할 수 있습니다',
  );
  const { PATH, LANG, TZ, LOG_LEVEL, EXECUTOR_SLOTS } = env;
  await run.progress
    .step(text, () =>
      keep(run, {
        name: 'executor',
        ...executorCommand({ root: ROOT, home: run.home.dir, environments }),
        cwd: '/',
        env: {
          ...Object.fromEntries(
            Object.entries({ PATH, LANG, TZ, LOG_LEVEL, EXECUTOR_SLOTS }).filter(([, value]) => value),
          ),
          HOST: '127.0.0.1',
          EXECUTOR_PORT: String(port),
          DATATHON_HOME: run.home.dir,
          DATATHON_ENVIRONMENTS: environments,
          DATATHON_PARENT_PIPE: '1',
          DATABASE_EXECUTOR_URL: databaseUrl,
        },
        logFile: run.home.path('logs', 'executor.log'),
        stopSignal: 'SIGTERM',
        stopPatienceMs: 15_000,
        ready: () => answers(`http://127.0.0.1:${port}/readyz`),
        readyPatienceMs: 120_000,
      }),
    )
    .catch((error: Error) => missing(error.message));
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(3_000) })).ok;
  } catch {
    return false;
  }
}
