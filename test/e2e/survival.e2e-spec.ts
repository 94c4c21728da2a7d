import { existsSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Queue } from 'bullmq';
import { Redis } from 'ioredis';
import { type Released, roundResult } from '../../src/scoring/release.js';
import type { MetricResult } from '../../src/scoring/score.js';
import type { Client } from '../support/client.js';
import { type Door, openDoor } from '../support/door.js';
import {
  expectStatus,
  fileForm,
  finished,
  makeTeam,
  makeTruth,
  type Prepared,
  predictionsCsv,
  prepareTask,
  submit,
  truthCsv,
} from '../support/event.js';
import { type PrivateServices, type Stack, startServices, startStack } from '../support/stack.js';
import { eventually } from '../support/up.js';

type Team = Awaited<ReturnType<typeof makeTeam>>;

const UNLIMITED = { limitPerDay: null, limitTotal: null };
const WORKING = `status IN ('queued', 'running')`;

let services: PrivateServices;
beforeAll(async () => {
  services = await startServices();
});
afterAll(() => services?.stop());

/** What must hold once everything is scored, whatever happened before. */
async function expectOneScoreEach(stack: Stack, taskId: string, ids: string[]): Promise<void> {
  const rows = await stack.query<{
    id: string;
    status: string;
    teamId: string;
    seq: string;
    key: string | null;
    storageKey: string;
    scores: number;
    entries: number;
    accepted: number;
    mistakes: number;
  }>(
    `SELECT s.id, s.status, s.team_id AS "teamId", s.seq, s.idempotency_key AS key, s.storage_key AS "storageKey",
            (SELECT count(*)::int FROM submission_score WHERE submission_id = s.id) AS scores,
            (SELECT count(*)::int FROM board_entry WHERE submission_id = s.id) AS entries,
            (SELECT count(*)::int FROM audit_entry
             WHERE subject_id = s.id::text AND action = 'submission.accepted') AS accepted,
            (SELECT count(*)::int FROM submission_attempt WHERE submission_id = s.id) AS mistakes
     FROM submission s WHERE task_id = $1 ORDER BY s.seq`,
    [taskId],
  );
  expect(rows.map((row) => row.id).sort()).toEqual([...ids].sort());
  expect(new Set(ids).size).toBe(ids.length);
  for (const row of rows) {
    // No mistakes: what was killed or away around an entry is not held against it.
    expect(row).toMatchObject({ status: 'scored', scores: 1, entries: 1, accepted: 1, mistakes: 0 });
    expect(existsSync(join(stack.home, 'storage', row.storageKey))).toBe(true);
  }
  expect(new Set(rows.map((row) => row.storageKey)).size).toBe(rows.length);
  await expectBoardInOrder(stack, taskId);
  const [task] = await stack.query('SELECT board_version AS version FROM task WHERE id = $1', [taskId]);
  expect(task?.version).toBe(rows.length);
}

/** Each team's entries were released in the order of acceptance, each value after those before it. */
async function expectBoardInOrder(stack: Stack, taskId: string): Promise<void> {
  type Scores<Result> = Record<string, Result>;
  const rows = await stack.query<{
    teamId: string;
    seq: string;
    released: Scores<Released>;
    raw: Scores<MetricResult>;
  }>(
    `SELECT b.team_id AS "teamId", b.seq, b.released_public AS released, r.public AS raw
     FROM board_entry b JOIN submission_score r USING (submission_id) WHERE b.task_id = $1 ORDER BY b.version`,
    [taskId],
  );
  const before = new Map<string, typeof rows>();
  for (const row of rows) {
    const earlier = before.get(row.teamId) ?? [];
    expect(Number(row.seq)).toBeGreaterThan(Number(earlier.at(-1)?.seq ?? 0));
    for (const [metric, raw] of Object.entries(row.raw)) {
      expect(row.released[metric]).toEqual(roundResult(raw, 3));
    }
    before.set(row.teamId, [...earlier, row]);
  }
}

async function allFinished(stack: Stack, taskId: string, seconds: number): Promise<void> {
  const left = async () =>
    (
      await stack.query(`SELECT count(*)::int AS n FROM submission WHERE task_id = $1 AND ${WORKING}`, [
        taskId,
      ])
    )[0]?.n;
  await eventually(left, (n) => n === 0, seconds * 1000);
}

