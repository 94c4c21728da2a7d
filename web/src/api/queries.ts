import { QueryClient, queryOptions } from '@tanstack/react-query';
import { answer, api } from './client.js';
import { Problem } from './problem.js';

const passes = (error: Error) => error instanceof Problem && error.passes;

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      retry: (count, error) => passes(error) && count < 3,
      retryDelay: (count) => Math.min(1_000 * 2 ** count, 8_000),
    },
  },
});

/** Everything of an event or a task stands under these first words, so that a change can refresh it as a whole. */
export const keys = {
  events: ['events'],
  event: (slug: string) => ['event', slug],
  tasks: (slug: string) => ['event', slug, 'tasks'],
  task: (id: string) => ['task', id],
  entries: (id: string) => ['task', id, 'entries'],
  board: (id: string, split: 'public' | 'final') => ['task', id, 'board', split],
};

/** Rows of a list. */
export const page = (limit: number, cursor?: string) => ({ query: { limit, cursor } });

const path = (slug: string) => ({ params: { path: { slug } } });
const byId = (id: string) => ({ params: { path: { id } } });

export const eventsQuery = () =>
  queryOptions({
    queryKey: keys.events,
    queryFn: () => answer(api.GET('/api/v1/events', { params: page(100) })),
  });

export const eventQuery = (slug: string) =>
  queryOptions({
    queryKey: keys.event(slug),
    queryFn: () => answer(api.GET('/api/v1/events/{slug}', path(slug))),
  });

/** @param part null: the final part where the reader may see it, else the public one */
export const reportQuery = (entryId: string, part: 'public' | 'final' | null) =>
  queryOptions({
    queryKey: ['report', entryId, part],
    queryFn: () =>
      answer(
        api.GET('/api/v1/submissions/{id}/report', {
          params: { path: { id: entryId }, query: part === null ? {} : { part } },
        }),
      ),
  });

/** What a task may be scored by; it changes with the installation's version only. */
export const metricFamiliesQuery = () =>
  queryOptions({
    queryKey: ['metric-families'],
    queryFn: () => answer(api.GET('/api/v1/metric-families')),
    staleTime: 3_600_000,
  });

export const tasksQuery = (slug: string) =>
  queryOptions({
    queryKey: keys.tasks(slug),
    queryFn: () =>
      answer(api.GET('/api/v1/events/{slug}/tasks', { params: { path: { slug }, ...page(100) } })),
  });

export const teamsQuery = (slug: string) =>
  queryOptions({
    queryKey: [...keys.event(slug), 'teams'],
    queryFn: () =>
      answer(api.GET('/api/v1/events/{slug}/teams', { params: { path: { slug }, ...page(200) } })),
  });

export const teamQuery = (slug: string, id: string) =>
  queryOptions({
    queryKey: [...keys.event(slug), 'team', id],
    queryFn: () => answer(api.GET('/api/v1/teams/{id}', byId(id))),
  });

export const filesQuery = (id: string) =>
  queryOptions({
    queryKey: [...keys.task(id), 'files'],
    queryFn: () => answer(api.GET('/api/v1/tasks/{id}/files', byId(id))),
  });

export const quotaQuery = (id: string) =>
  queryOptions({
    queryKey: [...keys.task(id), 'quota'],
    queryFn: () => answer(api.GET('/api/v1/tasks/{id}/quota', byId(id))),
  });

export const truthQuery = (id: string) =>
  queryOptions({
    queryKey: [...keys.task(id), 'truth'],
    queryFn: () => answer(api.GET('/api/v1/tasks/{id}/truth', byId(id))),
  });

/** As many entries as a page begins with: whoever asks for them shares the answer. */
export const FIRST_ENTRIES = 25;

export const entriesQuery = (id: string, limit: number) =>
  queryOptions({
    queryKey: [...keys.entries(id), limit],
    queryFn: () =>
      answer(api.GET('/api/v1/tasks/{id}/submissions', { params: { path: { id }, ...page(limit) } })),
  });

export const boardQuery = (id: string, split: 'public' | 'final') =>
  queryOptions({
    queryKey: keys.board(id, split),
    queryFn: () =>
      answer(api.GET('/api/v1/tasks/{id}/leaderboard', { params: { path: { id }, query: { split } } })),
  });
