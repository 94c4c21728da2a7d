import { request } from 'node:http';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { withClient } from '../../src/runtime/roles.js';
import {
  expectStatus,
  fileForm,
  finished,
  makeTeam,
  type Prepared,
  predictionsCsv,
  prepareTask,
  submit,
  submitAndWait,
} from '../support/event.js';
import { type Stack, startStack } from '../support/stack.js';
import { eventually } from '../support/up.js';

let stack: Stack;
beforeAll(async () => {
  stack = await startStack();
});
afterAll(() => stack?.stop());

describe('an entry', () => {
  let event: Prepared;
  beforeAll(async () => {
    event = await prepareTask(stack);
  });

  test('is scored, stands on the board, and is released at three decimals', async () => {
    const team = await makeTeam(stack, event.slug, '새벽별');
    const accepted = expectStatus(
      await submit(team, event.taskId, predictionsCsv(event.truth, 0.7), { note: '첫 시도' }),
      202,
    );
    expect(accepted.body).toEqual({ id: expect.any(String), status: 'queued' });
    const entry = await finished(team, accepted.body.id);
    expect(entry).toMatchObject({
      status: 'scored',
      note: '첫 시도',
      taskId: event.taskId,
      queuePosition: null,
    });
    expect(Object.keys(entry.scores)).toEqual(['public']);
    const { value, ci } = entry.scores.public.auroc;
    expect(value).toBe(Number(value.toFixed(3)));
    expect(ci[0]).toBeLessThanOrEqual(value);
    const board = expectStatus(await team.get(`tasks/${event.taskId}/leaderboard`), 200).body;
    expect(board).toMatchObject({ metric: 'auroc', direction: 'higher', frozenAt: null });
    expect(board.rows).toContainEqual(
      expect.objectContaining({
        rank: 1,
        team: { id: team.teamId, name: '새벽별' },
        score: value,
        ci,
        entries: 1,
      }),
    );
  });

  test('may be gzip, quoted, in any order', async () => {
    const team = await makeTeam(stack, event.slug, 'Shuffled');
    const [header, ...rows] = predictionsCsv(event.truth, 0.7).trim().split('\n');
    const csv = `\ufeff${[header, ...rows.reverse().map((row) => `"${row.replace(',', '","')}"`)].join('\r\n')}`;
    const answer = await team.post(
      `tasks/${event.taskId}/submissions`,
      fileForm(gzipSync(csv), {}, 'entry.csv.gz'),
    );
    const entry = await finished(team, expectStatus(answer, 202).body.id);
    expect(entry.status).toBe('scored');
  });

  test('with a bad file is refused with lines in the reader’s language and costs nothing', async () => {
    const team = await makeTeam(stack, event.slug, 'Careless');
    const lines = predictionsCsv(event.truth).trim().split('\n');
    lines[3] = 's0002,NaN';
    lines[5] = 's0004,1.5';
    const korean = await team.post(`tasks/${event.taskId}/submissions`, fileForm(lines.join('\n')), {
      headers: { 'accept-language': 'ko' },
    });
    expect(korean.status).toBe(422);
    expect(korean.headers.get('content-type')).toContain('application/problem+json');
    expect(korean.body).toMatchObject({
      code: 'BAD_FILE',
      errors: [
        { code: 'NOT_A_NUMBER', count: 1, examples: [{ line: 4, column: 'prediction', value: 'NaN' }] },
        { code: 'OUT_OF_RANGE', count: 1, examples: [{ line: 6, column: 'prediction', value: '1.5' }] },
      ],
    });
    expect(korean.body.detail).toMatch(/[가-힣]/);
    expect(korean.body.errors[0].detail).toMatch(/[가-힣]/);
    const quota = expectStatus(await team.get(`tasks/${event.taskId}/quota`), 200).body;
    expect(quota).toMatchObject({ usedToday: 0, usedTotal: 0, limitPerDay: 5 });
    expect((await team.get(`tasks/${event.taskId}/submissions`)).body.items).toEqual([]);
  });

  test('sent again with the same key is the same entry', async () => {
    const team = await makeTeam(stack, event.slug, 'Lost connection');
    const csv = predictionsCsv(event.truth, 0.6);
    const headers = { 'idempotency-key': 'key-of-one-attempt' };
    const send = () => team.post(`tasks/${event.taskId}/submissions`, fileForm(csv), { headers });
    const [first, second] = await Promise.all([send(), send()]);
    expect(expectStatus(first, 202).body.id).toBe(expectStatus(second, 202).body.id);
    const other = await team.post(`tasks/${event.taskId}/submissions`, fileForm(`${csv}\n`), { headers });
    expect(other).toMatchObject({ status: 409, body: { code: 'IDEMPOTENCY_MISMATCH' } });
    expect((await team.get(`tasks/${event.taskId}/quota`)).body.usedTotal).toBe(1);
  });

  test('is listed once while newer ones arrive between two pages', async () => {
    const team = await makeTeam(stack, event.slug, 'Readers of lists');
    const path = `tasks/${event.taskId}/submissions?limit=1`;
    const send = async (noise: number) =>
      (await submitAndWait(team, event.taskId, predictionsCsv(event.truth, noise))).id;
    const [first, second] = [await send(0.5), await send(0.4)];
    const page = expectStatus(await team.get(path), 200).body;
    expect(page.items.map((one: { id: string }) => one.id)).toEqual([second]);
    await send(0.3);
    const next = expectStatus(await team.get(`${path}&cursor=${page.nextCursor}`), 200).body;
    expect(next).toMatchObject({ items: [{ id: first }], nextCursor: null });
    expect(await team.get(`${path}&cursor=MQ`)).toMatchObject({ status: 400, body: { code: 'BAD_CURSOR' } });
  });

  test('waits its turn where its team sends very many at once; other teams do not notice', async () => {
    const [many, other] = await Promise.all(
      ['Very many', 'Just one'].map((name) => makeTeam(stack, event.slug, name)),
    );
    const { hostname, port } = new URL(stack.url);
    const cookie = [...many!.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    // Each sends the beginning of a file and goes no further; the one too many is refused, whichever that is.
    const refused: number[] = [];
    const uploads = Array.from({ length: 26 }, () => {
      const upload = request({
        hostname,
        port,
        method: 'POST',
        path: `/api/v1/tasks/${event.taskId}/submissions`,
        headers: { cookie, 'content-type': 'multipart/form-data; boundary=b' },
      });
      upload.on('error', () => undefined);
      upload.on('response', (response) => refused.push(response.statusCode ?? 0));
      upload.write(
        '--b\r\ncontent-disposition: form-data; name="file"; filename="a.csv"\r\n\r\nid,prediction\n',
      );
      return upload;
    });
    const csv = predictionsCsv(event.truth, 0.5);
    try {
      await eventually(
        async () => refused,
        (statuses) => statuses.length > 0,
      );
      expect(refused).toEqual([429]);
      expect((await submit(many!, event.taskId, csv)).body.code).toBe('TOO_MANY_UPLOADS');
      expect((await submit(other!, event.taskId, csv)).status).toBe(202);
    } finally {
      for (const upload of uploads) upload.destroy();
    }
    await eventually(
      () => submit(many!, event.taskId, csv),
      (answer) => answer.status === 202,
    );
  });

  test('without a file, with two, or with another field is refused with a sentence', async () => {
    const team = await makeTeam(stack, event.slug, 'Formless');
    const path = `tasks/${event.taskId}/submissions`;
    const two = fileForm('a');
    two.append('file', new Blob(['b']), 'b.csv');
    for (const form of [new FormData(), two]) {
      form.set('note', 'x');
      expect(await team.post(path, form)).toMatchObject({ status: 400, body: { code: 'FILE_MISSING' } });
    }
    expect(await team.post(path, { file: 'x' })).toMatchObject({ status: 415 });
    expect(await team.post(path, fileForm(''))).toMatchObject({
      status: 422,
      body: { errors: [{ code: 'EMPTY_FILE' }] },
    });
  });
});

describe('the limits of a team', () => {
  test('hold when twenty entries arrive at once, from two members', async () => {
    const event = await prepareTask(stack, { task: { limitPerDay: 5 } });
    const team = await makeTeam(stack, event.slug, 'Hurry');
    const csv = predictionsCsv(event.truth, 0.5);
    const answers = await Promise.all(Array.from({ length: 20 }, () => submit(team, event.taskId, csv)));
    expect(answers.filter((answer) => answer.status === 202)).toHaveLength(5);
    const refused = answers.filter((answer) => answer.status !== 202);
    expect(new Set(refused.map((answer) => answer.body.code))).toEqual(new Set(['DAILY_LIMIT_REACHED']));
    expect(refused[0]?.body.params).toMatchObject({
      limit: 5,
      resetsAt: expect.stringMatching(/T15:00:00.000Z$/),
    });
    await Promise.all(answers.filter((a) => a.status === 202).map((a) => finished(team, a.body.id)));
    expect((await team.get(`tasks/${event.taskId}/leaderboard`)).body.rows[0].entries).toBe(5);
  });

  test('of the whole task hold too', async () => {
    const event = await prepareTask(stack, { task: { limitPerDay: null, limitTotal: 2 } });
    const team = await makeTeam(stack, event.slug, 'Twice');
    await submitAndWait(team, event.taskId, predictionsCsv(event.truth, 0.5));
    await submitAndWait(team, event.taskId, predictionsCsv(event.truth, 0.4));
    expect(await submit(team, event.taskId, predictionsCsv(event.truth))).toMatchObject({
      status: 429,
      body: { code: 'TOTAL_LIMIT_REACHED' },
    });
  });

  test('do not count a failure of ours, and an organizer has it scored again', async () => {
    const event = await prepareTask(stack, { task: { limitPerDay: 1 } });
    const team = await makeTeam(stack, event.slug, 'Unlucky');
    const entry = await submitAndWait(team, event.taskId, predictionsCsv(event.truth, 0.5));
    await stack.query(`UPDATE submission SET status = 'failed' WHERE id = $1`, [entry.id]);
    await stack.query('DELETE FROM board_entry WHERE submission_id = $1', [entry.id]);
    await stack.query('DELETE FROM submission_score WHERE submission_id = $1', [entry.id]);
    await stack.query('DELETE FROM entry_replicates WHERE submission_id = $1', [entry.id]);
    expect((await team.get(`tasks/${event.taskId}/quota`)).body.usedToday).toBe(0);
    expect(await team.post(`submissions/${entry.id}/retry`)).toMatchObject({ status: 403 });
    expectStatus(await event.organizer.post(`submissions/${entry.id}/retry`), 200);
    expect((await finished(team, entry.id)).status).toBe('scored');
  });
});

describe('a choice of entries', () => {
  test('selects up to the limit, and a withdrawal takes an entry off', async () => {
    const event = await prepareTask(stack, { task: { maxSelected: 1 } });
    const team = await makeTeam(stack, event.slug, 'Choosers');
    const good = await submitAndWait(team, event.taskId, predictionsCsv(event.truth, 0.3));
    const poor = await submitAndWait(team, event.taskId, predictionsCsv(event.truth, 0.95));
    expectStatus(await team.put(`submissions/${poor.id}/selection`, { selected: true }), 200);
    expect(await team.put(`submissions/${good.id}/selection`, { selected: true })).toMatchObject({
      status: 409,
      body: { code: 'SELECTION_FULL' },
    });
    const fewer = { maxSelected: 1 };
    expectStatus(await event.organizer.patch(`tasks/${event.taskId}`, { maxSelected: 2 }), 200);
    expectStatus(await team.put(`submissions/${good.id}/selection`, { selected: true }), 200);
    expect(await event.organizer.patch(`tasks/${event.taskId}`, fewer)).toMatchObject({
      status: 409,
      body: { code: 'MORE_ARE_SELECTED', params: { count: 2 } },
    });
    expectStatus(await team.put(`submissions/${good.id}/selection`, { selected: false }), 200);
    expectStatus(await event.organizer.patch(`tasks/${event.taskId}`, fewer), 200);
    const final = (await event.organizer.get(`tasks/${event.taskId}/leaderboard?split=final`)).body.rows;
    const raw = (await event.organizer.get(`submissions/${poor.id}`)).body.scores;
    expect(final[0].score).toBe(Number(raw.final.auroc.value.toFixed(3)));

    expect(await team.post(`submissions/${good.id}/withdraw`, { reason: 'mine' })).toMatchObject({
      status: 403,
    });
    expectStatus(
      await event.organizer.post(`submissions/${good.id}/withdraw`, { reason: 'used the labels' }),
      200,
    );
    const after = (await team.get(`submissions/${good.id}`)).body;
    expect(after).toMatchObject({ withdrawnReason: 'used the labels', withdrawnAt: expect.any(String) });
    expect((await team.get(`tasks/${event.taskId}/leaderboard`)).body.rows[0].entries).toBe(1);
    expect(await team.put(`submissions/${good.id}/selection`, { selected: true })).toMatchObject({
      body: { code: 'NOT_SELECTABLE' },
    });
  });
});

async function waitingForLocks(): Promise<number> {
  const rows = await stack.query(
    `SELECT 1 FROM pg_locks JOIN pg_stat_activity USING (pid)
     WHERE datname = current_database() AND NOT granted AND usename LIKE '%api'`,
  );
  return rows.length;
}

describe('a decision about an entry while another of its team is being scored', () => {
  test('waits for it and neither is given up', async () => {
    const event = await prepareTask(stack);
    const team = await makeTeam(stack, event.slug, 'Both at once');
    const entry = await submitAndWait(team, event.taskId, predictionsCsv(event.truth, 0.5));
    for (const decide of [
      () => team.put(`submissions/${entry.id}/selection`, { selected: true }),
      () => event.organizer.post(`submissions/${entry.id}/withdraw`, { reason: 'took the labels' }),
    ]) {
      // What a worker does: it takes the board's next version, then refers to the entry whose score is shown.
      const answer = await withClient(stack.databaseWorkerUrl, async (worker) => {
        await worker.query('BEGIN');
        await worker.query('UPDATE task SET board_version = board_version WHERE id = $1', [event.taskId]);
        const answer = decide();
        await eventually(waitingForLocks, (count) => count === 1);
        await worker.query(`SET LOCAL lock_timeout = '2s'`);
        await worker.query('SELECT 1 FROM submission WHERE id = $1 FOR KEY SHARE', [entry.id]);
        await worker.query('COMMIT');
        return answer;
      });
      expectStatus(await answer, 200);
    }
  });
});

describe('other teams', () => {
  test('do not learn that an entry exists, from any route', async () => {
    const event = await prepareTask(stack);
    const team = await makeTeam(stack, event.slug, 'Owner');
    const other = await makeTeam(stack, event.slug, 'Other');
    const entry = await submitAndWait(team, event.taskId, predictionsCsv(event.truth, 0.5));
    const attempts = await Promise.all([
      other.get(`submissions/${entry.id}`),
      other.get(`submissions/${entry.id}/stream`),
      other.post(`submissions/${entry.id}/cancel`),
      other.put(`submissions/${entry.id}/selection`, { selected: true }),
      other.post(`submissions/${entry.id}/withdraw`, { reason: 'because' }),
      other.post(`submissions/${entry.id}/retry`),
    ]);
    expect(attempts.map((answer) => answer.status)).toEqual([404, 404, 404, 404, 404, 404]);
    expect((await other.get(`tasks/${event.taskId}/submissions`)).body.items).toEqual([]);
    expect((await other.get(`tasks/${event.taskId}/submissions?teamId=${team.teamId}`)).status).toBe(403);
  });
});
