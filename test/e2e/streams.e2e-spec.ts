import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { type Client, PASSWORD, signUp, withToken } from '../support/client.js';
import {
  expectStatus,
  finished,
  makeTeam,
  type Prepared,
  predictionsCsv,
  prepareTask,
  submit,
  submitAndWait,
} from '../support/event.js';
import { type Listening, listen } from '../support/sse.js';
import { type PrivateServices, type Stack, startServices, startStack } from '../support/stack.js';
import { eventually } from '../support/up.js';

let stack: Stack;
let event: Prepared;
const open: Listening[] = [];

beforeAll(async () => {
  stack = await startStack({ apis: 2 });
  event = await prepareTask(stack, { task: { limitPerDay: null, limitTotal: null } });
});
afterEach(() => {
  for (const stream of open.splice(0)) stream.close();
});
afterAll(() => stack?.stop());

async function listenTo(client: Client, path: string): Promise<Listening> {
  const stream = await listen(client, path);
  open.push(stream);
  await stream.next('changed');
  return stream;
}
const entryStream = (client: Client, id: string) => listenTo(client, `submissions/${id}/stream`);
const boardStream = (client: Client, taskId = event.taskId) =>
  listenTo(client, `tasks/${taskId}/leaderboard/stream`);

/** Longer than news are held back for. */
const quiet = () => wait(2_500);

/** Event names, running numbers and an empty object: nothing else has ever been sent. */
function expectNothingButNews(stream: Listening): void {
  expect(
    stream
      .text()
      .replaceAll(/^(event: (changed|alive)|id: \d+|data: \{\}|)$/gm, '')
      .trim(),
  ).toBe('');
}

describe('the stream of an entry', () => {
  test('says at once, and at every change, that there is something new, and never what', async () => {
    const team = await makeTeam(stack, event.slug, 'Readers');
    const elsewhere = team.copy({ url: stack.urls[1] as string });
    const { id } = expectStatus(await submit(team, event.taskId, predictionsCsv(event.truth, 0.6)), 202).body;
    const streams = await Promise.all([entryStream(team, id), entryStream(elsewhere, id)]);
    expect((await finished(team, id)).status).toBe('scored');
    await quiet();
    const before = streams.map((stream) => stream.news().length);
    expectStatus(await team.put(`submissions/${id}/selection`, { selected: true }), 200);
    await eventually(
      () => streams.map((stream, k) => stream.news().length > (before[k] ?? 0)),
      (all) => !all.includes(false),
    );
    for (const stream of streams) {
      expectNothingButNews(stream);
      expect(stream.headers.get('content-type')).toContain('text/event-stream');
      expect(stream.headers.get('cache-control')).toContain('no-transform');
      expect(stream.headers.get('cache-control')).toContain('no-store');
      expect(stream.headers.get('x-accel-buffering')).toBe('no');
      expect(stream.headers.get('x-content-type-options')).toBe('nosniff');
    }
  });

  test('tells those who wait that the queue moves, and nobody else what other teams do', async () => {
    const ahead: Client = await makeTeam(stack, event.slug, 'Ahead');
    const behind: Client = await makeTeam(stack, event.slug, 'Behind');
    const send = async (client: Client, noise: number): Promise<string> =>
      expectStatus(await submit(client, event.taskId, predictionsCsv(event.truth, noise)), 202).body.id;
    await stack.killWorker();
    const id = await send(behind, 0.6);
    const stream = await entryStream(behind, id);
    await quiet();
    const waiting = stream.news().length;
    await send(ahead, 0.5);
    await eventually(
      () => stream.news().length,
      (n) => n > waiting,
    );
    await stack.restartWorker();
    await finished(behind, id);
    await quiet();
    const scored = stream.news().length;
    await finished(ahead, await send(ahead, 0.4));
    await quiet();
    expect(stream.news()).toHaveLength(scored);
    expectStatus(await behind.put(`submissions/${id}/selection`, { selected: true }), 200);
    await eventually(
      () => stream.news().length,
      (n) => n > scored,
    );
  });
});

