import { queryOptions } from '@tanstack/react-query';
import { answer, api } from './client.js';
import { keys, page } from './queries.js';
import type { components } from './schema.js';

type Schemas = components['schemas'];
export type Problem = Schemas['ProblemView'];
export type ProblemRequest = Schemas['ProblemRequest'];
export type ProblemSettings = Schemas['ProblemSettingsView'];
export type TeamWork = Schemas['TeamWorkView'];
export type TeamWorkDetail = Schemas['TeamWorkDetailView'];

export const problemKeys = {
  all: (slug: string) => [...keys.event(slug), 'problems'],
};

export const problemsQuery = (slug: string) =>
  queryOptions({
    queryKey: [...problemKeys.all(slug), 'list'],
    queryFn: () =>
      answer(api.GET('/api/v1/events/{slug}/problems', { params: { path: { slug }, ...page(200) } })),
  });

export const problemQuery = (slug: string, id: string) =>
  queryOptions({
    queryKey: [...problemKeys.all(slug), 'one', id],
    queryFn: () => answer(api.GET('/api/v1/problems/{id}', { params: { path: { id } } })),
  });

export const problemSettingsQuery = (slug: string) =>
  queryOptions({
    queryKey: [...problemKeys.all(slug), 'settings'],
    queryFn: () => answer(api.GET('/api/v1/events/{slug}/problem-settings', { params: { path: { slug } } })),
  });

export const teamWorksQuery = (slug: string) =>
  queryOptions({
    queryKey: [...problemKeys.all(slug), 'team-work'],
    queryFn: () =>
      answer(api.GET('/api/v1/events/{slug}/team-work', { params: { path: { slug }, ...page(200) } })),
  });

export const teamWorkQuery = (slug: string, id: string) =>
  queryOptions({
    queryKey: [...problemKeys.all(slug), 'team', id],
    queryFn: () => answer(api.GET('/api/v1/teams/{id}/work', { params: { path: { id } } })),
  });
