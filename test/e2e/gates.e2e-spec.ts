import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
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

// What organizers ask of every entry's report, the marks on boards, and reports that are shown before the final ranking.

const truth = makeTruth(1200);
/** Two large sites, and two that have too few positives on the public part to be shown there. */
const siteOf = (k: number): string => (k < 90 ? 'East' : k < 180 ? 'West' : k % 2 === 0 ? 'North' : 'South');

/** Good everywhere, or good in the North alone. */
function predictions(noise: number, inTheSouth = noise): string {
  const [header, ...rows] = predictionsCsv(truth, noise).trim().split('\n');
  const others = predictionsCsv(truth, inTheSouth).trim().split('\n').slice(1);
  return `${[header, ...rows.map((row, k) => (siteOf(k) === 'South' ? others[k] : row))].join('\n')}\n`;
}

const NO_GROUP_BELOW = { of: 'group', figure: 'auroc', column: 'site', min: 0.8 };
const FULL_GATE = { ...NO_GROUP_BELOW, at: null, max: null };

let stack: Stack;
let event: Prepared;
let fair: Person & { teamId: string };
let unfair: Person & { teamId: string };
let unfairEntry: string;

const withSites = (rows = truth) =>
  `id,label,split,site\n${rows.map(({ id, label, split }, k) => `${id},${label},${split},${siteOf(k)}`).join('\n')}\n`;

beforeAll(async () => {
  stack = await startStack();
  event = await prepareTask(stack, {
    truth,
    task: { ladderSteps: 2, liveLosses: false, limitPerDay: null, limitTotal: 30 },
  });
  const { organizer, taskId } = event;
  expectStatus(await organizer.put(`tasks/${taskId}/truth`, fileForm(withSites())), 200);
  expectStatus(await organizer.patch(`tasks/${taskId}`, { groupColumns: ['site'] }), 200);
  expectStatus(await organizer.patch(`tasks/${taskId}`, { gates: [NO_GROUP_BELOW] }), 200);
  fair = await makeTeam(stack, event.slug, 'Fair');
  unfair = await makeTeam(stack, event.slug, 'Unfair');
  await submitAndWait(fair, taskId, predictions(0.6));
  unfairEntry = (await submitAndWait(unfair, taskId, predictions(0.4, 0.98))).id;
});
afterAll(() => stack?.stop());

const board = async (person: Person, query = '') =>
  expectStatus(await person.get(`tasks/${event.taskId}/leaderboard${query}`), 200).body;
const change = (settings: object) => event.organizer.patch(`tasks/${event.taskId}`, settings);
const rowOf = (
  { rows }: { rows: { team: { id: string }; gates?: object }[] },
  { teamId }: { teamId: string },
) => rows.find(({ team }) => team.id === teamId)!;

describe('gates that fit no report are refused', () => {
  test.each([
    ['figure', { of: 'gap', figure: 'tpr', max: 0.1 }],
    ['figure', { of: 'group', figure: 'netBenefit', min: 0, at: 0.1 }],
    ['limits', { of: 'everybody', figure: 'auroc' }],
    ['limits', { of: 'everybody', figure: 'auroc', min: 0.9, max: 0.8 }],
    ['column', { ...NO_GROUP_BELOW, column: 'ward' }],
    ['threshold', { of: 'everybody', figure: 'netBenefit', min: 0, at: 0.12 }],
    ['threshold', { of: 'everybody', figure: 'netBenefit', min: 0 }],
    ['coverage', { of: 'everybody', figure: 'riskAtCoverage', max: 0.1, at: 0 }],
  ])('%s: %j', async (code, gate) => {
    const sent = await change({ gates: [gate] });
    expect(sent).toMatchObject({ status: 422, body: { params: { fields: 'gates 1' } } });
    expect(sent.body.errors[0].code).toBe(code);
  });

  test('one that is there twice, too many, and words that are none', async () => {
    const twice = await change({ gates: [NO_GROUP_BELOW, NO_GROUP_BELOW] });
    expect(twice.body.errors[0]).toMatchObject({ path: 'gates.1', code: 'twice' });
    const many = Array.from({ length: 11 }, (_, k) => ({ ...NO_GROUP_BELOW, min: k / 20 }));
    for (const gates of [
      many,
      [{ ...NO_GROUP_BELOW, of: 'all' }],
      [{ ...NO_GROUP_BELOW, min: 'low' }],
      'x',
      [7],
    ])
      expect((await change({ gates })).status).toBe(422);
  });

  test('without groups, and of another kind of outcome', async () => {
    const other = await prepareTask(stack);
    const patch = (settings: object) => other.organizer.patch(`tasks/${other.taskId}`, settings);
    const nobody = await patch({ gates: [{ ...NO_GROUP_BELOW, column: null }] });
    expect(nobody.body.errors[0].code).toBe('noGroups');
    const days = await other.organizer.post(`events/${other.slug}/tasks`, {
      slug: 'days',
      name: { ko: '재원 기간', en: 'Days' },
      schema: { kind: 'regression', label: 'days', prediction: 'days' },
      gates: [{ of: 'everybody', figure: 'auroc', min: 0.7 }],
    });
    expect(days.body.errors[0].code).toBe('kind');
  });
});

