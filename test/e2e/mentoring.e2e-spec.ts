import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Person, signUp } from '../support/client.js';
import {
  expectStatus,
  makeTeam,
  type Prepared,
  predictionsCsv,
  prepareTask,
  submitAndWait,
} from '../support/event.js';
import {
  assign,
  bringIn,
  type Captain,
  describePerson,
  makeMember,
  makeMentor,
  makeMentoredEvent,
  makeTeamOf,
} from '../support/mentoring.js';
import { listen } from '../support/sse.js';
import { type Stack, startStack } from '../support/stack.js';

let stack: Stack;
beforeAll(async () => {
  stack = await startStack({ workers: 1, apis: 2 });
});
afterAll(() => stack?.stop());

const mailsTo = (person: Person, kind: string) =>
  stack.query<{ subject: string; body: string; language: string }>(
    'SELECT subject, body, language FROM mail WHERE account_id = $1 AND kind = $2 ORDER BY created_at',
    [person.id, kind],
  );

describe('assignment', () => {
  test('is proposed with reasons, applied as one, told to both, and corrected by hand', async () => {
    const event = await makeMentoredEvent(stack);
    const { slug, organizer } = event;
    const statistician = await makeMentor(stack, event, 'Statistician', { languages: ['en'] });
    const cardiologist = await makeMentor(stack, event, 'Cardiologist', { languages: ['ko'] });
    const profile = { languages: ['en'], times: [], maxTeams: 3 };
    expectStatus(
      await statistician.put(`events/${slug}/mentors/me/profile`, {
        ...profile,
        expertise: ['Survival analysis'],
      }),
      200,
    );
    expectStatus(
      await cardiologist.put(`events/${slug}/mentors/me/profile`, {
        ...profile,
        languages: ['ko', 'en'],
        expertise: ['심전도', ' ECG '],
      }),
      200,
    );
    const hearts = await makeTeamOf(stack, slug, 'Hearts', { languages: ['ko'], skills: ['ecg'] });
    const curves = await makeTeamOf(stack, slug, 'Curves', {
      languages: ['en'],
      skills: ['survival ANALYSIS'],
    });

    const { items } = expectStatus(await organizer.get(`events/${slug}/mentoring/proposal`), 200).body;
    expect(items).toEqual([
      {
        team: { id: curves.teamId, name: 'Curves' },
        mentor: { id: statistician.id, name: 'Statistician' },
        expertise: ['Survival analysis'],
        languages: ['en'],
        load: 1,
        isThere: null,
        obstacle: null,
      },
      {
        team: { id: hearts.teamId, name: 'Hearts' },
        mentor: { id: cardiologist.id, name: 'Cardiologist' },
        expertise: ['ECG'],
        languages: ['ko'],
        load: 1,
        isThere: null,
        obstacle: null,
      },
    ]);
    expect((await organizer.get(`events/${slug}/mentoring/proposal`)).body.items).toEqual(items);
    expect(await stack.query('SELECT 1 FROM mentor_assignment')).toEqual([]);

    const wanted = items.map((one: { team: { id: string }; mentor: { id: string } }) => ({
      teamId: one.team.id,
      mentorId: one.mentor.id,
    }));
    const overview = expectStatus(
      await organizer.post(`events/${slug}/mentoring/assignments`, { items: wanted }),
      200,
    ).body;
    expect(
      overview.mentors.map(({ name, teams }: { name: string; teams: object[] }) => [name, teams]),
    ).toEqual([
      ['Cardiologist', [{ id: hearts.teamId, name: 'Hearts', conflict: [] }]],
      ['Statistician', [{ id: curves.teamId, name: 'Curves', conflict: [] }]],
    ]);
    expect((await organizer.get(`events/${slug}/mentoring/proposal`)).body.items).toEqual([]);
    expect((await mailsTo(cardiologist, 'mentoring.mentor_assigned'))[0]?.subject).toBe(
      'Mentored: you look after Hearts',
    );
    expect((await mailsTo(hearts, 'mentoring.team_assigned'))[0]?.subject).toBe(
      'Mentored: Cardiologist is a mentor of “Hearts”',
    );

    // By hand: a second mentor, and the first one away.
    await assign(event, statistician, hearts);
    await assign(event, statistician, hearts);
    expect(await mailsTo(hearts, 'mentoring.team_assigned')).toHaveLength(2);
    const away = `events/${slug}/mentoring/assignments/${hearts.teamId}/${cardiologist.id}`;
    expectStatus(await organizer.delete(away), 204);
    expectStatus(await organizer.delete(away), 204);
    expect(await mailsTo(cardiologist, 'mentoring.mentor_unassigned')).toHaveLength(1);
    const { teams } = (await organizer.get(`events/${slug}/mentoring/overview`)).body;
    expect(teams).toEqual([
      {
        id: curves.teamId,
        name: 'Curves',
        memberCount: 1,
        mentors: [{ id: statistician.id, name: 'Statistician' }],
      },
      {
        id: hearts.teamId,
        name: 'Hearts',
        memberCount: 1,
        mentors: [{ id: statistician.id, name: 'Statistician' }],
      },
    ]);
    const record = (await organizer.get(`events/${slug}/audit`)).body.items.map(
      ({ action }: { action: string }) => action,
    );
    expect(record.filter((action: string) => action.startsWith('mentor.'))).toEqual([
      'mentor.unassigned',
      'mentor.assigned',
      'mentor.assigned',
      'mentor.assigned',
      'mentor.profile_changed',
      'mentor.profile_changed',
    ]);
  });

  test('is refused in a conflict, to organizers too, and nothing of a mixed list is done', async () => {
    const event = await makeMentoredEvent(stack);
    const { slug, organizer } = event;
    const mentor = await makeMentor(stack, event, 'Insider', { affiliation: '서울대학교 병원' });
    const own = await makeTeamOf(stack, slug, 'Own house', { affiliation: '서울대학교병원, 심장내과' });
    const other = await makeTeamOf(stack, slug, 'Other house', { affiliation: 'MIT' });
    const items = [other, own].map(({ teamId }) => ({ teamId, mentorId: mentor.id }));
    const refused = await organizer.post(`events/${slug}/mentoring/assignments`, { items });
    expect([refused.status, refused.body.code]).toEqual([409, 'MENTOR_IN_CONFLICT']);
    expect(refused.body.detail).toContain('Own house');
    expect((await mentor.get(`events/${slug}/mentoring/teams`)).body.items).toEqual([]);
    const proposal = (await organizer.get(`events/${slug}/mentoring/proposal`)).body.items;
    expect(proposal.map((one: { obstacle: string | null }) => one.obstacle)).toEqual([
      null,
      'all_in_conflict',
    ]);
  });

  test('knows only mentors and teams of the event', async () => {
    const [one, other] = [await makeMentoredEvent(stack), await makeMentoredEvent(stack)];
    const mentor = await makeMentor(stack, one, 'One');
    const stranger = await makeMentor(stack, other, 'Other');
    const team = await makeTeamOf(stack, one.slug, 'Team');
    const foreign = await makeTeamOf(stack, other.slug, 'Foreign');
    const post = (teamId: string, mentorId: string) =>
      one.organizer.post(`events/${one.slug}/mentoring/assignments`, { items: [{ teamId, mentorId }] });
    expect((await post(team.teamId, stranger.id)).status).toBe(404);
    expect((await post(foreign.teamId, mentor.id)).status).toBe(404);
    expect((await post(team.teamId, team.id)).status).toBe(404);
    expect((await post('not-an-id', mentor.id)).status).toBe(422);
    const lists = await one.organizer.post(`events/${one.slug}/mentoring/assignments`, { items: [[]] });
    expect(lists.status).toBe(422);
  });
});