describe('kill -9 of everything in turn, amid entries', () => {
  let stack: Stack;
  let event: Prepared;
  let teams: Team[];
  const sent: { team: Team; key: string; id: string | null; tries: number }[] = [];
  let submitting = true;
  let over = false;

  beforeAll(async () => {
    stack = await startStack({ apis: 2, workers: 2, services });
    event = await prepareTask(stack, { truth: makeTruth(2_000), task: UNLIMITED });
    teams = await Promise.all(
      ['Ant', 'Bee', 'Cat', 'Dog', 'Elk', 'Fox'].map((name) => makeTeam(stack, event.slug, name)),
    );
  });
  afterAll(async () => {
    submitting = false;
    over = true;
    await stack?.stop();
  });

  const inFlight = () =>
    stack
      .query<{ n: number }>(`SELECT count(*)::int AS n FROM submission WHERE task_id = $1 AND ${WORKING}`, [
        event.taskId,
      ])
      .then((rows) => (rows[0]?.n ?? 0) + sent.filter((one) => one.id === null).length);

  /** As a careful client: the same key until there is an answer, from whichever API answers. */
  async function sendUntilAccepted(team: Team, key: string, csv: string) {
    const record = { team, key, id: null as string | null, tries: 0 };
    sent.push(record);
    for (; record.id === null && !over; await wait(60)) {
      const url = stack.urls[(sent.length + record.tries++) % stack.urls.length] ?? '';
      const answer = await team
        .copy({ url })
        .post(`tasks/${event.taskId}/submissions`, fileForm(csv), { headers: { 'idempotency-key': key } })
        .catch(() => null);
      if (answer === null || answer.status === 503) continue;
      if (answer.status === 500) throw new Error(`a fault: ${stack.log('api', stack.urls.indexOf(url))}`);
      record.id = expectStatus(answer, 202).body.id;
    }
  }

  /** Keeps several requests of a team open, and at least sixty entries in flight over all teams. */
  async function keepSubmitting(team: Team, lane: number) {
    for (let k = 0; submitting; k++) {
      if ((await inFlight().catch(() => 0)) > 80) {
        await wait(100);
        continue;
      }
      const csv = predictionsCsv(event.truth, 0.9 - ((k * 6 + lane) % 50) / 100);
      await sendUntilAccepted(team, `${team.name} ${lane} entry ${k}`, csv);
    }
  }

  test('ends with exactly one score for every accepted entry', async () => {
    const lanes = teams.flatMap((team) => [0, 1].map((lane) => keepSubmitting(team, lane)));
    const failure = Promise.all(lanes);
    failure.catch(() => undefined);
    const wipeRedis = () => {
      const folder = join(services.dir, 'redis');
      for (const name of readdirSync(folder)) rmSync(join(folder, name), { recursive: true, force: true });
    };
    const rounds: [moment: number, disaster: () => Promise<unknown>][] = [
      [0, () => stack.killApi(0).then(() => stack.restartApi(0))],
      [137, () => stack.killWorker(0).then(() => stack.restartWorker(0))],
      [
        20,
        () =>
          services.redis
            .kill()
            .then(() => wait(700))
            .then(() => services.redis.restart()),
      ],
      [251, () => stack.killApi(1).then(() => stack.restartApi(1))],
      [83, () => stack.killWorker(1).then(() => stack.restartWorker(1))],
      [
        45,
        () =>
          services.postgres
            .kill()
            .then(() => wait(400))
            .then(() => services.postgres.restart()),
      ],
      [
        310,
        () =>
          services.redis
            .kill()
            .then(wipeRedis)
            .then(() => services.redis.restart()),
      ],
      // Started while what they need is away.
      [
        5,
        async () => {
          await Promise.all([
            services.postgres.kill(),
            services.redis.kill(),
            stack.killApi(0),
            stack.killWorker(1),
          ]);
          const starting = [stack.restartApi(0), stack.restartWorker(1)];
          await wait(900);
          await Promise.all([services.redis.restart(), services.postgres.restart(), ...starting]);
        },
      ],
    ];
    for (const [moment, disaster] of rounds) {
      await eventually(
        () => inFlight().catch(() => 0),
        (n) => n >= 60,
        30_000,
      );
      await wait(moment);
      const amid = inFlight();
      expect(await amid).toBeGreaterThanOrEqual(50);
      await Promise.race([disaster(), failure.then(() => Promise.reject(new Error('no more entries')))]);
    }
    submitting = false;
    await failure;
    await allFinished(stack, event.taskId, 60);

    const ids = sent.map((one) => one.id as string);
    await expectOneScoreEach(stack, event.taskId, ids);
    const keys = await stack.query('SELECT id, idempotency_key AS key FROM submission WHERE task_id = $1', [
      event.taskId,
    ]);
    expect(new Map(keys.map((row) => [row.key, row.id]))).toEqual(
      new Map(sent.map((one) => [one.key, one.id])),
    );
    for (const team of teams) {
      const { body } = expectStatus(await team.get(`tasks/${event.taskId}/quota`), 200);
      expect(body.usedTotal).toBe(sent.filter((one) => one.team === team).length);
    }
    const board = expectStatus(await event.organizer.get(`tasks/${event.taskId}/leaderboard`), 200).body;
    expect(board.version).toBe(ids.length);
    // There was something to survive.
    expect(ids.length).toBeGreaterThan(100);
    expect(Math.max(...sent.map((one) => one.tries))).toBeGreaterThan(1);
  }, 240_000);

  test('leaves files of nobody at most, and a worker removes those after a day', async () => {
    const folder = join(stack.home, 'storage', 'submissions');
    const known = new Set(
      (await stack.query<{ key: string }>('SELECT storage_key AS key FROM submission')).map((row) => row.key),
    );
    const stray = readdirSync(folder).filter((name) => !known.has(`submissions/${name}`));
    expect(stray.length).toBeLessThan(sent.length / 4);
    const age = (file: string) => utimesSync(file, new Date(0), new Date(Date.now() - 25 * 3600_000));
    const plant = (name: string) => {
      const file = join(stack.home, 'storage', name);
      writeFileSync(file, 'x');
      return file;
    };
    const fresh = plant('submissions/00000000-0000-4000-8000-000000000001');
    const arriving = plant('arriving/00000000-0000-4000-8000-000000000003');
    plant('submissions/00000000-0000-4000-8000-000000000002');
    age(arriving);
    for (const name of readdirSync(folder)) if (join(folder, name) !== fresh) age(join(folder, name));
    await stack.restartWorker(0);
    await eventually(
      () => readdirSync(folder).length,
      (n) => n === known.size + 1,
      10_000,
    );
    expect(existsSync(fresh)).toBe(true);
    for (const key of known) expect(existsSync(join(stack.home, 'storage', key))).toBe(true);
    await eventually(
      () => existsSync(arriving),
      (there) => !there,
      5_000,
    );
    const truths = await stack.query<{ key: string }>('SELECT storage_key AS key FROM truth');
    for (const { key } of truths) expect(existsSync(join(stack.home, 'storage', key))).toBe(true);
  });
});

