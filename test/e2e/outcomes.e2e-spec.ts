import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { fieldName } from '../../src/platform/http/field-names.js';
import type { Person } from '../support/client.js';
import { expectStatus, fileForm, finished, makeTeam, type Prepared, prepareTask } from '../support/event.js';
import { csvOf, doubled, OUTCOME_CASES, type OutcomeCase } from '../support/outcomes.js';
import { type Stack, startStack } from '../support/stack.js';

let stack: Stack;
let event: Prepared;
let organizer: Person;
let team: Person & { teamId: string };
beforeAll(async () => {
  stack = await startStack();
  event = await prepareTask(stack);
  organizer = event.organizer;
  team = await makeTeam(stack, event.slug, 'Forecasters');
});
afterAll(() => stack?.stop());

let tasks = 0;
const create = (settings: object) =>
  organizer.post(`events/${event.slug}/tasks`, { name: `Outcome ${++tasks}`, ...settings });

/** A task of the case's kind with its labels in both parts. */
async function open(one: OutcomeCase): Promise<string> {
  const [metric, ...furtherMetrics] = Object.keys(one.expected);
  const split = { method: 'column', column: 'part' };
  const { body } = expectStatus(
    await create({ schema: one.schema, metric, furtherMetrics, split, seed: 3 }),
    201,
  );
  expect(body).toMatchObject({ kind: one.schema.kind, schema: one.schema, metric });
  expectStatus(await organizer.put(`tasks/${body.id}/truth`, fileForm(doubled(one).truth)), 200);
  return body.id;
}

const send = (taskId: string, content: string | Uint8Array, name = 'entry.csv') =>
  team.post(`tasks/${taskId}/submissions`, fileForm(content, {}, name));

/** The figures that a trial gives to the organizers are unrounded. */
async function expectFigures(taskId: string, one: OutcomeCase, content: string | Uint8Array): Promise<void> {
  const { body } = expectStatus(await organizer.post(`tasks/${taskId}/trial`, fileForm(content)), 200);
  for (const part of ['public', 'final']) {
    for (const [metric, { value, tol }] of Object.entries(one.expected)) {
      const got = body.scores[part][metric].value;
      expect([part, metric, Math.abs(got - value) <= tol * Math.max(1, Math.abs(value)), got]).toEqual([
        part,
        metric,
        true,
        got,
      ]);
    }
  }
}

describe.each(OUTCOME_CASES.map((one) => [one.schema.kind, one] as const))('%s', (_kind, one) => {
  test('from set-up to the board, with the figures of others', async () => {
    const taskId = await open(one);
    const { entryRows } = doubled(one);
    const csv = csvOf(one.entryHeader, entryRows);

    // What is wrong costs nothing and says where.
    for (const { column, value, code, named = column } of one.wrong) {
      const at = one.entryHeader.indexOf(column);
      const rows = entryRows.map((row, k) =>
        k === 0 ? row.map((cell, c) => (c === at ? value : cell)) : row,
      );
      const refused = await send(taskId, csvOf(one.entryHeader, rows));
      expect(refused).toMatchObject({
        status: 422,
        body: { code: 'BAD_FILE', errors: [{ code, count: 1, examples: [{ line: 2, column: named }] }] },
      });
    }
    expect((await team.get(`tasks/${taskId}/quota`)).body.usedTotal).toBe(0);

    await expectFigures(taskId, one, csv);
    const accepted = expectStatus(await send(taskId, gzipSync(csv), 'entry.csv.gz'), 202);
    const entry = await finished(team, accepted.body.id);
    expect(entry).toMatchObject({ status: 'scored', rowCount: entryRows.length });

    const [metric, { value }] = Object.entries(one.expected)[0]!;
    const board = expectStatus(await team.get(`tasks/${taskId}/leaderboard`), 200).body;
    expect(board.metric).toBe(metric);
    const [row] = board.rows;
    expect(Math.abs(row.score - value)).toBeLessThanOrEqual(0.000_500_001);
    const [low, high] = row.ci;
    expect(low).toBeLessThanOrEqual(row.score);
    expect(high).toBeGreaterThanOrEqual(row.score);

    // Participants are told the columns and nothing of the truth's values.
    const seen = expectStatus(await team.get(`tasks/${taskId}`), 200).body;
    expect(seen.schema).toEqual(one.schema);
    expect(seen.setup).toBeUndefined();
    expect((await team.get(`tasks/${taskId}/truth`)).status).toBe(403);
  });
});