describe('a conflict', () => {
  test('of a person who joins later closes the team at once, and organizers are told once', async () => {
    const event = await makeMentoredEvent(stack);
    const { slug, organizer } = event;
    const mentor = await makeMentor(stack, event, 'Mentor', { affiliation: 'Asan Medical Center' });
    const team = await makeTeamOf(stack, slug, 'Team', { affiliation: 'MIT' });
    await assign(event, mentor, team);
    expect((await mentor.get(`teams/${team.teamId}`)).body.members).toHaveLength(1);
    expectStatus(await mentor.get(`teams/${team.teamId}/notes`), 200);

    const colleague = await makeMember(stack, slug, 'Colleague', { affiliation: 'asan  medical center' });
    await bringIn(team, colleague);
    expect((await mentor.get(`teams/${team.teamId}`)).body.members).toBeNull();
    expect((await mentor.get(`teams/${team.teamId}/notes`)).status).toBe(403);
    expect((await mentor.get(`events/${slug}/mentoring/teams`)).body.items).toEqual([
      { id: team.teamId, name: 'Team', description: '', isClosed: true, members: [], mentors: [] },
    ]);
    const { mentors } = (await organizer.get(`events/${slug}/mentoring/overview`)).body;
    expect(mentors[0].teams[0].conflict).toEqual(['own_institution']);
    for (
      const until = Date.now() + 60_000;
      Date.now() < until;
      await new Promise((r) => setTimeout(r, 500))
    ) {
      if ((await mailsTo(organizer, 'mentoring.assignment_in_conflict')).length > 0) break;
    }
    expect(await mailsTo(organizer, 'mentoring.assignment_in_conflict')).toHaveLength(1);

    // Whoever leaves takes the conflict along.
    expectStatus(await colleague.post(`teams/${team.teamId}/leave`), 204);
    expect((await mentor.get(`teams/${team.teamId}`)).body.members).toHaveLength(1);
  });

  test('is declared by a mentor with a person or an institution, and taken back', async () => {
    const event = await makeMentoredEvent(stack);
    const { slug } = event;
    const mentor = await makeMentor(stack, event, 'Mentor');
    const team = await makeTeamOf(stack, slug, '가족', { affiliation: 'SNUH' });
    await assign(event, mentor, team);
    const found = (await mentor.get(`events/${slug}/mentoring/participants?q=${encodeURIComponent('가족')}`))
      .body.items;
    expect(found).toEqual([{ id: team.id, name: '가족 captain', affiliation: 'SNUH' }]);
    const path = `events/${slug}/mentoring/conflicts`;

    const declared = expectStatus(
      await mentor.post(path, { accountId: team.id, reason: 'My brother' }),
      201,
    ).body;
    expect(declared).toMatchObject({ person: { id: team.id }, institution: null, byMentor: true });
    expect(expectStatus(await mentor.post(path, { accountId: team.id }), 201).body.id).toBe(declared.id);
    expect((await mentor.get(`teams/${team.teamId}/notes`)).status).toBe(403);
    expectStatus(await mentor.delete(`${path}/${declared.id}`), 204);
    expectStatus(await mentor.get(`teams/${team.teamId}/notes`), 200);

    expectStatus(await mentor.post(path, { institution: 'ＳＮＵＨ' }), 201);
    expect((await mentor.get(`teams/${team.teamId}/notes`)).status).toBe(403);
    for (const wrong of [
      {},
      { accountId: team.id, institution: 'SNUH' },
      { institution: 'x'.repeat(10_000) },
    ]) {
      expect((await mentor.post(path, wrong)).status).toBe(422);
    }
    const outsider = await signUp(stack, 'Outsider');
    expect((await mentor.post(path, { accountId: outsider.id })).body.code).toBe('PERSON_NOT_IN_EVENT');
    // Nothing personal stands in the record.
    const entries = await stack.query<{ text: string }>(
      `SELECT concat(before, after, reason) AS text FROM audit_entry WHERE action LIKE 'mentor.conflict%'`,
    );
    expect(entries.every(({ text }) => !/brother|SNUH|ＳＮＵＨ/.test(text))).toBe(true);
  });

  test('that organizers enter is seen and taken back by organizers alone', async () => {
    const event = await makeMentoredEvent(stack);
    const { slug, organizer } = event;
    const mentor = await makeMentor(stack, event, 'Mentor');
    const other = await makeMentor(stack, event, 'Other');
    const team = await makeTeamOf(stack, slug, 'Team');
    await assign(event, mentor, team);
    const path = `events/${slug}/mentoring/conflicts`;
    expect((await organizer.post(path, { accountId: team.id })).status).toBe(422);
    const { id } = expectStatus(
      await organizer.post(path, { mentorId: mentor.id, accountId: team.id }),
      201,
    ).body;
    expect((await mentor.get(path)).body.items).toEqual([]);
    expect((await mentor.delete(`${path}/${id}`)).status).toBe(404);
    expect((await other.delete(`${path}/${id}`)).status).toBe(404);
    expect((await other.post(path, { mentorId: mentor.id, institution: 'MIT' })).status).toBe(404);
    expect((await mentor.get(`teams/${team.teamId}/notes`)).status).toBe(403);
    expect((await organizer.get(path)).body.items).toHaveLength(1);
    expectStatus(await organizer.delete(`${path}/${id}`), 204);
    expectStatus(await mentor.get(`teams/${team.teamId}/notes`), 200);
  });
});

