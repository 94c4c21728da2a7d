import { linkSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { Queue } from 'bullmq';
import { Redis } from 'ioredis';
import pg from 'pg';
import { NEXT, PLACES, TAKEABLE } from '../../src/features/submissions/queue-order.js';
import {
  expectStatus,
  finished,
  makeTeam,
  makeTruth,
  type Prepared,
  predictionsCsv,
  prepareTask,
  submit,
} from '../support/event.js';
import { type Stack, startStack } from '../support/stack.js';
import { eventually } from '../support/up.js';

type Team = Awaited<ReturnType<typeof makeTeam>>;

const UNLIMITED = { limitPerDay: null, limitTotal: null };

let stack: Stack;
beforeAll(async () => {
  stack = await startStack();
});
afterEach(async () => {
  if (hasStopped()) await stack.restartWorker();
});
afterAll(() => stack?.stop());

const hasStopped = () => stack.worker[0]?.exitCode !== null || stack.worker[0]?.signalCode !== null;

const stopWorker = async () => {
  if (hasStopped()) return;
  const gone = new Promise((resolve) => stack.worker[0]?.once('exit', resolve));
  stack.worker[0]?.kill('SIGTERM');
  await gone;
};

const send = async (team: Team, event: Prepared, noise = 0.5): Promise<string> =>
  expectStatus(await submit(team, event.taskId, predictionsCsv(event.truth, noise)), 202).body.id;

/** As if the team had sent its entry again and again, each with a file of its own and a token. */
async function repeat(id: string, times: number): Promise<void> {
  const rows = await stack.query<{ old: string; key: string }>(
    `INSERT INTO submission (event_id, task_id, team_id, submitted_by, truth_id, file_name, storage_key, sha256, size,
                             row_count)
     SELECT event_id, task_id, team_id, submitted_by, truth_id, file_name, 'submissions/' || gen_random_uuid(), sha256,
            size, row_count
     FROM submission, generate_series(1, $2) WHERE id = $1
     RETURNING (SELECT storage_key FROM submission WHERE id = $1) AS old, storage_key AS key`,
    [id, times],
  );
  const path = (key: string) => join(stack.home, 'storage', key);
  for (const { old, key } of rows) linkSync(path(old), path(key));
  const connection = new Redis(stack.redisUrl, { maxRetriesPerRequest: null });
  const queue = new Queue('scoring', { prefix: stack.redisPrefix, connection: connection as never });
  const token = { name: 'take-next', data: {}, opts: { removeOnComplete: true, removeOnFail: true } };
  await queue.addBulk(Array.from({ length: times }, () => token));
  await queue.close();
  connection.disconnect();
}

/** How many entries were taken while this one waited: those that were running at its arrival are not among them. */
async function takenBefore(id: string): Promise<number> {
  const [row] = await stack.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM submission other, submission own
     WHERE own.id = $1 AND other.id <> own.id AND other.claimed_at > own.accepted_at
     AND other.claimed_at < own.claimed_at`,
    [id],
  );
  return row?.n ?? -1;
}

describe('a flood', () => {
  afterEach(() => stack.query(`UPDATE submission SET status = 'cancelled' WHERE status = 'queued'`));

  const waiting = async (event: Prepared) =>
    (
      await stack.query(
        `SELECT count(*)::int AS n FROM submission WHERE task_id = $1 AND status = 'queued'`,
        [event.taskId],
      )
    )[0]?.n as number;
  const scored = async (event: Prepared) =>
    (
      await stack.query(
        `SELECT count(*)::int AS n FROM submission WHERE task_id = $1 AND status = 'scored'`,
        [event.taskId],
      )
    )[0]?.n as number;

  test('of 500 entries of one team delays another team by what is running', async () => {
    const event = await prepareTask(stack, { task: UNLIMITED, truth: makeTruth(8_000) });
    const flooder = await makeTeam(stack, event.slug, 'Flood');
    const other = await makeTeam(stack, event.slug, 'Patient');
    await stopWorker();
    await repeat(await send(flooder, event), 499);
    await stack.restartWorker();
    await eventually(
      () => scored(event),
      (n) => n >= 3,
    );
    const id = await send(other, event);
    expect(await waiting(event)).toBeGreaterThan(400);
    expect((await finished(other, id)).status).toBe('scored');
    // Taken between the moment that is noted as its acceptance and the commit.
    expect(await takenBefore(id)).toBeLessThanOrEqual(2);
  });

  test('of many teams delays a new team by what is running', async () => {
    const event = await prepareTask(stack, { task: UNLIMITED, truth: makeTruth(8_000) });
    const flooders = await Promise.all(
      ['F1', 'F2', 'F3', 'F4', 'F5'].map((n) => makeTeam(stack, event.slug, n)),
    );
    const other = await makeTeam(stack, event.slug, 'Single');
    await stopWorker();
    for (const team of flooders) await repeat(await send(team, event), 99);
    await stack.restartWorker();
    await eventually(
      () => scored(event),
      (n) => n >= 4,
    );
    const id = await send(other, event);
    expect(await waiting(event)).toBeGreaterThan(400);
    expect((await finished(other, id)).status).toBe('scored');
    expect(await takenBefore(id)).toBeLessThanOrEqual(2);
  });

  test('of one event delays another event by what is running', async () => {
    const [loud, quiet] = await Promise.all([
      prepareTask(stack, { task: UNLIMITED, truth: makeTruth(8_000) }),
      prepareTask(stack, { task: UNLIMITED }),
    ]);
    const flooders = await Promise.all(
      ['L1', 'L2', 'L3', 'L4', 'L5'].map((n) => makeTeam(stack, loud.slug, n)),
    );
    const other = await makeTeam(stack, quiet.slug, 'Elsewhere');
    await stopWorker();
    for (const team of flooders) await repeat(await send(team, loud), 99);
    await stack.restartWorker();
    await eventually(
      () => scored(loud),
      (n) => n >= 4,
    );
    const ids = [await send(other, quiet), await send(other, quiet, 0.4)];
    expect((await finished(other, ids[0] as string)).status).toBe('scored');
    expect(await takenBefore(ids[0] as string)).toBeLessThanOrEqual(2);
    // The second entry shares turns with the loud event as a whole, not with each of its teams.
    expect((await finished(other, ids[1] as string)).status).toBe('scored');
    expect(await takenBefore(ids[1] as string)).toBeLessThanOrEqual(5);
  });
});

describe('the place in the queue', () => {
  test('counts from 1, is nobody else’s, takes teams in turn, and counts down', async () => {
    const event = await prepareTask(stack, { task: UNLIMITED, truth: makeTruth(3_000) });
    const teams = await Promise.all(['P1', 'P2', 'P3'].map((name) => makeTeam(stack, event.slug, name)));
    await stopWorker();
    const entries: { team: Team; id: string; turn: number }[] = [];
    for (const [k, team] of teams.entries()) {
      for (let turn = 0; turn <= 4 - k; turn++)
        entries.push({ team, id: await send(team, event, 0.3 + turn / 10), turn });
    }
    const place = async ({ team, id }: { team: Team; id: string }): Promise<number | null> =>
      (await team.get(`submissions/${id}`)).body.queuePosition;
    const places = (await Promise.all(entries.map(place))) as number[];
    expect([...places].sort((a, b) => a - b)).toEqual(entries.map((_, k) => k + 1));
    const turns = entries.map((entry, k) => ({ ...entry, place: places[k] as number }));
    turns.sort((a, b) => a.place - b.place);
    expect(turns.map(({ turn }) => turn)).toEqual([0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 4]);
    // The list agrees with the single view.
    const list = (await event.organizer.get(`tasks/${event.taskId}/submissions`)).body.items;
    expect(
      new Map(list.map((row: { id: string; queuePosition: number }) => [row.id, row.queuePosition])),
    ).toEqual(new Map(entries.map(({ id }, k) => [id, places[k]])));
    const last = turns.at(-1) as (typeof turns)[0];
    await stack.restartWorker();
    const seen: (number | null)[] = [last.place];
    await eventually(
      async () => {
        seen.push(await place(last));
        return seen.at(-1);
      },
      (now) => now === null,
    );
    const numbers = seen.filter((n): n is number => n !== null);
    for (const [k, n] of numbers.entries()) expect(n).toBeLessThanOrEqual(numbers[k - 1] ?? n);
    expect((await finished(last.team, last.id)).queuePosition).toBeNull();
  });

  test('of one team’s entries is the order of acceptance, and so are their scores', async () => {
    const event = await prepareTask(stack, { task: UNLIMITED, truth: makeTruth(1_000) });
    const teams = await Promise.all(['O1', 'O2', 'O3'].map((name) => makeTeam(stack, event.slug, name)));
    const sent = await Promise.all(
      Array.from({ length: 30 }, (_, k) => {
        const team = teams[k % 3] as Team;
        return send(team, event, 0.2 + k / 50).then((id) => ({ team, id }));
      }),
    );
    for (const { team, id } of sent) expect((await finished(team, id)).status).toBe('scored');
    for (const { teamId } of teams) {
      const rows = await stack.query(
        `SELECT s.seq, version, accepted_at <= lag(accepted_at) OVER w AS early, claimed_at < lag(finished_at) OVER w AS overlap,
                version <= lag(version) OVER w AS swapped
         FROM submission s JOIN board_entry b ON b.submission_id = s.id WHERE s.team_id = $1 WINDOW w AS (ORDER BY s.seq)`,
        [teamId],
      );
      expect(rows).toHaveLength(10);
      for (const row of rows.slice(1))
        expect(row).toMatchObject({ early: false, overlap: false, swapped: false });
    }
  });
});

test('an entry that was taken in is scored, also when the size limit is lowered before its turn', async () => {
  const event = await prepareTask(stack, { task: UNLIMITED, truth: makeTruth(100_000) });
  const team = await makeTeam(stack, event.slug, 'Large');
  await stopWorker();
  const id = await send(team, event);
  const path = `tasks/${event.taskId}`;
  expectStatus(await event.organizer.patch(path, { maxUploadMegabytes: 1 }), 200);
  expect(await submit(team, event.taskId, predictionsCsv(event.truth))).toMatchObject({ status: 413 });
  await stack.restartWorker();
  expect((await finished(team, id)).status).toBe('scored');
});

describe('cancelling', () => {
  test('a waiting entry gives its place in the limit back; a running one can’t be', async () => {
    const event = await prepareTask(stack, { task: { limitPerDay: 2 } });
    const team = await makeTeam(stack, event.slug, 'Regret');
    await stopWorker();
    const [first, second] = [await send(team, event), await send(team, event, 0.4)];
    expect(await submit(team, event.taskId, predictionsCsv(event.truth))).toMatchObject({ status: 429 });
    expect(expectStatus(await team.post(`submissions/${first}/cancel`), 200).body).toMatchObject({
      status: 'cancelled',
      queuePosition: null,
      scores: null,
    });
    expect((await team.get(`submissions/${second}`)).body.queuePosition).toBe(1);
    expect((await team.get(`tasks/${event.taskId}/quota`)).body).toMatchObject({
      usedToday: 1,
      usedTotal: 1,
    });
    expect(await team.post(`submissions/${first}/cancel`)).toMatchObject({
      status: 409,
      body: { code: 'NOT_QUEUED' },
    });
    const third = await send(team, event, 0.3);
    const lease = `lease_id = gen_random_uuid(), lease_until = now() + interval '1 minute'`;
    await stack.query(`UPDATE submission SET status = 'running', ${lease} WHERE id = $1`, [second]);
    expect(await team.post(`submissions/${second}/cancel`)).toMatchObject({
      status: 409,
      body: { code: 'NOT_QUEUED', params: { status: 'running' } },
    });
    await stack.query('UPDATE submission SET lease_until = now() WHERE id = $1', [second]);
    await stack.restartWorker();
    for (const id of [second, third]) expect((await finished(team, id)).status).toBe('scored');
    expect((await team.get(`submissions/${first}`)).body.status).toBe('cancelled');
  });

  test('at the moment a worker takes the entry ends in one of both', async () => {
    const event = await prepareTask(stack, { task: UNLIMITED });
    const team = await makeTeam(stack, event.slug, 'Racers');
    const outcomes = new Map<string, number>();
    for (let k = 0; k < 24; k++) {
      const id = await send(team, event, 0.2 + k / 50);
      await wait(k % 8);
      const cancelled = await team.post(`submissions/${id}/cancel`);
      const entry = await finished(team, id);
      const kept = await stack.query(
        `SELECT (SELECT count(*)::int FROM submission_score WHERE submission_id = $1) AS scores,
                (SELECT count(*)::int FROM board_entry WHERE submission_id = $1) AS entries`,
        [id],
      );
      outcomes.set(entry.status, (outcomes.get(entry.status) ?? 0) + 1);
      if (cancelled.status === 200) {
        expect(entry.status).toBe('cancelled');
        expect(kept).toEqual([{ scores: 0, entries: 0 }]);
      } else {
        expect(cancelled).toMatchObject({ status: 409, body: { code: 'NOT_QUEUED' } });
        expect(entry.status).toBe('scored');
        expect(kept).toEqual([{ scores: 1, entries: 1 }]);
      }
    }
    const scored = outcomes.get('scored') ?? 0;
    expect((await team.get(`tasks/${event.taskId}/quota`)).body.usedTotal).toBe(scored);
    expect(scored + (outcomes.get('cancelled') ?? 0)).toBe(24);
  });
});

describe('choosing the next entry', () => {
  let worker: pg.Client;
  beforeAll(async () => {
    await stopWorker();
    worker = new pg.Client({ connectionString: stack.databaseWorkerUrl });
    await worker.connect();
  });
  afterAll(() => worker?.end());

  test('does not look at all entries again for each that waits', async () => {
    const events = await Promise.all([1, 2, 3].map(() => prepareTask(stack, { task: UNLIMITED })));
    const ids: string[] = [];
    for (const [k, event] of events.entries())
      ids.push(await send(await makeTeam(stack, event.slug, `T${k}`), event));
    await stack.query(
      `INSERT INTO team (event_id, name, captain_id)
       SELECT event_id, 'Team ' || k, submitted_by FROM submission, generate_series(1, 60) k WHERE id = ANY($1)`,
      [ids],
    );
    const fill = (status: string, count: number) =>
      stack.query(
        `INSERT INTO submission (event_id, task_id, team_id, submitted_by, truth_id, file_name, storage_key, sha256, size,
                                 row_count, status, claimed_at, finished_at)
         SELECT s.event_id, s.task_id, g.id, s.submitted_by, s.truth_id, s.file_name, s.storage_key, s.sha256, s.size,
                s.row_count, $2, CASE WHEN $2 = 'scored' THEN now() - n * interval '1 second' END,
                CASE WHEN $2 = 'scored' THEN now() END
         FROM submission s JOIN team g ON g.event_id = s.event_id, generate_series(1, $3::int / 183) n
         WHERE s.id = ANY($1)`,
        [ids, status, count],
      );
    await fill('scored', 20_000 + 183);
    await fill('queued', 2_000 + 183);
    const counts = await stack.query(
      'SELECT count(*)::int AS all, count(*) FILTER (WHERE status = $1)::int AS queued FROM submission',
      ['queued'],
    );
    expect(counts[0]?.queued).toBeGreaterThanOrEqual(2_000);
    expect(counts[0]?.all).toBeGreaterThanOrEqual(22_000);
    const places = PLACES.replace('$1', `ARRAY['${ids[0]}']::uuid[]`);
    for (const analyzed of [false, true]) {
      if (analyzed) await stack.query('ANALYZE submission');
      for (const sql of [NEXT, TAKEABLE, places]) expect(await rowsRead(sql)).toBeLessThan(150_000);
    }
  });

  /** Rows of entries that the query has to look at: some passes over all of them at worst, where one for each would be tens of millions. */
  async function rowsRead(sql: string): Promise<number> {
    const { rows } = await worker.query(`EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) ${sql}`);
    return entriesIn(rows[0]['QUERY PLAN'][0].Plan);
  }

  interface Plan {
    'Relation Name'?: string;
    'Actual Rows': number;
    'Actual Loops': number;
    'Rows Removed by Filter'?: number;
    Plans?: Plan[];
  }

  function entriesIn(plan: Plan): number {
    const looked = (plan['Actual Rows'] + (plan['Rows Removed by Filter'] ?? 0)) * plan['Actual Loops'];
    const own = plan['Relation Name'] === 'submission' ? looked : 0;
    return (plan.Plans ?? []).reduce((sum, child) => sum + entriesIn(child), own);
  }
});
