import { usualSteps } from '../../scoring/release.js';
import type { Event } from '../events/event.entity.js';
import type { Task } from './task.entity.js';
import { metricDirection, openingTimes, showsLive, taskMetrics } from './task.policy.js';
import type { Labels } from './task.queries.js';
import type { Warning } from './task.warnings.js';
import type { FeedbackView, TaskView } from './tasks.dto.js';

/** What organizers get beside a task's settings. */
export interface SetupFacts {
  hasEntries: boolean;
  warnings: Warning[];
  feedback: FeedbackView | null;
}

/** @param setup null: the reader is no organizer and gets no set-up */
export function taskView(
  task: Task,
  event: Event,
  labels: Labels | null,
  setup: SetupFacts | null,
  now: Date,
): TaskView {
  const { opensAt, closesAt } = openingTimes(task, event);
  const publicLabels = labels?.public ?? null;
  return {
    id: task.id,
    eventSlug: event.slug,
    eventTimeZone: event.timeZone,
    slug: task.slug,
    name: task.name,
    description: task.description,
    entryKind: task.entryKind,
    idColumn: task.idColumn,
    kind: task.schema.kind,
    schema: task.schema,
    metric: task.metric,
    furtherMetrics: task.furtherMetrics,
    direction: metricDirection(task.metric),
    limitPerDay: task.limitPerDay,
    limitTotal: task.limitTotal,
    ladderSteps: task.ladderSteps ?? usualSteps(publicLabels ?? 0),
    decimals: task.decimals,
    gates: task.gates,
    liveReports: task.liveReports,
    withheldMetrics:
      task.finalPublishedAt === null
        ? taskMetrics(task).filter((metric) => !showsLive(task, publicLabels, metric))
        : [],
    maxSelected: task.maxSelected,
    maxUploadMegabytes: task.maxUploadMegabytes,
    board: task.board,
    frozenAt: task.frozenAt?.toISOString() ?? null,
    opensAt: opensAt.toISOString(),
    closesAt: closesAt.toISOString(),
    isOpen:
      event.status === 'published' && opensAt <= now && now < closesAt && task.finalPublishedAt === null,
    finalPublishedAt: task.finalPublishedAt?.toISOString() ?? null,
    isReady: task.truthId !== null,
    ...(setup === null
      ? {}
      : {
          setup: {
            clusterColumn: task.clusterColumn,
            groupColumns: task.groupColumns,
            split: { method: task.splitMethod, column: task.splitColumn, finalFraction: task.finalFraction },
            seed: task.seed,
            opensAt: task.opensAt?.toISOString() ?? null,
            closesAt: task.closesAt?.toISOString() ?? null,
            ladderSteps: task.ladderSteps,
            liveLosses: task.liveLosses,
            limitChosen: task.limitChosen,
            publicLabels,
            labelUnit: labels?.unit ?? null,
            ...setup,
          },
        }),
  };
}
