import { answer, api } from '../../api/client.js';
import { problemFrom } from '../../api/problem.js';
import { keys } from '../../api/queries.js';
import type { components } from '../../api/schema.js';

export type MailPage = components['schemas']['MailPage'];
export type MailView = components['schemas']['MailView'];

/** Whose mails are looked after: an event's, or those of the platform itself. */
export interface MailSource {
  key: string[];
  list(status: MailView['status'] | undefined, cursor: string | undefined): Promise<MailPage>;
  retry(id: string): Promise<void>;
  retryFailed(): Promise<{ retried: number }>;
}

const LIMIT = 50;

export const eventMails = (slug: string): MailSource => ({
  key: [...keys.event(slug), 'mails'],
  list: (status, cursor) =>
    answer(
      api.GET('/api/v1/events/{slug}/mails', {
        params: { path: { slug }, query: { status, cursor, limit: LIMIT } },
      }),
    ),
  retry: async (id) => {
    const { response, error } = await api.POST('/api/v1/events/{slug}/mails/{id}/retry', {
      params: { path: { slug, id } },
    });
    if (!response.ok) throw problemFrom(response.status, error);
  },
  retryFailed: () =>
    answer(api.POST('/api/v1/events/{slug}/mails/retry-failed', { params: { path: { slug } } })),
});

export const platformMails: MailSource = {
  key: ['admin', 'mails'],
  list: (status, cursor) =>
    answer(api.GET('/api/v1/admin/mails', { params: { query: { status, cursor, limit: LIMIT } } })),
  retry: async (id) => {
    const { response, error } = await api.POST('/api/v1/admin/mails/{id}/retry', {
      params: { path: { id } },
    });
    if (!response.ok) throw problemFrom(response.status, error);
  },
  retryFailed: () => answer(api.POST('/api/v1/admin/mails/retry-failed')),
};
