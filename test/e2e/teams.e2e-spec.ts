import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { type Answer, type Person, signUp } from '../support/client.js';
import { expectStatus, signUpOrganizer } from '../support/event.js';
import { type Stack, startStack } from '../support/stack.js';

let stack: Stack;
let organizer: Person;
beforeAll(async () => {
  stack = await startStack({ workers: 0, apis: 2 });
  organizer = await signUpOrganizer(stack);
});
afterAll(() => stack?.stop());

let count = 0;
const makeEvent = async (settings: object = {}): Promise<string> => {
  const slug = `teams-${++count}`;
  const event = {
    slug,
    name: 'Teams',
    status: 'published',
    timeZone: 'Asia/Seoul',
    startsAt: '2026-11-20T09:00:00+09:00',
    endsAt: '2026-11-21T18:00:00+09:00',
  };
  expectStatus(await organizer.post('events', { ...event, ...settings }), 201);
  return slug;
};
const join = async (slug: string, name: string): Promise<Person> => {
  const person = await signUp(stack, name);
  expectStatus(await person.post(`events/${slug}/join`), 200);
  return person;
};
const makeTeam = async (slug: string, name: string): Promise<{ captain: Person; id: string }> => {
  const captain = await join(slug, `${name} captain`);
  const { body } = expectStatus(await captain.post(`events/${slug}/teams`, { name }), 201);
  return { captain, id: body.id };
};
const invite = async (by: Person, teamId: string, email?: string): Promise<{ id: string; code: string }> =>
  expectStatus(await by.post(`teams/${teamId}/invitations`, { email }), 201).body;
const statuses = (answers: Answer[]) => answers.map(({ status }) => status).sort();
const people = (n: number, name: string) =>
  Promise.all(Array.from({ length: n }, (_, k) => signUp(stack, `${name} ${k}`)));

describe('a new team', () => {
  test('has its maker as captain', async () => {
    const slug = await makeEvent();
    const captain = await join(slug, 'Captain');
    const { status, body } = await captain.post(`events/${slug}/teams`, { name: '  새벽  별 ' });
    expect(status).toBe(201);
    expect(body).toEqual({
      id: expect.any(String),
      name: '새벽 별',
      description: '',
      open: false,
      event: { slug, name: { ko: 'Teams', en: 'Teams' } },
      memberCount: 1,
      maxTeamSize: 8,
      missing: [],
      isMine: true,
      createdAt: expect.any(String),
      dissolvedAt: null,
      mergedInto: null,
      captainClaim: null,
      members: [
        {
          accountId: captain.id,
          name: 'Captain',
          email: null,
          isCaptain: true,
          joinedAt: expect.any(String),
          background: null,
        },
      ],
      invitations: [],
    });
    expect((await captain.get(`events/${slug}`)).body.myTeam).toEqual({ id: body.id, name: '새벽 별' });
    expect((await captain.get('me')).body.memberships[0].team).toEqual({ id: body.id, name: '새벽 별' });
  });

  test('is one per person, also when asked for fifty times at once', async () => {
    const slug = await makeEvent();
    const captain = await join(slug, 'Many');
    const there = captain.copy({ url: stack.urls[1] ?? '' });
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, k) =>
        (k % 2 ? captain : there).post(`events/${slug}/teams`, { name: `Many ${k}` }),
      ),
    );
    expect(statuses(answers)).toEqual([201, ...Array(49).fill(409)]);
    expect((await captain.get(`events/${slug}/teams`)).body.items).toHaveLength(1);
  });

  test('has a name of its own, whatever the case or the keyboard, also when many want it at once', async () => {
    const slug = await makeEvent();
    const wanting = await Promise.all(Array.from({ length: 10 }, (_, k) => join(slug, `Namesake ${k}`)));
    const names = ['Sepsis 팀', 'SEPSIS 팀', 'sepsis 팀'.normalize('NFD'), ' sepsis  팀 ', 'Sерsis 팀'];
    const answers = await Promise.all(
      wanting.map((person, k) => person.post(`events/${slug}/teams`, { name: names[k % names.length] })),
    );
    expect(statuses(answers)).toEqual([201, ...Array(9).fill(409)]);
    expect(answers.find(({ status }) => status === 409)?.body.code).toBe('TEAM_NAME_TAKEN');
    const elsewhere = await makeEvent();
    const other = await join(elsewhere, 'Elsewhere');
    expect((await other.post(`events/${elsewhere}/teams`, { name: 'Sepsis 팀' })).status).toBe(201);
  });

  test.each([
    'x',
    ' x ',
    'y'.repeat(61),
    'two\nlines',
    'y'.repeat(10_000),
    'right\u202eleft',
    'no\u200bwidth',
    5,
    null,
    undefined,
  ])('is not called %j', async (name) => {
    const slug = await makeEvent();
    const person = await join(slug, 'Naming');
    const answer = await person.post(`events/${slug}/teams`, { name });
    expect(answer.status).toBe(422);
    expect(answer.body.errors[0].path).toBe('name');
  });

  test('is not for organizers and mentors', async () => {
    const slug = await makeEvent();
    const mentor = await join(slug, 'Mentor');
    await organizer.put(`events/${slug}/members/${mentor.id}`, { role: 'mentor' });
    for (const person of [mentor, organizer]) {
      const answer = await person.post(`events/${slug}/teams`, { name: 'Not fair' });
      expect([answer.status, answer.body.code]).toEqual([403, 'ROLE_JOINS_NO_TEAM']);
    }
  });
});

