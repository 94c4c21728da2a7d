import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Client, type Person, signUp } from '../support/client.js';
import { expectStatus, signUpOrganizer } from '../support/event.js';
import { type Stack, startStack } from '../support/stack.js';

let stack: Stack;
let organizer: Person;
beforeAll(async () => {
  stack = await startStack({ workers: 0 });
  organizer = await signUpOrganizer(stack);
});
afterAll(() => stack?.stop());

const valid = {
  name: { ko: '임상 데이터톤', en: 'Clinical Datathon' },
  timeZone: 'Asia/Seoul',
  startsAt: '2026-11-20T09:00:00+09:00',
  endsAt: '2026-11-21T18:00:00+09:00',
};
let count = 0;
const makeEvent = async (settings: object = {}): Promise<string> => {
  const slug = `made-${++count}`;
  expectStatus(await organizer.post('events', { ...valid, slug, status: 'published', ...settings }), 201);
  return slug;
};
const join = async (slug: string, name: string): Promise<Person> => {
  const person = await signUp(stack, name);
  expectStatus(await person.post(`events/${slug}/join`), 200);
  return person;
};
const hour = 3_600_000;
const fromNow = (hours: number) => new Date(Date.now() + hours * hour).toISOString();

describe('a new event', () => {
  test('is a draft of its maker, gets an address from its English name, and keeps times in UTC', async () => {
    const answer = await organizer.post('events', {
      ...valid,
      phases: [{ name: '해킹', startsAt: '2026-11-20T10:00:00+09:00', endsAt: '2026-11-20T20:00:00+09:00' }],
    });
    expect(answer.status).toBe(201);
    // Where it stands depends on the day of the test.
    const { nowStage, currentPhase, nextPhase } = answer.body;
    expect(answer.body).toEqual({
      nowStage,
      currentPhase,
      nextPhase,
      id: expect.any(String),
      slug: 'clinical-datathon',
      ...valid,
      summary: { ko: '', en: '' },
      place: { ko: '', en: '' },
      startsAt: '2026-11-20T00:00:00.000Z',
      endsAt: '2026-11-21T09:00:00.000Z',
      phases: [
        {
          name: { ko: '해킹', en: '해킹' },
          startsAt: '2026-11-20T01:00:00.000Z',
          endsAt: '2026-11-20T11:00:00.000Z',
        },
      ],
      status: 'draft',
      joining: 'open',
      applicationsOpenAt: null,
      applicationsCloseAt: null,
      maxTeamSize: 8,
      teamRules: { minSize: 1, required: {} },
      teamsFreezeAt: null,
      myRole: 'organizer',
      myTeam: null,
      memberCount: 1,
      teamCount: 0,
    });
  });

  test('with the name of another gets the next free address; a wanted address that is taken is refused', async () => {
    expect((await organizer.post('events', valid)).body.slug).toBe('clinical-datathon-2');
    const taken = await organizer.post('events', { ...valid, slug: 'clinical-datathon' });
    expect([taken.status, taken.body.code]).toEqual([409, 'SLUG_TAKEN']);
    expect((await organizer.post('events', { ...valid, slug: 'new' })).body.code).toBe('SLUG_TAKEN');
    const korean = await organizer.post('events', { ...valid, name: '한국 데이터톤' });
    expect(korean.body.slug).toMatch(/^event-[0-9a-f]{8}$/);
    const race = await Promise.all(
      Array.from({ length: 10 }, () => organizer.post('events', { ...valid, slug: 'one-of-ten' })),
    );
    expect(race.map(({ status }) => status).sort()).toEqual([201, ...Array(9).fill(409)]);
  });

  test.each([
    ['name', { name: undefined }],
    ['name', { name: { ko: '', en: 'x' } }],
    ['name', { name: ['x'] }],
    ['name.en', { name: { ko: 'x', en: 'nul\0' } }],
    ['name.ko', { name: { ko: 'half \ud800', en: 'x' } }],
    ['name.fr', { name: { ko: 'x', en: 'x', fr: 'x' } }],
    ['slug', { slug: 'No Spaces' }],
    ['slug', { slug: 'ab' }],
    ['timeZone', { timeZone: 'Asia/Nowhere' }],
    ['timeZone', { timeZone: '+09:00' }],
    ['startsAt', { startsAt: '2026-11-20T09:00:00' }],
    ['startsAt', { startsAt: '2026-02-31T09:00:00Z' }],
    ['startsAt', { startsAt: 1763600000000 }],
    ['endsAt', { endsAt: valid.startsAt }],
    ['status', { status: 'hidden' }],
    ['maxTeamSize', { maxTeamSize: 51 }],
    ['teamRules.minSize', { teamRules: { minSize: 0 } }],
    ['teamRules.minSize', { maxTeamSize: 3, teamRules: { minSize: 4 } }],
    ['teamRules.required', { maxTeamSize: 3, teamRules: { required: { clinician: 2, engineer: 2 } } }],
    ['teamRules.required', { teamRules: { required: { surgeon: 1 } } }],
    ['teamRules.required', { teamRules: { required: { clinician: '1' } } }],
    ['teamRules', { teamRules: 4 }],
    ['teamsFreezeAt', { teamsFreezeAt: 'soon' }],
    ['maxTeamSize', { maxTeamSize: 2.5 }],
    ['phases.0.endsAt', { phases: [{ name: 'x', startsAt: valid.startsAt, endsAt: valid.startsAt }] }],
    [
      'phases.1.startsAt',
      {
        phases: [
          { name: 'x', startsAt: valid.startsAt, endsAt: valid.endsAt },
          { name: 'y', startsAt: valid.startsAt, endsAt: valid.endsAt },
        ],
      },
    ],
    ['phases.0.name', { phases: [{ startsAt: valid.startsAt, endsAt: valid.endsAt }] }],
    ['owner', { owner: 'me' }],
  ])('names %s when it is wrong: %j', async (path, wrong) => {
    const answer = await organizer.post('events', { ...valid, ...wrong });
    expect(answer.status).toBe(422);
    expect(answer.body.errors.map((one: { path: string }) => one.path)).toEqual([path]);
    expect(answer.body.errors[0].detail).not.toMatch(/not possible here/);
  });

  test('is not everybody’s to make', async () => {
    const person = await signUp(stack, 'Nobody');
    const answer = await person.post('events', valid);
    expect([answer.status, answer.body.code]).toEqual([403, 'MAY_NOT_CREATE_EVENTS']);
  });
});

