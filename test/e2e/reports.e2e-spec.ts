import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Redis } from 'ioredis';
import type { Person } from '../support/client.js';
import {
  expectStatus,
  fileForm,
  makeTeam,
  makeTruth,
  type Prepared,
  predictionsCsv,
  prepareTask,
  submitAndWait,
} from '../support/event.js';
import { type Stack, startStack } from '../support/stack.js';

// Groups, calibration and doubt of an entry: what is in the report, who gets it when, and what stays hidden.

const PLANTED = 'planted-small-group';
const truth = makeTruth(600);
/** Two large sites, a small one and a very small one; the small ones stay hidden. */
const siteOf = (k: number): string =>
  k < 12 ? PLANTED : k < 52 ? 'small-but-larger' : k % 2 === 0 ? 'North' : 'South';

let stack: Stack;
let event: Prepared;
let team: Person & { teamId: string };
let entryId: string;

beforeAll(async () => {
  stack = await startStack();
  event = await prepareTask(stack, { truth, task: { furtherMetrics: ['f1@0.4'] } });
  const { organizer, taskId } = event;
  const rows = truth.map(({ id, label, split }, k) => `${id},${label},${split},${siteOf(k)}`);
  const file = fileForm(`id,label,split,site\n${rows.join('\n')}\n`);
  expectStatus(await organizer.put(`tasks/${taskId}/truth`, file), 200);
  const changed = expectStatus(await organizer.patch(`tasks/${taskId}`, { groupColumns: ['site'] }), 200);
  expect(changed.body.setup.groupColumns).toEqual(['site']);
  team = await makeTeam(stack, event.slug, 'Own');
  entryId = (await submitAndWait(team, taskId, predictionsCsv(truth, 0.9))).id;
});
afterAll(() => stack?.stop());

const report = (person: Person) => person.get(`submissions/${entryId}/report`);

test('a column that the labels do not have is refused', async () => {
  const other = await prepareTask(stack);
  const sent = await other.organizer.patch(`tasks/${other.taskId}`, { groupColumns: ['nowhere'] });
  expect(sent).toMatchObject({ status: 422, body: { code: 'BAD_TRUTH' } });
  for (const groupColumns of [['a', 'a'], [''], 'site', ['1', '2', '3', '4', '5', '6']]) {
    const refused = await other.organizer.patch(`tasks/${other.taskId}`, { groupColumns });
    expect(refused).toMatchObject({ status: 422, body: { params: { fields: 'group columns' } } });
  }
});

test('group columns are locked with the other settings once there are entries', async () => {
  const sent = await event.organizer.patch(`tasks/${event.taskId}`, { groupColumns: [] });
  expect(sent).toMatchObject({ status: 409, body: { code: 'TASK_HAS_ENTRIES' } });
});

test('an organizer has the report at once', async () => {
  const { body } = expectStatus(await report(event.organizer), 200);
  const finals = truth.filter(({ split }) => split === 'final');
  expect(body).toMatchObject({
    rows: finals.length,
    positives: finals.filter(({ label }) => label === 1).length,
    threshold: 0.4,
  });
  const raw = expectStatus(await event.organizer.get(`submissions/${entryId}`), 200).body.scores.final;
  expect(body.overall.auroc).toBeCloseTo(raw.auroc.value, 12);
  expect(body.overall.aurocInterval).toEqual(raw.auroc.ci);
  const [site] = body.columns;
  expect(site).toMatchObject({ column: 'site', hidden: 2 });
  expect(site.groups.map(({ name }: { name: string }) => name)).toEqual(['North', 'South']);
  for (const group of site.groups) {
    expect(group.rows).toBe(finals.filter(({ id }) => siteOf(Number(id.slice(1))) === group.name).length);
  }
  expect(site.gaps.equalizedOdds).toBeGreaterThanOrEqual(site.gaps.equalOpportunity);
  expect(body.calibration.bins.length).toBeGreaterThan(3);
  expect(body.decision.length).toBeGreaterThan(3);
  expect(body.coverage.at(-1).coverage).toBe(1);
});

describe('what is kept from whom', () => {
  test('teams get it with the final ranking, and only their own', async () => {
    expect(await report(team)).toMatchObject({ status: 403, body: { code: 'REPORT_NOT_PUBLISHED' } });
    const other = await makeTeam(stack, event.slug, 'Other');
    expect((await report(other)).status).toBe(404);
    expectStatus(await event.organizer.post(`tasks/${event.taskId}/leaderboard/publish`), 200);
    expect((await report(other)).status).toBe(404);
    const own = expectStatus(await report(team), 200).body;
    const exact = expectStatus(await report(event.organizer), 200).body;
    // Rounded for good: one Brier score in full precision can be made to spell the labels of a group.
    expect(own.overall.auroc).toBe(Number(exact.overall.auroc.toFixed(3)));
    expect(own.overall.auroc).not.toBe(exact.overall.auroc);
    expect(own.columns[0].groups.map(({ rows }: { rows: number }) => rows)).toEqual(
      exact.columns[0].groups.map(({ rows }: { rows: number }) => rows),
    );
    const digits = JSON.stringify(own).match(/\d\.\d{4,}/g) ?? [];
    expect(digits).toEqual([]);
  });

  test('the name of a hidden group is in no answer, table, queue or log', async () => {
    const answers = await Promise.all(
      [
        `submissions/${entryId}`,
        `submissions/${entryId}/report`,
        `tasks/${event.taskId}`,
        `tasks/${event.taskId}/truth`,
        `tasks/${event.taskId}/submissions`,
        `tasks/${event.taskId}/leaderboard?split=final`,
        `tasks/${event.taskId}/leaderboard.csv?split=final`,
        `events/${event.slug}/record`,
      ].map((path) => event.organizer.get(path)),
    );
    for (const { body } of answers) expect(JSON.stringify(body)).not.toContain(PLANTED);
    const tables: { name: string }[] = await stack.query(
      `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'`,
    );
    expect(tables.map(({ name }) => name)).toContain('submission_report');
    for (const { name } of tables) {
      const [line] = await stack.query(
        `SELECT count(*)::int AS found FROM "${name}" AS one WHERE to_jsonb(one)::text LIKE '%' || $1 || '%'`,
        [PLANTED],
      );
      expect([name, line?.found]).toEqual([name, 0]);
    }
    for (const log of ['api-0.log', 'worker-0.log']) {
      expect(readFileSync(join(stack.home, log), 'utf8')).not.toContain(PLANTED);
    }
    const redis = new Redis(stack.redisUrl);
    const keys = await redis.keys(`${stack.redisPrefix}*`);
    const values = await Promise.all(
      keys.flatMap((key) => [redis.hgetall(key).catch(() => ''), redis.get(key).catch(() => '')]),
    );
    redis.disconnect();
    expect(keys.length).toBeGreaterThan(0);
    expect(JSON.stringify(values)).not.toContain(PLANTED);
    const [line] = await stack.query(
      `SELECT count(*)::int AS found FROM submission_report WHERE report::text LIKE '%North%'`,
    );
    expect(line?.found).toBe(1);
  });
});