describe('the stream of a board', () => {
  test('tells every API’s readers of a new version, and of nothing else', async () => {
    const team = await makeTeam(stack, event.slug, 'On the board');
    const streams = await Promise.all([
      boardStream(team),
      boardStream(event.organizer.copy({ url: stack.urls[1] as string })),
    ]);
    await submitAndWait(team, event.taskId, predictionsCsv(event.truth, 0.55));
    await Promise.all(streams.map((stream) => stream.next('changed')));
    await quiet();
    const before = streams.map((stream) => stream.news().length);
    // An entry that waits, a note, a change of the person's own name: no new version.
    expectStatus(
      await event.organizer.patch(`tasks/${event.taskId}`, { description: { ko: '가', en: 'a' } }),
      200,
    );
    expectStatus(await team.patch('me', { name: 'Renamed' }), 200);
    await quiet();
    expect(streams.map((stream) => stream.news().length)).toEqual(before);
    for (const stream of streams) expectNothingButNews(stream);
  });

  test('stands still for participants while the board is frozen, and moves for organizers', async () => {
    const frozen = await prepareTask(stack, { task: { limitPerDay: null } });
    const [team, other] = await Promise.all(
      ['Freezing', 'Cold'].map((name) => makeTeam(stack, frozen.slug, name)),
    );
    if (!team || !other) throw new Error('no teams');
    await submitAndWait(team, frozen.taskId, predictionsCsv(frozen.truth, 0.8));
    const participants = await Promise.all([
      boardStream(team, frozen.taskId),
      boardStream(other, frozen.taskId),
    ]);
    const organizers = await boardStream(frozen.organizer, frozen.taskId);
    expectStatus(await frozen.organizer.patch(`tasks/${frozen.taskId}`, { board: 'frozen' }), 200);
    await Promise.all([...participants, organizers].map((stream) => stream.next('changed')));
    await quiet();
    const before = participants.map((stream) => stream.news().length);
    for (const [k, client] of [team, other, team].entries()) {
      await submitAndWait(client, frozen.taskId, predictionsCsv(frozen.truth, 0.3 + k / 10));
      await organizers.next('changed');
      await wait(1_100);
    }
    await quiet();
    expect(participants.map((stream) => stream.news().length)).toEqual(before);
    expectStatus(await frozen.organizer.patch(`tasks/${frozen.taskId}`, { board: 'live' }), 200);
    await Promise.all(participants.map((stream) => stream.next('changed')));
  });
});

describe('a stream is opened', () => {
  test('for its readers alone; others get a problem and no stream', async () => {
    const [team, other] = await Promise.all(
      ['Insiders', 'Outsiders'].map((name) => makeTeam(stack, event.slug, name)),
    );
    if (!team || !other) throw new Error('no teams');
    const entry = await submitAndWait(team, event.taskId, predictionsCsv(event.truth, 0.5));
    const stranger = await signUp(stack, 'Stranger');
    const reader = await withToken(other, ['submit']);
    const [ofEntry, ofBoard] = [`submissions/${entry.id}/stream`, `tasks/${event.taskId}/leaderboard/stream`];
    const nothing = '00000000-0000-4000-8000-000000000000';
    const answers = await Promise.all([
      other.get(ofEntry),
      stranger.get(ofEntry),
      stranger.get(ofBoard),
      stranger.get(`submissions/${nothing}/stream`),
      stranger.get(`tasks/${nothing}/leaderboard/stream`),
      reader.get(ofBoard),
      fetch(stranger.address(ofBoard)).then(async (a) => ({
        status: a.status,
        headers: a.headers,
        body: await a.json(),
      })),
    ]);
    expect(answers.map((answer) => [answer.status, answer.body.code])).toEqual([
      [404, 'NOT_FOUND'],
      [404, 'NOT_FOUND'],
      [403, 'NOT_A_MEMBER'],
      [404, 'NOT_FOUND'],
      [404, 'NOT_FOUND'],
      [403, 'SCOPE_MISSING'],
      [401, 'UNAUTHENTICATED'],
    ]);
    for (const { headers } of answers)
      expect(headers.get('content-type')).toContain('application/problem+json');
  });
});

