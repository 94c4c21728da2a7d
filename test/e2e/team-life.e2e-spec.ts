import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Answer, Person } from '../support/client.js';
import { expectStatus, signUpOrganizer } from '../support/event.js';
import { bring, participant, teamOf } from '../support/people.js';
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
  const slug = `life-${++count}`;
  const event = {
    slug,
    name: { ko: '데이터톤', en: 'Datathon' },
    status: 'published',
    timeZone: 'Asia/Seoul',
    startsAt: new Date(Date.now() - 3_600_000).toISOString(),
    endsAt: new Date(Date.now() + 86_400_000).toISOString(),
  };
  expectStatus(await organizer.post('events', { ...event, ...settings }), 201);
  return slug;
};
const join = (slug: string, name: string, profile = {}) => participant(stack, slug, name, profile);
const said = ({ status, body }: Answer) => [status, body?.code];
const mails = (kind: string) =>
  stack.query<{ account_id: string | null; address: string; subject: string; body: string }>(
    'SELECT account_id, address, subject, body FROM mail WHERE kind = $1 ORDER BY created_at',
    [kind],
  );

describe('an open team', () => {
  test('is joined by fifty who press the button at once until it is full; nobody is in two', async () => {
    const slug = await makeEvent({ maxTeamSize: 8 });
    const [one, two] = [await join(slug, 'First captain'), await join(slug, 'Second captain')];
    const ids = [await teamOf(slug, 'First', one), await teamOf(slug, 'Second', two)];
    for (const [captain, id] of [
      [one, ids[0]],
      [two, ids[1]],
    ] as const)
      expectStatus(await captain.patch(`teams/${id}`, { open: true }), 200);
    const people = await Promise.all(Array.from({ length: 25 }, (_, k) => join(slug, `Eager ${k}`)));
    const answers = await Promise.all(
      people.flatMap((person, k) => [
        person.post(`teams/${ids[k % 2]}/join`),
        person.copy({ url: stack.urls[1] ?? '' }).post(`teams/${ids[(k + 1) % 2]}/join`),
      ]),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(14);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 409]));
    const rows = await stack.query<{ n: number; people: number }>(
      `SELECT count(*)::int AS n, count(DISTINCT account_id)::int AS people FROM team_member WHERE team_id = ANY($1)`,
      [ids],
    );
    expect(rows[0]).toEqual({ n: 16, people: 16 });
    const sizes = await Promise.all(ids.map(async (id) => (await one.get(`teams/${id}`)).body.memberCount));
    expect(sizes).toEqual([8, 8]);
  });

  test('is closed again by its captain alone, who also describes it', async () => {
    const slug = await makeEvent();
    const [captain, mate, stranger] = [
      await join(slug, 'Cap'),
      await join(slug, 'Mate'),
      await join(slug, 'New'),
    ];
    const id = await teamOf(slug, 'Describing', captain, mate);
    expect(said(await mate.patch(`teams/${id}`, { open: true }))).toEqual([403, 'CAPTAIN_NEEDED']);
    const text = `${'한'.repeat(1990)} 👩‍⚕️`;
    expect((await captain.patch(`teams/${id}`, { description: text })).body.description).toBe(text);
    expect((await captain.patch(`teams/${id}`, { description: 'x'.repeat(10_000) })).status).toBe(422);
    expect((await captain.patch(`teams/${id}`, { name: 'Dеscribing' })).status).toBe(200);
    expect(said(await stranger.post(`teams/${id}/join`))).toEqual([409, 'TEAM_IS_CLOSED']);
    await teamOf(slug, 'Another', stranger);
    expect(said(await captain.patch(`teams/${id}`, { name: 'ANOTHER' }))).toEqual([409, 'TEAM_NAME_TAKEN']);
  });
});

