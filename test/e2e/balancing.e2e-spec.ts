import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { type Answer, type Client, type Person, signUp } from '../support/client.js';
import { expectStatus, signUpOrganizer } from '../support/event.js';
import { type Stack, startStack } from '../support/stack.js';

type View = Answer['body'];

let stack: Stack;
let organizer: Person;
beforeAll(async () => {
  stack = await startStack({ workers: 0, apis: 2 });
  organizer = await signUpOrganizer(stack);
});
afterAll(() => stack?.stop());

const KINDS = ['clinician', 'data_scientist', 'engineer'];
let count = 0;

async function makeEvent(settings: object = {}): Promise<string> {
  const slug = `balance-${++count}`;
  const event = {
    slug,
    name: { en: 'Balance', ko: '균형' },
    status: 'published',
    timeZone: 'Asia/Seoul',
    startsAt: '2030-11-20T09:00:00+09:00',
    endsAt: '2030-11-21T18:00:00+09:00',
    maxTeamSize: 4,
    teamRules: { minSize: 2, required: { clinician: 1 } },
  };
  expectStatus(await organizer.post('events', { ...event, ...settings }), 201);
  return slug;
}

/** Participants whose profiles differ in a regular way. */
async function fill(slug: string, n: number): Promise<Person[]> {
  const people: Person[] = [];
  for (let k = 0; k < n; k++) {
    const person = await signUp(stack, `Person ${count}-${k}`);
    expectStatus(await person.post(`events/${slug}/join`), 200);
    await stack.query(
      `UPDATE account SET background = $2, languages = $3, skills = '{python}', affiliation = $4 WHERE id = $1`,
      [person.id, KINDS[k % 3], k % 2 ? ['en'] : ['ko', 'en'], `Hospital ${k % 4}`],
    );
    people.push(person);
  }
  return people;
}

async function propose(slug: string, body: object = {}, client: Client = organizer): Promise<View> {
  const begun = expectStatus(await client.post(`events/${slug}/team-proposals`, body), 202).body;
  return finished(begun.id);
}

