import type { Person } from './client.js';
import { signUp } from './client.js';
import { expectStatus } from './event.js';
import type { Stack } from './stack.js';

/** A participant of the event, with a profile where one is given. */
export async function participant(
  stack: Stack,
  slug: string,
  name: string,
  profile: { background?: string; skills?: string[]; languages?: string[] } = {},
): Promise<Person> {
  const person = await signUp(stack, name);
  expectStatus(await person.post(`events/${slug}/join`), 200);
  await stack.query('UPDATE account SET background = $2, skills = $3, languages = $4 WHERE id = $1', [
    person.id,
    profile.background ?? null,
    profile.skills ?? [],
    profile.languages ?? [],
  ]);
  return person;
}

/** A team of these people; the first is its captain. */
export async function teamOf(
  slug: string,
  name: string,
  captain: Person,
  ...others: Person[]
): Promise<string> {
  const { body } = expectStatus(await captain.post(`events/${slug}/teams`, { name }), 201);
  await bring(captain, body.id, ...others);
  return body.id;
}

/** Brings people into a team by a link, who accept it. */
export async function bring(inviter: Person, teamId: string, ...others: Person[]): Promise<void> {
  if (others.length === 0) return;
  const link = expectStatus(await inviter.post(`teams/${teamId}/invitations`, {}), 201).body;
  for (const person of others) expectStatus(await person.post(`invitations/${link.code}/accept`), 200);
}
