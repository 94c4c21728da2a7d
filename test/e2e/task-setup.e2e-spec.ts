import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Redis } from 'ioredis';
import { fieldName } from '../../src/platform/http/field-names.js';
import { type Answer, type Client, type Person, signUp } from '../support/client.js';
import {
  expectStatus,
  fileForm,
  makeTeam,
  makeTruth,
  type Prepared,
  predictionsCsv,
  prepareTask,
  submitAndWait,
  type TruthRow,
  truthCsv,
} from '../support/event.js';
import { ROOT, type Stack, startStack } from '../support/stack.js';

let stack: Stack;
let event: Prepared;
let organizer: Person;
let member: Person & { teamId: string };
let stranger: Person;
beforeAll(async () => {
  stack = await startStack();
  event = await prepareTask(stack);
  organizer = event.organizer;
  member = await makeTeam(stack, event.slug, 'Members');
  stranger = await signUp(stack, 'Stranger');
});
afterAll(() => stack?.stop());

let count = 0;
const create = (settings: object): Promise<Answer> =>
  organizer.post(`events/${event.slug}/tasks`, { name: `Task ${++count}`, ...settings });
const created = async (settings: object = {}): Promise<string> =>
  expectStatus(await create(settings), 201).body.id;
const refusal = (code: string, status: number) => ({ status, body: { code } });

/** The newest lines of the event's record, oldest of them first. */
async function record(length: number) {
  const { body } = expectStatus(await organizer.get(`events/${event.slug}/audit?limit=${length}`), 200);
  return body.items.reverse();
}

/** Files of one kind that are on the disk. */
const stored = (area: string): string[] => {
  const folder = join(stack.home, 'storage', area);
  return existsSync(folder) ? readdirSync(folder) : [];
};