describe('before the final ranking', () => {
  test('participants read what is asked, and see no marks', async () => {
    const task = expectStatus(await fair.get(`tasks/${event.taskId}`), 200).body;
    expect(task).toMatchObject({ gates: [FULL_GATE], liveReports: false });
    const seen = await board(fair);
    expect(seen.gates).toEqual([]);
    for (const row of seen.rows) expect(row.gates).toBeUndefined();
    expect(JSON.stringify((await fair.get(`tasks/${event.taskId}/leaderboard.csv`)).body)).not.toContain(
      'gates',
    );
    expect((await fair.get(`submissions/${unfairEntry}/report`)).status).toBe(404);
  });

  test('organizers see them on both boards and in the preview; the rank is the score’s alone', async () => {
    const overall = await board(event.organizer);
    expect(rowOf(overall, unfair).gates).toEqual({ failed: [0], unknown: [] });
    const final = await board(event.organizer, '?split=final');
    expect(final.gates).toEqual([FULL_GATE]);
    expect(rowOf(final, unfair)).toMatchObject({ gates: { failed: [0], unknown: [] } });
    expect(rowOf(final, fair)).toMatchObject({ gates: { failed: [], unknown: [] } });
    const scores = final.rows.map(({ score }: { score: number }) => score);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
    const csv = expectStatus(
      await event.organizer.get(`tasks/${event.taskId}/leaderboard.csv?split=final`),
      200,
    ).body;
    expect(csv).toContain('gates_failed,gates_unknown');
    expect(csv).toContain('group(site) auroc >= 0.8');
    const preview = expectStatus(
      await event.organizer.get(`tasks/${event.taskId}/leaderboard/final/preview`),
      200,
    ).body;
    const marked = preview.teams.find(({ team }: { team: { id: string } }) => team.id === unfair.teamId);
    expect(marked.gates).toEqual({ failed: [0], unknown: [] });
    expect(preview.gates).toEqual([FULL_GATE]);
  });

  test('the report says which group decided', async () => {
    const { body } = expectStatus(await event.organizer.get(`submissions/${unfairEntry}/report`), 200);
    expect(body.part).toBe('final');
    const south = body.columns[0].groups.find(({ name }: { name: string }) => name === 'South');
    expect(body.gates).toEqual([
      { gate: FULL_GATE, verdict: 'failed', value: south.auroc, column: 'site', group: 'South' },
    ]);
  });

  test('a gate may change while there are entries, and the boards follow at once', async () => {
    expectStatus(await change({ gates: [{ ...NO_GROUP_BELOW, min: 0.2 }] }), 200);
    expect(rowOf(await board(event.organizer), unfair).gates).toEqual({ failed: [], unknown: [] });
    const benefit = { of: 'everybody', figure: 'netBenefit', at: 0.01, min: -1 };
    expectStatus(await change({ gates: [benefit, NO_GROUP_BELOW] }), 200);
    expect(rowOf(await board(event.organizer), unfair).gates).toMatchObject({ failed: [1] });
    expectStatus(await change({ gates: [NO_GROUP_BELOW] }), 200);
    const { body } = expectStatus(await event.organizer.get(`events/${event.slug}/audit`), 200);
    const changes = body.items.filter((one: { after?: { gates?: object } }) => one.after?.gates);
    expect(changes.length).toBeGreaterThanOrEqual(4);
  });
});

