import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '../../api/client.js';
import { keys, page } from '../../api/queries.js';
import type { components } from '../../api/schema.js';
import { meKey } from '../../api/session.js';
import { useAnnouncer } from '../../components/announcer.js';

type Schemas = components['schemas'];
export type Missing = Schemas['MissingView'];
export type Brought = Schemas['BroughtView'];
export type JoinRequest = Schemas['JoinRequestView'];
export type Merge = Schemas['MergeView'];
export type Budget = Schemas['TeamBudgetView'];
export type Notice = Schemas['NoticeView'];
export type Suggestion = Schemas['SuggestionView'];
export type TeamItem = Schemas['TeamItemView'];
export type Background = NonNullable<Schemas['PersonView']['background']>;

/** A language that people speak, by its ISO 639-1 code. */
export type Spoken = NonNullable<Schemas['TeamNoticeRequest']['languages']>[number];

export const BACKGROUNDS = ['clinician', 'data_scientist', 'engineer', 'student', 'other'] as const;

const byId = (id: string) => ({ params: { path: { id } } });
const bySlug = (slug: string) => ({ params: { path: { slug } } });
const ofTeam = (slug: string, id: string, what: string) => [...keys.event(slug), 'team', id, what];

/** Whom it is asked about; the reader themself where nobody is named. */
export type Newcomers = { accountId?: string; fromTeamId?: string; noticeId?: string };

/** What newcomers would bring into a team. */
export const broughtQuery = (slug: string, id: string, newcomers: Newcomers) =>
  queryOptions({
    queryKey: [...ofTeam(slug, id, 'brought'), newcomers],
    queryFn: () =>
      answer(api.GET('/api/v1/teams/{id}/brought', { params: { path: { id }, query: newcomers } })),
    enabled: id !== '',
  });

export const requestsQuery = (slug: string, id: string) =>
  queryOptions({
    queryKey: ofTeam(slug, id, 'requests'),
    queryFn: () => answer(api.GET('/api/v1/teams/{id}/requests', byId(id))),
  });

export const mergesQuery = (slug: string, id: string) =>
  queryOptions({
    queryKey: ofTeam(slug, id, 'merges'),
    queryFn: () => answer(api.GET('/api/v1/teams/{id}/merges', byId(id))),
  });

export const budgetQuery = (slug: string, id: string) =>
  queryOptions({
    queryKey: ofTeam(slug, id, 'budget'),
    queryFn: () => answer(api.GET('/api/v1/teams/{id}/budget', byId(id))),
  });

export const allowancesQuery = (slug: string, id: string) =>
  queryOptions({
    queryKey: ofTeam(slug, id, 'allowances'),
    queryFn: () => answer(api.GET('/api/v1/teams/{id}/allowances', byId(id))),
  });

export const searchQuery = (slug: string) =>
  queryOptions({
    queryKey: [...keys.event(slug), 'team-search'],
    queryFn: () => answer(api.GET('/api/v1/events/{slug}/team-search', bySlug(slug))),
  });

export const suggestionsQuery = (slug: string) =>
  queryOptions({
    queryKey: [...keys.event(slug), 'team-suggestions'],
    queryFn: () => answer(api.GET('/api/v1/events/{slug}/team-suggestions', bySlug(slug))),
  });

export interface NoticeFilter {
  kind?: 'person' | 'team';
  background?: Background;
  skill?: string;
  language?: Spoken;
}

export const noticesQuery = (slug: string, filter: NoticeFilter) =>
  queryOptions({
    queryKey: [...keys.event(slug), 'notices', filter],
    queryFn: () =>
      answer(
        api.GET('/api/v1/events/{slug}/notices', {
          params: { path: { slug }, query: { limit: 200, ...filter } },
        }),
      ),
    placeholderData: (before) => before,
  });

/** Every team of the event: a list is asked for page by page. */
export const allTeamsQuery = (slug: string) =>
  queryOptions({
    queryKey: [...keys.event(slug), 'teams', 'all'],
    queryFn: async () => {
      const teams: TeamItem[] = [];
      let cursor: string | undefined;
      do {
        const { items, nextCursor } = await answer(
          api.GET('/api/v1/events/{slug}/teams', { params: { path: { slug }, ...page(200, cursor) } }),
        );
        teams.push(...items);
        cursor = nextCursor ?? undefined;
      } while (cursor);
      return teams;
    },
  });

/** A change of who is where: everything of the event is asked anew, also after a refusal, which often says that it is old. */
export function useTeamChange<Given = void, Result = unknown>(
  slug: string,
  change: (given: Given) => Promise<Result>,
  said?: string,
) {
  const queries = useQueryClient();
  const { toast } = useAnnouncer();
  return useMutation({
    mutationFn: change,
    onSuccess: () => {
      if (said) toast(said);
    },
    onSettled: () => {
      void queries.invalidateQueries({ queryKey: keys.event(slug) });
      void queries.invalidateQueries({ queryKey: keys.tasks(slug) });
      void queries.invalidateQueries({ queryKey: meKey });
    },
  });
}
