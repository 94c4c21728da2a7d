import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Person, signUp } from '../support/client.js';
import { expectStatus, finished, makeTeam, type Prepared, prepareTask } from '../support/event.js';
import { ended, HONEST, notebookOf, takeNotebooks, uploadNotebook } from '../support/notebooks.js';
import { type Stack, startStack } from '../support/stack.js';

// Notebooks from the upload to the board, in the real sandbox.

const MARKER = 'patient-4711-of-the-hidden-ward';

let stack: Stack;
let event: Prepared;
let team: Person & { teamId: string };

beforeAll(async () => {
  stack = await startStack({ executor: true });
  event = await prepareTask(stack, { task: { limitPerDay: 10, limitTotal: 10 } });
  await takeNotebooks(event, { wallSeconds: 30, memoryMegabytes: 512 }, MARKER);
  team = await makeTeam(stack, event.slug, 'Runners');
}, 180_000);
afterAll(() => stack?.stop());

const upload = async (client: Person, ...sources: string[]) =>
  expectStatus(await uploadNotebook(client, event.taskId, notebookOf(...sources)), 202).body as {
    id: string;
    runId: string;
  };
const used = async (client: Person) =>
  expectStatus(await client.get(`tasks/${event.taskId}/quota`), 200).body.usedTotal as number;

test('the journey: upload, open run, hidden run, score, board', async () => {
  const guide = expectStatus(await team.get(`tasks/${event.taskId}/notebook-guide`), 200).body;
  expect(guide).toMatchObject({
    isReady: true,
    missing: null,
    inputs: ['train.csv', 'test.csv'],
    hiddenInputs: ['test.csv'],
    collect: 'predictions.csv',
    columns: ['id', 'prediction'],
  });
  expect(guide.environment.packages.map(({ name }: { name: string }) => name)).toContain('pandas');

  const { id, runId } = await upload(team, 'print("hello")\n1 + 1', HONEST);
  expect(await used(team)).toBe(0);
  const open = await ended(team, runId);
  expect(open).toMatchObject({
    status: 'done',
    verdict: 'finished',
    stage: 'open',
    outputErrors: [],
    codeCells: 2,
  });
  expect(open.engine).toBe('bubblewrap');
  expect(open.environmentDigest).toMatch(/^[0-9a-f]{64}$/);
  const { cells } = expectStatus(await team.get(`notebook-runs/${runId}/cells`), 200).body;
  expect(cells).toMatchObject([
    {
      state: 'finished',
      outputs: [
        { stream: 'stdout', text: 'hello\n' },
        { stream: 'result', text: '2' },
      ],
    },
    { state: 'finished', outputs: [{ stream: 'stdout', text: 'rows 10\n' }] },
  ]);
  expect(await used(team)).toBe(0);

  const handed = expectStatus(await team.post(`notebooks/${id}/submissions`, { note: 'first' }), 202).body;
  expect(handed.status).toBe('executing');
  expect(await used(team)).toBe(1);
  const entry = await finished(team, handed.submissionId, 60);
  expect(entry).toMatchObject({
    status: 'scored',
    kind: 'notebook',
    fileName: 'model.ipynb',
    rowCount: expect.any(Number),
  });
  expect(entry.scores.public.auroc.value).toBe(1);
  const board = expectStatus(await team.get(`tasks/${event.taskId}/leaderboard`), 200).body;
  expect(JSON.stringify(board)).toContain('Runners');
  expect(await used(team)).toBe(1);
  const again = await team.post(`notebooks/${id}/submissions`, {});
  expect(again).toMatchObject({ status: 409, body: { code: 'NOTEBOOK_HANDED_IN' } });
}, 120_000);

test('a failure in the open run says which cell, with the traceback, and costs nothing', async () => {
  const before = await used(team);
  const { id, runId } = await upload(team, 'x = 1', 'raise ValueError("no such column")');
  const run = await ended(team, runId);
  expect(run).toMatchObject({ status: 'done', verdict: 'crashed', failedCell: 1 });
  const { cells } = expectStatus(await team.get(`notebook-runs/${runId}/cells`), 200).body;
  expect(cells[1]).toMatchObject({
    state: 'failed',
    outputs: [{ kind: 'error', name: 'ValueError', message: 'no such column' }],
  });
  expect(cells[1].outputs[0].traceback).toContain('ValueError');
  const handIn = await team.post(`notebooks/${id}/submissions`, {});
  expect(handIn).toMatchObject({ status: 409, body: { code: 'OPEN_RUN_FIRST' } });
  expect(await used(team)).toBe(before);
}, 60_000);