describe('one thing lost at the worst moment', () => {
  let door: Door;
  let stack: Stack;
  let event: Prepared;
  let slow: Prepared;

  beforeAll(async () => {
    door = await openDoor(services.adminUrl);
    stack = await startStack({ services: { ...services, adminUrl: door.through(services.adminUrl) } });
    [event, slow] = await Promise.all([
      prepareTask(stack, { task: UNLIMITED }),
      prepareTask(stack, { task: UNLIMITED, truth: makeTruth(40_000) }),
    ]);
  });
  afterAll(async () => {
    await stack?.stop();
    await door?.close();
  });

  const entryState = async (id: string) =>
    (
      await stack.query('SELECT status, attempts, lease_id AS lease FROM submission WHERE id = $1', [id])
    )[0] as {
      status: string;
      attempts: number;
      lease: string | null;
    };
  const untilStatus = (id: string, status: string) =>
    eventually(
      () => entryState(id),
      (state) => state.status === status,
      20_000,
    );

  test('the answer to the commit of an entry: it is in, with its file', async () => {
    const team = await makeTeam(stack, event.slug, 'Unanswered');
    const csv = predictionsCsv(event.truth, 0.6);
    const headers = { 'idempotency-key': 'the only key of it' };
    const send = () => team.post(`tasks/${event.taskId}/submissions`, fileForm(csv), { headers });
    const lost = door.loseCommitOf('INSERT INTO "submission"');
    const first = await send();
    await lost;
    expect(first).toMatchObject({ status: 503, body: { code: 'TRY_AGAIN' } });
    const { id } = expectStatus(await send(), 202).body;
    expect((await finished(team, id)).status).toBe('scored');
    expect((await team.get(`tasks/${event.taskId}/quota`)).body.usedTotal).toBe(1);
    const files = await stack.query('SELECT count(*)::int AS n FROM submission WHERE task_id = $1', [
      event.taskId,
    ]);
    expect(readdirSync(join(stack.home, 'storage', 'submissions'))).toHaveLength(files[0]?.n);
  });

  test('the answer to the commit of a truth: it is scored against', async () => {
    const fresh = await prepareTask(stack, { task: UNLIMITED });
    const put = () => fresh.organizer.put(`tasks/${fresh.taskId}/truth`, fileForm(truthCsv(fresh.truth)));
    const lost = door.loseCommitOf('INSERT INTO "truth"');
    expect(await put()).toMatchObject({ status: 503, body: { code: 'TRY_AGAIN' } });
    await lost;
    expect((await fresh.organizer.get(`tasks/${fresh.taskId}/truth`)).body.version).toBe(2);
    const team = await makeTeam(stack, fresh.slug, 'Scored against it');
    const { id } = expectStatus(await submit(team, fresh.taskId, predictionsCsv(fresh.truth)), 202).body;
    expect((await finished(team, id)).status).toBe('scored');
  });

  test('the answer to the commit of a file for participants: it can be downloaded', async () => {
    const lost = door.loseCommitOf('INSERT INTO "task_file"');
    const path = `tasks/${event.taskId}/files`;
    const sent = await event.organizer.post(path, fileForm('age\n80\n', {}, 'features.csv'));
    expect(sent).toMatchObject({ status: 503, body: { code: 'TRY_AGAIN' } });
    await lost;
    const [file] = (await event.organizer.get(path)).body.items;
    expect(await event.organizer.get(`${path}/${file.id}`)).toMatchObject({ status: 200, body: 'age\n80\n' });
  });

  test('the answer to the commit of a claim: another turn, and no attempt is a failure', async () => {
    const team = await makeTeam(stack, event.slug, 'Unclaimed');
    const lost = door.loseCommitOf("UPDATE submission SET status = 'running'");
    const { id } = expectStatus(await submit(team, event.taskId, predictionsCsv(event.truth, 0.5)), 202).body;
    await lost;
    expect(await entryState(id)).toMatchObject({ status: 'running', attempts: 1 });
    await stack.query('UPDATE submission SET lease_until = now() WHERE id = $1', [id]);
    expect((await finished(team, id, 10)).status).toBe('scored');
    expect(await entryState(id)).toMatchObject({ attempts: 2 });
  });

  test('the answer to the commit of a score: recorded once, and the board knows', async () => {
    const team = await makeTeam(stack, event.slug, 'Unthanked');
    const path = `tasks/${event.taskId}/leaderboard`;
    const before = (await team.get(path)).body;
    const lost = door.loseCommitOf('INSERT INTO submission_score');
    const { id } = expectStatus(await submit(team, event.taskId, predictionsCsv(event.truth, 0.4)), 202).body;
    await lost;
    expect((await finished(team, id, 10)).status).toBe('scored');
    const { body } = await eventually(
      () => team.get(path),
      (answer) => answer.body.version > before.version,
      5_000,
    );
    expect(body.rows).toContainEqual(
      expect.objectContaining({ team: { id: team.teamId, name: 'Unthanked' } }),
    );
    expect(await entryState(id)).toMatchObject({ attempts: 1 });
  });

  test('the database while a score is computed: the entry is back at once and nothing is held against it', async () => {
    const team = await makeTeam(stack, slow.slug, 'Interrupted');
    const { id } = expectStatus(await submit(team, slow.taskId, predictionsCsv(slow.truth, 0.5)), 202).body;
    await untilStatus(id, 'running');
    await services.postgres.kill();
    await wait(2_500);
    await services.postgres.restart();
    const back = Date.now();
    await eventually(
      () => finished(team, id, 20).catch(() => null),
      (entry) => entry?.status === 'scored',
      20_000,
    );
    expect(Date.now() - back).toBeLessThan(12_000);
    expect(await entryState(id)).toMatchObject({ attempts: 1 });
    await expectOneScoreEach(stack, slow.taskId, [id]);
  });

  test('every token: a worker makes up for them', async () => {
    const team = await makeTeam(stack, event.slug, 'Tokenless');
    const stopped = new Promise((resolve) => stack.worker[0]?.once('exit', resolve));
    stack.worker[0]?.kill('SIGTERM');
    await stopped;
    const ids: string[] = [];
    for (const noise of [0.5, 0.6, 0.7]) {
      const answer = await submit(team, event.taskId, predictionsCsv(event.truth, noise));
      ids.push(expectStatus(answer, 202).body.id);
    }
    const redis = new Redis(stack.redisUrl);
    expect(await redis.llen(`${stack.redisPrefix}:scoring:wait`)).toBeGreaterThanOrEqual(3);
    await redis.flushall();
    await stack.restartWorker();
    for (const id of ids) expect((await finished(team, id, 10)).status).toBe('scored');
    // Also while it runs.
    await redis.call('client', 'pause', '300', 'all').catch(() => undefined);
    await redis.flushall();
    redis.disconnect();
    const { id } = expectStatus(await submit(team, event.taskId, predictionsCsv(event.truth, 0.8)), 202).body;
    expect((await finished(team, id, 10)).status).toBe('scored');
  });

  test('nothing: tokens that are too many score nothing twice', async () => {
    const team = await makeTeam(stack, event.slug, 'Manifold');
    const connection = new Redis(stack.redisUrl, { maxRetriesPerRequest: null });
    const queue = new Queue('scoring', { prefix: stack.redisPrefix, connection: connection as never });
    const many = () =>
      queue.addBulk(
        Array.from({ length: 40 }, () => ({ name: 'take-next', data: {}, opts: { removeOnComplete: true } })),
      );
    const [, answer] = await Promise.all([
      many(),
      submit(team, event.taskId, predictionsCsv(event.truth, 0.5)),
      many(),
    ]);
    const { id } = expectStatus(answer as Awaited<ReturnType<Client['post']>>, 202).body;
    expect((await finished(team, id, 10)).status).toBe('scored');
    await eventually(
      () => queue.getJobCounts(),
      (jobs) => Object.values(jobs).every((n) => n === 0),
      10_000,
    );
    expect(await entryState(id)).toMatchObject({ attempts: 1 });
    await queue.close();
    connection.disconnect();
  });

  test('the lease: whoever holds an older one records nothing', async () => {
    const team = await makeTeam(stack, slow.slug, 'Leased');
    const { id } = expectStatus(await submit(team, slow.taskId, predictionsCsv(slow.truth, 0.7)), 202).body;
    await untilStatus(id, 'running');
    const [{ lease } = { lease: '' }] = await stack.query<{ lease: string }>(
      `UPDATE submission SET lease_id = gen_random_uuid(), lease_until = now() + interval '6 seconds'
       WHERE id = $1 AND status = 'running' RETURNING lease_id AS lease`,
      [id],
    );
    await wait(4_500);
    expect(await entryState(id)).toEqual({ status: 'running', attempts: 1, lease });
    expect((await finished(team, id, 20)).status).toBe('scored');
    expect(await entryState(id)).toMatchObject({ attempts: 2 });
    const rows = await stack.query('SELECT id FROM submission WHERE task_id = $1', [slow.taskId]);
    await expectOneScoreEach(
      stack,
      slow.taskId,
      rows.map((row) => row.id),
    );
  });

  test('an orderly stop of a worker: its entries go on, each scored once', async () => {
    const teams = await Promise.all(
      ['Stopped', 'Halted', 'Paused'].map((name) => makeTeam(stack, slow.slug, name)),
    );
    const entries: { team: Team; id: string }[] = [];
    for (const team of teams) {
      const answer = await submit(team, slow.taskId, predictionsCsv(slow.truth, 0.3));
      entries.push({ team, id: expectStatus(answer, 202).body.id });
    }
    await untilStatus(entries[0]?.id ?? '', 'running');
    await stack.restartWorker();
    for (const { team, id } of entries) expect((await finished(team, id, 60)).status).toBe('scored');
    const rows = await stack.query('SELECT id FROM submission WHERE task_id = $1', [slow.taskId]);
    await expectOneScoreEach(
      stack,
      slow.taskId,
      rows.map((row) => row.id),
    );
  });

  test('an orderly stop of an API with open streams takes moments', async () => {
    const team = await makeTeam(stack, event.slug, 'Watchers');
    const { id } = expectStatus(await submit(team, event.taskId, predictionsCsv(event.truth, 0.5)), 202).body;
    const cookie = [...team.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const streams = await Promise.all(
      [
        `submissions/${id}/stream`,
        `tasks/${event.taskId}/leaderboard/stream`,
        `submissions/${id}/stream`,
      ].map((path) => fetch(team.address(path), { headers: { cookie } })),
    );
    expect(streams.map((stream) => stream.status)).toEqual([200, 200, 200]);
    const ends = streams.map((stream) => stream.text().catch(() => 'cut'));
    const began = Date.now();
    const stopped = new Promise((resolve) => stack.api[0]?.once('exit', resolve));
    stack.api[0]?.kill('SIGTERM');
    await stopped;
    await Promise.all(ends);
    expect(Date.now() - began).toBeLessThan(20_000);
    await stack.restartApi();
    expectStatus(await team.get(`submissions/${id}`), 200);
  });
});
