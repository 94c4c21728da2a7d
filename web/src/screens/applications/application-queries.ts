import { queryOptions } from '@tanstack/react-query';
import { answer, api } from '../../api/client.js';
import { keys } from '../../api/queries.js';
import type { components } from '../../api/schema.js';
import type { Tone } from '../../components/pieces.js';

type Schemas = components['schemas'];
export type ApplicationForm = Schemas['ApplicationFormView'];
export type Question = Schemas['QuestionView'];
export type MyApplication = Schemas['MyApplicationView'];
export type ApplicationItem = Schemas['ApplicationItemView'];
export type OfferRequest = Schemas['OfferRequest'];
/** While it is being written its languages may be anything; the API says which it knows. */
export type Offer = Omit<OfferRequest, 'languages'> & { languages: string[] };
export type AppliedRole = MyApplication['role'];
export type EventConsent = Schemas['EventConsentView'];
export type ConsentState = EventConsent['state'];
export type Background = NonNullable<ApplicationItem['background']>;
export type Answers = Record<string, string | string[] | boolean>;

export const BACKGROUNDS: readonly Background[] = [
  'clinician',
  'data_scientist',
  'engineer',
  'student',
  'other',
];

export const formQuery = (slug: string, role: AppliedRole) =>
  queryOptions({
    queryKey: [...keys.event(slug), 'application-form', role],
    queryFn: () =>
      answer(api.GET('/api/v1/events/{slug}/application-forms/{role}', { params: { path: { slug, role } } })),
  });

export const myApplicationsKey = (slug: string) => [...keys.event(slug), 'my-applications'];

export const myApplicationsQuery = (slug: string) =>
  queryOptions({
    queryKey: myApplicationsKey(slug),
    queryFn: () => answer(api.GET('/api/v1/events/{slug}/my-applications', { params: { path: { slug } } })),
  });

export const myConsentsQuery = (slug: string) =>
  queryOptions({
    queryKey: [...keys.event(slug), 'my-consents'],
    queryFn: () => answer(api.GET('/api/v1/events/{slug}/my-consents', { params: { path: { slug } } })),
  });

export const CONSENT_TONES: Record<ConsentState, Tone> = { due: 'warn', refused: 'bad', agreed: 'good' };

export const peopleCountsQuery = (slug: string) =>
  queryOptions({
    queryKey: [...keys.event(slug), 'people-counts'],
    queryFn: () => answer(api.GET('/api/v1/events/{slug}/people-counts', { params: { path: { slug } } })),
  });
