import { type Run, say } from './run.js';
import { type PreparedSandbox, prepareSandbox } from './sandbox.js';

/**
 * Makes the machine ready for notebooks while the platform runs already: the first time it takes minutes.
 * `DATATHON_NOTEBOOKS=off` leaves it out.
 */
export async function setUpNotebooks(
  run: Run,
  env: NodeJS.ProcessEnv,
  signal: AbortSignal,
): Promise<PreparedSandbox | undefined> {
  if (env.DATATHON_NOTEBOOKS === 'off') return undefined;
  const prepared = await prepareSandbox(run.home.dir, run.progress, signal);
  if (signal.aborted) return undefined;
  for (const note of prepared.notes) run.progress.line(note);
  if (prepared.missing) {
    run.progress.line(
      say(
        `Notebooks are not run here. ${prepared.missing}`,
        `노트북은 실행하지 않습니다. ${prepared.missing}`,
      ),
    );
  }
  return prepared;
}
