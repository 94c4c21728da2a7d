import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Client, signUp } from '../support/client.js';
import {
  expectStatus,
  fileForm,
  makeTeam,
  makeTruth,
  type Prepared,
  predictionsCsv,
  prepareTask,
  submit,
  submitAndWait,
  type TruthRow,
  truthCsv,
} from '../support/event.js';
import { type Stack, startStack } from '../support/stack.js';

let stack: Stack;
beforeAll(async () => {
  stack = await startStack({ workers: 2 });
});
afterAll(() => stack?.stop());

const FREE = { limitPerDay: null, limitTotal: null };
/** Released whatever the gain, so that a test can tell scores apart. */
const OPEN = { ...FREE, ladderSteps: 0 };

/** Labels of every `nth` row turned round. */
const corrected = (truth: TruthRow[], nth = 5): TruthRow[] =>
  truth.map((row, k) => (k % nth === 0 ? { ...row, label: row.label === 1 ? 0 : 1 } : row));

async function upload(event: Prepared, truth: TruthRow[] | string): Promise<string> {
  const csv = typeof truth === 'string' ? truth : truthCsv(truth);
  const { body } = expectStatus(
    await event.organizer.post(`tasks/${event.taskId}/truth/versions`, fileForm(csv)),
    201,
  );
  return body.id;
}

const start = async (event: Prepared, request: object) =>
  expectStatus(
    await event.organizer.post(`tasks/${event.taskId}/rescorings`, {
      reason: 'Labels were wrong',
      ...request,
    }),
    202,
  ).body;

