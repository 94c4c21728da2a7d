import type { EntityManager } from 'typeorm';
import type { Task } from '../tasks/task.entity.js';
import type { Executor } from './executor.entity.js';
import type { RunInput } from './notebook-run.entity.js';
import { NotebookSetting } from './notebook-setting.entity.js';
import type { NotebookGuideView } from './notebooks.dto.js';

/** An executor that was not heard of for so long, in seconds, is taken for gone. */
const SILENCE = 20;

export interface KnownExecutor extends Executor {
  isAlive: boolean;
  busy: number;
}

export const executorsOf = (manager: EntityManager): Promise<KnownExecutor[]> =>
  manager.query(
    `SELECT x.name, x.probe, x.environments, x.started_at AS "startedAt", x.seen_at AS "seenAt",
       x.seen_at > clock_timestamp() - make_interval(secs => $1) AS "isAlive",
       (SELECT count(*)::int FROM notebook_run r WHERE r.executor = x.name AND r.status = 'running'
         AND r.lease_until >= clock_timestamp()) AS busy
     FROM executor x WHERE x.seen_at > clock_timestamp() - interval '7 days' ORDER BY x.name`,
    [SILENCE],
  );

/** What runs of a task read in each stage. A name that has no open file stands in `absent`. */
export interface RunInputs {
  open: RunInput[];
  hidden: RunInput[];
  absent: string[];
  hiddenNames: string[];
}

export async function inputsOf(
  manager: EntityManager,
  taskId: string,
  names: readonly string[],
): Promise<RunInputs> {
  const files: Omit<RunInput, 'hidden'>[] = await manager.query(
    'SELECT name, storage_key AS "storageKey", sha256 FROM task_file WHERE task_id = $1 AND name = ANY($2)',
    [taskId, names],
  );
  const secrets: Omit<RunInput, 'hidden'>[] = await manager.query(
    `${IN_FORCE} SELECT name, storage_key AS "storageKey", sha256 FROM in_force WHERE name = ANY($2)`,
    [taskId, names],
  );
  const among = (list: Omit<RunInput, 'hidden'>[], name: string) => list.find((one) => one.name === name);
  const open: RunInput[] = [];
  const hidden: RunInput[] = [];
  for (const name of names) {
    const file = among(files, name);
    const secret = among(secrets, name);
    if (file) open.push({ ...file, hidden: false });
    if (secret) hidden.push({ ...secret, hidden: true });
    else if (file) hidden.push({ ...file, hidden: false });
  }
  return {
    open,
    hidden,
    absent: names.filter((name) => !among(files, name)),
    hiddenNames: secrets.map(({ name }) => name).sort(),
  };
}

/** Hidden files of the task $1 that are in force: the newest of each name, unless it was removed. */
export const IN_FORCE = `
  WITH in_force AS (
    SELECT * FROM (
      SELECT DISTINCT ON (name) * FROM hidden_file WHERE task_id = $1 ORDER BY name, version DESC
    ) newest WHERE removed_at IS NULL
  )`;

/** What runs of a task are made of; null setting: it takes no notebooks yet. */
export interface Setup {
  setting: NotebookSetting | null;
  inputs: RunInputs;
  executors: KnownExecutor[];
  missing: NotebookGuideView['missing'];
}

export async function setupOf(manager: EntityManager, task: Task): Promise<Setup> {
  const setting = await manager.findOneBy(NotebookSetting, { taskId: task.id });
  const inputs = await inputsOf(manager, task.id, setting?.inputs ?? []);
  const executors = await executorsOf(manager);
  return { setting, inputs, executors, missing: whatIsMissing(setting, inputs, executors) };
}

function whatIsMissing(
  setting: NotebookSetting | null,
  inputs: RunInputs,
  executors: KnownExecutor[],
): Setup['missing'] {
  if (!setting) return 'settings';
  if (inputs.absent.length > 0) return 'open_files';
  if (inputs.hiddenNames.length === 0) return 'hidden_files';
  const usable = executors.filter(({ isAlive, probe }) => isAlive && probe.ok);
  if (usable.length === 0) return 'executor';
  const offers = usable.some(({ environments }) =>
    environments.some(({ name }) => name === setting.environment),
  );
  return offers ? null : 'environment';
}
