import type { MetricResultView, ScoresView, TaskView } from '../../features/tasks/tasks.dto.js';
import { say } from './api.js';
import { printTable } from './print.js';

export const valueText = (result: Pick<MetricResultView, 'value' | 'undefined'> | undefined): string =>
  result?.value?.toFixed(3) ?? result?.undefined ?? '–';

export const intervalText = (ci: [number, number] | null | undefined): string =>
  ci ? `[${ci[0].toFixed(3)}, ${ci[1].toFixed(3)}]` : '–';

/** Every metric with its 95% interval, the one that ranks first; the final part where the reader may see it. */
export function printScores(scores: ScoresView, task: Pick<TaskView, 'metric' | 'furtherMetrics'>): void {
  const { final } = scores;
  const metrics = [...new Set([task.metric, ...task.furtherMetrics])].filter((one) => scores.public[one]);
  printTable(
    [
      say('metric', '지표'),
      say('public', '공개'),
      '95% CI',
      ...(final ? [say('final', '최종'), '95% CI'] : []),
    ],
    metrics.map((metric) => [
      metric,
      valueText(scores.public[metric]),
      intervalText(scores.public[metric]?.ci),
      ...(final ? [valueText(final[metric]), intervalText(final[metric]?.ci)] : []),
    ]),
  );
  const flags = new Set(Object.values(scores.public).flatMap((result) => result.flags ?? []));
  if (flags.size > 0) process.stdout.write(`(${[...flags].join(', ')})\n`);
}