describe('what a mentor sees', () => {
  let prepared: Prepared;
  let team: Captain;
  let rival: Captain;
  let shared: string;
  let kept: string;
  const readers = {} as Record<'assigned' | 'other' | 'elsewhere' | 'former' | 'inConflict', Person>;

  beforeAll(async () => {
    prepared = await prepareTask(stack);
    const event = { slug: prepared.slug, organizer: prepared.organizer };
    team = await makeTeam(stack, event.slug, 'Team');
    rival = await makeTeam(stack, event.slug, 'Rival');
    await describePerson(stack, team, { affiliation: 'Duke', languages: ['en'], skills: ['R'] });
    readers.assigned = await makeMentor(stack, event, 'Assigned');
    readers.other = await makeMentor(stack, event, 'Other');
    readers.former = await makeMentor(stack, event, 'Former');
    readers.inConflict = await makeMentor(stack, event, 'In conflict');
    const elsewhere = await makeMentoredEvent(stack);
    readers.elsewhere = await makeMentor(stack, elsewhere, 'Elsewhere');
    for (const who of ['assigned', 'former', 'inConflict'] as const) await assign(event, readers[who], team);
    await assign(event, readers.other, rival);
    expectStatus(
      await prepared.organizer.put(`events/${event.slug}/members/${readers.former.id}`, {
        role: 'participant',
      }),
      200,
    );
    await describePerson(stack, readers.inConflict, { affiliation: 'DUKE' });
    const entry = async () => (await submitAndWait(team, prepared.taskId, predictionsCsv(prepared.truth))).id;
    [shared, kept] = [await entry(), await entry()];
    expect(
      expectStatus(await team.put(`submissions/${shared}/sharing`, { shared: true }), 200).body.sharedAt,
    ).toEqual(expect.any(String));
  });

  test.each([
    // members   notes shared  entry kept  list asked
    ['assigned', true, 200, 200, 200, 404, 200],
    ['other', false, 403, 403, 404, 404, 403],
    ['elsewhere', false, 403, 403, 404, 404, 403],
    ['former', false, 403, 403, 404, 404, 403],
    ['inConflict', false, 403, 403, 404, 404, 403],
  ] as const)('%s', async (who, seesMembers, notes, sharedList, entry, other, listed) => {
    const reader = readers[who];
    const { body } = await reader.get(`teams/${team.teamId}`);
    expect(Array.isArray(body.members)).toBe(seesMembers);
    expect(body.invitations ?? null).toBeNull();
    const statuses = await Promise.all(
      [
        `teams/${team.teamId}/notes`,
        `teams/${team.teamId}/shared-submissions`,
        `submissions/${shared}`,
        `submissions/${kept}`,
        `tasks/${prepared.taskId}/submissions?teamId=${team.teamId}`,
      ].map(async (path) => (await reader.get(path)).status),
    );
    expect(statuses).toEqual([notes, sharedList, entry, other, listed]);
    expect((await reader.get(`submissions/${kept}/stream`)).status).toBe(404);
    const list = (await reader.get(`tasks/${prepared.taskId}/submissions`)).body.items ?? [];
    expect(list.map(({ id }: { id: string }) => id)).toEqual(entry === 200 ? [shared] : []);
  });

  test('released values only, no address of a member, and nothing to change', async () => {
    const mentor = readers.assigned;
    const entry = (await mentor.get(`submissions/${shared}`)).body;
    expect(entry.scores).toEqual((await team.get(`submissions/${shared}`)).body.scores);
    expect(entry.attempts).toBeUndefined();
    expect(entry.scores.final).toBeUndefined();
    for (const path of [
      `teams/${team.teamId}`,
      `events/${prepared.slug}/mentoring/teams`,
      `submissions/${shared}`,
    ]) {
      expect(JSON.stringify((await mentor.get(path)).body)).not.toContain('@example.org');
    }
    expect((await mentor.get(`events/${prepared.slug}/mentoring/teams`)).body.items).toEqual([
      {
        id: team.teamId,
        name: 'Team',
        description: '',
        isClosed: false,
        members: [
          {
            name: 'Team captain',
            isCaptain: true,
            background: null,
            affiliation: 'Duke',
            skills: ['R'],
            languages: ['en'],
          },
        ],
        mentors: [{ id: readers.inConflict.id, name: 'In conflict' }],
      },
    ]);
    for (const path of ['selection', 'sharing']) {
      const body = { selected: true, shared: true };
      const { [path === 'sharing' ? 'selected' : 'shared']: _, ...sent } = body;
      expect((await mentor.put(`submissions/${shared}/${path}`, sent)).status).toBe(404);
    }
    expect((await mentor.post(`submissions/${shared}/cancel`)).status).toBe(404);
    expect((await rival.put(`submissions/${shared}/sharing`, { shared: false })).status).toBe(404);
    expect((await prepared.organizer.put(`submissions/${shared}/sharing`, { shared: false })).status).toBe(
      403,
    );
  });

  test('until the team stops sharing: a stream that is open ends too', async () => {
    const mentor = readers.assigned;
    const stream = await listen(mentor, `submissions/${shared}/stream`);
    await stream.next('changed');
    expectStatus(await team.put(`submissions/${shared}/sharing`, { shared: false }), 200);
    await stream.ended(25_000);
    expect((await mentor.get(`submissions/${shared}`)).status).toBe(404);
    expect((await mentor.get(`teams/${team.teamId}/shared-submissions`)).body.items).toEqual([]);
    expectStatus(await team.put(`submissions/${shared}/sharing`, { shared: true }), 200);
    expectStatus(await mentor.get(`submissions/${shared}`), 200);
  });

  test('until the assignment ends, in the other process too', async () => {
    const mentor = readers.assigned;
    const there = mentor.copy({ url: stack.urls[1] ?? '' });
    const stream = await listen(there, `submissions/${shared}/stream`);
    await stream.next('changed');
    const { organizer, slug } = prepared;
    expectStatus(
      await organizer.delete(`events/${slug}/mentoring/assignments/${team.teamId}/${mentor.id}`),
      204,
    );
    await stream.ended(25_000);
    expect((await there.get(`submissions/${shared}`)).status).toBe(404);
    expect((await there.get(`teams/${team.teamId}/notes`)).status).toBe(403);
    expect((await there.get(`teams/${team.teamId}`)).body.members).toBeNull();
  });
});