describe('what a team lacks', () => {
  test('is shown until the rules of the event are met', async () => {
    const slug = await makeEvent({
      teamRules: { minSize: 2, required: { clinician: 1, data_scientist: 1 } },
    });
    const doctor = await join(slug, 'Doctor', { background: 'clinician' });
    const scientist = await join(slug, 'Scientist', { background: 'data_scientist' });
    const id = await teamOf(slug, 'Mixed', doctor);
    expect((await doctor.get(`teams/${id}`)).body.missing).toEqual([
      { kind: 'people', background: null, count: 1 },
      { kind: 'background', background: 'data_scientist', count: 1 },
    ]);
    await bring(doctor, id, scientist);
    expect((await organizer.get(`events/${slug}/teams`)).body.items[0].missing).toEqual([]);
  });
});

describe('asking to join', () => {
  test('is answered by any member, once, and is mailed to both sides', async () => {
    const slug = await makeEvent();
    const [captain, mate, asking] = [
      await join(slug, 'C'),
      await join(slug, 'M'),
      await join(slug, 'Asking'),
    ];
    const id = await teamOf(slug, 'Asked', captain, mate);
    const asked = await asking.post(`teams/${id}/requests`, { message: 'I know VitalDB.' });
    expect(asked.status).toBe(201);
    expect(said(await asking.post(`teams/${id}/requests`, {}))).toEqual([409, 'ALREADY_ASKED']);
    expect((await mails('team.asked')).map((mail) => mail.account_id).sort()).toEqual(
      [captain.id, mate.id].sort(),
    );
    const listed = (await mate.get(`teams/${id}/requests`)).body.items;
    expect(listed).toMatchObject([{ id: asked.body.id, person: { name: 'Asking' }, brings: 0 }]);
    expect(JSON.stringify(listed)).not.toContain('@');
    const path = `teams/${id}/requests/${asked.body.id}`;
    const answers = await Promise.all([
      captain.post(`${path}/accept`, {}),
      mate.copy({ url: stack.urls[1] ?? '' }).post(`${path}/accept`, {}),
      mate.post(`${path}/decline`),
    ]);
    expect(answers.filter(({ status }) => status < 300)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(2);
    expect((await asking.get(`events/${slug}/team-search`)).body.requests).toEqual([]);
    expect(
      (await mails('team.request_accepted')).length + (await mails('team.request_declined')).length,
    ).toBe(1);
  });

  test('elsewhere ends when one has found a team; and only so many are open', async () => {
    const slug = await makeEvent();
    const asking = await join(slug, 'Asking many');
    const captains = await Promise.all(Array.from({ length: 6 }, (_, k) => join(slug, `Asked ${k}`)));
    const ids = await Promise.all(captains.map((captain, k) => teamOf(slug, `Asked team ${k}`, captain)));
    const answers: Answer[] = [];
    for (const id of ids) answers.push(await asking.post(`teams/${id}/requests`, {}));
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201, 201, 409]);
    expect(said(answers[5] as Answer)).toEqual([409, 'TOO_MANY_REQUESTS_TO_JOIN']);
    const first = answers[0]?.body.id;
    expect((await captains[1]?.delete(`teams/${ids[0]}/requests/${first}`))?.status).toBe(404);
    expect((await asking.delete(`teams/${ids[0]}/requests/${first}`)).status).toBe(204);
    expectStatus(
      (await captains[1]?.post(`teams/${ids[1]}/requests/${answers[1]?.body.id}/accept`, {})) as Answer,
      200,
    );
    const late = await captains[2]?.post(`teams/${ids[2]}/requests/${answers[2]?.body.id}/accept`, {});
    expect(said(late as Answer)).toEqual([409, 'REQUEST_NOT_OPEN']);
  });

  test('all at once by several teams: one person is in one of them', async () => {
    const slug = await makeEvent();
    const asking = await join(slug, 'Wanted');
    const captains = await Promise.all(Array.from({ length: 5 }, (_, k) => join(slug, `Wanting ${k}`)));
    const ids = await Promise.all(captains.map((captain, k) => teamOf(slug, `Wanting team ${k}`, captain)));
    const requests: string[] = [];
    for (const id of ids) requests.push((await asking.post(`teams/${id}/requests`, {})).body.id);
    const answers = await Promise.all(
      captains.map((captain, k) => captain.post(`teams/${ids[k]}/requests/${requests[k]}/accept`, {})),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409, 409]);
  });
});

