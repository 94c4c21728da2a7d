import type { EntityManager } from 'typeorm';
import type { Notebook } from './notebook.entity.js';
import { NotebookRun, type RunInput, type RunStage } from './notebook-run.entity.js';
import type { NotebookSetting } from './notebook-setting.entity.js';
import { limitsOf } from './run.policy.js';

/** Puts a run into the queue, with all that it depends on as it is at this moment. */
export function makeRun(
  manager: EntityManager,
  notebook: Notebook,
  setting: NotebookSetting,
  run: { stage: RunStage; inputs: RunInput[]; submissionId?: string; requestedBy: string },
): Promise<NotebookRun> {
  return manager.save(
    manager.create(NotebookRun, {
      eventId: notebook.eventId,
      taskId: notebook.taskId,
      teamId: notebook.teamId,
      notebookId: notebook.id,
      submissionId: run.submissionId ?? null,
      stage: run.stage,
      requestedBy: run.requestedBy,
      environment: setting.environment,
      limits: limitsOf(setting),
      seed: setting.seed,
      inputs: run.inputs,
      codeSha256: notebook.codeSha256,
    }),
  );
}
