import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { fieldName } from '../../src/platform/http/field-names.js';
import { Client, signUp, withToken } from '../support/client.js';
import {
  expectStatus,
  makeTeam,
  type Prepared,
  predictionsCsv,
  prepareTask,
  submitAndWait,
} from '../support/event.js';
import { ROOT, type Stack, startStack } from '../support/stack.js';

// The catalogue of metrics, and a task that takes many of them, from its set-up to its board.

let stack: Stack;
let event: Prepared;
beforeAll(async () => {
  stack = await startStack();
  event = await prepareTask(stack);
});
afterAll(() => stack?.stop());

describe('GET /metric-families', () => {
  test('is the one route of its tag', () => {
    const { paths } = JSON.parse(readFileSync(join(ROOT, 'openapi.json'), 'utf8')) as {
      paths: Record<string, Record<string, { tags: string[]; 'x-permission': string }>>;
    };
    const routes = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods)
        .filter(([, route]) => route.tags.includes('metrics'))
        .map(([method, route]) => [method, path, route['x-permission']]),
    );
    expect(routes).toEqual([['get', '/api/v1/metric-families', 'read']]);
  });

  test('answers everybody who is signed in, with any name', async () => {
    expect(await new Client(stack).get('metric-families')).toMatchObject({
      status: 401,
      body: { code: 'UNAUTHENTICATED' },
    });
    const stranger = await signUp(stack, 'Stranger');
    for (const person of [stranger, event.organizer, await withToken(stranger, ['read'])]) {
      const { body } = expectStatus(await person.get('metric-families'), 200);
      expect(body.items.length).toBeGreaterThan(30);
    }
    for (const scope of ['submit', 'organize'] as const) {
      const token = await withToken(stranger, [scope]);
      expect(await token.get('metric-families')).toMatchObject({
        status: 403,
        body: { code: 'SCOPE_MISSING' },
      });
    }
  });

  test('says of each what a task form needs', async () => {
    const { body } = expectStatus(await event.organizer.get('metric-families'), 200);
    expect(body.items.find(({ name }: { name: string }) => name === 'net_benefit')).toEqual({
      name: 'net_benefit',
      kind: 'binary',
      title: { en: 'Net benefit', ko: '순편익' },
      explanation: { en: expect.stringMatching(/\.$/), ko: expect.stringMatching(/요\.$/) },
      parameter: { name: 'threshold', min: 0.001, max: 0.999, whole: false, usual: 0.1 },
      direction: 'higher',
      target: null,
      range: [expect.closeTo(-1 / 9, 12), 1],
      needsProbabilities: true,
      canBePrimary: true,
      source: 'Vickers & Elkin, Medical Decision Making 26:565, 2006',
    });
    const slope = body.items.find(({ name }: { name: string }) => name === 'calibration_slope');
    expect(slope).toMatchObject({ direction: 'target', target: 1, canBePrimary: false });
  });
});

describe('a task by other metrics', () => {
  const change = (settings: object) => event.organizer.patch(`tasks/${event.taskId}`, settings);

  test.each([
    ['metric', 'isMetric', { metric: 'f1@2' }],
    ['metric', 'isMetric', { metric: 'f1@.5' }],
    ['metric', 'isMetric', { metric: 'auroc@0.5' }],
    ['metric', 'isRankingMetric', { metric: 'oe_ratio' }],
    ['furtherMetrics', 'isMetric', { furtherMetrics: ['f1@0.5', 'net_benefit@1'] }],
    ['furtherMetrics', 'metricTwice', { furtherMetrics: ['f1', 'f1@0.5'] }],
    ['furtherMetrics', 'metricTwice', { metric: 'f1', furtherMetrics: ['f1@0.5'] }],
  ])('a wrong %s is refused by %s: %j', async (fields, code, settings) => {
    const sent = await change(settings);
    expect(sent).toMatchObject({
      status: 422,
      body: { code: 'VALIDATION_FAILED', params: { fields: fieldName(fields) } },
    });
    expect(sent.body.errors[0].code).toBe(code);
  });

  test('net benefit ranks, and all others are shown with their intervals', async () => {
    const { body } = expectStatus(await event.organizer.get('metric-families'), 200);
    const names: string[] = body.items
      .filter(({ kind }: { kind: string }) => kind === 'binary')
      .map(({ name }: { name: string }) => name);
    const further = names.filter((name) => name !== 'net_benefit').slice(0, 20);
    const task = expectStatus(await change({ metric: 'net_benefit@0.2', furtherMetrics: further }), 200).body;
    expect(task).toMatchObject({ metric: 'net_benefit@0.2', direction: 'higher' });
    expect(task.furtherMetrics).toContain('sensitivity_at_specificity@0.9');
    const team = await makeTeam(stack, event.slug, 'Own');
    const entry = await submitAndWait(team, event.taskId, predictionsCsv(event.truth, 0.9));
    const { scores } = expectStatus(await team.get(`submissions/${entry.id}`), 200).body;
    expect(Object.keys(scores.public).sort()).toEqual(['net_benefit@0.2', ...task.furtherMetrics].sort());
    for (const [name, result] of Object.entries(scores.public as Record<string, { value: unknown }>)) {
      expect([name, typeof result.value]).toEqual([name, 'number']);
    }
    const board = expectStatus(await team.get(`tasks/${event.taskId}/leaderboard`), 200).body;
    expect(board).toMatchObject({ metric: 'net_benefit@0.2' });
    expect(board.rows[0].score).toBe(scores.public['net_benefit@0.2'].value);
    const csv = await team.get(`tasks/${event.taskId}/leaderboard.csv`);
    expect(csv.body).toContain('net_benefit@0.2');
  });
});