describe('an invitation', () => {
  test('for a person of the notice board is on their page, and is accepted there once', async () => {
    const slug = await makeEvent();
    const [captain, wanted, thief] = [
      await join(slug, 'Inviting'),
      await join(slug, 'Wanted'),
      await join(slug, 'Thief'),
    ];
    const id = await teamOf(slug, 'Inviting team', captain);
    const notice = await wanted.put(`events/${slug}/notices/mine`, { text: 'I look for a team' });
    const made = expectStatus(
      await captain.post(`teams/${id}/invitations`, { noticeId: notice.body.id }),
      201,
    ).body;
    expect((await captain.get(`teams/${id}`)).body.invitations).toMatchObject([
      { kind: 'person', person: 'Wanted', email: null },
    ]);
    const mine = (await wanted.get(`events/${slug}/team-search`)).body.invitations;
    expect(mine).toMatchObject([{ id: made.id, team: { id }, invitedByName: 'Inviting', brings: 0 }]);
    expect((await thief.get(`events/${slug}/team-search`)).body.invitations).toEqual([]);
    expect((await thief.post(`teams/${id}/invitations/${made.id}/accept`)).status).toBe(404);
    expect((await thief.post(`invitations/${made.code}/accept`)).status).toBe(404);
    const both = await Promise.all([
      wanted.post(`teams/${id}/invitations/${made.id}/accept`),
      wanted.copy({ url: stack.urls[1] ?? '' }).post(`teams/${id}/invitations/${made.id}/accept`),
    ]);
    expect(both.map(({ status }) => status)).toEqual([200, 200]);
    expect((await captain.get(`teams/${id}`)).body.memberCount).toBe(2);
    expect((await captain.get(`events/${slug}/notices`)).body.items).toEqual([]);
    expect((await mails('team.invited')).at(-1)).toMatchObject({ account_id: wanted.id });
    // Used up: whoever leaves again needs a new one.
    expect((await wanted.post(`teams/${id}/leave`)).status).toBe(204);
    expect(said(await wanted.post(`teams/${id}/invitations/${made.id}/accept`))).toEqual([
      404,
      'INVITATION_NOT_FOUND',
    ]);
  });

  test('ends when whoever made it leaves, and when the team ends', async () => {
    const slug = await makeEvent();
    const [captain, mate, guest] = [
      await join(slug, 'Stays'),
      await join(slug, 'Leaves'),
      await join(slug, 'Guest'),
    ];
    const id = await teamOf(slug, 'Short', captain, mate);
    const link = (await mate.post(`teams/${id}/invitations`, {})).body;
    await mate.post(`teams/${id}/leave`);
    expect(said(await guest.post(`invitations/${link.code}/accept`))).toEqual([404, 'INVITATION_NOT_FOUND']);
    const other = (await captain.post(`teams/${id}/invitations`, {})).body;
    expect((await captain.post(`teams/${id}/dissolve`, {})).status).toBe(204);
    expect((await guest.get(`invitations/${other.code}`)).status).toBe(404);
    expect(said(await guest.post(`teams/${id}/requests`, {}))).toEqual([409, 'TEAM_DISSOLVED']);
    expect(said(await guest.post(`teams/${id}/join`))).toEqual([409, 'TEAM_DISSOLVED']);
  });

  test('to an address is written to it in the end, with its link', async () => {
    const slug = await makeEvent();
    const captain = await join(slug, 'Writing');
    const id = await teamOf(slug, 'Writing team', captain);
    const { code } = (await captain.post(`teams/${id}/invitations`, { email: 'nobody-yet@example.org' }))
      .body;
    const mail = (await mails('team.invited')).find(({ address }) => address === 'nobody-yet@example.org');
    expect(mail?.account_id).toBeNull();
    expect(mail?.body).toContain(`/invitations/${code}`);
    expect(mail?.subject).toContain('Writing team');
  });
});

