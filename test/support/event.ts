import { type Answer, type Client, type Person, type Place, signUp, withToken } from './client.js';
import type { Stack } from './stack.js';

/** A running event with one task whose truth is known to the test. */
export interface Prepared {
  slug: string;
  taskId: string;
  organizer: Person;
  truth: TruthRow[];
}

export interface TruthRow {
  id: string;
  label: 0 | 1;
  split: 'public' | 'final';
}

/** @param rows of the truth; every third is positive, and the split alternates in blocks, so that both parts have both */
export function makeTruth(rows = 90): TruthRow[] {
  return Array.from({ length: rows }, (_, k) => ({
    id: `s${String(k).padStart(4, '0')}`,
    label: k % 3 === 0 ? 1 : 0,
    split: k % 10 < 3 ? 'public' : 'final',
  }));
}

export const truthCsv = (truth: TruthRow[]): string =>
  `id,label,split\n${truth.map((row) => `${row.id},${row.label},${row.split}`).join('\n')}\n`;

/**
 * Predictions of a chosen quality: 0 is perfect, larger values mix in more of a fixed noise.
 * Deterministic, so that a test can compare boards.
 */
export function predictionsCsv(truth: TruthRow[], noise = 0.3, header = 'id,prediction'): string {
  const rows = truth.map((row, k) => {
    const wobble = ((k * 7919) % 1000) / 1000;
    const value = Math.min(1, Math.max(0, row.label * (1 - noise) + noise * wobble));
    return `${row.id},${value.toFixed(6)}`;
  });
  return `${header}\n${rows.join('\n')}\n`;
}

export function fileForm(
  content: string | Uint8Array,
  fields: Record<string, string> = {},
  name = 'entry.csv',
): FormData {
  const form = new FormData();
  for (const [key, value] of Object.entries(fields)) form.set(key, value);
  form.set('file', new Blob([content as BlobPart]), name);
  return form;
}

/** Fails with the problem's own words where an answer is not what the preparation needs. */
export function expectStatus(answer: Answer, status: number): Answer {
  if (answer.status !== status)
    throw new Error(`expected ${status}, got ${answer.status}: ${JSON.stringify(answer.body)}`);
  return answer;
}

/** A person who may create events; granting that is the admin's, which is not what these tests are about. */
export async function signUpOrganizer(stack: Stack, name = 'Organizer'): Promise<Person> {
  const person = await signUp(stack, name);
  await stack.query('UPDATE account SET can_create_events = true WHERE id = $1', [person.id]);
  // The permission is remembered for a moment; a new sign-in reads it anew.
  const again = await signInAgain(person);
  return again;
}

async function signInAgain(person: Person): Promise<Person> {
  const { PASSWORD } = await import('./client.js');
  expectStatus(await person.post('auth/sign-in', { email: person.email, password: PASSWORD }), 200);
  return person;
}

let events = 0;

export async function prepareTask(
  stack: Stack,
  settings: { task?: object; event?: object; truth?: TruthRow[] } = {},
): Promise<Prepared> {
  const organizer = await signUpOrganizer(stack);
  const truth = settings.truth ?? makeTruth();
  const slug = `event-${++events}`;
  const hour = 3_600_000;
  expectStatus(
    await organizer.post('events', {
      slug,
      name: { ko: '시험 행사', en: 'Test event' },
      timeZone: 'Asia/Seoul',
      startsAt: new Date(Date.now() - hour).toISOString(),
      endsAt: new Date(Date.now() + 48 * hour).toISOString(),
      status: 'published',
      ...settings.event,
    }),
    201,
  );
  const task = expectStatus(
    await organizer.post(`events/${slug}/tasks`, {
      slug: 'mortality',
      name: { ko: '사망 예측', en: 'Mortality' },
      split: { method: 'column', column: 'split' },
      furtherMetrics: ['brier'],
      seed: 7,
      // Every score is shown, so that a test sees what it handed in; the rules for live boards have tests of their own.
      ladderSteps: 0,
      liveLosses: true,
      ...settings.task,
    }),
    201,
  );
  const taskId = task.body.id as string;
  expectStatus(await organizer.put(`tasks/${taskId}/truth`, fileForm(truthCsv(truth))), 200);
  return { slug, taskId, organizer, truth };
}

/** A participant with a team of their own. */
export async function makeTeam(
  place: Place,
  slug: string,
  name: string,
): Promise<Person & { teamId: string }> {
  const person = await signUp(place, `${name} captain`);
  expectStatus(await person.post(`events/${slug}/join`), 200);
  const team = expectStatus(await person.post(`events/${slug}/teams`, { name }), 201);
  return Object.assign(person, { teamId: team.body.id as string });
}

export const submit = (
  client: Client,
  taskId: string,
  csv: string,
  fields: Record<string, string> = {},
): Promise<Answer> => client.post(`tasks/${taskId}/submissions`, fileForm(csv, fields));

/** Waits until the entry has left the queue and the worker's hands. */
export async function finished(client: Client, id: string, seconds = 30): Promise<Answer['body']> {
  const until = Date.now() + seconds * 1000;
  for (;;) {
    const { body } = expectStatus(await client.get(`submissions/${id}`), 200);
    if (!['executing', 'queued', 'running'].includes(body.status)) return body;
    if (Date.now() > until) throw new Error(`entry ${id} is still ${body.status} after ${seconds} s`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

export async function submitAndWait(client: Client, taskId: string, csv: string): Promise<Answer['body']> {
  const { body } = expectStatus(await submit(client, taskId, csv), 202);
  return finished(client, body.id);
}

export { withToken };
