import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Answer, Person } from '../support/client.js';
import { expectStatus, type Prepared, predictionsCsv, prepareTask, submitAndWait } from '../support/event.js';
import { participant, teamOf } from '../support/people.js';
import { type Stack, startStack } from '../support/stack.js';

let stack: Stack;
beforeAll(async () => {
  stack = await startStack({ workers: 1, apis: 2 });
});
afterAll(() => stack?.stop());

const said = ({ status, body }: Answer) => [status, body?.code];
const reason = 'They asked at the desk';
const prepare = (event: object = {}) => prepareTask(stack, { event });
const handIn = (person: Person, on: Prepared, noise = 0.2) =>
  submitAndWait(person, on.taskId, predictionsCsv(on.truth, noise));
const freeze = async (on: Prepared) =>
  expectStatus(
    await on.organizer.patch(`events/${on.slug}`, {
      teamsFreezeAt: new Date(Date.now() - 60_000).toISOString(),
    }),
    200,
  );

describe('after teams froze', () => {
  test('organizers make a team for somebody without one, with a reason', async () => {
    const on = await prepare();
    const [alone, mate] = [
      await participant(stack, on.slug, 'Alone'),
      await participant(stack, on.slug, 'Mate'),
    ];
    await teamOf(on.slug, 'There', mate);
    await freeze(on);
    const path = `events/${on.slug}/late-teams`;
    const body = { name: 'Latecomers', captainId: alone.id, reason };
    expect(said(await alone.post(`events/${on.slug}/teams`, { name: 'Mine' }))).toEqual([
      409,
      'TEAMS_FROZEN',
    ]);
    expect((await alone.post(path, body)).status).toBe(403);
    expect((await on.organizer.post(path, { ...body, reason: '' })).status).toBe(422);
    expect(said(await on.organizer.post(path, { ...body, captainId: mate.id }))).toEqual([
      409,
      'PERSON_IN_TEAM',
    ]);
    expect(said(await on.organizer.post(path, { ...body, name: 'THERE' }))).toEqual([409, 'TEAM_NAME_TAKEN']);
    expect(said(await on.organizer.post(path, { ...body, captainId: on.organizer.id }))).toEqual([
      403,
      'ROLE_JOINS_NO_TEAM',
    ]);
    const answers = await Promise.all(
      [on.organizer, on.organizer.copy({ url: stack.urls[1] ?? '' })].map((one) => one.post(path, body)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    const made = answers.find(({ status }) => status === 201)?.body;
    expect(made).toMatchObject({ name: 'Latecomers', memberCount: 1 });
    expect((await alone.get(`teams/${made.id}`)).body.members).toMatchObject([
      { accountId: alone.id, isCaptain: true },
    ]);
    const [row] = await stack.query<{ reason: string }>(
      `SELECT reason FROM audit_entry WHERE action = 'team.created' AND subject_id = $1`,
      [made.id],
    );
    expect(row?.reason).toBe(reason);
  });

  test('organizers merge two teams; captains no longer can', async () => {
    const on = await prepare();
    const [one, two, third] = await Promise.all(
      ['One', 'Two', 'Third'].map((name) => participant(stack, on.slug, name)),
    );
    if (!one || !two || !third) throw new Error('nobody came');
    const [from, into] = [await teamOf(on.slug, 'Brook', one, third), await teamOf(on.slug, 'River', two)];
    await handIn(one, on);
    await freeze(on);
    const merge = (by: Person, body: object = {}) =>
      by.post(`teams/${from}/late-merge`, { intoTeamId: into, reason, ...body });
    expect(said(await one.post(`teams/${from}/merges`, { intoTeamId: into }))).toEqual([409, 'TEAMS_FROZEN']);
    expect((await merge(one)).status).toBe(403);
    expect((await merge(on.organizer, { reason: '' })).status).toBe(422);
    expect(said(await merge(on.organizer, { intoTeamId: from }))).toEqual([422, 'MERGE_WITH_ITSELF']);
    // What the one brings is said before, and to organizers alone.
    const brought = `teams/${into}/brought?fromTeamId=${from}`;
    expect((await on.organizer.get(brought)).body).toMatchObject({
      brings: 1,
      budget: [{ used: 0, brings: 1 }],
    });
    expect((await two.get(brought)).status).toBe(403);
    expectStatus(await on.organizer.patch(`events/${on.slug}`, { maxTeamSize: 2 }), 200);
    expect(said(await merge(on.organizer))).toEqual([409, 'TEAM_FULL']);
    expectStatus(await on.organizer.patch(`events/${on.slug}`, { maxTeamSize: 3 }), 200);

    const answers = await Promise.all([merge(on.organizer), merge(on.organizer)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 409]);
    expect((await two.get(`teams/${into}`)).body).toMatchObject({ memberCount: 3, isMine: true });
    expect((await one.get(`teams/${from}`)).body.mergedInto).toEqual({ id: into, name: 'River' });
    expect((await two.get(`tasks/${on.taskId}/quota`)).body.usedTotal).toBe(1);
    const letters = await stack.query<{ account_id: string; body: string }>(
      `SELECT account_id, body FROM mail WHERE kind = 'team.changed_by_organizers' AND url LIKE '%' || $1`,
      [into],
    );
    expect(letters.map((one) => one.account_id).sort()).toEqual([one.id, two.id, third.id].sort());
    expect(letters[0]?.body).toContain(reason);
  });
});

describe('what somebody would bring', () => {
  test('is said to themself, and of people of notices to the team', async () => {
    const on = await prepare();
    const people = await Promise.all(
      ['Mover', 'Stayer', 'Captain', 'Fresh'].map((name) => participant(stack, on.slug, name)),
    );
    const [mover, stayer, captain, fresh] = people as [Person, Person, Person, Person];
    const before = await teamOf(on.slug, 'Before', stayer, mover);
    const team = await teamOf(on.slug, 'Team', captain);
    await handIn(mover, on);
    expectStatus(await mover.post(`teams/${before}/leave`), 204);
    // Not what the team has used: that is its own business.
    expect((await mover.get(`teams/${team}/brought`)).body).toEqual({ brings: 1, budget: [] });
    expect((await fresh.get(`teams/${team}/brought`)).body).toEqual({ brings: 0, budget: [] });
    const notice = expectStatus(
      await mover.put(`events/${on.slug}/notices/mine`, { text: 'I look for a team' }),
      200,
    ).body;
    const asked = `teams/${team}/brought?noticeId=${notice.id}`;
    expect((await captain.get(asked)).body.brings).toBe(1);
    expect((await fresh.get(asked)).status).toBe(403);
    expect((await fresh.get(`teams/${team}/brought?accountId=${mover.id}`)).status).toBe(403);
    expectStatus(await captain.post(`teams/${team}/invitations`, { noticeId: notice.id }), 201);
    expect((await captain.get(`teams/${team}`)).body.invitations).toMatchObject([
      { kind: 'person', shownEntries: 1 },
    ]);
  });
});

describe('a board', () => {
  test('marks a team that was dissolved, at once, and not one that is part of another', async () => {
    const on = await prepare();
    const [one, two, three] = await Promise.all(
      ['One', 'Two', 'Three'].map((name) => participant(stack, on.slug, name)),
    );
    if (!one || !two || !three) throw new Error('nobody came');
    const ended = await teamOf(on.slug, 'Ended', one);
    const merged = await teamOf(on.slug, 'Merged', two);
    const into = await teamOf(on.slug, 'Into', three);
    for (const [k, person] of [one, two, three].entries()) await handIn(person, on, 0.1 + k / 10);
    const board = `tasks/${on.taskId}/leaderboard`;
    const rows = async () =>
      (await three.get(board)).body.rows.map((row: { team: { name: string }; hasEnded?: true }) => [
        row.team.name,
        row.hasEnded ?? false,
      ]);
    expect((await rows()).map(([, hasEnded]: [string, boolean]) => hasEnded)).toEqual([false, false, false]);
    expectStatus(await one.post(`teams/${ended}/dissolve`, {}), 204);
    const { id } = expectStatus(await two.post(`teams/${merged}/merges`, { intoTeamId: into }), 201).body;
    expectStatus(await three.post(`team-merges/${id}/agree`), 204);
    expect((await rows()).sort()).toEqual([
      ['Ended', true],
      ['Into', false],
    ]);
  });
});

describe('extra time', () => {
  test('of a team is its own deadline in what it has to do next, and nobody else’s', async () => {
    const on = await prepare();
    const [mine, theirs] = [
      await participant(stack, on.slug, 'Mine'),
      await participant(stack, on.slug, 'Theirs'),
    ];
    const team = await teamOf(on.slug, 'Slow', mine);
    await teamOf(on.slug, 'Fast', theirs);
    const closed = new Date(Date.now() - 60_000).toISOString();
    const later = new Date(Date.now() + 3_600_000).toISOString();
    await stack.query('UPDATE task SET closes_at = $2 WHERE id = $1', [on.taskId, closed]);
    expectStatus(
      await on.organizer.post(`teams/${team}/allowances`, { taskId: on.taskId, closesAt: later, reason }),
      201,
    );
    const dueOf = async (person: Person) => {
      const { steps } = expectStatus(await person.get(`events/${on.slug}/next`), 200).body;
      return steps
        .filter(({ params }: { params: { title?: object } }) => params.title)
        .map(({ state, dueAt }: { state: string; dueAt: string }) => [state === 'late', dueAt]);
    };
    expect(await dueOf(mine)).toContainEqual([false, later]);
    expect((await dueOf(theirs)).flat()).not.toContain(later);
  });
});

describe('all teams', () => {
  test('are downloaded by organizers: people, backgrounds, what is missing, and no formulas', async () => {
    const on = await prepare({ teamRules: { minSize: 3, required: { clinician: 1 } } });
    const captain = await participant(stack, on.slug, '=HYPERLINK("x")', { background: 'engineer' });
    const mate = await participant(stack, on.slug, '김하나', { background: 'engineer' });
    await teamOf(on.slug, '-1+1', captain, mate);
    const doctor = await participant(stack, on.slug, 'Doctor', { background: 'clinician' });
    await teamOf(on.slug, 'Wards', doctor);
    const gone = await participant(stack, on.slug, 'Gone');
    expectStatus(await gone.post(`teams/${await teamOf(on.slug, 'Gone', gone)}/dissolve`, {}), 204);
    const path = `events/${on.slug}/teams.csv?language=en`;
    expect((await captain.get(path)).status).toBe(403);
    const answer = expectStatus(await on.organizer.get(path), 200);
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    const lines = String(answer.body).trim().split('\r\n');
    expect(lines).toHaveLength(3);
    expect(lines[0]).toMatch(/^\ufeff?Team,Members,Clinicians,Data scientists,Engineers,Students,Others,/);
    const [odd, wards] = ['Doctor', '김하나']
      .map((name) => lines.find((line) => line.includes(name)) ?? '')
      .reverse();
    expect(odd).toMatch(/^'-1\+1,2,0,0,2,0,0,0,people 1; Clinicians 1,"'=HYPERLINK\(""x""\)",김하나,/);
    expect(wards).toMatch(/^Wards,1,1,0,0,0,0,0,people 2,Doctor,,/);
    expect((await on.organizer.get(`events/${on.slug}/teams.csv?language=xx`)).status).toBe(422);
    const record = await stack.query<{ after: object }>(
      `SELECT after FROM audit_entry WHERE action = 'teams.exported' AND event_id = (SELECT id FROM event WHERE slug = $1)`,
      [on.slug],
    );
    expect(record).toEqual([{ after: { rows: 2 } }]);
  });

  test('are written to by organizers, those that they choose, and nobody else', async () => {
    const on = await prepare();
    const people = await Promise.all(
      ['One', 'Mate', 'Two', 'Other'].map((name) => participant(stack, on.slug, name)),
    );
    const [one, mate, two, other] = people as [Person, Person, Person, Person];
    const teamIds = [await teamOf(on.slug, 'First', one, mate), await teamOf(on.slug, 'Second', two)];
    await teamOf(on.slug, 'Third', other);
    const path = `events/${on.slug}/team-letters`;
    const body = { teamIds, subject: 'Another room', message: 'We meet in 3F.\n3층에서 만나요.' };
    expect((await one.post(path, body)).status).toBe(403);
    expect((await on.organizer.post(path, { ...body, teamIds: [] })).status).toBe(422);
    const elsewhere = await prepare();
    const strangers = await teamOf(
      elsewhere.slug,
      'There',
      await participant(stack, elsewhere.slug, 'Stranger'),
    );
    expect((await on.organizer.post(path, { ...body, teamIds: [...teamIds, strangers] })).status).toBe(404);
    const letters = () =>
      stack.query<{ account_id: string; subject: string; body: string }>(
        `SELECT account_id, subject, body FROM mail WHERE kind = 'team.written_to' ORDER BY account_id`,
      );
    expect(await letters()).toEqual([]);
    expect(expectStatus(await on.organizer.post(path, body), 201).body).toEqual({ teams: 2, people: 3 });
    const sent = await letters();
    expect(sent.map(({ account_id }) => account_id)).toEqual([one.id, mate.id, two.id].sort());
    expect(sent[0]?.subject).toContain('Another room');
    expect(sent[0]?.body).toContain('3층에서 만나요.');
    const [row] = await stack.query<{ after: object }>(
      `SELECT after FROM audit_entry WHERE action = 'teams.written_to'`,
    );
    expect(row?.after).toEqual({ teams: teamIds, people: 3 });
  });
});
