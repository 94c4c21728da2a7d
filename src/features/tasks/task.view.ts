import type { Event } from '../events/event.entity.js';
import type { Task } from './task.entity.js';
import { metricDirection, openingTimes } from './task.policy.js';
import type { TaskView } from './tasks.dto.js';

/** @param hasEntries null: the reader is no organizer and gets no set-up */
export function taskView(task: Task, event: Event, hasEntries: boolean | null, now: Date): TaskView {
  const { opensAt, closesAt } = openingTimes(task, event);
  return {
    id: task.id,
    eventSlug: event.slug,
    eventTimeZone: event.timeZone,
    slug: task.slug,
    name: task.name,
    description: task.description,
    idColumn: task.idColumn,
    kind: task.schema.kind,
    schema: task.schema,
    metric: task.metric,
    furtherMetrics: task.furtherMetrics,
    direction: metricDirection(task.metric),
    limitPerDay: task.limitPerDay,
    limitTotal: task.limitTotal,
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
    ...(hasEntries === null
      ? {}
      : {
          setup: {
            clusterColumn: task.clusterColumn,
            groupColumns: task.groupColumns,
            split: { method: task.splitMethod, column: task.splitColumn, finalFraction: task.finalFraction },
            seed: task.seed,
            opensAt: task.opensAt?.toISOString() ?? null,
            closesAt: task.closesAt?.toISOString() ?? null,
            hasEntries,
          },
        }),
  };
}