describe('the captain', () => {
  test('hands over, and dissolves; others may not', async () => {
    const slug = await makeEvent();
    const [captain, mate, outsider] = [
      await join(slug, 'Old'),
      await join(slug, 'Next'),
      await join(slug, 'Out'),
    ];
    const id = await teamOf(slug, 'Handed', captain, mate);
    expect(said(await mate.put(`teams/${id}/captain`, { accountId: mate.id }))).toEqual([
      403,
      'CAPTAIN_NEEDED',
    ]);
    expect(said(await captain.put(`teams/${id}/captain`, { accountId: outsider.id }))).toEqual([
      409,
      'NOT_IN_TEAM',
    ]);
    expect((await captain.put(`teams/${id}/captain`, { accountId: mate.id })).status).toBe(200);
    expect(said(await captain.post(`teams/${id}/dissolve`, {}))).toEqual([403, 'CAPTAIN_NEEDED']);
    expect((await mate.post(`teams/${id}/dissolve`, {})).status).toBe(204);
    expect((await captain.get(`events/${slug}`)).body.myTeam).toBeNull();
    expect((await mails('team.dissolved')).map((mail) => mail.account_id)).toContain(captain.id);
    expect((await outsider.get(`events/${slug}/teams`)).body.items).toEqual([]);
  });

  test('who vanishes is asked, and after a day of silence a member takes over', async () => {
    const slug = await makeEvent();
    const [captain, mate, third] = [
      await join(slug, 'Gone'),
      await join(slug, 'Here'),
      await join(slug, 'Third'),
    ];
    const id = await teamOf(slug, 'Without', captain, mate, third);
    expect((await mate.post(`teams/${id}/captain/claim`)).body.captainClaim).toMatchObject({
      byName: 'Here',
    });
    expect((await mails('team.captain_claimed')).at(-1)?.account_id).toBe(captain.id);
    expect(said(await mate.post(`teams/${id}/captain/claim`))).toEqual([409, 'CLAIM_TOO_EARLY']);
    expect(said(await third.post(`teams/${id}/captain/claim`))).toEqual([409, 'CLAIM_PENDING']);
    expect(said(await third.delete(`teams/${id}/captain/claim`))).toEqual([403, 'CAPTAIN_NEEDED']);
    expect((await captain.delete(`teams/${id}/captain/claim`)).body.captainClaim).toBeNull();
    await mate.post(`teams/${id}/captain/claim`);
    await stack.query(`UPDATE team SET claimed_at = now() - interval '25 hours' WHERE id = $1`, [id]);
    const { members } = (await mate.post(`teams/${id}/captain/claim`)).body;
    expect(members.find((one: { isCaptain: boolean }) => one.isCaptain).name).toBe('Here');
  });

  test('is changed by organizers with a reason', async () => {
    const slug = await makeEvent();
    const [captain, mate] = [await join(slug, 'Lost'), await join(slug, 'Found')];
    const id = await teamOf(slug, 'Led', captain, mate);
    expect(said(await organizer.put(`teams/${id}/captain`, { accountId: mate.id }))).toEqual([
      422,
      'REASON_NEEDED',
    ]);
    const reason = 'The captain has gone home ill';
    expect((await organizer.put(`teams/${id}/captain`, { accountId: mate.id, reason })).status).toBe(200);
    const [entry] = await stack.query(
      `SELECT reason FROM audit_entry WHERE action = 'team.captain_changed' AND subject_id = $1`,
      [id],
    );
    expect(entry).toEqual({ reason });
  });
});