async function finished(id: string): Promise<View> {
  for (const until = Date.now() + 60_000; Date.now() < until; ) {
    const { body } = expectStatus(await organizer.get(`team-proposals/${id}`), 200);
    if (body.state !== 'computing') return body;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('the proposal is not finished');
}

const idsIn = (view: View): string[] =>
  view.groups.flatMap((group: View) => group.members.map((one: View) => one.accountId)).sort();
const arrangement = (view: View) => ({
  version: view.version,
  leftOut: view.leftOut.map((one: View) => one.accountId),
  groups: view.groups.map((group: View) => ({
    teamId: group.teamId,
    name: group.name,
    captainId: group.captainId,
    people: group.members.filter((one: View) => !one.isMember).map((one: View) => one.accountId),
    locked: group.members.filter((one: View) => one.isLocked).map((one: View) => one.accountId),
  })),
});
const teamOf = async (slug: string, person: Person) =>
  (await person.get(`events/${slug}`)).body.myTeam as { id: string; name: string } | null;

describe('wishes', () => {
  test('are given, seen by their giver alone, and taken back', async () => {
    const slug = await makeEvent();
    const [a, b, c] = (await fill(slug, 3)) as [Person, Person, Person];
    const given = await a.post(`events/${slug}/wishes`, { accountId: b.id, kind: 'with' });
    expect([given.status, given.body.items[0].name, given.body.isOpen]).toEqual([201, b.name, true]);
    expectStatus(await a.post(`events/${slug}/wishes`, { accountId: c.id, kind: 'not_with' }), 201);
    expect((await b.get(`events/${slug}/wishes`)).body.items).toEqual([]);
    expect((await a.get(`events/${slug}/wishes`)).body.items.length).toBe(2);
    expect((await a.delete(`events/${slug}/wishes/${c.id}`)).status).toBe(204);
    expect((await a.delete(`events/${slug}/wishes/${c.id}`)).status).toBe(404);
    // The record says that there was a wish, and nothing of whom it is about.
    const record = (await organizer.get(`events/${slug}/audit`)).body.items.filter((one: View) =>
      one.action.startsWith('wish.'),
    );
    expect(record.length).toBe(3);
    expect(JSON.stringify(record)).not.toMatch(new RegExp(`${b.id}|${c.id}|not_with`));
  });

  test('that make no sense are refused, each with its reason', async () => {
    const slug = await makeEvent();
    const [a, b] = (await fill(slug, 2)) as [Person, Person];
    const mentor = await signUp(stack, 'Mentor');
    await mentor.post(`events/${slug}/join`);
    await organizer.put(`events/${slug}/members/${mentor.id}`, { role: 'mentor' });
    const give = async (accountId: unknown, kind: unknown = 'with') => {
      const { status, body } = await a.post(`events/${slug}/wishes`, { accountId, kind });
      return [status, body.code];
    };
    expect(await give(a.id)).toEqual([422, 'WISH_FOR_ONESELF']);
    expect(await give(mentor.id)).toEqual([422, 'WISH_NOT_A_PARTICIPANT']);
    expect(await give('00000000-0000-4000-8000-000000000000')).toEqual([422, 'WISH_NOT_A_PARTICIPANT']);
    expect((await give('nobody'))[0]).toBe(422);
    expect((await give(b.id, 'maybe'))[0]).toBe(422);
    expect((await give(b.id))[0]).toBe(201);
    expect(await give(b.id)).toEqual([409, 'WISH_GIVEN_ALREADY']);
    expect(await give(b.id, 'not_with')).toEqual([409, 'WISH_CONTRADICTS']);
    expect((await mentor.post(`events/${slug}/wishes`, { accountId: a.id, kind: 'with' })).body.code).toBe(
      'ROLE_HAS_NO_WISHES',
    );
  });

  test('are five at most, also when twenty are given at once, and end when teams freeze', async () => {
    const slug = await makeEvent();
    const [a, ...others] = (await fill(slug, 9)) as [Person, ...Person[]];
    const answers = await Promise.all(
      [...others, ...others].map(({ id }) =>
        a.post(`events/${slug}/wishes`, { accountId: id, kind: 'with' }),
      ),
    );
    expect(answers.filter(({ status }) => status === 201).length).toBe(5);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201, 409]));
    await stack.query(`UPDATE event SET teams_freeze_at = now() - interval '1 minute' WHERE slug = $1`, [
      slug,
    ]);
    const late = await a.delete(`events/${slug}/wishes/${others[0]?.id}`);
    expect([late.status, (await a.get(`events/${slug}/wishes`)).body.isOpen].slice(1)).toEqual([false]);
    expect([409, 404]).toContain(late.status);
    expect(late.body.code).toBe('WISHES_CLOSED');
  });

  test('people are found by a part of their name', async () => {
    const slug = await makeEvent();
    const [a, b] = (await fill(slug, 3)) as [Person, Person, Person];
    const people = async (search: string) =>
      (await a.get(`events/${slug}/wishes/people?search=${encodeURIComponent(search)}`)).body.items;
    expect((await people('')).length).toBe(2);
    expect((await people(b.name.toUpperCase())).map((one: View) => one.accountId)).toEqual([b.id]);
    expect(await people('%')).toEqual([]);
    expect(JSON.stringify(await people(''))).not.toMatch(/@example/);
    expect((await a.get(`events/${slug}/wishes/people?search=%00`)).status).toBe(422);
  });
});