describe('a new task', () => {
  test('has sensible settings of its own', async () => {
    const { body } = expectStatus(await create({ name: { ko: '새 과제', en: 'A new task' } }), 201);
    expect(body).toEqual({
      id: expect.any(String),
      entryKind: 'results',
      eventSlug: event.slug,
      eventTimeZone: 'Asia/Seoul',
      slug: 'a-new-task',
      name: { ko: '새 과제', en: 'A new task' },
      description: { ko: '', en: '' },
      idColumn: 'id',
      kind: 'binary',
      schema: { kind: 'binary', label: 'label', prediction: 'prediction', range: [0, 1] },
      metric: 'auroc',
      furtherMetrics: [],
      direction: 'higher',
      limitPerDay: 5,
      limitTotal: 30,
      ladderSteps: 2,
      decimals: 3,
      gates: [],
      liveReports: false,
      withheldMetrics: [],
      maxSelected: 2,
      maxUploadMegabytes: 100,
      board: 'live',
      frozenAt: null,
      opensAt: expect.any(String),
      closesAt: expect.any(String),
      isOpen: true,
      finalPublishedAt: null,
      isReady: false,
      setup: {
        clusterColumn: null,
        groupColumns: [],
        split: { method: 'row', column: null, finalFraction: 0.7 },
        seed: expect.any(Number),
        ladderSteps: null,
        liveLosses: null,
        limitChosen: false,
        publicLabels: null,
        labelUnit: null,
        warnings: [],
        feedback: null,
        opensAt: null,
        closesAt: null,
        hasEntries: false,
      },
    });
    const { body: timed } = expectStatus(await organizer.get(`events/${event.slug}`), 200);
    expect([body.opensAt, body.closesAt]).toEqual([timed.startsAt, timed.endsAt]);
    const [line] = await record(1);
    expect(line).toMatchObject({ action: 'task.created', subjectType: 'task', subjectId: body.id });
  });

  test('takes a plain string for both languages, and makes an address of Korean too', async () => {
    const { body } = expectStatus(await create({ name: '패혈증 예측', description: '설명' }), 201);
    expect(body.name).toEqual({ ko: '패혈증 예측', en: '패혈증 예측' });
    expect(body.description).toEqual({ ko: '설명', en: '설명' });
    expect(body.slug).toMatch(/^[a-z0-9][a-z0-9-]*[a-z0-9]$/);
  });

  test('has an address of its own within the event', async () => {
    const id = await created({ slug: 'taken' });
    expect(await create({ slug: 'taken' })).toMatchObject(refusal('TASK_SLUG_TAKEN', 409));
    const other = await created({ slug: 'free' });
    expect(await organizer.patch(`tasks/${other}`, { slug: 'taken' })).toMatchObject({
      status: 409,
      body: { code: 'TASK_SLUG_TAKEN', params: { slug: 'taken' } },
    });
    expectStatus(await organizer.patch(`tasks/${id}`, { slug: 'taken' }), 200);
    const [one, two] = await Promise.all([create({ slug: 'race' }), create({ slug: 'race' })]);
    expect([one?.status, two?.status].sort()).toEqual([201, 409]);
  });

  test.each([
    ['name', { name: 5 }],
    ['name', { name: null }],
    ['slug', { slug: 'Upper Case' }],
    ['slug', { slug: 'x' }],
    ['slug', { slug: '-edge-' }],
    ['idColumn', { idColumn: '' }],
    ['labelColumn', { labelColumn: 'x'.repeat(101) }],
    ['schema.kind', { schema: { kind: 'magic', label: 'y', prediction: 'p' } }],
    ['schema', { schema: [] }],
    ['schema.label', { schema: { kind: 'binary', prediction: 'p' } }],
    ['schema.classes', { schema: { kind: 'multiclass', label: 'y', classes: [] } }],
    ['range', { range: [0] }],
    ['range', { range: [1, 0] }],
    ['range', { range: [1, 1] }],
    ['range', { range: ['0', '1'] }],
    ['split', { split: [] }],
    ['split', { split: 'row' }],
    ['split.method', { split: { method: 'magic' } }],
    ['split.finalFraction', { split: { method: 'row', finalFraction: 0.95 } }],
    ['split.finalFraction', { split: { method: 'row', finalFraction: 0.05 } }],
    ['seed', { seed: -1 }],
    ['seed', { seed: 2 ** 31 }],
    ['seed', { seed: 1.5 }],
    ['metric', { metric: 'magic' }],
    ['metric', { metric: 'constructor' }],
    ['furtherMetrics', { furtherMetrics: ['auroc', 'magic'] }],
    ['limitPerDay', { limitPerDay: 0 }],
    ['limitTotal', { limitTotal: -1 }],
    ['limitTotal', { limitTotal: 'many' }],
    ['maxSelected', { maxSelected: 0 }],
    ['maxSelected', { maxSelected: 21 }],
    ['maxUploadMegabytes', { maxUploadMegabytes: 2_001 }],
    ['board', { board: 'secret' }],
    ['frozenAt', { frozenAt: 'tomorrow' }],
    ['frozenAt', { frozenAt: '2026-W01-1' }],
    ['opensAt', { opensAt: '2026-11-20T09:00' }],
    ['closesAt', { closesAt: '2026-02-30T09:00:00Z' }],
    ['boardVersion', { boardVersion: 5 }],
    ['finalPublishedAt', { finalPublishedAt: null }],
    ['eventId', { eventId: '00000000-0000-4000-8000-000000000000' }],
  ])('names a wrong %s: %j', async (field, settings) => {
    for (const answer of [await create(settings), await organizer.patch(`tasks/${event.taskId}`, settings)]) {
      // A name may be left out of a change.
      if ('name' in settings && settings.name === null && answer.status === 200) continue;
      expect(answer).toMatchObject({
        status: 422,
        body: { code: 'VALIDATION_FAILED', params: { fields: fieldName(field) } },
      });
      expect(answer.body.errors[0].detail.length).toBeGreaterThan(5);
    }
  });

  test.each([
    ['BAD_SPLIT_SETTINGS', { split: { method: 'column' } }],
    ['BAD_SPLIT_SETTINGS', { split: { method: 'cluster' } }],
    ['BAD_TASK_TIMES', { opensAt: '2026-01-02T00:00:00Z', closesAt: '2026-01-02T09:00:00+09:00' }],
    ['METRIC_NEEDS_PROBABILITIES', { metric: 'brier', range: null }],
    ['METRIC_NEEDS_PROBABILITIES', { metric: 'log_loss', range: [0, 100] }],
    ['METRIC_NEEDS_PROBABILITIES', { metric: 'auroc', furtherMetrics: ['brier'], range: [-1, 1] }],
  ])('%s: %j', async (code, settings) => {
    expect(await create(settings)).toMatchObject(refusal(code, 422));
    const id = await created();
    expect(await organizer.patch(`tasks/${id}`, settings)).toMatchObject(refusal(code, 422));
  });

  test('null empties what can be empty, and leaves the rest alone', async () => {
    const id = await created({
      limitPerDay: 3,
      clusterColumn: 'subject',
      opensAt: '2026-01-01T00:00:00+09:00',
      furtherMetrics: ['average_precision'],
    });
    const nothing = ['idColumn', 'predictionColumn', 'labelColumn', 'seed', 'metric', 'furtherMetrics'];
    nothing.push('maxSelected', 'maxUploadMegabytes', 'slug', 'name', 'description', 'board', 'split');
    const before = (await organizer.get(`tasks/${id}`)).body;
    for (const field of nothing) {
      const answer = await organizer.patch(`tasks/${id}`, { [field]: null });
      expect([field, answer.status]).toEqual([field, 200]);
      expect(answer.body).toEqual(before);
    }
    const emptied = { limitPerDay: null, clusterColumn: null, opensAt: null, range: null };
    const { body } = expectStatus(await organizer.patch(`tasks/${id}`, emptied), 200);
    expect(body).toMatchObject({ limitPerDay: null, schema: { range: null } });
    expect(body.setup).toMatchObject({ clusterColumn: null, opensAt: null });
  });

  test('freezes at the given time, now without one, and a live board has none', async () => {
    const id = await created({ board: 'frozen' });
    const { frozenAt } = (await organizer.get(`tasks/${id}`)).body;
    expect(Math.abs(Date.now() - Date.parse(frozenAt))).toBeLessThan(60_000);
    const change = async (settings: object) =>
      expectStatus(await organizer.patch(`tasks/${id}`, settings), 200).body;
    expect(await change({ board: 'live' })).toMatchObject({ board: 'live', frozenAt: null });
    const at = '2027-01-01T00:00:00.000Z';
    expect(await change({ frozenAt: '2027-01-01T09:00:00+09:00' })).toMatchObject({
      board: 'frozen',
      frozenAt: at,
    });
    expect(await change({ description: 'x' })).toMatchObject({ board: 'frozen', frozenAt: at });
    expect(await change({ board: 'hidden' })).toMatchObject({ board: 'hidden', frozenAt: null });
  });

  test('is not made within somebody else’s event', async () => {
    expect(await member.post(`events/${event.slug}/tasks`, { name: 'Mine' })).toMatchObject(
      refusal('NOT_AN_ORGANIZER', 403),
    );
    expect((await organizer.post('events/nowhere-at-all/tasks', { name: 'x' })).status).toBe(404);
  });
});

