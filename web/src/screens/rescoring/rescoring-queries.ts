import { queryOptions } from '@tanstack/react-query';
import { answer, api } from '../../api/client.js';
import { keys } from '../../api/queries.js';
import type { components } from '../../api/schema.js';

export type Rescoring = components['schemas']['RescoringView'];
export type ComparedTeam = components['schemas']['ComparedTeam'];
export type Comparison = components['schemas']['RescoringComparison'];

export const isOpen = ({ status }: Pick<Rescoring, 'status'>): boolean =>
  status === 'scoring' || status === 'ready' || status === 'applying';

/** Read again every other second while workers are at it. */
export const rescoringsQuery = (taskId: string) =>
  queryOptions({
    queryKey: [...keys.task(taskId), 'rescorings'],
    queryFn: () => answer(api.GET('/api/v1/tasks/{id}/rescorings', { params: { path: { id: taskId } } })),
    refetchInterval: ({ state }) => (state.data?.items.some(isOpen) ? 2_000 : false),
  });

export const comparisonQuery = (taskId: string, rescoring: Pick<Rescoring, 'id' | 'done'>) =>
  queryOptions({
    queryKey: [...keys.task(taskId), 'rescorings', rescoring.id, rescoring.done],
    queryFn: () =>
      answer(api.GET('/api/v1/rescorings/{id}/comparison', { params: { path: { id: rescoring.id } } })),
  });