describe('Parquet', () => {
  const regression = OUTCOME_CASES.find(({ schema }) => schema.kind === 'regression')!;
  const parquet = (header: string[], rows: string[][]) =>
    new Uint8Array(
      parquetWriteBuffer({
        columnData: header.map((name, c) => {
          const isText = c === 0 || name === 'part';
          const data = rows.map((row) => (isText ? row[c]! : Number(row[c])));
          return { name, data, type: isText ? ('STRING' as const) : ('DOUBLE' as const) };
        }),
      }),
    );
  const rowsOf = (csv: string) =>
    csv
      .trim()
      .split('\n')
      .map((line) => line.split(','));

  test('labels and entries score as their CSV does', async () => {
    const both = doubled(regression);
    const [header, ...rows] = rowsOf(both.truth);
    const { body } = expectStatus(
      await create({
        schema: regression.schema,
        metric: 'rmse',
        furtherMetrics: ['mae', 'r2', 'pinball@0.9', 'spearman'],
        split: { method: 'column', column: 'part' },
      }),
      201,
    );
    const truth = expectStatus(
      await organizer.put(`tasks/${body.id}/truth`, fileForm(parquet(header!, rows), {}, 'truth.parquet')),
      200,
    );
    expect(truth.body).toMatchObject({ rows: 1000, columns: header, public: { rows: 500, positives: null } });
    const entry = parquet(regression.entryHeader, both.entryRows);
    await expectFigures(body.id, regression, entry);
    const accepted = expectStatus(await send(body.id, entry, 'entry.parquet'), 202);
    expect((await finished(team, accepted.body.id)).status).toBe('scored');
  });

  test.each([
    ['text-numbers', 'BAD_TYPE'],
    ['lists', 'BAD_TYPE'],
    ['codec-lz4', 'BAD_PARQUET'],
    ['nulls', 'NOT_A_NUMBER'],
    ['repeated', 'TOO_LARGE'],
  ])('%s is refused with words', async (name, code) => {
    const bytes = readFileSync(new URL(`../parquet/${name}.parquet`, import.meta.url));
    const { status, body } = await send(event.taskId, bytes, `${name}.parquet`);
    expect([status, body.code]).toEqual([422, 'BAD_FILE']);
    const found = body.errors.find((error: { code: string }) => error.code === code);
    expect(found.detail.length).toBeGreaterThan(20);
  });

  test('one that is cut off is refused', async () => {
    const bytes = readFileSync(new URL('../parquet/codec-snappy.parquet', import.meta.url));
    const { body } = await send(event.taskId, bytes.subarray(0, 300), 'cut.parquet');
    expect(body).toMatchObject({ code: 'BAD_FILE', errors: [{ code: 'BAD_PARQUET' }] });
  });
});