describe('a change', () => {
  test('is recorded with what was before', async () => {
    const id = await created({ limitPerDay: 3 });
    expectStatus(await organizer.patch(`tasks/${id}`, { limitPerDay: 4, metric: 'average_precision' }), 200);
    const [line] = await record(1);
    expect(line).toMatchObject({
      action: 'task.changed',
      subjectId: id,
      before: { limitPerDay: 3, metric: 'auroc' },
      after: { limitPerDay: 4, metric: 'average_precision' },
    });
  });

  test('of what decides about scores is refused once a team has submitted, by name', async () => {
    const locked = await prepareTask(stack);
    const path = `tasks/${locked.taskId}`;
    const team = await makeTeam(stack, locked.slug, 'First');
    await submitAndWait(team, locked.taskId, predictionsCsv(locked.truth, 0.5));
    const settings: [string, object][] = [
      ['idColumn', { idColumn: 'stay' }],
      ['schema', { predictionColumn: 'risk' }],
      ['schema', { labelColumn: 'died' }],
      ['clusterColumn', { clusterColumn: 'id' }],
      ['schema', { range: [0.1, 0.9] }],
      ['splitMethod, splitColumn', { split: { method: 'row' } }],
      ['seed', { seed: 8 }],
      ['metric', { metric: 'average_precision' }],
      ['furtherMetrics', { furtherMetrics: [] }],
      ['seed, metric, furtherMetrics', { seed: 8, metric: 'brier' }],
    ];
    for (const [fields, setting] of settings) {
      const refused = await locked.organizer.patch(path, setting);
      expect(refused).toMatchObject({ status: 409, body: { code: 'TASK_HAS_ENTRIES', params: { fields } } });
      expect(refused.body.detail).toContain(fields);
    }
    expect(await locked.organizer.put(`${path}/truth`, fileForm(truthCsv(locked.truth)))).toMatchObject({
      status: 409,
      body: { code: 'TASK_HAS_ENTRIES', params: { fields: 'truth' } },
    });
    const free = {
      name: 'Renamed',
      limitPerDay: 9,
      maxSelected: 1,
      board: 'hidden',
      metric: 'auroc',
      seed: 7,
    };
    expect(expectStatus(await locked.organizer.patch(path, free), 200).body).toMatchObject({
      limitPerDay: 9,
      setup: { hasEntries: true },
    });
  });
});