describe('live reports', () => {
  const report = (person: Person, id: string, part = 'public') =>
    person.get(`submissions/${id}/report?part=${part}`);

  test('are off unless the organizers turn them on, with a warning', async () => {
    expect(await report(unfair, unfairEntry)).toMatchObject({
      status: 403,
      body: { code: 'REPORT_NOT_PUBLISHED' },
    });
    expect((await report(event.organizer, unfairEntry)).body.part).toBe('public');
    const before = expectStatus(await event.organizer.get(`tasks/${event.taskId}`), 200).body.setup.feedback;
    const { setup } = expectStatus(await change({ liveReports: true }), 200).body;
    expect(setup.warnings.map(({ code }: { code: string }) => code)).toContain('live_reports');
    expect(setup.feedback.bits).toBeGreaterThan(before.bits + 100);
  });

  test('show released entries alone, rounded as scores are, without losses that are withheld', async () => {
    const { body } = expectStatus(await unfair.get(`submissions/${unfairEntry}/report`), 200);
    const publics = truth.filter(({ split }) => split === 'public');
    expect(body).toMatchObject({ part: 'public', rows: publics.length });
    expect(JSON.stringify(body)).not.toMatch(/\d\.\d{4}/);
    expect(body.overall.brier).toBeNull();
    expect(body.overall.auroc).not.toBeNull();
    expect(body.columns[0].groups.map(({ name }: { name: string }) => name)).toEqual(['North', 'South']);
    expect(body.gates[0]).toMatchObject({ verdict: 'failed', group: 'South' });
    const again = await submitAndWait(unfair, event.taskId, predictions(0.41, 0.981));
    expect(again.release).toBe('kept');
    expect(await report(unfair, again.id)).toMatchObject({ status: 403, body: { code: 'REPORT_KEPT' } });
    expect(await report(unfair, unfairEntry, 'final')).toMatchObject({ status: 403 });
    expect((await report(fair, unfairEntry)).status).toBe(404);
    expect((await report(event.organizer, again.id)).status).toBe(200);
  });

  test('mark the public board for everybody, but by no withheld loss', async () => {
    expectStatus(
      await change({ gates: [{ of: 'everybody', figure: 'brier', max: 0.001 }, NO_GROUP_BELOW] }),
      200,
    );
    const seen = await board(fair);
    expect(seen.gates).toEqual([FULL_GATE]);
    expect(rowOf(seen, unfair).gates).toEqual({ failed: [0], unknown: [] });
    expect((await board(event.organizer)).gates).toHaveLength(2);
    expectStatus(await change({ liveReports: false, gates: [NO_GROUP_BELOW] }), 200);
    expect((await board(fair)).gates).toEqual([]);
    expect((await report(unfair, unfairEntry)).status).toBe(403);
  });
});

describe('a rescoring', () => {
  test('makes reports of its own beside the old ones, and is judged by them', async () => {
    const turned = truth.map((row, k) =>
      siteOf(k) === 'South' ? { ...row, label: row.label === 1 ? (0 as const) : (1 as const) } : row,
    );
    const { body: version } = expectStatus(
      await event.organizer.post(`tasks/${event.taskId}/truth/versions`, fileForm(withSites(turned))),
      201,
    );
    const { body: rescoring } = expectStatus(
      await event.organizer.post(`tasks/${event.taskId}/rescorings`, {
        reason: 'South was turned round',
        truthId: version.id,
      }),
      202,
    );
    const reach = async (status: string) => {
      for (const end = Date.now() + 40_000; Date.now() < end; ) {
        const { body } = expectStatus(await event.organizer.get(`rescorings/${rescoring.id}`), 200);
        if (body.status === status) return;
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
      throw new Error(`never ${status}`);
    };
    await reach('ready');
    const old = expectStatus(await event.organizer.get(`submissions/${unfairEntry}/report`), 200).body;
    expect(rowOf(await board(event.organizer, '?split=final'), fair).gates).toMatchObject({ failed: [] });
    expectStatus(await event.organizer.post(`rescorings/${rescoring.id}/apply`), 202);
    await reach('applied');
    const fresh = expectStatus(await event.organizer.get(`submissions/${unfairEntry}/report`), 200).body;
    expect(fresh.positives).not.toBe(old.positives);
    expect(rowOf(await board(event.organizer, '?split=final'), fair).gates).toMatchObject({ failed: [0] });
    const kept = await stack.query(
      'SELECT scoring, report FROM submission_report WHERE submission_id = $1 ORDER BY scoring',
      [unfairEntry],
    );
    expect(kept.map((row) => row.scoring)).toEqual([1, 2]);
    expect((kept[0] as { report: { positives: number } }).report.positives).toBe(old.positives);
  });
});

test('with the final ranking everybody sees the marks, and gates stand', async () => {
  expectStatus(await event.organizer.post(`tasks/${event.taskId}/leaderboard/publish`), 200);
  const final = await board(fair, '?split=final');
  expect(final.gates).toEqual([FULL_GATE]);
  expect(rowOf(final, fair).gates).toEqual({ failed: [0], unknown: [] });
  expect((await report(fair)).body.gates[0].verdict).toBe('failed');
  expect(await change({ gates: [] })).toMatchObject({ status: 409, body: { code: 'TASK_HAS_ENTRIES' } });

  async function report(person: Person) {
    const { body } = expectStatus(await person.get(`tasks/${event.taskId}/submissions`), 200);
    return expectStatus(await person.get(`submissions/${body.items[0].id}/report`), 200);
  }
});