describe('settings', () => {
  const multiclass = OUTCOME_CASES.find(({ schema }) => schema.kind === 'multiclass')!.schema;
  const ranking = OUTCOME_CASES.find(({ schema }) => schema.kind === 'ranking')!.schema;

  test.each<[string, object]>([
    [
      'schema',
      {
        schema: {
          ...multiclass,
          classes: [
            { name: 'a', prediction: 'p' },
            { name: 'a', prediction: 'q' },
          ],
        },
      },
    ],
    [
      'schema',
      {
        schema: {
          ...multiclass,
          classes: [
            { name: 'a', prediction: 'p' },
            { name: 'b', prediction: 'p' },
          ],
        },
      },
    ],
    ['schema', { schema: { ...multiclass, label: 'id' } }],
    ['schema.classes', { schema: { ...multiclass, classes: [{ name: 'a', prediction: 'p' }] } }],
    ['schema.classes', { schema: { ...multiclass, classes: 'a, b' } }],
    [
      'schema.classes.1.prediction',
      { schema: { ...multiclass, classes: [{ name: 'a', prediction: 'p' }, { name: 'b' }] } },
    ],
    ['schema.color', { schema: { ...multiclass, color: 'red' } }],
    [
      'schema.horizons',
      {
        schema: {
          kind: 'survival',
          time: 't',
          event: 'e',
          risk: 'r',
          horizons: [
            { at: 2, prediction: 'a' },
            { at: 1, prediction: 'b' },
          ],
        },
      },
    ],
    ['schema.range', { schema: { kind: 'regression', label: 'y', prediction: 'p', range: [2, 1] } }],
    [
      'schema.width',
      { schema: { kind: 'segmentation', mask: 'm', prediction: 'p', width: 0, height: 4, encoding: 'bits' } },
    ],
    [
      'schema.width',
      {
        schema: {
          kind: 'segmentation',
          mask: 'm',
          prediction: 'p',
          width: 4096,
          height: 4096,
          encoding: 'bits',
        },
      },
    ],
    ['schema.label', { schema: multiclass, labelColumn: 'y' }],
  ])('names a wrong %s', async (field, settings) => {
    const answer = await create(settings);
    expect(answer).toMatchObject({
      status: 422,
      body: { code: 'VALIDATION_FAILED', params: { fields: fieldName(field) } },
    });
    expect(answer.body.errors[0].detail.length).toBeGreaterThan(5);
  });

  test('a metric fits what is predicted; a usual one is taken where none is named', async () => {
    const { body } = expectStatus(await create({ schema: multiclass }), 201);
    expect(body.metric).toBe('auroc_ovr_macro');
    expect(await create({ schema: multiclass, metric: 'auroc' })).toMatchObject({
      status: 422,
      body: { code: 'METRIC_OF_OTHER_KIND', params: { metric: 'auroc', kind: 'multiclass' } },
    });
    expect(await organizer.patch(`tasks/${body.id}`, { schema: ranking })).toMatchObject({
      status: 422,
      body: { code: 'METRIC_OF_OTHER_KIND' },
    });
  });

  test('a metric finds the probabilities that it needs among the columns', async () => {
    const survival = {
      kind: 'survival',
      time: 't',
      event: 'e',
      risk: 'r',
      horizons: [{ at: 30, prediction: 'p30' }],
    };
    const sequence = {
      kind: 'sequence',
      patient: 'who',
      hour: 'hour',
      label: 'y',
      decision: 'alarm',
      probability: null,
    };
    for (const [schema, metric] of [
      [survival, 'ipcw_brier@365'],
      [sequence, 'hourly_auroc'],
    ] as const) {
      expect(await create({ schema, metric })).toMatchObject({
        status: 422,
        body: { code: 'METRIC_NEEDS_COLUMN', params: { metric } },
      });
    }
    expectStatus(
      await create({ schema: survival, metric: 'ipcw_brier@30', furtherMetrics: ['uno_c@60'] }),
      201,
    );
    expectStatus(await create({ schema: sequence, metric: 'sepsis_utility' }), 201);
  });

  test('rows of a query stay together, and a change of the kind lets them go', async () => {
    const { body } = expectStatus(await create({ schema: ranking, split: { method: 'row' } }), 201);
    expect(body.setup).toMatchObject({ clusterColumn: 'query', split: { method: 'cluster' } });
    const change = {
      schema: { kind: 'regression', label: 'y', prediction: 'p', range: null },
      metric: 'rmse',
    };
    const changed = expectStatus(await organizer.patch(`tasks/${body.id}`, change), 200).body;
    expect(changed.setup).toMatchObject({ clusterColumn: null, split: { method: 'row' } });
  });
});