describe('an event', () => {
  test('that is a draft does not exist for others; published, it is open to anyone who looks', async () => {
    const slug = await makeEvent({ status: 'draft' });
    const anyone = new Client(stack);
    const person = await signUp(stack, 'Curious');
    const listed = async (client: Client) =>
      (await client.get('events?limit=200')).body.items.map((one: { slug: string }) => one.slug);
    for (const client of [anyone, person]) {
      expect((await client.get(`events/${slug}`)).status).toBe(404);
      expect(await listed(client)).not.toContain(slug);
    }
    expect((await person.post(`events/${slug}/join`)).status).toBe(404);
    expect(await listed(organizer)).toContain(slug);
    expect((await organizer.patch(`events/${slug}`, { status: 'published' })).status).toBe(200);
    for (const client of [anyone, person]) {
      expect((await client.get(`events/${slug}`)).body).toMatchObject({ slug, myRole: null, myTeam: null });
      expect(await listed(client)).toContain(slug);
    }
  });

  test('says where it stands', async () => {
    const phase = (from: number, to: number) => ({
      name: `${from}`,
      startsAt: fromNow(from),
      endsAt: fromNow(to),
    });
    const slug = await makeEvent({
      startsAt: fromNow(-2),
      endsAt: fromNow(2),
      phases: [phase(-2, -1), phase(-1, 1), phase(1, 2)],
    });
    const { body } = await new Client(stack).get(`events/${slug}`);
    expect(body).toMatchObject({
      nowStage: 'running',
      currentPhase: { name: { en: '-1' } },
      nextPhase: { name: { en: '1' } },
    });
    const before = await makeEvent({ startsAt: fromNow(1), endsAt: fromNow(2) });
    const after = await makeEvent({ startsAt: fromNow(-2), endsAt: fromNow(-1) });
    expect((await organizer.get(`events/${before}`)).body.nowStage).toBe('before');
    expect((await organizer.get(`events/${after}`)).body.nowStage).toBe('after');
  });

  test('changes only where it is told to, and never into times that do not fit', async () => {
    const slug = await makeEvent({ place: '서울', maxTeamSize: 5 });
    const before = (await organizer.get(`events/${slug}`)).body;
    const { body } = await organizer.patch(`events/${slug}`, { maxTeamSize: 6, summary: null });
    expect(body).toEqual({ ...before, maxTeamSize: 6 });
    const teams = {
      teamRules: { minSize: 4, required: { clinician: 1 } },
      teamsFreezeAt: '2026-11-20T00:00:00.000Z',
    };
    expect((await organizer.patch(`events/${slug}`, teams)).body).toMatchObject(teams);
    expect((await organizer.patch(`events/${slug}`, { teamsFreezeAt: null })).body).toMatchObject({
      ...teams,
      teamsFreezeAt: null,
    });
    expect((await organizer.patch(`events/${slug}`, { endsAt: '2026-11-20T08:00:00+09:00' })).status).toBe(
      422,
    );
    expect((await organizer.patch(`events/${slug}`, { slug: 'one-of-ten' })).body.code).toBe('SLUG_TAKEN');
    const moved = await organizer.patch(`events/${slug}`, { slug: `${slug}-moved` });
    expect(moved.body).toEqual({ ...body, ...teams, teamsFreezeAt: null, slug: `${slug}-moved` });
    expect((await organizer.get(`events/${slug}`)).status).toBe(404);
  });

  test('lists go on from page to page without gaps', async () => {
    const seen: string[] = [];
    let cursor: string | null = '';
    do {
      const { body } = await organizer.get(`events?limit=3${cursor ? `&cursor=${cursor}` : ''}`);
      seen.push(...body.items.map((one: { slug: string }) => one.slug));
      cursor = body.nextCursor;
    } while (cursor);
    const all = (await organizer.get('events?limit=200')).body.items;
    expect(seen).toEqual(all.map((one: { slug: string }) => one.slug));
    expect((await organizer.get('events?cursor=nonsense')).status).toBe(400);
    expect((await organizer.get('events?limit=201')).status).toBe(422);
  });

  test('whose name in the address cannot be is not there, and is no fault of ours', async () => {
    const anyone = new Client(stack);
    expect((await anyone.get('events/no-such-event')).status).toBe(404);
    expect((await anyone.get('events/a%00b')).status).toBeLessThan(500);
    expect((await anyone.get('events/%E0%A4%A')).status).toBeLessThan(500);
  });
});

