import { type Person, signUp } from './client.js';
import { expectStatus, signUpOrganizer } from './event.js';
import type { Stack } from './stack.js';

export interface MentoredEvent {
  slug: string;
  organizer: Person;
}

let events = 0;

/** A running event in Seoul that lasts a few days. */
export async function makeMentoredEvent(stack: Stack, settings: object = {}): Promise<MentoredEvent> {
  const organizer = await signUpOrganizer(stack);
  const slug = `mentored-${++events}`;
  const hour = 3_600_000;
  const event = {
    slug,
    name: 'Mentored',
    status: 'published',
    timeZone: 'Asia/Seoul',
    startsAt: new Date(Date.now() - hour).toISOString(),
    endsAt: new Date(Date.now() + 96 * hour).toISOString(),
  };
  expectStatus(await organizer.post('events', { ...event, ...settings }), 201);
  return { slug, organizer };
}

export interface About {
  affiliation?: string;
  languages?: string[];
  skills?: string[];
}

/** What a person says about themselves; how they say it is tested elsewhere. */
export async function describePerson(stack: Stack, person: Person, about: About): Promise<void> {
  await stack.query('UPDATE account SET affiliation = $2, languages = $3, skills = $4 WHERE id = $1', [
    person.id,
    about.affiliation ?? '',
    about.languages ?? [],
    about.skills ?? [],
  ]);
}

export async function makeMentor(
  stack: Stack,
  { slug, organizer }: MentoredEvent,
  name: string,
  about: About = {},
): Promise<Person> {
  const person = await signUp(stack, name);
  await describePerson(stack, person, about);
  expectStatus(await person.post(`events/${slug}/join`), 200);
  expectStatus(await organizer.put(`events/${slug}/members/${person.id}`, { role: 'mentor' }), 200);
  return person;
}

export async function makeMember(
  stack: Stack,
  slug: string,
  name: string,
  about: About = {},
): Promise<Person> {
  const person = await signUp(stack, name);
  await describePerson(stack, person, about);
  expectStatus(await person.post(`events/${slug}/join`), 200);
  return person;
}

export type Captain = Person & { teamId: string };

export async function makeTeamOf(
  stack: Stack,
  slug: string,
  name: string,
  about: About = {},
): Promise<Captain> {
  const captain = await makeMember(stack, slug, `${name} captain`, about);
  const { body } = expectStatus(await captain.post(`events/${slug}/teams`, { name }), 201);
  return Object.assign(captain, { teamId: body.id as string });
}

/** Puts the person into the captain's team by a link. */
export async function bringIn(captain: Captain, person: Person): Promise<void> {
  const { code } = expectStatus(await captain.post(`teams/${captain.teamId}/invitations`, {}), 201).body;
  expectStatus(await person.post(`invitations/${code}/accept`), 200);
}

export async function assign(event: MentoredEvent, mentor: Person, ...captains: Captain[]): Promise<void> {
  const items = captains.map(({ teamId }) => ({ teamId, mentorId: mentor.id }));
  expectStatus(await event.organizer.post(`events/${event.slug}/mentoring/assignments`, { items }), 200);
}

/** Days from today on the clock in Seoul. */
export const dayAhead = (days: number): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Seoul' }).format(Date.now() + days * 86_400_000);

/** Slots of twenty minutes from 09:00 to 10:00 in Seoul, some days ahead. */
export async function offer(
  mentor: Person,
  slug: string,
  more: object = {},
): Promise<{ id: string; startsAt: string }[]> {
  const hours = {
    dates: [dayAhead(2)],
    from: '09:00',
    until: '10:00',
    minutes: 20,
    kind: 'room',
    place: '3F',
  };
  return expectStatus(await mentor.post(`events/${slug}/office-hours`, { ...hours, ...more }), 201).body
    .items;
}
