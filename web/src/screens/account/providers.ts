import { queryOptions } from '@tanstack/react-query';
import { answer, api } from '../../api/client.js';

/** With whom one may sign in here. It changes only when the platform is started anew. */
export const providersQuery = () =>
  queryOptions({
    queryKey: ['providers'],
    queryFn: () => answer(api.GET('/api/v1/auth/providers')),
    staleTime: Number.POSITIVE_INFINITY,
  });

export const identitiesQuery = () =>
  queryOptions({
    queryKey: ['me', 'identities'],
    queryFn: () => answer(api.GET('/api/v1/me/identities')),
  });

export const secondFactorQuery = () =>
  queryOptions({
    queryKey: ['me', 'second-factor'],
    queryFn: () => answer(api.GET('/api/v1/me/second-factor')),
  });