describe('a link', () => {
  test('brings many into the event and the team, and shows first what it is to', async () => {
    const slug = await makeEvent();
    const { captain, id } = await makeTeam(slug, 'Linked');
    const made = await captain.post(`teams/${id}/invitations`, {});
    expect(made.status).toBe(201);
    expect(made.body).toEqual({
      id: expect.any(String),
      code: expect.stringMatching(/^[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$/),
      url: `${stack.url}/invitations/${made.body.code}`,
      expiresAt: expect.any(String),
    });
    const days = (new Date(made.body.expiresAt).getTime() - Date.now()) / 86_400_000;
    expect(days).toBeCloseTo(7, 1);
    const [row] = await stack.query('SELECT code_hash FROM team_invitation WHERE id = $1', [made.body.id]);
    expect(row?.code_hash).toMatch(/^[0-9a-f]{64}$/);

    const guest = await signUp(stack, 'Guest');
    expect((await guest.get(`invitations/${made.body.code}`)).body).toEqual({
      event: { slug, name: { ko: 'Teams', en: 'Teams' } },
      team: { id, name: 'Linked' },
      memberCount: 1,
      maxTeamSize: 8,
      expiresAt: made.body.expiresAt,
      joinsEvent: true,
      isDone: false,
      teamsFreezeAt: null,
      timeZone: 'Asia/Seoul',
      brings: 0,
      budget: [],
    });
    expect((await guest.get(`events/${slug}`)).body.myRole).toBeNull();
    const accepted = await guest.post(`invitations/${made.body.code}/accept`);
    expect(accepted.status).toBe(200);
    expect(accepted.body).toMatchObject({ id, memberCount: 2, isMine: true });
    // Opened again it says that it is done, also when its time is over; to others it is no more.
    const again = () => guest.get(`invitations/${made.body.code}`);
    expect((await again()).body).toMatchObject({ isDone: true, joinsEvent: false });
    await stack.query('UPDATE team_invitation SET expires_at = now() WHERE id = $1', [made.body.id]);
    expect((await again()).body.isDone).toBe(true);
    const late = await signUp(stack, 'Late');
    expect((await late.get(`invitations/${made.body.code}`)).status).toBe(404);
    expect((await late.post(`invitations/${made.body.code}/accept`)).status).toBe(404);
    await stack.query("UPDATE team_invitation SET expires_at = now() + interval '7 days' WHERE id = $1", [
      made.body.id,
    ]);
    expect((await guest.get(`events/${slug}`)).body).toMatchObject({ myRole: 'participant', myTeam: { id } });
    expect((await guest.post(`invitations/${made.body.code}/accept`)).status).toBe(200);
    const second = await signUp(stack, 'Second guest');
    expect((await second.post(`invitations/${made.body.code}/accept`)).body.memberCount).toBe(3);
  });

  test('that expired, was revoked, or never was leads nowhere', async () => {
    const slug = await makeEvent();
    const { captain, id } = await makeTeam(slug, 'Closed');
    const guest = await signUp(stack, 'Late guest');
    const revoked = await invite(captain, id);
    expect((await captain.delete(`teams/${id}/invitations/${revoked.id}`)).status).toBe(204);
    expect((await captain.delete(`teams/${id}/invitations/${revoked.id}`)).status).toBe(204);
    const expired = await invite(captain, id);
    await stack.query(`UPDATE team_invitation SET expires_at = now() WHERE id = $1`, [expired.id]);
    for (const code of [revoked.code, expired.code, 'a'.repeat(22), 'x', '%00']) {
      const look = await guest.get(`invitations/${code}`);
      expect([look.status, look.body.code]).toEqual([404, 'INVITATION_NOT_FOUND']);
      expect((await guest.post(`invitations/${code}/accept`)).status).toBe(404);
    }
    expect((await captain.get(`teams/${id}`)).body.invitations).toEqual([]);
    const link = await invite(captain, id);
    await organizer.patch(`events/${slug}`, { status: 'draft' });
    expect((await guest.get(`invitations/${link.code}`)).status).toBe(404);
    expect((await guest.post(`invitations/${link.code}/accept`)).status).toBe(404);
  });

  test('respects the closed door of the event, roles, and other teams', async () => {
    const slug = await makeEvent();
    const { captain, id } = await makeTeam(slug, 'Rules');
    const { captain: other } = await makeTeam(slug, 'Others');
    const { code } = await invite(captain, id);
    const accept = async (person: Person) => {
      const { status, body } = await person.post(`invitations/${code}/accept`);
      return [status, body.code];
    };
    expect(await accept(other)).toEqual([409, 'ALREADY_IN_TEAM']);
    expect(await accept(organizer)).toEqual([403, 'ROLE_JOINS_NO_TEAM']);
    await organizer.patch(`events/${slug}`, { joining: 'closed' });
    const stranger = await signUp(stack, 'Stranger');
    expect(await accept(stranger)).toEqual([409, 'JOINING_CLOSED']);
    expect((await stranger.get(`events/${slug}`)).body.myRole).toBeNull();
  });

  test('is found by its code as people type it, and few codes may be tried', async () => {
    const slug = await makeEvent();
    const { captain, id } = await makeTeam(slug, 'Read out');
    const { code } = await invite(captain, id);
    expect((await captain.get(`teams/${id}`)).body.invitations).toHaveLength(1);
    const guest = await signUp(stack, 'Listener');
    const heard = code.toLowerCase().replace('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l');
    expect((await guest.get(`invitations/${encodeURIComponent(heard)}`)).body.team).toEqual({
      id,
      name: 'Read out',
    });
    const accepted = await guest.post(`invitations/${encodeURIComponent(code.replace('-', ''))}/accept`);
    expect([accepted.status, accepted.body.isMine]).toEqual([200, true]);
    const guesser = await signUp(stack, 'Code guesser');
    const answers = await Promise.all(
      Array.from({ length: 70 }, (_, k) => guesser.get(`invitations/${String(k).padStart(10, '7')}`)),
    );
    expect(statuses(answers)).toEqual([...Array(60).fill(404), ...Array(10).fill(429)]);
    // However it is written, a guess is a guess.
    expect((await guesser.get('invitations/kkkkk%20kkkkk')).status).toBe(429);
    expect((await guesser.post(`invitations/${code}/accept`)).status).toBe(429);
  });

  test('cannot be guessed for long', async () => {
    const guesser = await signUp(stack, 'Guesser');
    const answers = await Promise.all(
      Array.from({ length: 80 }, (_, k) => guesser.get(`invitations/${String(k).padStart(22, 'A')}`)),
    );
    expect(new Set(statuses(answers))).toEqual(new Set([404, 429]));
    expect(answers.filter(({ status }) => status === 404)).toHaveLength(60);
  });

  test('is one of at most twenty that are open, also when asked for at once', async () => {
    const slug = await makeEvent();
    const { captain, id } = await makeTeam(slug, 'Inviting');
    const answers = await Promise.all(
      Array.from({ length: 30 }, () => captain.post(`teams/${id}/invitations`, {})),
    );
    expect(statuses(answers)).toEqual([...Array(20).fill(201), ...Array(10).fill(409)]);
  });
});

const confirmAddress = (person: Person) =>
  stack.query('UPDATE account SET email_verified_at = now() WHERE id = $1', [person.id]);

describe('an invitation by e-mail address', () => {
  test('stands on the event’s page of a member with that address, once it is confirmed', async () => {
    const slug = await makeEvent();
    const { captain, id } = await makeTeam(slug, 'By address');
    const [wanted, other] = [await signUp(stack, 'Wanted'), await signUp(stack, 'Other')];
    for (const person of [wanted, other]) expectStatus(await person.post(`events/${slug}/join`), 200);
    const invitation = await invite(captain, id, wanted.email);
    const declined = await invite(captain, id, other.email);
    const open = async (person: Person) =>
      (await person.get(`events/${slug}/team-search`)).body.invitations.map((one: { id: string }) => one.id);
    const answerTo = (person: Person, invitationId: string, what: 'accept' | 'decline') =>
      person.post(`teams/${id}/invitations/${invitationId}/${what}`);
    expect(await open(wanted)).toEqual([]);
    expect((await answerTo(wanted, invitation.id, 'accept')).status).toBe(403);
    for (const person of [wanted, other]) await confirmAddress(person);
    expect(await open(wanted)).toEqual([invitation.id]);
    // Not another's, and not a link, which has no one person to be declined by.
    expect((await answerTo(other, invitation.id, 'accept')).status).toBe(404);
    expect((await answerTo(other, invitation.id, 'decline')).status).toBe(404);
    const link = await invite(captain, id);
    expect((await answerTo(other, link.id, 'accept')).status).toBe(404);
    expect((await answerTo(other, declined.id, 'decline')).status).toBe(204);
    expect(await open(other)).toEqual([]);
    expect((await answerTo(wanted, invitation.id, 'accept')).status).toBe(200);
    expect((await wanted.get(`teams/${id}`)).body.isMine).toBe(true);
  });

  test('is for that account, once, and says its address to nobody else', async () => {
    const slug = await makeEvent();
    const { captain, id } = await makeTeam(slug, 'Personal');
    const mate = await signUp(stack, 'Mate');
    const link = await invite(captain, id);
    await mate.post(`invitations/${link.code}/accept`);
    const wanted = await signUp(stack, 'Wanted');
    const { code } = await invite(captain, id, `  ${wanted.email.toUpperCase()}`);
    const addresses = async (person: Person) =>
      (await person.get(`teams/${id}`)).body.invitations.map((one: { email: string }) => one.email);
    expect(await addresses(captain)).toEqual([wanted.email, null]);
    expect(await addresses(mate)).toEqual([null, null]);
    expect(await addresses(organizer)).toEqual([wanted.email, null]);

    const thief = await signUp(stack, 'Thief');
    expect((await thief.get(`invitations/${code}`)).status).toBe(404);
    expect((await thief.post(`invitations/${code}/accept`)).status).toBe(404);
    expect((await thief.get(`events/${slug}`)).body.myRole).toBeNull();
    // Anybody can sign up with an address: it counts once it is confirmed.
    for (const answer of [
      await wanted.get(`invitations/${code}`),
      await wanted.post(`invitations/${code}/accept`),
    ])
      expect([answer.status, answer.body.code]).toEqual([403, 'CONFIRM_ADDRESS_FIRST']);
    expect((await wanted.get(`events/${slug}`)).body.myRole).toBeNull();
    await confirmAddress(wanted);
    expect((await wanted.post(`invitations/${code}/accept`)).status).toBe(200);
    expect((await wanted.post(`invitations/${code}/accept`)).status).toBe(200);
    expect(await addresses(captain)).toEqual([null]);
    await organizer.patch(`events/${slug}`, { maxTeamSize: 3 });
    expect((await captain.post(`teams/${id}/invitations`, { email: 'not an address' })).status).toBe(422);
  });
});

describe('at the same moment', () => {
  test('fifty accept one link: the team is full and not more', async () => {
    const slug = await makeEvent({ maxTeamSize: 8 });
    const { captain, id } = await makeTeam(slug, 'Popular');
    const { code } = await invite(captain, id);
    const guests = await people(50, 'Popular guest');
    const answers = await Promise.all(
      guests.map((guest, k) =>
        guest.copy({ url: stack.urls[k % 2] ?? '' }).post(`invitations/${code}/accept`),
      ),
    );
    expect(statuses(answers)).toEqual([...Array(7).fill(200), ...Array(43).fill(409)]);
    expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({
      code: 'TEAM_FULL',
      params: { limit: 8 },
    });
    expect((await captain.get(`teams/${id}`)).body.memberCount).toBe(8);
    // Whoever did not get in has not become a member of the event by the way.
    expect((await captain.get(`events/${slug}`)).body.memberCount).toBe(9);
  });

  test('fifty links to different teams: one person is in one of them', async () => {
    const slug = await makeEvent();
    const teams = await Promise.all(Array.from({ length: 10 }, (_, k) => makeTeam(slug, `Rival ${k}`)));
    const codes = await Promise.all(teams.map(async ({ captain, id }) => (await invite(captain, id)).code));
    const guest = await signUp(stack, 'Wanted by all');
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, k) =>
        guest.copy({ url: stack.urls[k % 2] ?? '' }).post(`invitations/${codes[k % 10]}/accept`),
      ),
    );
    expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThan(0);
    expect(new Set(statuses(answers))).toEqual(new Set([200, 409]));
    const joined = new Set(answers.filter(({ status }) => status === 200).map(({ body }) => body.id));
    expect(joined.size).toBe(1);
    const rows = await stack.query('SELECT team_id FROM team_member WHERE account_id = $1', [guest.id]);
    expect(rows).toEqual([{ team_id: [...joined][0] }]);
  });

  test('somebody accepts and is made a mentor: one of the two is refused', async () => {
    const slug = await makeEvent();
    const { captain, id } = await makeTeam(slug, 'Slow');
    const { code } = await invite(captain, id);
    const guest = await join(slug, 'Chosen');
    // The accepting is held in the middle, after it has seen the role.
    const holder = new pg.Client({ connectionString: stack.databaseUrl });
    await holder.connect();
    try {
      await holder.query('BEGIN');
      await holder.query('SELECT 1 FROM team WHERE id = $1 FOR UPDATE', [id]);
      const accepting = guest.post(`invitations/${code}/accept`);
      await untilWaiting(1);
      const promoting = organizer.put(`events/${slug}/members/${guest.id}`, { role: 'mentor' });
      await Promise.race([untilWaiting(2), promoting]);
      await holder.query('COMMIT');
      const [accepted, promoted] = await Promise.all([accepting, promoting]);
      expect([accepted.status, promoted.status, promoted.body.code]).toEqual([200, 409, 'LEAVE_TEAM_FIRST']);
    } finally {
      await holder.end();
    }
  });

  test('some leave, some come, one makes a team: nobody has two, nothing breaks', async () => {
    const slug = await makeEvent({ maxTeamSize: 4 });
    const { captain, id } = await makeTeam(slug, 'Lively');
    const { code } = await invite(captain, id);
    const guests = await people(12, 'Lively guest');
    const answers = await Promise.all(
      guests.flatMap((guest, k) => [
        guest.post(`invitations/${code}/accept`),
        guest
          .post(`events/${slug}/join`)
          .then(() => guest.post(`events/${slug}/teams`, { name: `Own ${k}` })),
        guest.post(`teams/${id}/leave`),
        ...(k === 6 ? [captain.post(`teams/${id}/leave`)] : []),
      ]),
    );
    for (const { status } of answers) expect([200, 201, 204, 403, 404, 409]).toContain(status);
    const teams = await stack.query<{ name: string; n: number; captain_in: boolean }>(
      `SELECT g.name, count(t.*)::int AS n, bool_or(t.account_id = g.captain_id) AS captain_in
       FROM team g JOIN event e ON e.id = g.event_id LEFT JOIN team_member t ON t.team_id = g.id
       WHERE e.slug = $1 AND g.dissolved_at IS NULL GROUP BY g.id`,
      [slug],
    );
    for (const team of teams) {
      expect(team.n).toBeGreaterThan(0);
      expect(team.n).toBeLessThanOrEqual(4);
      expect(team.captain_in).toBe(true);
    }
  });
});

