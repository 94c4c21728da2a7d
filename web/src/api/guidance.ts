import { queryOptions } from '@tanstack/react-query';
import { answer, api } from './client.js';
import { keys } from './queries.js';
import type { components } from './schema.js';

export type Next = components['schemas']['NextView'];
export type Step = components['schemas']['StepView'];
export type Attention = components['schemas']['AttentionView'];

/** Below the event's key, so that whatever changes of the event asks anew what comes next. */
export const nextQuery = (slug: string) =>
  queryOptions({
    queryKey: [...keys.event(slug), 'next'],
    queryFn: () => answer(api.GET('/api/v1/events/{slug}/next', { params: { path: { slug } } })),
  });

export const attentionQuery = (slug: string) =>
  queryOptions({
    queryKey: [...keys.event(slug), 'attention'],
    queryFn: () => answer(api.GET('/api/v1/events/{slug}/attention', { params: { path: { slug } } })),
  });
