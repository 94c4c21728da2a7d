import { queryOptions } from '@tanstack/react-query';
import { answer, api } from '../../api/client.js';
import { keys, page } from '../../api/queries.js';
import type { components } from '../../api/schema.js';

type Schemas = components['schemas'];
export type Balance = Schemas['BalanceView'];
export type Proposal = Schemas['TeamProposalView'];
export type ProposalItem = Schemas['ProposalItemView'];
export type Group = Schemas['ProposalGroupView'];
export type Member = Schemas['ProposalPersonView'];
export type Finding = Schemas['FindingView'];
export type Arrangement = Schemas['ArrangementRequest'];

const path = (slug: string) => ({ params: { path: { slug } } });

export const balanceQuery = (slug: string) =>
  queryOptions({
    queryKey: [...keys.event(slug), 'balance'],
    queryFn: () => answer(api.GET('/api/v1/events/{slug}/balance', path(slug))),
  });

export const proposalsQuery = (slug: string) =>
  queryOptions({
    queryKey: [...keys.event(slug), 'proposals'],
    queryFn: () =>
      answer(api.GET('/api/v1/events/{slug}/team-proposals', { params: { path: { slug }, ...page(50) } })),
  });

export const proposalQuery = (slug: string, id: string) =>
  queryOptions({
    queryKey: [...keys.event(slug), 'proposal', id],
    queryFn: () => answer(api.GET('/api/v1/team-proposals/{id}', { params: { path: { id } } })),
    refetchInterval: ({ state }) =>
      state.data?.state === 'computing' ? 500 : state.data?.state === 'draft' ? 20_000 : false,
  });

export const wishesQuery = (slug: string) =>
  queryOptions({
    queryKey: [...keys.event(slug), 'wishes'],
    queryFn: () => answer(api.GET('/api/v1/events/{slug}/wishes', path(slug))),
  });

export const wishPeopleQuery = (slug: string, search: string) =>
  queryOptions({
    queryKey: [...keys.event(slug), 'wish-people', search],
    queryFn: () =>
      answer(
        api.GET('/api/v1/events/{slug}/wishes/people', {
          params: { path: { slug }, query: { search, limit: 50 } },
        }),
      ),
  });