describe('a proposal', () => {
  test('says who is left before anything is proposed', async () => {
    const slug = await makeEvent();
    await fill(slug, 7);
    const { body } = await organizer.get(`events/${slug}/balance`);
    expect(body).toMatchObject({
      left: 7,
      newTeams: 2,
      targetSize: 4,
      withoutBackground: 0,
      rules: { minSize: 2, maxSize: 4, required: [{ background: 'clinician', n: 1 }] },
    });
    expect(body.backgrounds[0]).toEqual({ value: 'clinician', n: 3 });
  });

  test('places everybody once, meets the rules, and is the same for the same seed', async () => {
    const slug = await makeEvent();
    const people = await fill(slug, 9);
    const [a, b, c] = people as [Person, Person, Person];
    await a.post(`events/${slug}/wishes`, { accountId: b.id, kind: 'with' });
    await a.post(`events/${slug}/wishes`, { accountId: c.id, kind: 'not_with' });
    const first = await propose(slug, { seed: 7 });
    expect([first.state, first.report.hard, first.changes, first.newcomers]).toEqual(['draft', 0, [], 0]);
    expect(idsIn(first)).toEqual(people.map(({ id }) => id).sort());
    const withA = first.groups.find((group: View) =>
      group.members.some((one: View) => one.accountId === a.id),
    );
    const names = withA.members.map((one: View) => one.accountId);
    expect([names.includes(b.id), names.includes(c.id)]).toEqual([true, false]);
    for (const group of first.groups) {
      expect(group.members.filter((one: View) => one.isCaptain).length).toBe(1);
      expect(group.findings).toEqual([]);
    }
    const second = await propose(slug, { seed: 7 });
    expect([second.groups, second.inputHash]).toEqual([first.groups, first.inputHash]);
    const { items } = (await organizer.get(`events/${slug}/team-proposals`)).body;
    expect(items.map((one: View) => one.id)).toEqual([second.id, first.id]);
  });

  test('asks for what it needs', async () => {
    const slug = await makeEvent();
    const make = async (body: object) => {
      const answer = await organizer.post(`events/${slug}/team-proposals`, body);
      return [answer.status, answer.body.code];
    };
    expect(await make({})).toEqual([409, 'NOBODY_TO_PLACE']);
    await fill(slug, 1);
    expect(await make({ targetSize: 5 })).toEqual([422, 'TARGET_SIZE_WRONG']);
    expect((await make({ seed: -1 }))[0]).toBe(422);
    expect((await make({ preset: 'best' }))[0]).toBe(422);
    expect((await make({ basedOn: '00000000-0000-4000-8000-000000000000' }))[0]).toBe(404);
    const alone = await propose(slug);
    expect(alone.groups[0].findings.map((one: View) => one.rule)).toContain('tooSmall');
  });

  test('one is worked out at a time; discarding stops it', async () => {
    const slug = await makeEvent();
    await fill(slug, 8);
    const there = organizer.copy({ url: stack.urls[1] ?? '' });
    const pressed = () =>
      Promise.all(
        [0, 1, 2, 3].map((k) => (k % 2 ? there : organizer).post(`events/${slug}/team-proposals`, {})),
      );
    const { id } = await propose(slug);
    // As if it were still being worked out, for as long as this test needs.
    await stack.query(
      `UPDATE team_proposal SET state = 'computing', lease_until = now() + interval '10 minutes' WHERE id = $1`,
      [id],
    );
    expect((await pressed()).map(({ status }) => status)).toEqual([409, 409, 409, 409]);
    expect((await there.post(`team-proposals/${id}/discard`)).body.state).toBe('discarded');
    // One that is quickly done makes room for the next, so more than one press may be taken.
    const statuses = (await pressed()).map(({ status }) => status);
    expect(statuses).toContain(202);
    expect(statuses.filter((status) => status !== 202 && status !== 409)).toEqual([]);
    expect((await organizer.get(`team-proposals/${id}`)).body.state).toBe('discarded');
  });

  test('whose process died counts as failed, and does not stand in the way', async () => {
    const slug = await makeEvent();
    await fill(slug, 4);
    const draft = await propose(slug);
    await stack.query(
      `UPDATE team_proposal SET state = 'computing', lease_until = now() - interval '1 second' WHERE id = $1`,
      [draft.id],
    );
    expect((await organizer.get(`team-proposals/${draft.id}`)).body.state).toBe('failed');
    expect((await propose(slug)).state).toBe('draft');
  });
});