describe('leaving', () => {
  test('hands over to the longest member, and the last one ends the team', async () => {
    const slug = await makeEvent();
    const { captain, id } = await makeTeam(slug, 'Leaving');
    const { code } = await invite(captain, id);
    const [second, third] = [await signUp(stack, 'Second'), await signUp(stack, 'Third')];
    await second.post(`invitations/${code}/accept`);
    await third.post(`invitations/${code}/accept`);
    expect((await captain.delete(`events/${slug}/members/me`)).body.code).toBe('LEAVE_TEAM_FIRST');
    const promoted = await organizer.put(`events/${slug}/members/${captain.id}`, { role: 'mentor' });
    expect([promoted.status, promoted.body.code]).toEqual([409, 'LEAVE_TEAM_FIRST']);

    expect((await captain.post(`teams/${id}/leave`)).status).toBe(204);
    expect((await captain.post(`teams/${id}/leave`)).body.code).toBe('TEAM_NEEDED');
    expect((await captain.get(`teams/${id}`)).body).toMatchObject({ isMine: false, members: null });
    const { members } = (await second.get(`teams/${id}`)).body;
    expect(members.map((one: { name: string; isCaptain: boolean }) => [one.name, one.isCaptain])).toEqual([
      ['Second', true],
      ['Third', false],
    ]);
    await third.post(`teams/${id}/leave`);
    await second.post(`teams/${id}/leave`);
    expect((await second.get(`teams/${id}`)).body.dissolvedAt).toEqual(expect.any(String));
    expect((await second.get(`events/${slug}/teams`)).body.items).toEqual([]);
    expect((await third.get(`invitations/${code}`)).status).toBe(404);
    expect((await third.post(`events/${slug}/teams`, { name: 'leaving' })).status).toBe(201);
  });

  test('a team that has handed something in stays as history, closed to its old links', async () => {
    const slug = await makeEvent();
    const { captain, id } = await makeTeam(slug, 'History');
    const { code } = await invite(captain, id);
    await handIn(slug, id, captain.id);
    expect((await captain.post(`teams/${id}/leave`)).status).toBe(204);
    expect((await captain.get(`teams/${id}`)).body).toMatchObject({ name: 'History', memberCount: 0 });
    expect((await captain.post(`invitations/${code}/accept`)).status).toBe(404);
    expect((await captain.delete(`events/${slug}/members/me`)).status).toBe(204);
  });
});