describe('frozen teams', () => {
  test('are changed by organizers alone, with a reason that the teams read', async () => {
    const slug = await makeEvent({ maxTeamSize: 3 });
    const [captain, mate, other, late] = [
      await join(slug, 'A'),
      await join(slug, 'B'),
      await join(slug, 'C'),
      await join(slug, 'Late'),
    ];
    const id = await teamOf(slug, 'Frozen', captain, mate);
    const second = await teamOf(slug, 'Frozen too', other);
    const link = (await captain.post(`teams/${id}/invitations`, {})).body;
    const asked = (await late.post(`teams/${id}/requests`, {})).body;
    await captain.patch(`teams/${id}`, { open: true });
    await organizer.patch(`events/${slug}`, { teamsFreezeAt: new Date(Date.now() - 1_000).toISOString() });
    const refused = await Promise.all([
      late.post(`events/${slug}/teams`, { name: 'Too late' }),
      late.post(`teams/${id}/join`),
      late.post(`teams/${second}/requests`, {}),
      late.post(`invitations/${link.code}/accept`),
      late.put(`events/${slug}/notices/mine`, { text: 'x' }),
      mate.post(`teams/${id}/leave`),
      captain.post(`teams/${id}/dissolve`, {}),
      captain.post(`teams/${id}/invitations`, {}),
      captain.post(`teams/${id}/requests/${asked.id}/accept`, {}),
      captain.post(`teams/${id}/merges`, { intoTeamId: second }),
    ]);
    expect(refused.map(said)).toEqual(Array(10).fill([409, 'TEAMS_FROZEN']));

    const place = (person: Person, teamId: string | null, reason: string | undefined = 'Asked at the desk') =>
      organizer.put(`events/${slug}/team-places/${person.id}`, { teamId, reason });
    expect((await organizer.put(`events/${slug}/team-places/${late.id}`, { teamId: second })).status).toBe(
      422,
    );
    expect(
      said(await captain.put(`events/${slug}/team-places/${late.id}`, { teamId: id, reason: 'please' })),
    ).toEqual([403, 'NOT_AN_ORGANIZER']);
    expect((await place(late, second)).status).toBe(200);
    expect((await place(mate, second)).status).toBe(200);
    expect(said(await place(captain, second))).toEqual([409, 'TEAM_FULL']);
    expect(said(await place(organizer, second))).toEqual([403, 'ROLE_JOINS_NO_TEAM']);
    expect((await place(mate, null)).body).toEqual({ accountId: mate.id, teamId: null });
    expect((await late.get(`events/${slug}`)).body.myTeam.name).toBe('Frozen too');
    const told = await mails('team.changed_by_organizers');
    expect(told.map((mail) => mail.account_id)).toEqual(
      expect.arrayContaining([captain.id, other.id, late.id, mate.id]),
    );
    expect(told[0]?.body).toContain('Asked at the desk');
    const moves = await stack.query(
      `SELECT reason FROM audit_entry WHERE action = 'team.member_moved' AND subject_id = $1`,
      [mate.id],
    );
    expect(moves).toHaveLength(2);
  });

  test('freeze in the very second in which many join: nobody comes in afterwards', async () => {
    const slug = await makeEvent({ maxTeamSize: 50 });
    const captain = await join(slug, 'Racing');
    const id = await teamOf(slug, 'Racing team', captain);
    await captain.patch(`teams/${id}`, { open: true });
    const people = await Promise.all(Array.from({ length: 20 }, (_, k) => join(slug, `Racer ${k}`)));
    const [frozen, ...answers] = await Promise.all([
      organizer.patch(`events/${slug}`, { teamsFreezeAt: new Date(Date.now() - 1_000).toISOString() }),
      ...people.map((person) => person.post(`teams/${id}/join`)),
    ]);
    expectStatus(frozen as Answer, 200);
    expect(new Set(answers.map(({ status }) => status)).size).toBeGreaterThan(0);
    for (const answer of answers) expect([200, 409]).toContain(answer.status);
    expect(said(await captain.post(`teams/${id}/leave`))).toEqual([409, 'TEAMS_FROZEN']);
    const [row] = await stack.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM team_member WHERE team_id = $1`,
      [id],
    );
    expect(row?.n).toBe(1 + answers.filter(({ status }) => status === 200).length);
  });
});

describe('the notice board', () => {
  test('shows people and teams by background, skill and language, and no addresses', async () => {
    const slug = await makeEvent({ teamRules: { required: { data_scientist: 1 } } });
    const scientist = await join(slug, 'Data Kim', {
      background: 'data_scientist',
      skills: ['PyTorch', 'R'],
      languages: ['ko'],
    });
    const captain = await join(slug, 'Captain Lee', {
      background: 'clinician',
      skills: ['R'],
      languages: ['ko', 'en'],
    });
    const id = await teamOf(slug, 'Looking', captain);
    await scientist.put(`events/${slug}/notices/mine`, { text: 'I like time series' });
    await scientist.put(`events/${slug}/notices/mine`, { text: 'I like time series very much' });
    const notice = {
      text: 'Sepsis',
      backgrounds: ['data_scientist'],
      skills: ['pytorch'],
      languages: ['ko'],
    };
    expectStatus(await captain.put(`teams/${id}/notice`, notice), 200);
    const all = (await captain.get(`events/${slug}/notices`)).body.items;
    expect(all.map((one: { kind: string; text: string }) => [one.kind, one.text])).toEqual([
      ['team', 'Sepsis'],
      ['person', 'I like time series very much'],
    ]);
    expect(JSON.stringify(all)).not.toContain('@');
    expect(JSON.stringify(all)).not.toContain(scientist.id);
    const found = async (query: string) =>
      (await captain.get(`events/${slug}/notices?${query}`)).body.items.map(
        (one: { kind: string }) => one.kind,
      );
    expect(await found('kind=person&skill=pytorch')).toEqual(['person']);
    expect(await found('background=clinician')).toEqual([]);
    expect(await found('language=ko')).toEqual(['team', 'person']);
    expect((await captain.get(`events/${slug}/notices?background=surgeon`)).status).toBe(422);

    const [team] = (await scientist.get(`events/${slug}/team-suggestions`)).body.items;
    expect(team).toMatchObject({
      team: { id },
      why: [
        { code: 'fills', background: 'data_scientist' },
        { code: 'wantedSkill', skill: 'PyTorch' },
        { code: 'language', language: 'ko' },
        { code: 'sharedSkill', skill: 'R' },
      ],
    });
    const [person] = (await captain.get(`events/${slug}/team-suggestions`)).body.items;
    expect(person).toMatchObject({ personName: 'Data Kim', background: 'data_scientist' });
    await bring(captain, id, scientist);
    expect((await captain.get(`events/${slug}/notices?kind=person`)).body.items).toEqual([]);
    await captain.delete(`teams/${id}/notice`);
    expect((await captain.get(`events/${slug}/notices`)).body.items).toEqual([]);
    expect(said(await scientist.put(`events/${slug}/notices/mine`, { text: 'x' }))).toEqual([
      409,
      'ALREADY_IN_TEAM',
    ]);
  });

  test('takes long and strange texts as they are, and refuses what is too long', async () => {
    const slug = await makeEvent();
    const person = await join(slug, 'Writer');
    const put = (text: unknown) => person.put(`events/${slug}/notices/mine`, { text });
    expect((await put('x'.repeat(10_000))).status).toBe(422);
    expect((await put('nul\0')).status).toBe(422);
    const text = '안녕 👩🏽‍⚕️ =HYPERLINK("http://x")\nعربى';
    expect((await put(text)).body.text).toBe(text);
  });
});