describe('by hand', () => {
  test('people are moved, locked and left out, and the report follows', async () => {
    const slug = await makeEvent();
    await fill(slug, 8);
    const draft = await propose(slug, { seed: 1 });
    const next = arrangement(draft);
    const [first, second] = next.groups;
    const moved = first.people.filter((id: string) => id !== first.captainId)[0];
    first.people = first.people.filter((id: string) => id !== moved);
    second.people = [...second.people, moved];
    const tooLarge = expectStatus(await organizer.put(`team-proposals/${draft.id}/groups`, next), 200).body;
    expect(tooLarge.groups[1].findings.map((one: View) => one.rule)).toContain('tooLarge');
    expect(tooLarge.report.hard).toBeGreaterThan(0);
    expect(
      (await organizer.post(`team-proposals/${draft.id}/apply`, { version: tooLarge.version })).body,
    ).toMatchObject({ code: 'PROPOSAL_TEAM_TOO_LARGE' });
    // The old version is not taken twice.
    expect((await organizer.put(`team-proposals/${draft.id}/groups`, next)).body.code).toBe(
      'PROPOSAL_CHANGED',
    );

    const again = arrangement(tooLarge);
    again.groups[1].people = again.groups[1].people.filter((id: string) => id !== moved);
    again.leftOut = [moved];
    again.groups[0].locked = again.groups[0].people;
    again.groups[0].name = '새벽';
    const out = expectStatus(await organizer.put(`team-proposals/${draft.id}/groups`, again), 200).body;
    expect(out.leftOut.map((one: View) => one.accountId)).toEqual([moved]);
    const based = await propose(slug, { basedOn: draft.id, seed: 99 });
    const kept = based.groups.find((group: View) => group.name === '새벽');
    const ids = kept.members.map((one: View) => one.accountId);
    for (const id of again.groups[0].people) expect(ids).toContain(id);
    expect(based.leftOut.map((one: View) => one.accountId)).toEqual([moved]);
    expect(idsIn(based)).not.toContain(moved);
  });

  test('nobody is lost, doubled or brought in from outside', async () => {
    const slug = await makeEvent();
    await fill(slug, 6);
    const draft = await propose(slug);
    const stranger = await signUp(stack, 'Stranger');
    const wrong = [
      (body: View) => body.groups[0].people.pop(),
      (body: View) => body.leftOut.push(body.groups[0].people[0]),
      (body: View) => body.groups[0].people.push(stranger.id),
      (body: View) => {
        body.groups[0].captainId = body.groups[1].people[0];
      },
      (body: View) => body.groups[0].locked.push(body.groups[1].people[0]),
      (body: View) => {
        body.groups[0].teamId = '00000000-0000-4000-8000-000000000000';
      },
    ];
    for (const change of wrong) {
      const body = arrangement(draft);
      change(body);
      const answer = await organizer.put(`team-proposals/${draft.id}/groups`, body);
      expect([answer.status, answer.body.code]).toEqual([422, 'PROPOSAL_PEOPLE_WRONG']);
    }
    const body = arrangement(draft);
    body.groups[1].name = body.groups[0].name.toLowerCase();
    expect((await organizer.put(`team-proposals/${draft.id}/groups`, body)).body.code).toBe(
      'TEAM_NAME_TAKEN',
    );
  });
});

