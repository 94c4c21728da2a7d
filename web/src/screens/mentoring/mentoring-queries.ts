import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '../../api/client.js';
import { keys, page } from '../../api/queries.js';
import type { components } from '../../api/schema.js';

type Schemas = components['schemas'];
export type Help = Schemas['HelpRequestView'];
export type Slot = Schemas['SlotView'];
export type MentoredTeam = Schemas['MentoredTeamView'];
export type MentorProfile = Schemas['MentorProfileView'];
export type Proposed = Schemas['ProposedAssignmentView'];
export type FormerAffiliation = Schemas['FormerAffiliationView'];
export type Overview = Schemas['MentoringOverview'];
export type MentorLoad = Schemas['MentorLoadView'];

/** Everything about mentors of an event stands under this word, so that one change refreshes it as a whole. */
export const mentoringKey = (slug: string) => [...keys.event(slug), 'mentoring'];

const of = (slug: string, limit = 200) => ({ params: { path: { slug }, ...page(limit) } });

export const helpQuery = (slug: string) =>
  queryOptions({
    queryKey: [...mentoringKey(slug), 'help'],
    queryFn: () =>
      answer(
        api.GET('/api/v1/events/{slug}/help-requests', {
          params: { path: { slug }, query: { limit: 100, state: 'open' } },
        }),
      ),
    refetchInterval: 30_000,
  });

export const figuresQuery = (slug: string) =>
  queryOptions({
    queryKey: [...mentoringKey(slug), 'figures'],
    queryFn: () =>
      answer(api.GET('/api/v1/events/{slug}/help-requests/figures', { params: { path: { slug } } })),
    refetchInterval: 30_000,
  });

export const slotsQuery = (slug: string) =>
  queryOptions({
    queryKey: [...mentoringKey(slug), 'slots'],
    queryFn: () => answer(api.GET('/api/v1/events/{slug}/office-hours', of(slug))),
    refetchInterval: 60_000,
  });

export const mentorsQuery = (slug: string) =>
  queryOptions({
    queryKey: [...mentoringKey(slug), 'mentors'],
    queryFn: () => answer(api.GET('/api/v1/events/{slug}/mentors', of(slug))),
  });

export const mentoredTeamsQuery = (slug: string) =>
  queryOptions({
    queryKey: [...mentoringKey(slug), 'teams'],
    queryFn: () => answer(api.GET('/api/v1/events/{slug}/mentoring/teams', of(slug))),
  });

export const profileQuery = (slug: string) =>
  queryOptions({
    queryKey: [...mentoringKey(slug), 'profile'],
    queryFn: () =>
      answer(api.GET('/api/v1/events/{slug}/mentors/me/profile', { params: { path: { slug } } })),
  });

export const conflictsQuery = (slug: string) =>
  queryOptions({
    queryKey: [...mentoringKey(slug), 'conflicts'],
    queryFn: () => answer(api.GET('/api/v1/events/{slug}/mentoring/conflicts', of(slug))),
  });

export const formerAffiliationsQuery = (slug: string) =>
  queryOptions({
    queryKey: [...mentoringKey(slug), 'former-affiliations'],
    queryFn: () => answer(api.GET('/api/v1/events/{slug}/mentoring/former-affiliations', of(slug))),
  });

export const participantsQuery = (slug: string, q: string) =>
  queryOptions({
    queryKey: [...mentoringKey(slug), 'participants', q],
    queryFn: () =>
      answer(
        api.GET('/api/v1/events/{slug}/mentoring/participants', {
          params: { path: { slug }, query: { limit: 20, q } },
        }),
      ),
    enabled: q.length > 0,
  });

export const overviewQuery = (slug: string) =>
  queryOptions({
    queryKey: [...mentoringKey(slug), 'overview'],
    queryFn: () =>
      answer(api.GET('/api/v1/events/{slug}/mentoring/overview', { params: { path: { slug } } })),
    refetchInterval: 60_000,
  });

export const proposalQuery = (slug: string) =>
  queryOptions({
    queryKey: [...mentoringKey(slug), 'proposal'],
    queryFn: () =>
      answer(api.GET('/api/v1/events/{slug}/mentoring/proposal', { params: { path: { slug } } })),
    staleTime: 0,
  });

export const notesQuery = (slug: string, teamId: string) =>
  queryOptions({
    queryKey: [...mentoringKey(slug), 'notes', teamId],
    queryFn: () =>
      answer(api.GET('/api/v1/teams/{id}/notes', { params: { path: { id: teamId }, ...page(100) } })),
  });

export const sharedEntriesQuery = (slug: string, teamId: string) =>
  queryOptions({
    queryKey: [...mentoringKey(slug), 'shared', teamId],
    queryFn: () =>
      answer(
        api.GET('/api/v1/teams/{id}/shared-submissions', { params: { path: { id: teamId }, ...page(20) } }),
      ),
    refetchInterval: 60_000,
  });

/** A change of anything about mentors; whatever came of it, all of it is read anew. */
export function useMentoringChange<Input>(slug: string, change: (input: Input) => Promise<unknown>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSettled: () => queries.invalidateQueries({ queryKey: mentoringKey(slug) }),
  });
}
