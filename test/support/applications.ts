import { type Person, signUp } from './client.js';
import { expectStatus, signUpOrganizer } from './event.js';
import type { Stack } from './stack.js';

const HOUR = 3_600_000;
export const soon = (hours: number): string => new Date(Date.now() + hours * HOUR).toISOString();

let events = 0;

/** An event that takes applications. */
export async function makeApplicationEvent(
  stack: Stack,
  settings: { event?: object; form?: object; role?: string; organizer?: Person } = {},
): Promise<{ slug: string; organizer: Person }> {
  const organizer = settings.organizer ?? (await signUpOrganizer(stack));
  const slug = `apply-${++events}`;
  expectStatus(
    await organizer.post('events', {
      slug,
      name: { ko: '신청 행사', en: 'Applied event' },
      timeZone: 'Asia/Seoul',
      startsAt: soon(24 * 10),
      endsAt: soon(24 * 12),
      status: 'published',
      joining: 'application',
      applicationsCloseAt: soon(24 * 5),
      ...settings.event,
    }),
    201,
  );
  expectStatus(
    await organizer.put(`events/${slug}/application-forms/${settings.role ?? 'participant'}`, {
      version: 0,
      isOpen: true,
      questions: [],
      ...settings.form,
    }),
    200,
  );
  return { slug, organizer };
}

export interface Seeded {
  id: string;
  accountId: string;
  name: string;
}

/** Applications as many people would have handed them in, in the order of the list; nobody signs in. */
export async function seedApplications(
  stack: Stack,
  slug: string,
  people: { name?: string; background?: string; status?: string; rank?: number }[],
  role = 'participant',
): Promise<Seeded[]> {
  return stack.query<Seeded & Record<string, unknown>>(
    `WITH given AS (
       SELECT ordinality AS k, COALESCE(x->>'name', 'Person ' || ordinality) AS name,
         COALESCE(x->>'background', 'student') AS background, COALESCE(x->>'status', 'submitted') AS status,
         (x->>'rank')::int AS rank, gen_random_uuid() AS account_id, gen_random_uuid() AS id
       FROM jsonb_array_elements($2::jsonb) WITH ORDINALITY AS t(x, ordinality)),
     accounts AS (
       INSERT INTO account (id, email, name, password_hash, background, affiliation, locale)
       SELECT account_id, 'seed-' || account_id || '@example.org', name, 'x', background, '서울병원 ' || k,
         CASE WHEN k % 2 = 0 THEN 'ko' ELSE 'en' END FROM given RETURNING id),
     event AS (SELECT id FROM event WHERE slug = $1),
     made AS (
       INSERT INTO application (id, event_id, account_id, role, status, answers, form_version, background, rank, submitted_at, turn)
       SELECT g.id, event.id, g.account_id, $3, g.status, '{}', 0, g.background, g.rank,
         now() - interval '1 day' + g.k * interval '1 second', 1
       FROM given g, event, (SELECT count(*) FROM accounts) n RETURNING id)
     SELECT g.id, g.account_id AS "accountId", g.name FROM given g, (SELECT count(*) FROM made) n ORDER BY g.k`,
    [slug, JSON.stringify(people), role],
  );
}

export async function statusesOf(stack: Stack, ids: string[]): Promise<string[]> {
  const rows = await stack.query<{ id: string; status: string }>(
    'SELECT id, status FROM application WHERE id = ANY($1)',
    [ids],
  );
  return ids.map((id) => rows.find((row) => row.id === id)?.status ?? 'none');
}

/** A person who has said what they are. */
export async function applicant(stack: Stack, name: string, background = 'clinician'): Promise<Person> {
  const person = await signUp(stack, name);
  expectStatus(
    await person.patch('me', { background, affiliation: '서울대학교병원', languages: ['ko'] }),
    200,
  );
  return person;
}

export const decide = (organizer: Person, slug: string, ids: string[], decision: string, more: object = {}) =>
  organizer.post(`events/${slug}/applications/decisions`, { ids, decision, ...more });