describe('a broken notebook is refused at the upload', () => {
  test.each([
    ['cut off', notebookOf('1').slice(0, -20), 'NOTEBOOK_NOT_JSON', 'line 1'],
    ['no notebook', '{}', 'NOTEBOOK_NOT_A_NOTEBOOK', 'no Jupyter'],
    ['no code', notebookOf(), 'NOTEBOOK_NO_CODE', 'code'],
  ])('%s', async (_name, text, code, words) => {
    const { status, body } = await uploadNotebook(team, event.taskId, text);
    expect({ status, code: body.code, first: body.errors[0].code }).toEqual({
      status: 422,
      code: 'BAD_NOTEBOOK',
      first: code,
    });
    expect(JSON.stringify(body.errors)).toContain(words);
  });
});

describe('of a run on hidden data nothing but a verdict comes back', () => {
  const LEAK = `import csv, os, sys
rows = list(csv.DictReader(open("/data/test.csv")))
secret = rows[0].get("secret", "")
print(secret); print(secret, file=sys.stderr)
open("/out/" + (secret or "none"), "w").write(secret)`;

  async function verdictOf(...sources: string[]) {
    const { id, runId } = await upload(team, ...sources);
    expect(await ended(team, runId)).toMatchObject({ verdict: 'finished' });
    const { submissionId, runId: hidden } = expectStatus(
      await team.post(`notebooks/${id}/submissions`, {}),
      202,
    ).body;
    const run = await ended(team, hidden);
    return { id, submissionId, hidden, run };
  }

  test('what it prints, writes, raises or names reaches the organizers, and on no route the team or a mentor', async () => {
    const before = await used(team);
    // As ids of its predictions and in the words of its error, where the rows of the hidden data are there.
    const { id, submissionId, hidden, run } = await verdictOf(
      LEAK,
      HONEST,
      'if secret:\n    open("/out/predictions.csv", "a").write(secret + ",0.5\\n")\n    raise ValueError(secret)',
    );
    expect(run).toMatchObject({ status: 'done', verdict: 'crashed', failedCell: null, elapsedMs: null });
    const mentor = await signUp(stack, 'Mentor');
    expectStatus(await mentor.post(`events/${event.slug}/join`), 200);
    expectStatus(
      await event.organizer.put(`events/${event.slug}/members/${mentor.id}`, { role: 'mentor' }),
      200,
    );
    const items = [{ mentorId: mentor.id, teamId: team.teamId }];
    expectStatus(await event.organizer.post(`events/${event.slug}/mentoring/assignments`, { items }), 200);
    expectStatus(await team.put(`notebooks/${id}/sharing`, { shared: true }), 200);
    expectStatus(await team.put(`submissions/${submissionId}/sharing`, { shared: true }), 200);
    const paths = [
      `notebooks/${id}`,
      `tasks/${event.taskId}/notebooks`,
      `notebook-runs/${hidden}`,
      `notebook-runs/${hidden}/frames`,
      `notebook-runs/${hidden}/cells`,
      `notebook-runs/${hidden}/comparison`,
      `submissions/${submissionId}`,
      `tasks/${event.taskId}/submissions`,
      `teams/${team.teamId}/shared-submissions`,
      `tasks/${event.taskId}/leaderboard`,
      `tasks/${event.taskId}/files`,
      `events/${event.slug}/record`,
    ];
    for (const person of [team, mentor])
      for (const path of paths) expect(JSON.stringify((await person.get(path)).body)).not.toContain(MARKER);
    const log = expectStatus(await event.organizer.get(`notebook-runs/${hidden}/frames`), 200).body;
    expect(JSON.stringify(log)).toContain(MARKER);
    expect((await team.get(`submissions/${submissionId}`)).body).toMatchObject({
      status: 'unscored',
      scores: null,
    });
    expect(await used(team)).toBe(before + 1);
  }, 90_000);

  test('predictions with any flaw are bad_output, without a word about which, and count', async () => {
    const before = await used(team);
    const { submissionId, hidden, run } = await verdictOf(
      'import csv, os\nrows = list(csv.DictReader(open("/data/test.csv")))\nhere = "secret" in rows[0]',
      'with open("/out/predictions.csv", "w") as out:\n    out.write("id,prediction\\n")\n    for row in rows[1:] if here else rows:\n        out.write(row["id"] + ",0.5\\n")',
    );
    expect(run).toMatchObject({ verdict: 'bad_output', outputErrors: [] });
    const full = await event.organizer.get(`notebook-runs/${hidden}`);
    expect(full.body.outputErrors).toEqual([{ code: 'MISSING_IDS', count: 1 }]);
    expect((await team.get(`submissions/${submissionId}`)).body.status).toBe('unscored');
    expect(await used(team)).toBe(before + 1);
  }, 90_000);
});