describe('notes', () => {
  test('are shared among the team’s mentors and organizers, and changed by their author', async () => {
    const event = await makeMentoredEvent(stack);
    const { slug, organizer } = event;
    const [one, two, other] = [
      await makeMentor(stack, event, 'One'),
      await makeMentor(stack, event, 'Two'),
      await makeMentor(stack, event, 'Other'),
    ];
    const team = await makeTeamOf(stack, slug, 'Team');
    await assign(event, one, team);
    await assign(event, two, team);
    const path = `teams/${team.teamId}/notes`;
    const note = expectStatus(
      await one.post(path, { text: '  They forget\nto split by patient.  ' }),
      201,
    ).body;
    expect(note).toMatchObject({ text: 'They forget\nto split by patient.', author: 'One', isMine: true });
    expect((await two.get(path)).body.items).toEqual([{ ...note, isMine: false }]);
    expect((await organizer.get(path)).body.items).toHaveLength(1);
    for (const reader of [team, other]) {
      expect((await reader.get(path)).status).toBe(403);
      expect((await reader.post(path, { text: 'x' })).status).toBe(403);
    }
    for (const stranger of [two, organizer]) {
      expect((await stranger.put(`${path}/${note.id}`, { text: 'Mine' })).status).toBe(404);
      expect((await stranger.delete(`${path}/${note.id}`)).status).toBe(404);
    }
    const edited = expectStatus(await one.put(`${path}/${note.id}`, { text: 'They know.' }), 200).body;
    expect(edited).toMatchObject({ text: 'They know.', editedAt: expect.any(String) });
    for (const wrong of ['', '   ', 'x'.repeat(10_000), 'a\0b']) {
      expect((await one.post(path, { text: wrong })).status).toBe(422);
    }
    const [told] = await stack.query<{ told: boolean }>(
      `SELECT bool_or(concat(before, after, reason) ~ 'patient|They know') AS told FROM audit_entry WHERE action LIKE 'mentor_note%'`,
    );
    expect(told?.told).toBe(false);
    expectStatus(await one.delete(`${path}/${note.id}`), 204);
    expect((await two.get(path)).body.items).toEqual([]);
  });
});