describe('joining', () => {
  test('fifty at once and each twice makes fifty participants', async () => {
    const slug = await makeEvent();
    const people = await Promise.all(Array.from({ length: 50 }, (_, k) => signUp(stack, `Joiner ${k}`)));
    const answers = await Promise.all(
      [...people, ...people].map((person) => person.post(`events/${slug}/join`)),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(answers[99]?.body.myRole).toBe('participant');
    expect((await organizer.get(`events/${slug}`)).body.memberCount).toBe(51);
    const [recorded] = await stack.query<{ n: string }>(
      `SELECT count(*) AS n FROM audit_entry r JOIN event e ON e.id = r.event_id
       WHERE e.slug = $1 AND r.action = 'member.joined'`,
      [slug],
    );
    expect(recorded?.n).toBe('50');
    const me = await people[0]?.get('me');
    expect(me?.body.memberships).toEqual([
      { event: { slug, name: valid.name }, role: 'participant', team: null },
    ]);
  });

  test('is refused where it is closed, but not to those who are in', async () => {
    const slug = await makeEvent();
    const member = await join(slug, 'Early');
    await organizer.patch(`events/${slug}`, { joining: 'closed' });
    const late = await (await signUp(stack, 'Late')).post(`events/${slug}/join`);
    expect([late.status, late.body.code]).toEqual([409, 'JOINING_CLOSED']);
    expect((await member.post(`events/${slug}/join`)).status).toBe(200);
  });

  test('can be taken back', async () => {
    const slug = await makeEvent();
    const person = await join(slug, 'Fickle');
    expect((await person.delete(`events/${slug}/members/me`)).status).toBe(204);
    expect((await person.get(`events/${slug}/members`)).body.code).toBe('NOT_A_MEMBER');
    expect((await person.delete(`events/${slug}/members/me`)).status).toBe(403);
    expect((await person.post(`events/${slug}/join`)).status).toBe(200);
  });
});

describe('roles', () => {
  const setRole = (by: Person, slug: string, who: Person, role: string) =>
    by.put(`events/${slug}/members/${who.id}`, { role });

  test('are changed by organizers, with effect at once', async () => {
    const slug = await makeEvent();
    const mentor = await join(slug, 'Mentor');
    expect((await setRole(mentor, slug, mentor, 'organizer')).body.code).toBe('NOT_AN_ORGANIZER');
    expect((await setRole(organizer, slug, mentor, 'mentor')).body).toMatchObject({
      accountId: mentor.id,
      role: 'mentor',
      email: mentor.email,
    });
    expect((await setRole(organizer, slug, mentor, 'organizer')).status).toBe(200);
    expect((await mentor.patch(`events/${slug}`, { joining: 'closed' })).status).toBe(200);
    expect((await setRole(organizer, slug, mentor, 'participant')).status).toBe(200);
    expect((await mentor.patch(`events/${slug}`, { joining: 'open' })).status).toBe(403);
    expect((await setRole(organizer, slug, mentor, 'king')).status).toBe(422);
    const stranger = await signUp(stack, 'Stranger');
    expect((await setRole(organizer, slug, stranger, 'mentor')).status).toBe(404);
  });

  test('of organizers cannot all go, not even at the same moment', async () => {
    const slug = await makeEvent();
    const alone = await setRole(organizer, slug, organizer, 'participant');
    expect([alone.status, alone.body.code]).toEqual([409, 'LAST_ORGANIZER']);
    expect((await organizer.delete(`events/${slug}/members/me`)).body.code).toBe('LAST_ORGANIZER');
    for (let round = 0; round < 5; round++) {
      const second = await join(slug, `Second ${round}`);
      expectStatus(await setRole(organizer, slug, second, 'organizer'), 200);
      const both = await Promise.all([
        setRole(organizer, slug, second, 'participant'),
        second.delete(`events/${slug}/members/me`),
        setRole(second, slug, organizer, 'participant'),
      ]);
      expect(both.map(({ status }) => status)).not.toContain(500);
      const [left] = await stack.query<{ n: string }>(
        `SELECT count(*) AS n FROM event_member m JOIN event e ON e.id = m.event_id
         WHERE e.slug = $1 AND m.role = 'organizer'`,
        [slug],
      );
      expect(left?.n).toBe('1');
      if ((await organizer.get(`events/${slug}`)).body.myRole !== 'organizer') {
        expectStatus(await setRole(second, slug, organizer, 'organizer'), 200);
        await second.delete(`events/${slug}/members/me`);
      }
    }
  });

  test('above participant and a team exclude each other, in any order and at the same moment', async () => {
    const slug = await makeEvent();
    for (let round = 0; round < 5; round++) {
      const person = await join(slug, `Torn ${round}`);
      const [team, role] = await Promise.all([
        person.post(`events/${slug}/teams`, { name: `Torn ${round}` }),
        setRole(organizer, slug, person, 'mentor'),
      ]);
      expect([
        [201, 409],
        [403, 200],
      ]).toContainEqual([team.status, role.status]);
    }
  });
});

describe('members', () => {
  test('see names and roles; e-mail addresses are for organizers', async () => {
    const profile = { background: null, affiliation: '', skills: [], languages: [] };
    const slug = await makeEvent();
    const member = await join(slug, '나회원');
    const other = await join(slug, 'Other Member');
    const seen = await member.get(`events/${slug}/members`);
    expect(seen.body.items).toEqual([
      {
        ...profile,
        accountId: null,
        name: 'Organizer',
        role: 'organizer',
        email: null,
        team: null,
        joinedAt: null,
      },
      {
        ...profile,
        accountId: null,
        name: 'Other Member',
        role: 'participant',
        email: null,
        team: null,
        joinedAt: null,
      },
      {
        ...profile,
        accountId: null,
        name: '나회원',
        role: 'participant',
        email: null,
        team: null,
        joinedAt: null,
      },
    ]);
    expect(JSON.stringify(seen.body)).not.toContain('@');
    const all = await organizer.get(`events/${slug}/members`);
    expect(all.body.items.map((one: { email: string }) => one.email)).toEqual([
      organizer.email,
      other.email,
      member.email,
    ]);
  });
});

describe('the record', () => {
  test('tells organizers who did what, newest first, page by page, without addresses', async () => {
    const slug = await makeEvent();
    const member = await join(slug, 'Recorded');
    await organizer.patch(`events/${slug}`, { maxTeamSize: 4 });
    const first = await organizer.get(`events/${slug}/audit?limit=2`);
    expect(first.body.items).toMatchObject([
      {
        actorName: 'Organizer',
        action: 'event.changed',
        subjectType: 'event',
        before: { maxTeamSize: 8 },
        after: { maxTeamSize: 4 },
      },
      { actorName: 'Recorded', action: 'member.joined', subjectType: 'account', subjectId: member.id },
    ]);
    // A line that comes in between shifts nothing.
    await organizer.patch(`events/${slug}`, { maxTeamSize: 5 });
    const second = await organizer.get(`events/${slug}/audit?limit=2&cursor=${first.body.nextCursor}`);
    expect(second.body).toMatchObject({ items: [{ action: 'event.created' }], nextCursor: null });
    expect(JSON.stringify([first.body, second.body])).not.toMatch(/@|127\.0\.0\.1|"ip"/);
    expect((await member.get(`events/${slug}/audit`)).status).toBe(403);
    expect((await organizer.get(`events/${slug}/audit?cursor=abc`)).status).toBe(400);
  });
});