async function until(event: Prepared, id: string, status: string, seconds = 40) {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const { body } = expectStatus(await event.organizer.get(`rescorings/${id}`), 200);
    if (body.status === status) return body;
    if (Date.now() > end) throw new Error(`still ${JSON.stringify(body)}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

const board = async (client: Client, event: Prepared, query = '') =>
  expectStatus(await client.get(`tasks/${event.taskId}/leaderboard${query}`), 200).body;
const standing = ({ rows }: { rows: { rank: number; score: number; team: { name: string } }[] }) =>
  rows.map((row) => [row.rank, row.team.name, row.score]);

async function threeTeams(event: Prepared) {
  const teams = [];
  for (const [name, noise] of [
    ['Best', 0.2],
    ['Middle', 0.8],
    ['Last', 0.97],
  ] as const) {
    const team = await makeTeam(stack, event.slug, `${name} ${event.slug}`);
    await submitAndWait(team, event.taskId, predictionsCsv(event.truth, noise));
    teams.push(team);
  }
  return teams;
}

describe('corrected labels', () => {
  let event: Prepared;
  let teams: Awaited<ReturnType<typeof threeTeams>>;
  beforeAll(async () => {
    event = await prepareTask(stack, { task: OPEN });
    teams = await threeTeams(event);
  });

  test('change nothing until they are applied; then everything in one step', async () => {
    const before = await board(teams[0] as Client, event);
    const finalBefore = await board(event.organizer, event, '?split=final');
    const truthId = await upload(event, corrected(event.truth));
    const rescoring = await start(event, { truthId });
    expect(rescoring).toMatchObject({ total: 3, before: { truthVersion: 1 }, after: { truthVersion: 2 } });
    await until(event, rescoring.id, 'ready');
    expect(await board(teams[0] as Client, event)).toEqual(before);
    const { body: comparison } = expectStatus(
      await event.organizer.get(`rescorings/${rescoring.id}/comparison`),
      200,
    );
    expect(comparison.public.map((row: { before: object }) => row.before)).toHaveLength(3);
    expectStatus(await event.organizer.post(`rescorings/${rescoring.id}/apply`), 202);
    await until(event, rescoring.id, 'applied');
    const after = await board(teams[0] as Client, event);
    expect(after.version).toBe(before.version + 1);
    expect(standing(after)).not.toEqual(standing(before));
    expect(standing(after)).toEqual(
      comparison.public.map((row: { team: { name: string }; after: { rank: number; score: number } }) => [
        row.after.rank,
        row.team.name,
        row.after.score,
      ]),
    );
    const final = await board(event.organizer, event, '?split=final');
    expect(standing(final)).not.toEqual(standing(finalBefore));
    // What was sent once more is scored as all others now are.
    const [best] = teams;
    const again = await submitAndWait(best as Client, event.taskId, predictionsCsv(event.truth, 0.2));
    const own = after.rows.find((row: { team: { id: string } }) => row.team.id === best?.teamId);
    expect(again.scores.public.auroc.value).toBe(own.score);
    const quota = expectStatus(await (best as Client).get(`tasks/${event.taskId}/quota`), 200).body;
    expect(JSON.stringify(quota)).toContain('2');
  });

  test('leave what the organizers see of an entry in step with the board', async () => {
    const { body } = expectStatus(await event.organizer.get(`tasks/${event.taskId}/submissions`), 200);
    const rows = (await board(event.organizer, event)).rows;
    for (const row of rows) {
      const entries = body.items.filter((one: { team: { id: string } }) => one.team.id === row.team.id);
      const values = entries.map((one: { scores: { public: { auroc: { value: number } } } }) =>
        Number(one.scores.public.auroc.value.toFixed(3)),
      );
      expect(values).toContain(row.score);
    }
  });

  test('are on record, with their reason for participants', async () => {
    const { body } = expectStatus(await (teams[1] as Client).get(`tasks/${event.taskId}/rescorings`), 200);
    expect(body.items).toMatchObject([{ status: 'applied', reason: 'Labels were wrong' }]);
    const { body: record } = expectStatus(await event.organizer.get(`events/${event.slug}/audit`), 200);
    const actions = record.items.map((one: { action: string }) => one.action);
    expect(actions).toEqual(expect.arrayContaining(['rescoring.started', 'rescoring.applied']));
  });

  test('that are discarded leave everything as it was', async () => {
    const before = await board(teams[0] as Client, event);
    const rescoring = await start(event, { truthId: await upload(event, event.truth) });
    await until(event, rescoring.id, 'ready');
    expectStatus(await event.organizer.post(`rescorings/${rescoring.id}/discard`), 200);
    expect(await board(teams[0] as Client, event)).toEqual(before);
    const late = await event.organizer.post(`rescorings/${rescoring.id}/apply`);
    expect([late.status, late.body.code]).toEqual([409, 'RESCORING_OVER']);
    const { body } = expectStatus(await (teams[1] as Client).get(`tasks/${event.taskId}/rescorings`), 200);
    expect(body.items).toHaveLength(1);
  });
});

describe('a rescoring', () => {
  test('scores entries that come in meanwhile, and loses none', async () => {
    const event = await prepareTask(stack, { task: OPEN });
    const teams = await threeTeams(event);
    const rescoring = await start(event, { truthId: await upload(event, corrected(event.truth, 4)) });
    const sent = [];
    for (const team of teams) {
      for (const noise of [0.3, 0.4, 0.5, 0.6])
        sent.push(await submit(team, event.taskId, predictionsCsv(event.truth, noise)));
    }
    let applied = 0;
    for (const end = Date.now() + 60_000; Date.now() < end && applied !== 202; ) {
      applied = (await event.organizer.post(`rescorings/${rescoring.id}/apply`)).status;
      if (applied !== 202) expect(applied).toBe(409);
    }
    await until(event, rescoring.id, 'applied');
    for (const { body } of sent) {
      const view = await finishedBy(event.organizer, body.id);
      expect(view.status).toBe('scored');
    }
    // Whatever was scored when: every entry stands as if it had been scored by the corrected labels alone.
    const fresh = await prepareTask(stack, { task: OPEN, truth: corrected(event.truth, 4) });
    const rows = (await board(event.organizer, event, '?split=final')).rows;
    const others = await threeTeams({ ...fresh, truth: event.truth });
    for (const team of others) {
      for (const noise of [0.3, 0.4, 0.5, 0.6])
        await submitAndWait(team, fresh.taskId, predictionsCsv(event.truth, noise));
    }
    const wanted = (await board(fresh.organizer, fresh, '?split=final')).rows;
    const scores = (all: { score: number; entries: number }[]) => all.map((row) => [row.score, row.entries]);
    expect(scores(rows)).toEqual(scores(wanted));
  }, 180_000);

  test('may change the metric that ranks', async () => {
    const event = await prepareTask(stack, { task: OPEN });
    const [best] = await threeTeams(event);
    const rescoring = await start(event, { metric: 'average_precision', furtherMetrics: ['auroc'] });
    await until(event, rescoring.id, 'ready');
    expectStatus(await event.organizer.post(`rescorings/${rescoring.id}/apply`), 202);
    await until(event, rescoring.id, 'applied');
    expect((await board(best as Client, event)).metric).toBe('average_precision');
    const { body } = expectStatus(await (best as Client).get(`tasks/${event.taskId}`), 200);
    expect([body.metric, body.furtherMetrics]).toEqual(['average_precision', ['auroc']]);
  });

  test('keeps the metric that ranked beside the one that does, and lists none twice', async () => {
    const event = await prepareTask(stack, { task: { ...OPEN, furtherMetrics: ['brier', 'f1'] } });
    await threeTeams(event);
    for (const [request, rules] of [
      [{ metric: 'brier' }, { metric: 'brier', furtherMetrics: ['auroc', 'f1@0.5'] }],
      [{ metric: 'f1' }, { metric: 'f1@0.5', furtherMetrics: ['auroc', 'brier'] }],
      [{}, { metric: 'auroc', furtherMetrics: ['brier', 'f1@0.5'] }],
      [
        { metric: 'brier', furtherMetrics: [] },
        { metric: 'brier', furtherMetrics: [] },
      ],
    ]) {
      const { id, after } = await start(event, request as object);
      expect(after).toEqual({ truthVersion: 1, ...rules });
      expectStatus(await event.organizer.post(`rescorings/${id}/discard`), 200);
    }
    const twice = await event.organizer.post(`tasks/${event.taskId}/rescorings`, {
      reason: 'Named twice',
      metric: 'brier',
      furtherMetrics: ['brier', 'auroc'],
    });
    expect(twice).toMatchObject({ status: 422, body: { params: { fields: 'further metrics' } } });
  });

  test('keeps the frozen board as it stood', async () => {
    const event = await prepareTask(stack, { task: OPEN });
    const [best] = await threeTeams(event);
    expectStatus(await event.organizer.patch(`tasks/${event.taskId}`, { board: 'frozen' }), 200);
    const before = await board(best as Client, event);
    const rescoring = await start(event, { truthId: await upload(event, corrected(event.truth)) });
    await until(event, rescoring.id, 'ready');
    expectStatus(await event.organizer.post(`rescorings/${rescoring.id}/apply`), 202);
    await until(event, rescoring.id, 'applied');
    expect(await board(best as Client, event)).toEqual(before);
    expect(standing(await board(event.organizer, event))).not.toEqual(standing(before));
    const metric = await event.organizer.post(`tasks/${event.taskId}/rescorings`, {
      reason: 'Another metric',
      metric: 'brier',
    });
    expect([metric.status, metric.body.code]).toEqual([409, 'METRIC_OF_FROZEN_BOARD']);
  });

  test('leaves rows unscored that are to be ignored, and names entries that it cannot score', async () => {
    const event = await prepareTask(stack, { task: OPEN });
    await threeTeams(event);
    const ignored = truthCsv(event.truth).replace(/^(s000[0-4],\d),\w+$/gm, '$1,ignored');
    const one = await start(event, { truthId: await upload(event, ignored) });
    expect(await until(event, one.id, 'ready')).toMatchObject({ refused: 0 });
    expectStatus(await event.organizer.post(`rescorings/${one.id}/discard`), 200);
    const shorter = truthCsv(event.truth.slice(5));
    const two = await start(event, { truthId: await upload(event, shorter) });
    expect(await until(event, two.id, 'ready')).toMatchObject({ refused: 3, done: 3 });
    const refusal = await event.organizer.post(`rescorings/${two.id}/apply`);
    expect([refusal.status, refusal.body.code]).toEqual([409, 'RESCORING_REFUSED_ENTRIES']);
    const { body } = expectStatus(await event.organizer.get(`rescorings/${two.id}/comparison`), 200);
    expect(body.refused).toHaveLength(3);
    expect(body.refused[0].codes).toEqual(['UNKNOWN_IDS']);
    // Nothing of the labels: the codes say what, and no id or value which.
    expect(JSON.stringify(body.refused)).not.toContain('s0000');
  });

  test('keeps a drawn split: rows stay on the side that they had', async () => {
    const event = await prepareTask(stack, {
      task: { ...OPEN, split: { method: 'row', finalFraction: 0.7 } },
    });
    const parts = async () =>
      expectStatus(await event.organizer.get(`tasks/${event.taskId}/truth`), 200).body;
    await threeTeams(event);
    const { public: before } = await parts();
    const truth = event.truth.map((row, k) => ({ ...row, label: k === 1 ? (1 as const) : row.label }));
    const rescoring = await start(event, { truthId: await upload(event, truth) });
    await until(event, rescoring.id, 'ready');
    expectStatus(await event.organizer.post(`rescorings/${rescoring.id}/apply`), 202);
    await until(event, rescoring.id, 'applied');
    const { public: after, final, version } = await parts();
    expect(version).toBe(2);
    expect(after.rows).toBe(before.rows);
    expect(after.positives + final.positives).toBe(makeTruth().filter(({ label }) => label === 1).length + 1);
    expect(Math.abs(after.positives - before.positives)).toBeLessThanOrEqual(1);
  });

  test('is one at a time, and of a task that has scores', async () => {
    const event = await prepareTask(stack, { task: OPEN });
    const early = await event.organizer.post(`tasks/${event.taskId}/rescorings`, { reason: 'Too early' });
    expect([early.status, early.body.code]).toEqual([409, 'NOTHING_TO_RESCORE']);
    await threeTeams(event);
    const sent = await Promise.all(
      Array.from({ length: 5 }, () =>
        event.organizer.post(`tasks/${event.taskId}/rescorings`, { reason: 'All at once' }),
      ),
    );
    expect(sent.map(({ status }) => status).sort()).toEqual([202, 409, 409, 409, 409]);
    const other = await prepareTask(stack, { task: OPEN });
    const foreign = await upload(other, other.truth);
    const wrong = await event.organizer.post(`tasks/${event.taskId}/rescorings`, {
      reason: 'Labels of another task',
      truthId: foreign,
    });
    expect([wrong.status, wrong.body.code]).toEqual([409, 'RESCORING_OPEN']);
  });
});

async function finishedBy(client: Client, id: string) {
  for (const end = Date.now() + 30_000; ; ) {
    const { body } = expectStatus(await client.get(`submissions/${id}`), 200);
    if (!['queued', 'running'].includes(body.status)) return body;
    if (Date.now() > end) throw new Error(`entry ${id} is still ${body.status}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

describe('what a rescoring may not do', () => {
  test('bring back a truth that divides its rows in another way', async () => {
    const drawn = { ...OPEN, split: { method: 'row', finalFraction: 0.5 } };
    const event = await prepareTask(stack, { task: drawn });
    const first = expectStatus(await event.organizer.get(`tasks/${event.taskId}/truth`), 200).body.id;
    expectStatus(
      await event.organizer.put(
        `tasks/${event.taskId}/truth`,
        fileForm(truthCsv(corrected(event.truth, 11))),
      ),
      200,
    );
    const second = expectStatus(await event.organizer.get(`tasks/${event.taskId}/truth`), 200).body.id;
    const team = await makeTeam(stack, event.slug, 'Early');
    await submitAndWait(team, event.taskId, predictionsCsv(event.truth, 0.4));
    const back = await event.organizer.post(`tasks/${event.taskId}/rescorings`, {
      reason: 'The old labels',
      truthId: first,
    });
    expect([back.status, back.body.code]).toEqual([422, 'TRUTH_SPLITS_ANEW']);
    // Corrections keep the sides, and one may go back from them to what they correct.
    const third = await upload(event, event.truth);
    const { id } = await start(event, { truthId: third });
    await until(event, id, 'ready');
    expectStatus(await event.organizer.post(`rescorings/${id}/apply`), 202);
    await until(event, id, 'applied');
    await start(event, { truthId: second });
    // Members read of it, and not how many entries there are.
    const { items } = expectStatus(await team.get(`tasks/${event.taskId}/rescorings`), 200).body;
    expect(items).toMatchObject([{ id, status: 'applied', total: null, done: null, refused: null }]);
  });

  test('take effect by a decision that was overtaken: by a refusal, or by the publication', async () => {
    const event = await prepareTask(stack, { task: OPEN });
    const team = await makeTeam(stack, event.slug, 'Overtaken');
    const entry = await submitAndWait(team, event.taskId, predictionsCsv(event.truth, 0.4));
    const { id } = await start(event, { truthId: await upload(event, corrected(event.truth)) });
    await until(event, id, 'ready');
    const decide = (refused: string[] | null) =>
      stack.query(
        `WITH entry AS (UPDATE rescored_entry SET refused = $2 WHERE rescoring_id = $1)
         UPDATE rescoring SET status = 'applying', decided_at = now() - interval '1 minute' WHERE id = $1`,
        [id, refused],
      );
    const before = await board(team, event);
    await decide(['MISSING_IDS']);
    await until(event, id, 'ready');
    await stack.query('UPDATE task SET final_published_at = now() WHERE id = $1', [event.taskId]);
    await decide(null);
    await until(event, id, 'ready');
    expect((await board(team, event)).rows).toEqual(before.rows);
    expect((await team.get(`submissions/${entry.id}`)).body.status).toBe('scored');
    expectStatus(await event.organizer.post(`rescorings/${id}/apply`), 202);
    await until(event, id, 'applied');
  });
});

describe('who may', () => {
  test('organizers of the event alone', async () => {
    const event = await prepareTask(stack, { task: OPEN });
    const teams = await threeTeams(event);
    const other = await prepareTask(stack);
    const stranger = await signUp(stack, 'Stranger');
    const { id } = await start(event, {});
    const statuses = async (client: Client) => [
      (await client.get(`tasks/${event.taskId}/rescorings`)).body.code ?? 200,
      (await client.post(`tasks/${event.taskId}/rescorings`, { reason: 'Not mine' })).body.code,
      (await client.post(`tasks/${event.taskId}/truth/versions`, fileForm(truthCsv(event.truth)))).body.code,
      (await client.get(`rescorings/${id}`)).body.code,
      (await client.get(`rescorings/${id}/comparison`)).body.code,
      (await client.post(`rescorings/${id}/apply`)).body.code,
      (await client.post(`rescorings/${id}/discard`)).body.code,
    ];
    expect(await statuses(teams[0] as Client)).toEqual([200, ...Array(6).fill('NOT_AN_ORGANIZER')]);
    for (const outsider of [stranger, other.organizer])
      expect(await statuses(outsider)).toEqual(Array(7).fill('NOT_A_MEMBER'));
    // An open rescoring is nothing that participants know of.
    expect((await (teams[0] as Client).get(`tasks/${event.taskId}/rescorings`)).body.items).toEqual([]);
  });
});