describe('a mentor’s profile', () => {
  test('is their own, cleaned, and what is wrong is named', async () => {
    const event = await makeMentoredEvent(stack);
    const { slug } = event;
    const mentor = await makeMentor(stack, event, 'Mentor', { skills: ['Imaging'], languages: ['ko'] });
    const path = `events/${slug}/mentors/me/profile`;
    expect((await mentor.get(path)).body).toEqual({
      expertise: [],
      languages: [],
      times: [],
      maxTeams: null,
    });
    // What is not said for the event is taken from the account.
    const [seen] = (await mentor.get(`events/${slug}/mentors`)).body.items;
    expect(seen).toEqual({
      id: mentor.id,
      name: 'Mentor',
      expertise: ['Imaging'],
      languages: ['ko'],
      isMine: false,
    });
    const times = [{ startsAt: '2026-12-01T09:00:00+09:00', endsAt: '2026-12-01T12:00:00+09:00' }];
    const body = { expertise: [' ECG ', 'ECG', ''], languages: ['ko', 'en'], times, maxTeams: 2 };
    expect(expectStatus(await mentor.put(path, body), 200).body).toMatchObject({
      expertise: ['ECG'],
      maxTeams: 2,
    });
    const wrong = [
      { ...body, expertise: Array.from({ length: 30 }, (_, k) => `${k}`) },
      { ...body, expertise: ['x'.repeat(10_000)] },
      { ...body, languages: ['Korean'] },
      { ...body, times: [{ startsAt: times[0]?.endsAt, endsAt: times[0]?.startsAt }] },
      { ...body, times: [{ startsAt: 'tomorrow', endsAt: 'later' }] },
      { ...body, times: [[]] },
      { ...body, maxTeams: -1 },
    ];
    for (const one of wrong) expect((await mentor.put(path, one)).status).toBe(422);
  });
});
