import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Person, signUp } from '../support/client.js';
import { expectStatus, makeTeam, signUpOrganizer } from '../support/event.js';
import { type Stack, startStack } from '../support/stack.js';

let stack: Stack;
let organizer: Person;
beforeAll(async () => {
  stack = await startStack({ workers: 0, apis: 2 });
  organizer = await signUpOrganizer(stack);
});
afterAll(() => stack?.stop());

const HOUR = 3_600_000;
const from = (hours: number) => new Date(Date.now() + hours * HOUR).toISOString();
let count = 0;
const makeEvent = async (settings: object = {}): Promise<string> => {
  const slug = `problems-${++count}`;
  const event = {
    slug,
    name: { ko: '문제 행사', en: 'Problems' },
    status: 'published',
    timeZone: 'Asia/Seoul',
  };
  expectStatus(
    await organizer.post('events', { ...event, startsAt: from(24), endsAt: from(48), ...settings }),
    201,
  );
  return slug;
};
const member = async (slug: string, name: string, background: string | null = null): Promise<Person> => {
  const person = await signUp(stack, name);
  await stack.query('UPDATE account SET background = $2 WHERE id = $1', [person.id, background]);
  expectStatus(await person.post(`events/${slug}/join`), 200);
  return person;
};
const PROPOSAL = {
  title: { ko: '패혈증 조기 발견' },
  question: { ko: '입실 6시간 안의 기록으로 패혈증을 얼마나 일찍 알 수 있을까?' },
};
const SETTINGS = { proposers: 'clinicians', choosers: 'teams', noveltyRequired: true };
const selected = async (slug: string, capacity: number | null = null): Promise<string> => {
  const { body } = expectStatus(await organizer.post(`events/${slug}/problems`, PROPOSAL), 201);
  expectStatus(await organizer.post(`problems/${body.id}/decision`, { status: 'selected', capacity }), 200);
  return body.id;
};
const mails = (kind: string, personId: string) =>
  stack.query('SELECT subject, body, language FROM mail WHERE kind = $1 AND account_id = $2', [
    kind,
    personId,
  ]);
const record = async (slug: string, action: string) =>
  (await organizer.get(`events/${slug}/audit?limit=200`)).body.items.filter(
    (entry: { action: string }) => entry.action === action,
  );