describe('the truth', () => {
  const ROWS = makeTruth(60);
  const put = (id: string, content: string | Uint8Array) =>
    organizer.put(`tasks/${id}/truth`, fileForm(content, {}, 'truth.csv'));

  test('shows counts and a hash, counts its versions, and is not shown itself', async () => {
    const id = await created({ split: { method: 'column', column: 'split' } });
    expect((await organizer.get(`tasks/${id}/truth`)).status).toBe(404);
    const content = truthCsv(ROWS);
    const { body } = expectStatus(await put(id, content), 200);
    const part = (name: TruthRow['split']) => {
      const rows = ROWS.filter((row) => row.split === name);
      const positives = rows.filter((row) => row.label === 1).length;
      const prevalence = positives / rows.length;
      return { rows: rows.length, units: rows.length, positives, prevalence, counts: [] };
    };
    const sha256 = createHash('sha256').update(content).digest('hex');
    expect(body).toEqual({
      id: expect.any(String),
      version: 1,
      sha256,
      size: content.length,
      rows: 60,
      columns: ['id', 'label', 'split'],
      clusters: null,
      public: part('public'),
      final: part('final'),
      uploadedAt: expect.stringMatching(/Z$/),
    });
    expect((await organizer.get(`tasks/${id}/truth`)).body).toEqual(body);
    expect((await organizer.get(`tasks/${id}`)).body.isReady).toBe(true);
    const again = expectStatus(await put(id, gzipSync(content)), 200).body;
    expect(again).toMatchObject({ version: 2, rows: 60 });
    const lines = await record(2);
    expect(lines).toMatchObject([
      { action: 'truth.uploaded', after: { version: 1, sha256, rows: 60 } },
      { action: 'truth.uploaded', after: { version: 2, rows: 60 } },
    ]);
    expect(JSON.stringify(lines)).not.toMatch(/s00\d\d|truth\//);
    // Compressed or not, it is scored against.
    expect((await submitAndWait(member, id, predictionsCsv(ROWS))).status).toBe('scored');
  });

  test.each([
    ['DUPLICATE_IDS', 's0001,0,final', { line: 4, column: 'id', value: 's0001' }],
    ['OUT_OF_RANGE', 's0002,2,final', { line: 4, column: 'label', value: '2' }],
    ['NOT_A_NUMBER', 's0002,,final', { line: 4, column: 'label', value: '' }],
    ['BAD_SPLIT', 's0002,0,train', { line: 4, column: 'split', value: 'train', problem: 'value' }],
    ['RAGGED_ROW', 's0002,0', { line: 4, value: 's0002', problem: 'columns' }],
  ])('is refused with its line: %s', async (code, third, example) => {
    const id = await created({ split: { method: 'column', column: 'split' } });
    const lines = truthCsv(ROWS).trim().split('\n');
    lines[3] = third;
    const refused = await put(id, lines.join('\n'));
    expect(refused).toMatchObject({
      status: 422,
      body: { code: 'BAD_TRUTH', errors: [{ code, count: 1, examples: [example] }] },
    });
    expect(refused.body.errors[0].detail.length).toBeGreaterThan(10);
    expect((await organizer.get(`tasks/${id}`)).body.isReady).toBe(false);
  });

  test('that is refused leaves nothing behind', async () => {
    const id = await created();
    const before = stored('truth').length;
    for (const content of ['', 'id,label\n', 'a,b\n1,2\n', Buffer.from([0x1f, 0x8b, 1]), 'PK\u0003\u0004']) {
      expect(await put(id, content)).toMatchObject(refusal('BAD_TRUTH', 422));
    }
    expect(stored('truth')).toHaveLength(before);
    expect(stored('arriving')).toEqual([]);
  });

  test('is divided by a column, by rows, or by patients who stay whole', async () => {
    const clustered = `id,label,subject\n${ROWS.map((row, k) => `${row.id},${row.label},p${k % 20}`).join('\n')}\n`;
    const byRow = await created({ split: { method: 'row', finalFraction: 0.5 }, seed: 1 });
    const rows = expectStatus(await put(byRow, clustered), 200).body;
    expect(rows).toMatchObject({ clusters: null, public: { rows: 30 }, final: { rows: 30 } });
    const byPatient = await created({
      split: { method: 'cluster', finalFraction: 0.7 },
      clusterColumn: 'subject',
      seed: 1,
    });
    const patients = expectStatus(await put(byPatient, clustered), 200).body;
    expect(patients.clusters).toBe(20);
    expect(patients.public.rows % 3).toBe(0);
    expect(patients.public.rows + patients.final.rows).toBe(60);
  });

  test('is read again when the way of reading it changes', async () => {
    const id = await created({ split: { method: 'row', finalFraction: 0.5 }, seed: 1 });
    const first = expectStatus(await put(id, truthCsv(ROWS)), 200).body;
    expectStatus(await organizer.patch(`tasks/${id}`, { description: 'the same truth' }), 200);
    expect((await organizer.get(`tasks/${id}/truth`)).body.version).toBe(1);
    const change = { split: { method: 'column', column: 'split' } };
    expectStatus(await organizer.patch(`tasks/${id}`, change), 200);
    const second = (await organizer.get(`tasks/${id}/truth`)).body;
    expect(second).toMatchObject({ version: 2, sha256: first.sha256, public: { rows: 18 } });
    const wrong = await organizer.patch(`tasks/${id}`, { labelColumn: 'died' });
    expect(wrong).toMatchObject(refusal('BAD_TRUTH', 422));
    const after = (await organizer.get(`tasks/${id}`)).body;
    expect([after.schema.label, after.setup.split.method]).toEqual(['label', 'column']);
    expect((await organizer.get(`tasks/${id}/truth`)).body).toEqual(second);
  });
});

describe('no route gives the truth back', () => {
  const MARKER = 'planted-marker-7f3a';
  const ID = 'stay-only-in-truth-';
  let id: string;
  let entry: string;
  let planted: Prepared;

  beforeAll(async () => {
    const rows = makeTruth(60).map((row) => ({ ...row, id: `${ID}${row.id}` }));
    planted = await prepareTask(stack, { truth: rows, task: { limitPerDay: null } });
    id = planted.taskId;
    const truth = rows.map((row, k) => `${row.id},${row.label},${row.split},${MARKER}${k}`).join('\n');
    const content = `id,label,split,secret\n${truth}\n`;
    expectStatus(await planted.organizer.put(`tasks/${id}/truth`, fileForm(content)), 200);
    const team = await makeTeam(stack, planted.slug, 'Readers');
    entry = (await submitAndWait(team, id, predictionsCsv(rows, 0.4))).id;
    expectStatus(await planted.organizer.post(`tasks/${id}/trial`, fileForm(predictionsCsv(rows))), 200);
    const file = fileForm('id\nx\n', {}, 'ids.csv');
    expectStatus(await planted.organizer.post(`tasks/${id}/files`, file), 201);
  });

  test('to an organizer, from any address of the contract', async () => {
    const contract = JSON.parse(readFileSync(join(ROOT, 'openapi.json'), 'utf8')) as {
      paths: Record<string, Record<string, unknown>>;
    };
    const [file] = (await planted.organizer.get(`tasks/${id}/files`)).body.items;
    const truthId = (await planted.organizer.get(`tasks/${id}/truth`)).body.id;
    const paths = Object.entries(contract.paths)
      .filter(([, methods]) => 'get' in methods)
      .map(([path]) => path)
      .filter((path) => !path.endsWith('/stream'));
    expect(paths.length).toBeGreaterThan(15);
    // Where a file lies is nobody's business either.
    const places = await stack.query<{ key: string }>(
      'SELECT storage_key AS key FROM truth UNION SELECT storage_key FROM submission UNION SELECT storage_key FROM task_file',
    );
    const keys = places.map(({ key }) => key);
    expect(keys.length).toBeGreaterThan(2);
    for (const path of paths) {
      for (const own of [id, entry, truthId, file.id]) {
        const address = path
          .replace('{slug}', planted.slug)
          .replace('{fileId}', own === id ? file.id : own)
          .replace('{id}', path.includes('/submissions/') ? entry : own)
          .replace('{code}', 'x');
        for (const query of ['', '?split=final', '?limit=200']) {
          const { body } = await planted.organizer.get(address + query);
          const text = typeof body === 'string' ? body : JSON.stringify(body);
          expect([address, text.includes(MARKER), text.includes(ID)]).toEqual([address, false, false]);
          expect([address, keys.filter((key) => text.includes(key))]).toEqual([address, []]);
        }
      }
    }
  });

  test('nor the logs, the queue, the database or the metrics', async () => {
    const logs = ['api-0.log', 'worker-0.log']
      .map((name) => readFileSync(join(stack.home, name), 'utf8'))
      .join();
    expect(logs.length).toBeGreaterThan(100);
    const redis = new Redis(stack.redisUrl);
    const keys = await redis.keys(`${stack.redisPrefix}*`);
    const values = await Promise.all(
      keys.map(async (key) => ({
        hash: await redis.hgetall(key).catch(() => ''),
        text: await redis.get(key).catch(() => ''),
      })),
    );
    redis.disconnect();
    expect(keys.length).toBeGreaterThan(0);
    const rows = await Promise.all(
      ['truth', 'audit_entry', 'submission', 'submission_score', 'board_entry', 'submission_attempt'].map(
        (table) => stack.query(`SELECT to_jsonb(t) AS row FROM ${table} t`),
      ),
    );
    for (const text of [logs, JSON.stringify(values), JSON.stringify(rows)]) {
      expect(text).not.toContain(MARKER);
      expect(text).not.toContain(ID);
    }
    expect(logs).not.toMatch(/@example\.org|correct horse|dtk_|datathon_session=/);
  });

  test('the files are readable by nobody else on the machine', () => {
    for (const name of stored('truth')) {
      expect(statSync(join(stack.home, 'storage/truth', name)).mode & 0o077).toBe(0);
    }
  });
});

describe('a trial', () => {
  test('tells both raw scores and leaves nothing behind', async () => {
    const csv = predictionsCsv(event.truth, 0.6);
    const before = await stack.query('SELECT count(*) FROM submission');
    const { body } = expectStatus(await organizer.post(`tasks/${event.taskId}/trial`, fileForm(csv)), 200);
    expect(body.rows).toBe(90);
    expect(Object.keys(body.scores)).toEqual(['public', 'final']);
    for (const part of ['public', 'final']) {
      expect(Object.keys(body.scores[part]).sort()).toEqual(['auroc', 'brier']);
      expect(body.scores[part].auroc.value).toBeGreaterThan(0.5);
      expect(body.scores[part].brier.ci[0]).toBeLessThanOrEqual(body.scores[part].brier.value);
    }
    // Raw: not rounded to three decimals.
    expect(String(body.scores.final.brier.value).length).toBeGreaterThan(6);
    expect(stored('trials')).toEqual([]);
    expect(await stack.query('SELECT count(*) FROM submission')).toEqual(before);
    expect((await organizer.get(`tasks/${event.taskId}/leaderboard`)).body.rows).toEqual([]);
    expect((await member.get(`tasks/${event.taskId}/quota`)).body.usedTotal).toBe(0);
    const [line] = await record(1);
    const sha256 = createHash('sha256').update(csv).digest('hex');
    expect(line).toMatchObject({ action: 'task.trial_scored', after: { fileName: 'entry.csv', sha256 } });
  });

  test('of a bad file says what is wrong, and needs a truth', async () => {
    const bad = await organizer.post(`tasks/${event.taskId}/trial`, fileForm('id,prediction\nnobody,0.5\n'));
    expect(bad).toMatchObject(refusal('BAD_FILE', 422));
    expect(stored('trials')).toEqual([]);
    const id = await created();
    const early = await organizer.post(`tasks/${id}/trial`, fileForm('id,prediction\n'));
    expect(early).toMatchObject(refusal('TRUTH_MISSING', 409));
  });
});

describe('a file for participants', () => {
  const CONTENT = Buffer.from(Array.from({ length: 5_000 }, (_, k) => k % 256));
  const sha256 = createHash('sha256').update(CONTENT).digest('hex');
  let file: { id: string; url: string; name: string };
  const path = () => `tasks/${event.taskId}/files`;
  const add = (name: string, content: string | Uint8Array = 'x', fields: Record<string, string> = {}) =>
    organizer.post(path(), fileForm(content, fields, name));

  /** Bytes as they are sent. */
  async function download(client: Client, headers: Record<string, string> = {}, method = 'GET') {
    const cookie = [...client.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(client.address(file.url), { method, headers: { cookie, ...headers } });
    return {
      status: response.status,
      headers: response.headers,
      bytes: Buffer.from(await response.arrayBuffer()),
    };
  }

  test('is listed with its checksum and comes back byte for byte', async () => {
    const answer = expectStatus(await add('features.bin', CONTENT, { description: '입원 첫날' }), 201);
    file = answer.body;
    expect(file).toEqual({
      id: expect.any(String),
      name: 'features.bin',
      description: '입원 첫날',
      size: 5_000,
      sha256,
      uploadedAt: expect.stringMatching(/Z$/),
      url: `/api/v1/tasks/${event.taskId}/files/${file.id}`,
    });
    expect((await member.get(path())).body).toEqual({ items: [file], nextCursor: null });
    const { status, headers, bytes } = await download(member);
    expect(status).toBe(200);
    expect(bytes.equals(CONTENT)).toBe(true);
    expect(headers.get('etag')).toBe(`"${sha256}"`);
    const digest = /^sha-256=:(.+):$/.exec(headers.get('repr-digest') ?? '')?.[1] ?? '';
    expect(Buffer.from(digest, 'base64').toString('hex')).toBe(sha256);
    expect(headers.get('content-length')).toBe('5000');
    expect(headers.get('accept-ranges')).toBe('bytes');
    expect(headers.get('content-type')).toBe('application/octet-stream');
    expect(headers.get('content-disposition')).toBe(`attachment; filename*=UTF-8''features.bin`);
    expect(headers.get('cache-control')).toMatch(/private/);
  });

  test('can be fetched in pieces and goes on after a break', async () => {
    const pieces: Buffer[] = [];
    for (let at = 0; at < 5_000; at += 1_999) {
      const end = Math.min(at + 1_998, 4_999);
      const piece = await download(member, { range: `bytes=${at}-${end}`, 'if-range': `"${sha256}"` });
      expect([piece.status, piece.headers.get('content-range')]).toEqual([206, `bytes ${at}-${end}/5000`]);
      expect(piece.headers.get('content-length')).toBe(String(end - at + 1));
      pieces.push(piece.bytes);
    }
    expect(Buffer.concat(pieces).equals(CONTENT)).toBe(true);
    const rest = await download(member, { range: 'bytes=4990-' });
    expect([rest.status, rest.bytes.length]).toEqual([206, 10]);
    const tail = await download(member, { range: 'bytes=-5' });
    expect(tail.bytes.equals(CONTENT.subarray(-5))).toBe(true);
  });

  test('is sent whole where a piece would not fit together, or makes no sense', async () => {
    for (const headers of [
      { range: 'bytes=10-20', 'if-range': '"another version"' },
      { range: 'bytes=10-20', 'if-range': `W/"${sha256}"` },
      { range: 'bytes=0-1,5-6' },
      { range: 'lines=1-2' },
      { range: 'bytes=20-10' },
    ]) {
      const { status, bytes } = await download(member, headers as Record<string, string>);
      expect([headers, status, bytes.length]).toEqual([headers, 200, 5_000]);
    }
    const beyond = await download(member, { range: 'bytes=5000-' });
    expect(beyond.status).toBe(416);
    expect(beyond.headers.get('content-range')).toBe('bytes */5000');
    expect(JSON.parse(beyond.bytes.toString())).toMatchObject({ code: 'RANGE_NOT_SATISFIABLE' });
    const known = await download(member, { 'if-none-match': `"${sha256}"` });
    expect([known.status, known.bytes.length]).toEqual([304, 0]);
    const head = await download(member, {}, 'HEAD');
    expect([head.status, head.headers.get('content-length'), head.bytes.length]).toEqual([200, '5000', 0]);
  });

  test('is not for strangers, not under another task, and every download is in the record', async () => {
    expect((await download(stranger)).status).toBe(403);
    expect((await stranger.get(path())).status).toBe(403);
    expect((await member.post(path(), fileForm('x'))).status).toBe(403);
    expect((await member.delete(`${path()}/${file.id}`)).status).toBe(403);
    await download(member, { range: 'bytes=0-9' });
    const [line] = await record(1);
    expect(line).toMatchObject({
      actorName: 'Members captain',
      action: 'task_file.downloaded',
      subjectId: file.id,
      after: { name: 'features.bin', sha256, range: '0-9' },
    });
  });

  test.each([
    ['../../etc/passwd', '_.._etc_passwd'],
    ['C:\\temp\\a.csv', 'C__temp_a.csv'],
    ['.hidden', 'hidden'],
    ['...', 'file'],
    ['a\u202egpj.exe', 'a_gpj.exe'],
    ['zero\u200bwidth.csv', 'zero_width.csv'],
    ['a<b>|"c"?*.csv', 'a_b___c___.csv'],
    ['자료.csv'.normalize('NFD'), '자료.csv'],
    [`${'x'.repeat(119)}😀.csv`, `${'x'.repeat(119)}😀`],
  ])('is called what a file can be called: %j', async (given, kept) => {
    const answer = expectStatus(await add('a.csv', `content of ${given}`, { name: given }), 201);
    expect(answer.body.name).toBe(kept);
    const response = await organizer.get(answer.body.url);
    expect(response.headers.get('content-disposition')).toBe(
      `attachment; filename*=UTF-8''${encodeURIComponent(kept)}`,
    );
    expectStatus(await organizer.delete(`${path()}/${answer.body.id}`), 204);
  });

  test('has a name of its own within the task', async () => {
    const before = stored('files').length;
    expect(await add('features.bin')).toMatchObject({
      status: 409,
      body: { code: 'FILE_NAME_TAKEN', params: { name: 'features.bin' } },
    });
    const both = await Promise.all([add('twice.csv'), add('twice.csv')]);
    expect(both.map((answer) => answer.status).sort()).toEqual([201, 409]);
    expect(stored('files')).toHaveLength(before + 1);
  });

  test('is never the truth, in whatever order they come', async () => {
    expect(await add('oops.csv', truthCsv(event.truth))).toMatchObject(refusal('LOOKS_LIKE_TRUTH', 409));
    const id = await created();
    const content = truthCsv(makeTruth(63));
    expectStatus(await organizer.post(`tasks/${id}/files`, fileForm(content, {}, 'labels.csv')), 201);
    const refused = await organizer.put(`tasks/${id}/truth`, fileForm(content));
    expect(refused).toMatchObject({
      status: 409,
      body: { code: 'TRUTH_AMONG_FILES', params: { name: 'labels.csv' } },
    });
    expect((await organizer.get(`tasks/${id}`)).body.isReady).toBe(false);
  });

  test('is gone when it is removed', async () => {
    const key = await stack.query<{ storage_key: string }>(
      'SELECT storage_key FROM task_file WHERE id = $1',
      [file.id],
    );
    const onDisk = join(stack.home, 'storage', String(key[0]?.storage_key));
    expect(existsSync(onDisk)).toBe(true);
    expectStatus(await organizer.delete(`${path()}/${file.id}`), 204);
    expect(existsSync(onDisk)).toBe(false);
    expect((await download(member)).status).toBe(404);
    expect((await organizer.delete(`${path()}/${file.id}`)).status).toBe(404);
    const [line] = await record(1);
    expect(line).toMatchObject({ action: 'task_file.removed', before: { name: 'features.bin', sha256 } });
  });
});

describe('behind the scenes', () => {
  let team: Person & { teamId: string };
  let entry: string;

  test('a token in the queue says nothing', async () => {
    await stack.killWorker();
    team = await makeTeam(stack, event.slug, 'Waiting');
    const form = fileForm(predictionsCsv(event.truth, 0.5), { note: 'private' });
    entry = expectStatus(await team.post(`tasks/${event.taskId}/submissions`, form), 202).body.id;
    const redis = new Redis(stack.redisUrl);
    const jobs: Record<string, string>[] = [];
    for (const until = Date.now() + 2_000; jobs.length === 0 && Date.now() < until; ) {
      for (const key of await redis.keys(`${stack.redisPrefix}:scoring:*`)) {
        if (/:\d+$/.test(key) && (await redis.type(key)) === 'hash') jobs.push(await redis.hgetall(key));
      }
    }
    redis.disconnect();
    expect(jobs.length).toBeGreaterThan(0);
    for (const job of jobs) expect(job).toMatchObject({ name: 'take-next', data: '{}' });
  });

  test('what went wrong is told to organizers without saying where files lie', async () => {
    const [row] = await stack.query<{ key: string }>(
      'SELECT storage_key AS key FROM submission WHERE id = $1',
      [entry],
    );
    rmSync(join(stack.home, 'storage', String(row?.key)));
    await stack.restartWorker();
    const attempts = async () => (await organizer.get(`submissions/${entry}`)).body.attempts;
    for (const until = Date.now() + 20_000; (await attempts()).length === 0 && Date.now() < until; ) {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    const [attempt] = await attempts();
    expect(attempt).toMatchObject({ attempt: 1, message: expect.stringContaining('ENOENT') });
    for (const secret of [stack.home, String(row?.key)]) expect(attempt.message).not.toContain(secret);
    expect((await team.get(`submissions/${entry}`)).body).not.toHaveProperty('attempts');
    expectStatus(await team.get(`tasks/${event.taskId}/quota`), 200);
  });
});
