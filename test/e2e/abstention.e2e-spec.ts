import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Person } from '../support/client.js';
import {
  expectStatus,
  makeTeam,
  makeTruth,
  type Prepared,
  prepareTask,
  submit,
  submitAndWait,
} from '../support/event.js';
import { type Stack, startStack } from '../support/stack.js';

// A task that lets models say "I don't know", from its set-up to its board and reports.

const truth = makeTruth(300);
const SCHEMA = {
  kind: 'binary',
  label: 'label',
  prediction: 'risk',
  range: [0, 1],
  confidence: 'sure',
  abstention: 'unknown',
};
const TASK = { schema: SCHEMA, metric: 'selective_score@2', furtherMetrics: ['selective_risk', 'aurc'] };

/** Wrong in every fourth row; `knows`: then it says so. */
const entry = (knows: boolean): string =>
  `unknown,id,risk,sure\n${truth
    .map(({ id, label }, k) => {
      const isWrong = k % 4 === 0;
      const risk = (label === 1) === isWrong ? 0.2 : 0.9;
      return `${knows && isWrong ? 1 : 0},${id},${risk},${isWrong ? 0.5 : 0.99}`;
    })
    .join('\n')}\n`;

let stack: Stack;
let event: Prepared;
let team: Person & { teamId: string };
beforeAll(async () => {
  stack = await startStack();
  event = await prepareTask(stack, { truth, task: TASK });
  team = await makeTeam(stack, event.slug, 'Doubting');
});
afterAll(() => stack?.stop());

describe('the set-up', () => {
  test('keeps the columns, and leaves them out where they are not asked for', async () => {
    const { body } = expectStatus(await team.get(`tasks/${event.taskId}`), 200);
    expect(body.schema).toEqual(SCHEMA);
    const plain = await prepareTask(stack);
    const task = expectStatus(await plain.organizer.get(`tasks/${plain.taskId}`), 200).body;
    expect(Object.keys(task.schema).sort()).toEqual(['kind', 'label', 'prediction', 'range']);
  });

  test.each(['selective_risk', 'answered_share'])(
    'does not rank by %s, which one answered row can make perfect',
    async (metric) => {
      const refused = await event.organizer.post(`events/${event.slug}/tasks`, {
        name: { ko: '과제', en: `By ${metric}` },
        schema: SCHEMA,
        metric,
      });
      expect([refused.status, refused.body.code]).toEqual([422, 'VALIDATION_FAILED']);
      const { items } = expectStatus(await team.get('metric-families'), 200).body;
      expect(items.find(({ name }: { name: string }) => name === metric).canBePrimary).toBe(false);
    },
  );

  test.each([
    ['twice', { ...SCHEMA, confidence: 'risk' }],
    ['twice', { ...SCHEMA, abstention: 'sure' }],
    ['twice', { ...SCHEMA, abstention: 'id' }],
    ['isLength', { ...SCHEMA, abstention: '' }],
  ])('refuses %s', async (code, schema) => {
    const sent = await event.organizer.patch(`tasks/${event.taskId}`, { schema });
    expect(sent.status).toBe(422);
    expect(sent.body.errors[0].code).toBe(code);
  });

  test('offers its metrics only where abstentions are asked for', async () => {
    const plain = await prepareTask(stack);
    const sent = await plain.organizer.patch(`tasks/${plain.taskId}`, { metric: 'selective_score@2' });
    expect(sent).toMatchObject({ status: 422, body: { code: 'METRIC_NEEDS_COLUMN' } });
  });
});

describe('a file', () => {
  const spoilt = (line: number, change: (cells: string[]) => void): string => {
    const lines = entry(true).trim().split('\n');
    const cells = lines[line - 1]!.split(',');
    change(cells);
    lines[line - 1] = cells.join(',');
    return lines.join('\n');
  };
  test.each<[string, number, string, (cells: string[]) => void]>([
    ['OUT_OF_RANGE', 0, 'unknown', (cells) => cells.splice(0, 1, '2')],
    ['OUT_OF_RANGE', 0, 'unknown', (cells) => cells.splice(0, 1, '0.5')],
    ['NOT_A_NUMBER', 0, 'unknown', (cells) => cells.splice(0, 1, 'True')],
    ['NOT_A_NUMBER', 0, 'unknown', (cells) => cells.splice(0, 1, '')],
    ['OUT_OF_RANGE', 0, 'sure', (cells) => cells.splice(3, 1, '1.01')],
    ['NOT_A_NUMBER', 0, 'sure', (cells) => cells.splice(3, 1, 'nan')],
    ['RAGGED_ROW', 0, '', (cells) => cells.pop()],
  ])('with %s in line 7 is refused (%i, %s)', async (code, _, column, change) => {
    const sent = await submit(team, event.taskId, spoilt(7, change));
    expect(sent).toMatchObject({ status: 422, body: { code: 'BAD_FILE' } });
    const [error] = sent.body.errors;
    expect([error.code, error.count, error.examples[0].line]).toEqual([code, 1, 7]);
    if (column) expect(error.examples[0].column).toBe(column);
  });

  test('without one of the columns, or with one more, is refused', async () => {
    for (const csv of [
      entry(true).replace(/^[^,]*,/gm, ''),
      entry(true).replace(/$/gm, ',0').replace(',0\n', ',more\n'),
    ])
      expect((await submit(team, event.taskId, csv)).body.code).toBe('BAD_FILE');
  });
});

test('to say "I don’t know" where it is wrong puts a model first; the report says what it answers', async () => {
  const bold = await makeTeam(stack, event.slug, 'Bold');
  const { id: boldId } = await submitAndWait(bold, event.taskId, entry(false));
  const { id } = await submitAndWait(team, event.taskId, entry(true));
  const { rows, metric } = expectStatus(await team.get(`tasks/${event.taskId}/leaderboard`), 200).body;
  expect(metric).toBe('selective_score@2');
  const publics = truth.map((row, k) => ({ ...row, k })).filter(({ split }) => split === 'public');
  const wrong = publics.filter(({ k }) => k % 4 === 0).length / publics.length;
  expect(rows.map((row: { team: { name: string }; score: number }) => [row.team.name, row.score])).toEqual([
    ['Doubting', Number((1 - wrong).toFixed(3))],
    ['Bold', Number((1 - 3 * wrong).toFixed(3))],
  ]);
  const scores = async (entryId: string) =>
    expectStatus(await event.organizer.get(`submissions/${entryId}`), 200).body.scores.public;
  expect((await scores(id)).selective_risk.value).toBe(0);
  expect((await scores(boldId)).selective_risk.value).toBeCloseTo(wrong, 12);
  // Sure where it is right: the same order of rows in both, so the same area.
  expect((await scores(id)).aurc.value).toBeCloseTo((await scores(boldId)).aurc.value, 12);
  const report = async (entryId: string) =>
    expectStatus(await event.organizer.get(`submissions/${entryId}/report`), 200).body.answers;
  const finals = truth.map((row, k) => ({ ...row, k })).filter(({ split }) => split === 'final');
  const errors = finals.filter(({ k }) => k % 4 === 0).length / finals.length;
  expect(await report(boldId)).toEqual({ coverage: 1, risk: expect.closeTo(errors, 12) });
  expect(await report(id)).toEqual({ coverage: expect.closeTo(1 - errors, 12), risk: null });
});