describe('proposing', () => {
  test('is for clinicians, mentors and organizers unless the event says otherwise', async () => {
    const slug = await makeEvent();
    const clinician = await member(slug, 'Clinician', 'clinician');
    const engineer = await member(slug, 'Engineer', 'engineer');
    const made = expectStatus(await clinician.post(`events/${slug}/problems`, PROPOSAL), 201).body;
    expect(made).toMatchObject({
      status: 'proposed',
      title: { ko: '패혈증 조기 발견', en: '' },
      languages: ['ko'],
      isMine: true,
      mayEdit: true,
      mayWithdraw: true,
      proposerName: 'Clinician',
      proposerLeft: false,
      teams: [],
    });
    expect((await engineer.post(`events/${slug}/problems`, PROPOSAL)).body.code).toBe('MAY_NOT_PROPOSE');
    expect((await engineer.get(`events/${slug}/problem-settings`)).body.mayPropose).toBe(false);
    expectStatus(
      await organizer.put(`events/${slug}/problem-settings`, { ...SETTINGS, proposers: 'members' }),
      200,
    );
    expect((await engineer.get(`events/${slug}/problem-settings`)).body.mayPropose).toBe(true);
    expectStatus(await engineer.post(`events/${slug}/problems`, PROPOSAL), 201);
    expectStatus(
      await organizer.put(`events/${slug}/problem-settings`, { ...SETTINGS, proposers: 'staff' }),
      200,
    );
    expect((await clinician.post(`events/${slug}/problems`, PROPOSAL)).body.code).toBe('MAY_NOT_PROPOSE');
  });

  test('ends at the deadline, said on the clock of the event; organizers still add', async () => {
    const slug = await makeEvent();
    const clinician = await member(slug, 'Late', 'clinician');
    const settings = { ...SETTINGS, proposalsCloseAt: '2026-01-05T18:00:00+09:00' };
    expectStatus(await organizer.put(`events/${slug}/problem-settings`, settings), 200);
    const answer = await clinician.post(`events/${slug}/problems`, PROPOSAL, {
      headers: { 'accept-language': 'en' },
    });
    expect([answer.status, answer.body.code]).toEqual([409, 'PROPOSALS_CLOSED']);
    expect(answer.body.detail).toMatch(/18:00 GMT\+9/);
    expectStatus(await organizer.post(`events/${slug}/problems`, PROPOSAL), 201);
  });

  test('needs one language as a whole, one line as title, and ends at 10,000 characters', async () => {
    const slug = await makeEvent();
    const mixed = { title: { en: 'A title' }, question: { ko: '질문' } };
    const post = (body: object) => organizer.post(`events/${slug}/problems`, body);
    expect((await post(mixed)).body.code).toBe('PROBLEM_LANGUAGE_MISSING');
    expect((await post({ title: {}, question: {} })).body.code).toBe('PROBLEM_LANGUAGE_MISSING');
    expect((await post({ title: { en: 'Two\nlines' }, question: { en: 'q' } })).status).toBe(422);
    expect((await post({ title: 'text', question: [] })).status).toBe(422);
    expect((await post({ ...PROPOSAL, importance: { ko: 'x'.repeat(10_001) } })).status).toBe(422);
    const long = expectStatus(
      await post({ ...PROPOSAL, importance: { ko: '가'.normalize('NFD').repeat(5_000) } }),
      201,
    );
    expect(long.body.importance.ko).toBe('가'.repeat(5_000));
    expectStatus(await post({ ...PROPOSAL, dataNeeded: { en: '=1+1 \u202e👩‍⚕️' } }), 201);
  });

  test('of more than twenty at once is refused, also in parallel', async () => {
    const slug = await makeEvent();
    const clinician = await member(slug, 'Busy', 'clinician');
    const answers = await Promise.all(
      Array.from({ length: 24 }, () => clinician.post(`events/${slug}/problems`, PROPOSAL)),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(20);
    expect(answers.filter(({ body }) => body.code === 'TOO_MANY_PROPOSALS')).toHaveLength(4);
  });

  test('stays when its author leaves, who may then do nothing more', async () => {
    const slug = await makeEvent();
    const clinician = await member(slug, 'Leaver', 'clinician');
    const { id } = expectStatus(await clinician.post(`events/${slug}/problems`, PROPOSAL), 201).body;
    expectStatus(await clinician.delete(`events/${slug}/members/me`), 204);
    expect((await clinician.post(`problems/${id}/withdraw`)).status).toBe(403);
    expectStatus(await organizer.post(`problems/${id}/decision`, { status: 'selected' }), 200);
    expect((await organizer.get(`problems/${id}`)).body).toMatchObject({
      status: 'selected',
      proposerLeft: true,
    });
    expect(await mails('problem.selected', clinician.id)).toEqual([]);
  });
});

describe('judging proposals', () => {
  test('moves them on, tells the author in their language, and is on the record', async () => {
    const slug = await makeEvent();
    const clinician = await member(slug, 'Author', 'clinician');
    const reader = await member(slug, 'Reader');
    await clinician.patch('me', { locale: 'ko' });
    const { id } = expectStatus(await clinician.post(`events/${slug}/problems`, PROPOSAL), 201).body;
    expect((await reader.get(`problems/${id}`)).status).toBe(404);
    expect((await reader.get(`events/${slug}/problems`)).body.items).toEqual([]);
    expectStatus(await organizer.post(`problems/${id}/decision`, { status: 'shortlisted' }), 200);
    expect((await clinician.patch(`problems/${id}`, { title: { ko: '다른 제목' } })).body.code).toBe(
      'PROBLEM_DECIDED',
    );
    const decision = { status: 'selected', message: '좋은 질문이에요.', capacity: 2 };
    expectStatus(await organizer.post(`problems/${id}/decision`, decision), 200);
    expectStatus(await organizer.post(`problems/${id}/decision`, decision), 200);
    const [mail, ...more] = await mails('problem.selected', clinician.id);
    expect(more).toEqual([]);
    expect(mail).toMatchObject({ language: 'ko', subject: '문제 행사: 제안한 연구 질문이 선정됐어요' });
    expect(mail?.body).toContain('좋은 질문이에요.');
    expect((await reader.get(`problems/${id}`)).body).toMatchObject({
      status: 'selected',
      message: null,
      capacity: 2,
    });
    expect((await clinician.get(`problems/${id}`)).body.message).toBe('좋은 질문이에요.');
    expect((await clinician.post(`problems/${id}/withdraw`)).body.code).toBe('PROBLEM_DECIDED');
    const [last] = await record(slug, 'problem.decided');
    expect(last).toMatchObject({
      before: { status: 'shortlisted', capacity: null },
      after: { status: 'selected', capacity: 2 },
      reason: '좋은 질문이에요.',
    });
  });

  test('lets organizers edit for clarity, and the record keeps both versions', async () => {
    const slug = await makeEvent();
    const clinician = await member(slug, 'Author', 'clinician');
    const { id } = expectStatus(await clinician.post(`events/${slug}/problems`, PROPOSAL), 201).body;
    const change = { title: { en: 'Early sepsis' }, question: { en: 'How early?' } };
    const { body } = expectStatus(await organizer.patch(`problems/${id}`, change), 200);
    expect(body).toMatchObject({
      title: { ko: '패혈증 조기 발견', en: 'Early sepsis' },
      languages: ['ko', 'en'],
    });
    const [entry] = await record(slug, 'problem.changed');
    expect(entry.before.title).toEqual({ ko: '패혈증 조기 발견', en: '' });
    expect(entry.after.title).toEqual({ ko: '패혈증 조기 발견', en: 'Early sepsis' });
    expect(Object.keys(entry.after)).toEqual(['title', 'question']);
  });

  test('of what was withdrawn is refused', async () => {
    const slug = await makeEvent();
    const clinician = await member(slug, 'Author', 'clinician');
    const { id } = expectStatus(await clinician.post(`events/${slug}/problems`, PROPOSAL), 201).body;
    expectStatus(await clinician.post(`problems/${id}/withdraw`), 200);
    expectStatus(await clinician.post(`problems/${id}/withdraw`), 200);
    expect(await record(slug, 'problem.withdrawn')).toHaveLength(1);
    const answer = await organizer.post(`problems/${id}/decision`, { status: 'selected' });
    expect(answer.body.code).toBe('PROBLEM_WITHDRAWN');
  });
});

describe('choosing', () => {
  test('gives the last place to one of many teams that ask at once', async () => {
    const slug = await makeEvent();
    const problem = await selected(slug, 2);
    const teams = await Promise.all(
      Array.from({ length: 10 }, (_, k) => makeTeam({ url: stack.urls[k % 2] ?? '' }, slug, `Race ${k}`)),
    );
    const answers = await Promise.all(
      teams.map((captain) => captain.put(`teams/${captain.teamId}/problem`, { problemId: problem })),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(2);
    expect(answers.filter(({ body }) => body.code === 'PROBLEM_FULL')).toHaveLength(8);
    expect((await organizer.get(`problems/${problem}`)).body.teams).toHaveLength(2);
  });

  test('two teams that swap full problems at once never wait for each other for ever', async () => {
    const slug = await makeEvent();
    const [a, b] = [await selected(slug, 2), await selected(slug, 2)];
    const [one, two] = [await makeTeam(stack, slug, 'One'), await makeTeam(stack, slug, 'Two')];
    expectStatus(await one.put(`teams/${one.teamId}/problem`, { problemId: a }), 200);
    expectStatus(await two.put(`teams/${two.teamId}/problem`, { problemId: b }), 200);
    for (let round = 0; round < 5; round++) {
      const [to, back] = round % 2 ? [a, b] : [b, a];
      const answers = await Promise.all([
        one.put(`teams/${one.teamId}/problem`, { problemId: to }),
        two.put(`teams/${two.teamId}/problem`, { problemId: back }),
        organizer.post(`problems/${a}/decision`, { status: 'selected', capacity: 2 + round }),
      ]);
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    }
  });

  test('is the captain’s, until the freeze, of what is selected in this event', async () => {
    const slug = await makeEvent();
    const captain = await makeTeam(stack, slug, 'Choosers');
    const mate = await member(slug, 'Mate');
    const { code } = (await captain.post(`teams/${captain.teamId}/invitations`, {})).body;
    expectStatus(await mate.post(`invitations/${code}/accept`), 200);
    const problem = await selected(slug);
    const elsewhere = await selected(await makeEvent());
    const { id: raw } = expectStatus(await organizer.post(`events/${slug}/problems`, PROPOSAL), 201).body;
    const put = (person: Person, problemId: string | null, reason?: string) =>
      person.put(`teams/${captain.teamId}/problem`, { problemId, reason });
    expect((await put(mate, problem)).body.code).toBe('CAPTAIN_CHOOSES');
    expect((await put(captain, raw)).body.code).toBe('PROBLEM_NOT_SELECTED');
    expect((await put(captain, elsewhere)).status).toBe(404);
    expect((await put(captain, 'nothing')).status).toBe(422);
    const { body } = expectStatus(await put(captain, problem), 200);
    expect(body).toMatchObject({ problem: { id: problem }, isAssigned: false, mayChoose: true });
    expect((await captain.get(`problems/${problem}`)).body.isMyTeams).toBe(true);
    expectStatus(
      await organizer.put(`events/${slug}/problem-settings`, { ...SETTINGS, choiceFreezesAt: from(-1) }),
      200,
    );
    expect((await put(captain, null)).body.code).toBe('CHOICE_FROZEN');
    expect((await put(organizer, null)).body.code).toBe('PROBLEM_REASON_NEEDED');
    expectStatus(await put(organizer, null, 'Asked on the day'), 200);
    expectStatus(await put(organizer, problem, 'Changed their mind'), 200);
    expect(await mails('problem.assigned', mate.id)).toHaveLength(1);
    expect(await mails('problem.taken_back', mate.id)).toHaveLength(1);
    expect(
      (await record(slug, 'team.problem_changed')).map((entry: { reason: string }) => entry.reason),
    ).toEqual(['Changed their mind', 'Asked on the day', null]);
    expect((await mate.get(`teams/${captain.teamId}/work`)).body).toMatchObject({
      isAssigned: true,
      reason: 'Changed their mind',
    });
  });

  test('is the organizers’ where the event says so', async () => {
    const slug = await makeEvent();
    const captain = await makeTeam(stack, slug, 'Assigned');
    const problem = await selected(slug);
    expectStatus(
      await organizer.put(`events/${slug}/problem-settings`, { ...SETTINGS, choosers: 'organizers' }),
      200,
    );
    const answer = await captain.put(`teams/${captain.teamId}/problem`, { problemId: problem });
    expect(answer.body.code).toBe('ORGANIZERS_ASSIGN');
  });

  test('is undone with a reason when organizers take the problem back', async () => {
    const slug = await makeEvent();
    const captain = await makeTeam(stack, slug, 'Losers');
    const problem = await selected(slug, 3);
    expectStatus(await captain.put(`teams/${captain.teamId}/problem`, { problemId: problem }), 200);
    const decide = (body: object) => organizer.post(`problems/${problem}/decision`, body);
    expect((await decide({ status: 'declined' })).body.code).toBe('PROBLEM_REASON_NEEDED');
    expectStatus(await decide({ status: 'declined', message: 'The data did not come.' }), 200);
    const [mail] = await mails('problem.taken_back', captain.id);
    expect(mail?.body).toContain('The data did not come.');
    expect((await captain.get(`teams/${captain.teamId}/work`)).body.problem).toBeNull();
  });

  test('by a team that has ended holds no place; the capacity cannot fall below what is taken', async () => {
    const slug = await makeEvent();
    const [one, two] = [await makeTeam(stack, slug, 'Ends'), await makeTeam(stack, slug, 'Goes on')];
    const problem = await selected(slug, 1);
    expectStatus(await one.put(`teams/${one.teamId}/problem`, { problemId: problem }), 200);
    expect((await two.put(`teams/${two.teamId}/problem`, { problemId: problem })).status).toBe(409);
    expectStatus(await one.post(`teams/${one.teamId}/leave`), 204);
    expectStatus(await two.put(`teams/${two.teamId}/problem`, { problemId: problem }), 200);
    const three = await makeTeam(stack, slug, 'Third');
    expectStatus(
      await organizer.post(`problems/${problem}/decision`, { status: 'selected', capacity: 2 }),
      200,
    );
    expectStatus(await three.put(`teams/${three.teamId}/problem`, { problemId: problem }), 200);
    const answer = await organizer.post(`problems/${problem}/decision`, { status: 'selected', capacity: 1 });
    expect(answer.body.code).toBe('PROBLEM_CAPACITY_TAKEN');
  });
});

describe('declaring that the work is new', () => {
  test('is by a member, for one version and one problem, and can be renewed', async () => {
    const slug = await makeEvent();
    const captain = await makeTeam(stack, slug, 'Novel');
    const rival = await makeTeam(stack, slug, 'Rival');
    const problem = await selected(slug);
    const work = async () => (await captain.get(`teams/${captain.teamId}/work`)).body;
    const { statement, declaration } = await work();
    expect(declaration).toBeNull();
    expect(statement.text.ko).toMatch(/새로운/);
    const declare = (person: Person, body: object) => person.post(`teams/${captain.teamId}/novelty`, body);
    expect((await declare(rival, { version: statement.version })).status).toBe(403);
    expect((await declare(organizer, { version: statement.version })).status).toBe(403);
    expect((await declare(captain, { version: 'old' })).body.code).toBe('NOVELTY_OUTDATED');
    for (const link of ['javascript:alert(1)', 'ftp://example.org', 'no address', 7]) {
      expect((await declare(captain, { version: statement.version, links: [link] })).status).toBe(422);
    }
    const links = ['https://arxiv.org/abs/1705.00742'];
    const { body } = expectStatus(await declare(captain, { version: statement.version, links }), 201);
    expect(body).toMatchObject({
      isDeclarationCurrent: true,
      declaration: { links, declaredByName: 'Novel captain' },
    });
    expectStatus(await captain.put(`teams/${captain.teamId}/problem`, { problemId: problem }), 200);
    expect((await work()).isDeclarationCurrent).toBe(false);
    expectStatus(await declare(captain, { version: statement.version }), 201);
    expect((await work()).isDeclarationCurrent).toBe(true);
    expect((await rival.get(`teams/${captain.teamId}/work`)).body).toMatchObject({ mayDeclare: false });
    const { items } = (await organizer.get(`events/${slug}/team-work`)).body;
    expect(items.map((item: { team: { name: string } }) => item.team.name)).toEqual(['Rival', 'Novel']);
    expect(await record(slug, 'team.novelty_declared')).toHaveLength(2);
  });
});