describe('applying', () => {
  test('makes all teams as one step, with a record and a mail each', async () => {
    const slug = await makeEvent();
    const people = await fill(slug, 8);
    const draft = await propose(slug);
    const applied = expectStatus(
      await organizer.post(`team-proposals/${draft.id}/apply`, { version: draft.version }),
      200,
    ).body;
    expect([applied.state, applied.closedByName]).toEqual(['applied', 'Organizer']);
    for (const person of people) {
      const group = draft.groups.find((one: View) =>
        one.members.some((member: View) => member.accountId === person.id),
      );
      expect((await teamOf(slug, person))?.name).toBe(group.name);
    }
    const mails = await stack.query<{ kind: string; n: number }>(
      `SELECT m.kind, count(*)::int AS n FROM mail m JOIN event e ON e.id = m.event_id
       WHERE e.slug = $1 AND m.kind LIKE 'balancing.%' GROUP BY 1`,
      [slug],
    );
    expect(mails).toEqual([{ kind: 'balancing.placed', n: 8 }]);
    const [mail] = await stack.query<{ subject: string; body: string }>(
      `SELECT subject, body FROM mail WHERE account_id = $1 AND kind = 'balancing.placed'`,
      [people[0]?.id],
    );
    expect(mail?.subject + (mail?.body ?? '')).not.toMatch(/\{\w+\}/);
    const actions = (await organizer.get(`events/${slug}/audit?limit=200`)).body.items.map(
      (one: View) => one.action,
    );
    expect(actions.filter((one: string) => one === 'team.member_placed').length).toBe(8);
    expect(actions).toContain('team_proposal.applied');
    const again = await organizer.post(`team-proposals/${draft.id}/apply`, { version: draft.version });
    expect([again.status, again.body.code]).toEqual([409, 'PROPOSAL_NOT_OPEN']);
    expect((await organizer.post(`team-proposals/${draft.id}/discard`)).body.code).toBe('PROPOSAL_NOT_OPEN');
    expect((await organizer.get(`team-proposals/${draft.id}`)).body.groups.length).toBe(draft.groups.length);
  });

  test('twenty times at once, by two organizers on two servers: once', async () => {
    const slug = await makeEvent();
    await fill(slug, 8);
    const other = await signUp(stack, 'Co-host');
    await other.post(`events/${slug}/join`);
    await organizer.put(`events/${slug}/members/${other.id}`, { role: 'organizer' });
    const draft = await propose(slug);
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, k) =>
        (k % 2 ? organizer : other)
          .copy({ url: stack.urls[k % 2] ?? '' })
          .post(`team-proposals/${draft.id}/apply`, { version: draft.version }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(19).fill(409)]);
    const [row] = await stack.query<{ teams: number; members: number; mails: number }>(
      `SELECT (SELECT count(*)::int FROM team g WHERE g.event_id = e.id) AS teams,
         (SELECT count(*)::int FROM team_member t WHERE t.event_id = e.id) AS members,
         (SELECT count(*)::int FROM mail m WHERE m.event_id = e.id AND m.kind = 'balancing.placed') AS mails
       FROM event e WHERE e.slug = $1`,
      [slug],
    );
    expect(row).toEqual({ teams: draft.groups.length, members: 8, mails: 8 });
  });

  test('somebody has a team by now: nothing is applied, it says who, and a refresh mends it', async () => {
    const slug = await makeEvent();
    const people = await fill(slug, 8);
    const draft = await propose(slug);
    const quick = people[3] as Person;
    expectStatus(await quick.post(`events/${slug}/teams`, { name: 'Quick' }), 201);
    const [newcomer] = (await fill(slug, 1)) as [Person];
    const seen = (await organizer.get(`team-proposals/${draft.id}`)).body;
    expect(seen.changes).toEqual([{ kind: 'joinedTeam', name: quick.name, teamName: 'Quick' }]);
    expect(seen.newcomers).toBe(1);
    const refused = await organizer.post(`team-proposals/${draft.id}/apply`, { version: draft.version });
    expect([refused.status, refused.body.code]).toEqual([409, 'PROPOSAL_OUTDATED']);
    expect(refused.body.errors).toEqual([
      { code: 'joinedTeam', path: quick.id, detail: `${quick.name} is in "Quick" by now.` },
    ]);
    expect(await teamOf(slug, people[0] as Person)).toBeNull();

    const fresh = expectStatus(
      await organizer.post(`team-proposals/${draft.id}/refresh`, { version: draft.version }),
      200,
    ).body;
    expect([fresh.changes, fresh.newcomers]).toEqual([[], 0]);
    expect(fresh.leftOut.map((one: View) => one.accountId)).toEqual([newcomer.id]);
    expectStatus(await organizer.post(`team-proposals/${draft.id}/apply`, { version: fresh.version }), 200);
    expect((await teamOf(slug, quick))?.name).toBe('Quick');
    expect(await teamOf(slug, newcomer)).toBeNull();
    expect(await teamOf(slug, people[0] as Person)).not.toBeNull();
  });

  test('somebody makes a team while it is being applied: one of the two happens, whole', async () => {
    const slug = await makeEvent();
    const people = await fill(slug, 8);
    const draft = await propose(slug);
    const quick = people[5] as Person;
    const holder = new pg.Client({ connectionString: stack.databaseUrl });
    await holder.connect();
    try {
      // Both are held at the event, and then let go at once.
      await holder.query('BEGIN');
      await holder.query('SELECT 1 FROM event WHERE slug = $1 FOR UPDATE', [slug]);
      const applying = organizer.post(`team-proposals/${draft.id}/apply`, { version: draft.version });
      const creating = quick.post(`events/${slug}/teams`, { name: 'Meanwhile' });
      await untilWaiting(2);
      await holder.query('COMMIT');
      const [applied, created] = await Promise.all([applying, creating]);
      expect([
        [200, 409],
        [409, 201],
      ]).toContainEqual([applied.status, created.status]);
      const members = await stack.query(
        'SELECT 1 FROM team_member t JOIN event e ON e.id = t.event_id WHERE e.slug = $1',
        [slug],
      );
      expect(members.length).toBe(applied.status === 200 ? 8 : 1);
    } finally {
      await holder.end();
    }
  });

  test('fills open teams, unless their mentor has a conflict of interest, and tells them', async () => {
    const slug = await makeEvent();
    const people = await fill(slug, 6);
    const [captain, ...rest] = people as [Person, ...Person[]];
    const { id } = expectStatus(await captain.post(`events/${slug}/teams`, { name: 'Half' }), 201).body;
    await stack.query('UPDATE team SET open = true WHERE id = $1', [id]);
    const mentor = await signUp(stack, 'Mentor of half');
    await stack.query(`UPDATE account SET affiliation = 'Hospital 1' WHERE id = $1`, [mentor.id]);
    await stack.query(
      `INSERT INTO mentor_assignment (team_id, mentor_id, event_id) SELECT $1, $2, event_id FROM team WHERE id = $1`,
      [id, mentor.id],
    );
    const draft = await propose(slug, { fillTeams: true, targetSize: 3 });
    const half = draft.groups.find((group: View) => group.teamId === id);
    expect(half.members.filter((one: View) => one.isMember).map((one: View) => one.accountId)).toEqual([
      captain.id,
    ]);
    expect(half.members.slice(1).map((one: View) => one.affiliation)).not.toContain('Hospital 1');
    expectStatus(await organizer.post(`team-proposals/${draft.id}/apply`, { version: draft.version }), 200);
    for (const person of rest) expect(await teamOf(slug, person)).not.toBeNull();
    const told = await stack.query(`SELECT 1 FROM mail WHERE account_id = $1 AND kind = 'balancing.filled'`, [
      captain.id,
    ]);
    expect(told.length).toBe(half.members.length > 1 ? 1 : 0);
  });

  test('after teams froze it needs a reason', async () => {
    const slug = await makeEvent();
    await fill(slug, 4);
    const draft = await propose(slug);
    await stack.query(`UPDATE event SET teams_freeze_at = now() - interval '1 minute' WHERE slug = $1`, [
      slug,
    ]);
    const apply = (reason?: string) =>
      organizer.post(`team-proposals/${draft.id}/apply`, { version: draft.version, reason });
    expect((await apply()).body.code).toBe('LATE_CHANGE_NEEDS_REASON');
    expectStatus(await apply('Late joiners'), 200);
    const [entry] = (await organizer.get(`events/${slug}/audit`)).body.items;
    expect([entry.action, entry.reason]).toEqual(['team_proposal.applied', 'Late joiners']);
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
