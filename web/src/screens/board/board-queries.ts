import { queryOptions } from '@tanstack/react-query';
import { answer, api } from '../../api/client.js';
import { keys } from '../../api/queries.js';
import type { components } from '../../api/schema.js';

export type Pairs = components['schemas']['PairsView'];
export type FinalPreview = components['schemas']['FinalPreviewView'];

export const pairsQuery = (id: string, split: 'public' | 'final') =>
  queryOptions({
    queryKey: [...keys.board(id, split), 'pairs'],
    queryFn: () =>
      answer(
        api.GET('/api/v1/tasks/{id}/leaderboard/pairs', {
          params: { path: { id }, query: { split, top: 12 } },
        }),
      ),
  });

export const ownEntriesQuery = (id: string) =>
  queryOptions({
    queryKey: [...keys.task(id), 'released'],
    queryFn: () => answer(api.GET('/api/v1/tasks/{id}/leaderboard/entries', { params: { path: { id } } })),
  });

export const finalPreviewQuery = (id: string) =>
  queryOptions({
    queryKey: [...keys.task(id), 'final-preview'],
    queryFn: () =>
      answer(api.GET('/api/v1/tasks/{id}/leaderboard/final/preview', { params: { path: { id } } })),
  });