describe('a stream ends', () => {
  test('when an organizer is one no longer: that of a team’s entry, on every API', async () => {
    const team = await makeTeam(stack, event.slug, 'Watched');
    const entry = await submitAndWait(team, event.taskId, predictionsCsv(event.truth, 0.5));
    const helper = await signUp(stack, 'Helper');
    expectStatus(await helper.post(`events/${event.slug}/join`), 200);
    const role = (name: string) =>
      event.organizer.put(`events/${event.slug}/members/${helper.id}`, { role: name });
    expectStatus(await role('organizer'), 200);
    const ofEntry = await entryStream(helper.copy({ url: stack.urls[1] as string }), entry.id);
    const ofBoard = await boardStream(helper);
    const teams = await entryStream(team, entry.id);
    expectStatus(await role('participant'), 200);
    await ofEntry.ended();
    await quiet();
    expect([ofBoard.isOpen(), teams.isOpen()]).toEqual([true, true]);
  });

  test('when a person leaves the team, and the event', async () => {
    const team = await makeTeam(stack, event.slug, 'Leavers');
    const entry = await submitAndWait(team, event.taskId, predictionsCsv(event.truth, 0.5));
    const [ofEntry, ofBoard] = [await entryStream(team, entry.id), await boardStream(team)];
    const answer = await team.post(`teams/${team.teamId}/leave`);
    expect([200, 204]).toContain(answer.status);
    await ofEntry.ended();
    expect(ofBoard.isOpen()).toBe(true);
    expect((await team.delete(`events/${event.slug}/members/me`)).status).toBe(204);
    await ofBoard.ended();
  });

  test('when its session is signed out, and others of the same person go on', async () => {
    const team = await makeTeam(stack, event.slug, 'Two browsers');
    const entry = await submitAndWait(team, event.taskId, predictionsCsv(event.truth, 0.5));
    const second = team.copy({ url: stack.urls[1] as string });
    second.cookies.clear();
    expectStatus(await second.post('auth/sign-in', { email: team.email, password: PASSWORD }), 200);
    const own = [await entryStream(team, entry.id), await boardStream(team)];
    const others = [await entryStream(second, entry.id), await boardStream(second)];
    expectStatus(await team.copy().post('auth/sign-out'), 204);
    await Promise.all(own.map((stream) => stream.ended()));
    await quiet();
    expect(others.map((stream) => stream.isOpen())).toEqual([true, true]);
    await submitAndWait(second, event.taskId, predictionsCsv(event.truth, 0.4));
    expectStatus(await second.put(`submissions/${entry.id}/selection`, { selected: true }), 200);
    await Promise.all(others.map((stream) => stream.next('changed')));
  });

  test('when its token is revoked or runs out', async () => {
    const team = await makeTeam(stack, event.slug, 'Programs');
    const entry = await submitAndWait(team, event.taskId, predictionsCsv(event.truth, 0.5));
    const program = await withToken(team, ['read']);
    const streams = [
      await entryStream(program, entry.id),
      await boardStream(program.copy({ url: stack.urls[1] as string })),
    ];
    const own = await boardStream(team);
    expectStatus(await team.delete(`me/tokens/${program.tokenId}`), 204);
    await Promise.all(streams.map((stream) => stream.ended()));
    expect(own.isOpen()).toBe(true);
    const short = await withToken(team, ['read']);
    const last = await boardStream(short);
    await stack.query(`UPDATE access_token SET expires_at = now() + interval '1 second' WHERE id = $1`, [
      short.tokenId,
    ]);
    await wait(1_500);
    await submitAndWait(team, event.taskId, predictionsCsv(event.truth, 0.35));
    // Its end is remembered for up to 15 s as it was when the stream began.
    await last.ended(45_000);
  });
});

describe('news that nobody sent', () => {
  test('are found by the next heartbeat, and the board that is sent then is the new one', async () => {
    const team = await makeTeam(stack, event.slug, 'Unheard');
    const entry = await submitAndWait(team, event.taskId, predictionsCsv(event.truth, 0.5));
    const streams = [await boardStream(team), await entryStream(team, entry.id)];
    await quiet();
    const path = `tasks/${event.taskId}/leaderboard`;
    const before = expectStatus(await team.get(path), 200).body.version;
    const counts = streams.map((stream) => stream.news().length);
    // As a worker leaves it that is killed between its commit and its message.
    await stack.query('UPDATE task SET board_version = board_version + 1 WHERE id = $1', [event.taskId]);
    await stack.query(`UPDATE submission SET status = 'failed' WHERE id = $1`, [entry.id]);
    await eventually(
      () => streams.map((stream, k) => stream.news().length > (counts[k] ?? 0)),
      (all) => !all.includes(false),
      30_000,
    );
    expect((await team.get(path)).body.version).toBe(before + 1);
    for (const stream of streams) {
      expect(stream.text()).toContain('event: changed');
      expectNothingButNews(stream);
    }
  });
});

describe('when Redis or PostgreSQL goes away and comes back', () => {
  let services: PrivateServices;
  let own: Stack;
  let prepared: Prepared;
  beforeAll(async () => {
    services = await startServices();
    own = await startStack({ services });
    prepared = await prepareTask(own, { task: { limitPerDay: null } });
  });
  afterAll(async () => {
    await own?.stop();
    await services?.stop();
  });

  test('streams stay open and say what they missed', async () => {
    const team = await makeTeam(own, prepared.slug, 'Faithful');
    const entry = await submitAndWait(team, prepared.taskId, predictionsCsv(prepared.truth, 0.5));
    const [ofEntry, ofBoard] = [await entryStream(team, entry.id), await boardStream(team, prepared.taskId)];
    await quiet();
    const before = ofEntry.news().length;
    await services.redis.kill();
    const withdrawal = await prepared.organizer.post(`submissions/${entry.id}/withdraw`, {
      reason: 'while nobody hears',
    });
    expectStatus(withdrawal, 200);
    await services.redis.restart();
    await ofBoard.next('changed');
    await eventually(
      () => ofEntry.news().length,
      (n) => n > before,
    );
    expect((await team.get(`tasks/${prepared.taskId}/leaderboard`)).body.rows).toEqual([]);

    await services.postgres.kill();
    expectStatus(await team.get(`tasks/${prepared.taskId}/quota`), 503);
    await services.postgres.restart();
    await eventually(
      () => submit(team, prepared.taskId, predictionsCsv(prepared.truth, 0.4)),
      (answer) => answer.status === 202,
    );
    await ofBoard.next('changed', 25_000);
    expect([ofEntry.isOpen(), ofBoard.isOpen()]).toEqual([true, true]);
  });
});