/** Until so many of the platform's transactions wait for a lock. */
async function untilWaiting(expected: number): Promise<void> {
  for (const until = Date.now() + 20_000; Date.now() < until; ) {
    const [row] = await stack.query<{ n: number }>(
      `SELECT count(DISTINCT l.pid)::int AS n FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid
       WHERE NOT l.granted AND a.datname = current_database()`,
    );
    if (row && row.n >= expected) return;
  }
  throw new Error(`${expected} transactions should wait for a lock`);
}

/** A row as an upload would leave it; only that there is one matters here. */
async function handIn(slug: string, teamId: string, accountId: string): Promise<void> {
  await stack.query(
    `WITH e AS (SELECT id FROM event WHERE slug = $1),
     k AS (INSERT INTO task (event_id, slug, name, description, seed, schema)
       SELECT id, 'task', '{}', '{}', 1, '{"kind":"binary"}' FROM e RETURNING id, event_id),
     t AS (INSERT INTO truth (task_id, version, storage_key, sha256, size, summary, spec, uploaded_by)
       SELECT id, 1, 'x', 'x', 1, '{}', '{}', $3 FROM k RETURNING id)
     INSERT INTO submission (event_id, task_id, team_id, submitted_by, truth_id, file_name, storage_key, sha256, size, row_count)
     SELECT k.event_id, k.id, $2, $3, t.id, 'x', 'x', 'x', 1, 1 FROM k, t`,
    [slug, teamId, accountId],
  );
}