describe('cancelling', () => {
  const SLOW = 'import time\nprint("begun", flush=True)\ntime.sleep(25)';

  test('ends an open run at once', async () => {
    const { runId } = await upload(team, SLOW);
    await untilRunning(runId);
    const began = Date.now();
    expect((await team.post(`notebook-runs/${runId}/cancel`)).body).toMatchObject({ status: 'cancelled' });
    await untilIdle();
    expect(Date.now() - began).toBeLessThan(15_000);
  }, 60_000);

  test('of a hidden run that waits costs nothing, of one that has begun an entry', async () => {
    const { id, runId } = await upload(
      team,
      'import os, time\nhere = "secret" in open("/data/test.csv").readline()',
      HONEST,
      'if here: time.sleep(25)',
    );
    expect(await ended(team, runId)).toMatchObject({ verdict: 'finished' });
    const before = await used(team);
    const first = expectStatus(await team.post(`notebooks/${id}/submissions`, {}), 202).body;
    await untilRunning(first.runId);
    expect((await team.post(`submissions/${first.submissionId}/cancel`)).body).toMatchObject({
      status: 'unscored',
    });
    await untilIdle();
    expect(await used(team)).toBe(before + 1);

    const other = await upload(team, HONEST);
    expect(await ended(team, other.runId)).toMatchObject({ verdict: 'finished' });
    await stack.query(`UPDATE executor SET environments = '[]'`);
    const waiting = expectStatus(await team.post(`notebooks/${other.id}/submissions`, {}), 202).body;
    expect(await used(team)).toBe(before + 2);
    expect((await team.post(`notebook-runs/${waiting.runId}/cancel`)).body).toMatchObject({
      status: 'cancelled',
    });
    expect((await team.get(`submissions/${waiting.submissionId}`)).body.status).toBe('cancelled');
    expect(await used(team)).toBe(before + 1);
    await stack.restartExecutor();
    const handed = expectStatus(await team.post(`notebooks/${other.id}/submissions`, {}), 202).body;
    expect(await finished(team, handed.submissionId, 60)).toMatchObject({ status: 'scored' });
  }, 120_000);
});

test('kill -9 of what executes: the run is executed again, once, and the quota stays as it was', async () => {
  const { id, runId } = await upload(
    team,
    'import time\nhere = "secret" in open("/data/test.csv").readline()',
    HONEST,
    'if here: time.sleep(4)',
  );
  expect(await ended(team, runId)).toMatchObject({ verdict: 'finished' });
  const handed = expectStatus(await team.post(`notebooks/${id}/submissions`, {}), 202).body;
  const before = await used(team);
  await untilRunning(handed.runId);
  await stack.killExecutor();
  await untilIdle();
  await stack.restartExecutor();
  expect(await finished(team, handed.submissionId, 90)).toMatchObject({ status: 'scored' });
  const [row] = await stack.query('SELECT attempts, status FROM notebook_run WHERE id = $1', [handed.runId]);
  expect(row).toEqual({ attempts: 2, status: 'done' });
  expect(await used(team)).toBe(before);
  const scores = await stack.query(
    'SELECT count(*)::int AS n FROM submission_score WHERE submission_id = $1',
    [handed.submissionId],
  );
  expect(scores[0]).toEqual({ n: 1 });
}, 180_000);

