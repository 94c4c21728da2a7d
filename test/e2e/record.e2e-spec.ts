import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Person, signUp } from '../support/client.js';
import { expectStatus, signUpOrganizer } from '../support/event.js';
import { type Stack, startStack } from '../support/stack.js';

let stack: Stack;
let organizer: Person;
let eventId: string;
beforeAll(async () => {
  stack = await startStack({ workers: 0 });
  organizer = await signUpOrganizer(stack, 'Olivia');
  const event = { slug: 'record', name: 'Record', status: 'published', timeZone: 'Asia/Seoul' };
  const times = { startsAt: '2026-11-20T09:00:00+09:00', endsAt: '2026-11-21T18:00:00+09:00' };
  eventId = expectStatus(await organizer.post('events', { ...event, ...times }), 201).body.id;
});
afterAll(() => stack?.stop());

const actions = async (query: string): Promise<string[]> =>
  expectStatus(await organizer.get(`events/record/audit?${query}`), 200).body.items.map(
    ({ action }: { action: string }) => action,
  );

test('is asked for by person, by action and by time', async () => {
  const person = await signUp(stack, 'Peter');
  expectStatus(await person.post('events/record/join'), 200);
  expectStatus(await person.post('events/record/teams', { name: '=SUM(1,2)' }), 201);
  const between = new Date().toISOString();
  expectStatus(await organizer.patch('events/record', { maxTeamSize: 5 }), 200);
  expect(await actions('who=pete')).toEqual(['team.created', 'member.joined']);
  expect(await actions('what=team')).toEqual(['team.created']);
  expect(await actions('what=event.changed')).toEqual(['event.changed']);
  expect(await actions('what=tea')).toEqual([]);
  expect(await actions(`from=${between}`)).toEqual(['event.changed']);
  expect(await actions(`to=${between}&who=Olivia`)).toEqual(['event.created']);
  for (const wrong of ['from=yesterday', 'limit=0', 'else=1', `who=${'x'.repeat(101)}`]) {
    expect((await organizer.get(`events/record/audit?${wrong}`)).status).toBe(422);
  }
  const [line] = (await organizer.get('events/record/audit?what=team')).body.items;
  expect(line.subjectName).toBe('=SUM(1,2)');
  expect(line.network).toBe('127.0.0.*');
});

test('leaves as CSV: complete, in order, without formulas, in pieces that no memory has to hold at once', async () => {
  await stack.query(
    `INSERT INTO audit_entry (event_id, action, subject_type, subject_id, reason, after)
     SELECT $1, 'test.line', 'test', k::text, '+cmd|calc', '{"a": "=1"}' FROM generate_series(1, 2500) k`,
    [eventId],
  );
  const answer = await organizer.get('events/record/audit.csv?what=test');
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
  expect(answer.headers.get('content-disposition')).toBe('attachment; filename="record-record.csv"');
  const lines = (answer.body as string).trimEnd().split('\r\n');
  expect(lines).toHaveLength(2501);
  expect(lines[0]).toBe('id,at,who,action,subject_type,subject_id,subject,before,after,reason,network');
  expect(lines.slice(1).map((line) => Number(line.split(',')[5]))).toEqual(
    Array.from({ length: 2500 }, (_, k) => 2500 - k),
  );
  expect(lines[1]).toContain(`,"{""a"":""=1""}",'+cmd|calc,`);
  const all = (await organizer.get('events/record/audit.csv')).body as string;
  expect(all).toContain('{""name"":""=SUM(1,2)""}');
  expect(all).toContain("'=SUM(1,2)");
  const stranger = await signUp(stack, 'Stranger');
  expect((await stranger.get('events/record/audit.csv')).status).toBe(403);
});

test('names tasks and problems in the reader’s language', async () => {
  const task = await organizer.post('events/record/tasks', {
    slug: 'deaths',
    name: { ko: '사망 예측', en: 'Mortality' },
    split: { method: 'column', column: 'split' },
    seed: 7,
  });
  expectStatus(task, 201);
  const problem = await organizer.post('events/record/problems', {
    title: { ko: '누가 다시 오나요', en: 'Who comes back' },
    question: { ko: '질문', en: 'Question' },
    importance: { ko: '중요', en: 'Important' },
    dataNeeded: { ko: '자료', en: 'Data' },
  });
  expectStatus(problem, 201);
  const names = async () =>
    Promise.all(
      ['task', 'problem'].map(
        async (what) => (await organizer.get(`events/record/audit?what=${what}`)).body.items[0].subjectName,
      ),
    );
  expectStatus(await organizer.patch('me', { locale: 'en' }), 200);
  expect(await names()).toEqual(['Mortality', 'Who comes back']);
  expectStatus(await organizer.patch('me', { locale: 'ko' }), 200);
  expect(await names()).toEqual(['사망 예측', '누가 다시 오나요']);
});
