import createClient from 'openapi-fetch';
import { currentLanguage } from '../i18n/language.js';
import { problemFrom, unreachable } from './problem.js';
import type { components, paths } from './schema.js';

type Schemas = components['schemas'];
export type Me = Schemas['MeView'];
export type EventView = Schemas['EventView'];
export type Phase = Schemas['PhaseView'];
export type Task = Schemas['TaskView'];
export type TaskRequest = Schemas['TaskRequest'];
export type Truth = Schemas['TruthView'];
export type Trial = Schemas['TrialView'];
export type TaskFile = Schemas['TaskFileView'];
export type Entry = Schemas['SubmissionView'];
export type Quota = Schemas['QuotaView'];
export type EntryReport = Schemas['EntryReportView'];
export type MetricFamily = Schemas['MetricFamilyView'];
export type MetricResult = Schemas['MetricResultView'];
export type Board = Schemas['LeaderboardView'];
export type BoardRow = Schemas['LeaderboardRow'];
export type Team = Schemas['TeamView'];

/** The API, typed by its own contract: where the contract changes, this page no longer compiles. */
export const api = createClient<paths>({ baseUrl: '', fetch: (request) => globalThis.fetch(request) });

api.use({
  onRequest({ request }) {
    request.headers.set('Accept-Language', currentLanguage());
  },
  onError() {
    return unreachable();
  },
});

/** The answer, or the refusal thrown as a Problem. */
export async function answer<T>(
  call: Promise<{ data?: T; error?: unknown; response: Response }>,
): Promise<NonNullable<T>> {
  const { data, error, response } = await call;
  if (!response.ok) throw problemFrom(response.status, error);
  return data as NonNullable<T>;
}