test('a repetition that predicts otherwise tells organizers by how much', async () => {
  const { id, runId } = await upload(
    team,
    HONEST,
    `import time\nlines = open("predictions.csv").read().splitlines()
with open("predictions.csv", "w") as out:
    out.write(lines[0] + "\\n")
    for k, line in enumerate(lines[1:]):
        key, value = line.split(",")
        wobble = (time.time() % 1) * 1e-3 if k < 3 else 0
        out.write(f"{key},{min(1, float(value) * 0.9 + wobble)}\\n")`,
  );
  expect(await ended(team, runId)).toMatchObject({ verdict: 'finished' });
  const handed = expectStatus(await team.post(`notebooks/${id}/submissions`, {}), 202).body;
  expect(await finished(team, handed.submissionId, 60)).toMatchObject({ status: 'scored' });
  expectStatus(await team.put(`submissions/${handed.submissionId}/selection`, { selected: true }), 200);
  const { started } = expectStatus(await event.organizer.post(`tasks/${event.taskId}/repeats`), 202).body;
  expect(started).toBe(1);
  const [{ id: repeat }] = (await stack.query(
    `SELECT id FROM notebook_run WHERE stage = 'repeat' AND submission_id = $1`,
    [handed.submissionId],
  )) as [{ id: string }];
  const run = await ended(event.organizer, repeat);
  expect(run).toMatchObject({
    verdict: 'finished',
    difference: { rows: event.truth.length, rowsThatDiffer: 3 },
  });
  expect(run.difference.largest).toBeGreaterThan(0);
  expect(run.difference.largest).toBeLessThan(1e-3);
  expect((await team.get(`notebook-runs/${repeat}`)).status).toBe(404);
}, 120_000);

test('what executes has no right to any table, sees nothing of the home, and cannot look into others', async () => {
  const tables = await stack.query<{ name: string }>(
    `SELECT c.relname AS name FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'v', 'S')
     AND CASE c.relkind WHEN 'S' THEN has_sequence_privilege('datathon_executor', c.oid, 'USAGE, SELECT, UPDATE')
       ELSE has_table_privilege('datathon_executor', c.oid, 'SELECT, INSERT, UPDATE, DELETE, TRUNCATE')
         OR has_any_column_privilege('datathon_executor', c.oid, 'SELECT, INSERT, UPDATE') END`,
  );
  expect(tables).toEqual([]);
  const pid = stack.executorPid();
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const rights = BigInt(`0x${/^CapEff:\s+([0-9a-f]+)$/m.exec(status)?.[1]}`);
  // To pass by file modes (1, 2), to look into processes (19), to make devices (27).
  for (const bit of [1n, 2n, 19n, 27n]) expect([bit, (rights >> bit) & 1n]).toEqual([bit, 0n]);
  expect(readdirSync(`/proc/${pid}/root${stack.home}`).sort()).toEqual(['execution', 'sandbox']);
  expect(readFileSync(`/proc/${pid}/environ`, 'utf8')).not.toMatch(
    /DATATHON_SECRET|REDIS|DATABASE_(API|WORKER)_URL/,
  );
});

async function untilRunning(runId: string) {
  for (const until = Date.now() + 30_000; Date.now() < until; ) {
    const [row] = await stack.query<{ cell: number | null }>(
      `SELECT cell_now AS cell FROM notebook_run WHERE id = $1 AND status = 'running'`,
      [runId],
    );
    if (row && row.cell !== null) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('the run does not begin');
}

/** Processes of the slots' users, which are nobody else's. */
function slotProcesses(): string[] {
  return readdirSync('/proc').flatMap((name) => {
    if (!/^\d+$/.test(name)) return [];
    try {
      const status = readFileSync(`/proc/${name}/status`, 'utf8');
      const uid = Number(/^Uid:\s+(\d+)/m.exec(status)?.[1]);
      return uid >= 1_900_000_000 && !/^State:\s+[ZX]/m.test(status) ? [name] : [];
    } catch {
      return [];
    }
  });
}

async function untilIdle() {
  for (const until = Date.now() + 15_000; Date.now() < until; ) {
    if (slotProcesses().length === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('a process of the run is left');
}
