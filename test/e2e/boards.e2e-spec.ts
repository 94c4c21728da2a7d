import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Answer, type Client, type Person, signUp } from '../support/client.js';
import {
  expectStatus,
  makeTeam,
  makeTruth,
  type Prepared,
  predictionsCsv,
  prepareTask,
  submit,
  submitAndWait,
} from '../support/event.js';
import { type Stack, startStack } from '../support/stack.js';

type Team = Person & { teamId: string };
interface Row {
  rank: number;
  team: { id: string; name: string };
  score: number | null;
  ci: [number, number] | null;
  entries: number;
  submittedAt: string;
}

let stack: Stack;
beforeAll(async () => {
  stack = await startStack({ apis: 2 });
});
afterAll(() => stack?.stop());

/** Where the second process answers. */
const elsewhere = () => ({ url: stack.urls[1] ?? '' });

const FREE = { limitPerDay: null, limitTotal: null };
const board = async (client: Client, task: string, query = ''): Promise<{ rows: Row[]; version: number }> =>
  expectStatus(await client.get(`tasks/${task}/leaderboard${query}`), 200).body;
const standings = ({ rows }: { rows: Row[] }) => rows.map((row) => `${row.rank} ${row.team.name}`);

/** Another process is told over Redis, which takes milliseconds and not seconds. */
async function soon<T>(look: () => Promise<T>, isRight: (seen: T) => boolean): Promise<T> {
  const until = Date.now() + 2_000;
  for (;;) {
    const seen = await look();
    if (isRight(seen) || Date.now() > until) return seen;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** Raw bytes and headers, without fetch undoing the compression or minding the ETag. */
const raw = (client: Client, path: string, headers: Record<string, string> = {}) => {
  const cookie = [...client.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  return fetch(client.address(path), { headers: { cookie, ...headers } });
};

async function makeMentor(event: Prepared): Promise<Person> {
  const mentor = await signUp(stack, 'Mentor');
  expectStatus(await mentor.post(`events/${event.slug}/join`), 200);
  const role = `events/${event.slug}/members/${mentor.id}`;
  expectStatus(await event.organizer.put(role, { role: 'mentor' }), 200);
  return mentor;
}

describe('ranks', () => {
  let event: Prepared;
  const teams: Team[] = [];
  beforeAll(async () => {
    event = await prepareTask(stack, { task: FREE });
    // Of equal files the first handed in is listed first.
    for (const [name, noise] of [
      ['Second', 0.9],
      ['Also second', 0.9],
      ['Best', 0.2],
      ['Last', 0.99],
    ] as const) {
      const team = await makeTeam(stack, event.slug, name);
      await submitAndWait(team, event.taskId, predictionsCsv(event.truth, noise));
      teams.push(team);
    }
  });

  test('are shared by equal scores, the earlier first', async () => {
    const seen = await board(teams[0] as Team, event.taskId);
    expect(standings(seen)).toEqual(['1 Best', '2 Second', '2 Also second', '4 Last']);
    expect(seen.rows[1]?.score).toBe(seen.rows[2]?.score);
    const [earlier, later] = [String(seen.rows[1]?.submittedAt), String(seen.rows[2]?.submittedAt)];
    expect(earlier < later).toBe(true);
  });

  test('count entries, and the best one stands whatever comes later', async () => {
    const team = teams[2] as Team;
    const before = (await board(team, event.taskId)).rows[0];
    await submitAndWait(team, event.taskId, predictionsCsv(event.truth, 0.97));
    const after = (await board(team, event.taskId)).rows[0];
    expect(after).toEqual({ ...before, entries: 2 });
  });

  test('put an undefined score last and show it as such', async () => {
    const none = { value: null, ci: null, undefined: 'one_class' };
    await stack.query(
      `UPDATE board_entry SET released_public = jsonb_set(released_public, '{auroc}', $2) WHERE team_id = $1`,
      [teams[0]?.teamId, JSON.stringify(none)],
    );
    await touch(event);
    const seen = await board(teams[1] as Team, event.taskId);
    expect(standings(seen)).toEqual(['1 Best', '2 Also second', '3 Last', '4 Second']);
    expect(seen.rows[3]).toMatchObject({ score: null, ci: null, entries: 1 });
    const csv = expectStatus(await (teams[1] as Team).get(`tasks/${event.taskId}/leaderboard.csv`), 200);
    expect(csv.body.trim().split('\r\n')[4]).toMatch(/^4,Second,,,,1,2/);
  });
});

/** Makes every process read the board anew after a change by SQL. */
async function touch(event: Prepared): Promise<void> {
  const change = { description: `touched ${Math.random()}` };
  expectStatus(await event.organizer.patch(`tasks/${event.taskId}`, change), 200);
}

describe.each(['brier', 'log_loss'])('a task ranked by %s', (metric) => {
  test('ranks the lower first and an undefined score still last', async () => {
    const event = await prepareTask(stack, { task: { ...FREE, metric, furtherMetrics: ['auroc'] } });
    const good = await makeTeam(stack, event.slug, 'Good');
    const poor = await makeTeam(stack, event.slug, 'Poor');
    const none = await makeTeam(stack, event.slug, 'None');
    await submitAndWait(poor, event.taskId, predictionsCsv(event.truth, 0.8));
    await submitAndWait(none, event.taskId, predictionsCsv(event.truth, 0.1));
    await submitAndWait(good, event.taskId, predictionsCsv(event.truth, 0.7));
    await submitAndWait(good, event.taskId, predictionsCsv(event.truth, 0.3));
    await submitAndWait(good, event.taskId, predictionsCsv(event.truth, 0.6));
    await stack.query(`UPDATE board_entry SET released_public = $2 WHERE team_id = $1`, [
      none.teamId,
      JSON.stringify({ [metric]: { value: null, ci: null, undefined: 'not_probabilities' } }),
    ]);
    await touch(event);
    const { rows, ...head } = await board(good, event.taskId);
    expect(head).toMatchObject({ metric, direction: 'lower' });
    expect(rows.map((row) => row.team.name)).toEqual(['Good', 'Poor', 'None']);
    expect(rows[0]?.entries).toBe(3);
    const own = expectStatus(await good.get(`tasks/${event.taskId}/submissions`), 200).body.items;
    const values = own.map((one: { scores: { public: Record<string, { value: number }> } }) =>
      Number(one.scores.public[metric]?.value),
    );
    expect(rows[0]?.score).toBe(Math.min(...values));
  });
});

describe('sending', () => {
  let event: Prepared;
  let team: Team;
  let path: string;
  let tag: string;
  beforeAll(async () => {
    event = await prepareTask(stack, { task: FREE });
    team = await makeTeam(stack, event.slug, '=cmd()|calc');
    path = `tasks/${event.taskId}/leaderboard`;
    await submitAndWait(team, event.taskId, predictionsCsv(event.truth, 0.5));
    for (const name of [
      '+1',
      '-2 "quoted", with comma',
      '@SUM(A1)',
      '＝full width',
      'Plain',
      'Plainer',
      'Plainest',
    ]) {
      await submitAndWait(
        await makeTeam(stack, event.slug, name),
        event.taskId,
        predictionsCsv(event.truth, 0.6),
      );
    }
    tag = String((await team.get(path)).headers.get('etag'));
  });

  test('a known board is 304 without a body', async () => {
    expect(tag).toMatch(/^"[^",]+"$/);
    for (const known of [tag, `W/${tag}`, `"other", W/${tag}`, `"a","b" , ${tag}`, '*']) {
      const response = await raw(team, path, { 'if-none-match': known });
      expect([known, response.status]).toEqual([known, 304]);
      expect(await response.text()).toBe('');
      expect(response.headers.get('etag')).toBe(tag);
      expect(response.headers.get('cache-control')).toBe('private, no-cache');
    }
    for (const unknown of ['"other"', tag.slice(1, -1), '', `W/"${tag.slice(2)}`]) {
      expect((await raw(team, path, { 'if-none-match': unknown })).status).toBe(200);
    }
  });

  test('never tells a stranger that a board is known', async () => {
    const stranger = await signUp(stack, 'Stranger');
    expect((await raw(stranger, path, { 'if-none-match': tag })).status).toBe(403);
    expect((await raw(stranger, path, { 'if-none-match': '*' })).status).toBe(403);
  });

  test('changes its tag with the board, and the JSON and the CSV have their own', async () => {
    const csv = String((await team.get(`${path}.csv`)).headers.get('etag'));
    expect(csv).not.toBe(tag);
    await submitAndWait(team, event.taskId, predictionsCsv(event.truth, 0.55));
    const after = String((await team.get(path)).headers.get('etag'));
    expect(after).not.toBe(tag);
    tag = after;
  });

  test('is compressed for those who can read it', async () => {
    const node = await import('node:http');
    const fetched = (encoding: string) =>
      new Promise<{ encoding: string | undefined; vary: string; body: Buffer }>((resolve, reject) => {
        const cookie = [...team.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
        const options = { headers: { cookie, 'accept-encoding': encoding } };
        const request = node.get(team.address(path), options, (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('end', () =>
            resolve({
              encoding: response.headers['content-encoding'],
              vary: String(response.headers.vary),
              body: Buffer.concat(chunks),
            }),
          );
        });
        request.on('error', reject);
      });
    const [zipped, plain] = [await fetched('br, gzip;q=0.8'), await fetched('identity')];
    expect(zipped.encoding).toBe('gzip');
    expect(plain.encoding).toBeUndefined();
    expect(gunzipSync(zipped.body).equals(plain.body)).toBe(true);
    expect(zipped.body.length).toBeLessThan(plain.body.length);
    expect(zipped.vary).toMatch(/accept-encoding/i);
    expect(zipped.vary).toMatch(/cookie/i);
    expect((await fetched('gzip;q=0')).encoding).toBeUndefined();
  });

  test('a CSV runs no formula of a team’s name', async () => {
    const response = await raw(team, `${path}.csv`);
    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(response.headers.get('content-disposition')).toBe('attachment; filename="leaderboard-public.csv"');
    const lines = (await response.text()).split('\r\n');
    expect(lines[0]).toBe(
      'rank,team,auroc,ci_low,ci_high,entries,submitted_at,rank_low,rank_high,band,p_first',
    );
    const names = lines.slice(1, -1).map((line) => line.slice(line.indexOf(',') + 1));
    expect(names.filter((name) => /^"?[=+\-@＝＋－＠]/.test(name))).toEqual([]);
    expect(names.some((name) => name.startsWith("'=cmd()|calc,"))).toBe(true);
    expect(names.some((name) => name.startsWith(`"'-2 ""quoted"", with comma",`))).toBe(true);
  });
});

describe('a frozen board', () => {
  let event: Prepared;
  let early: Team;
  let late: Team;
  let mentor: Person;
  let earlyEntry: { id: string; scores: { public: { auroc: { value: number } } } };
  interface Seen {
    tag: string | null;
    csvTag: string | null;
    body: unknown;
    csv: string;
  }
  const look = async (client: Client): Promise<Seen> => {
    const json = expectStatus(await client.get(`tasks/${event.taskId}/leaderboard`), 200);
    const csv = expectStatus(await client.get(`tasks/${event.taskId}/leaderboard.csv`), 200);
    const tags = { tag: json.headers.get('etag'), csvTag: csv.headers.get('etag') };
    return { ...tags, body: json.body, csv: csv.body };
  };
  let frozen: Seen;

  beforeAll(async () => {
    event = await prepareTask(stack, { task: FREE });
    early = await makeTeam(stack, event.slug, 'Early');
    late = await makeTeam(stack, event.slug, 'Late');
    mentor = await makeMentor(event);
    earlyEntry = await submitAndWait(early, event.taskId, predictionsCsv(event.truth, 0.9));
    expectStatus(await event.organizer.patch(`tasks/${event.taskId}`, { board: 'frozen' }), 200);
    frozen = await look(early);
  });

  test('stands still for participants and mentors, in every byte and in every process', async () => {
    const before = (await board(event.organizer, event.taskId)).version;
    const better = await submitAndWait(early, event.taskId, predictionsCsv(event.truth, 0.1));
    await submitAndWait(late, event.taskId, predictionsCsv(event.truth, 0.2));
    const withdraw = `submissions/${earlyEntry.id}/withdraw`;
    expectStatus(await event.organizer.post(withdraw, { reason: 'by mistake' }), 200);
    for (const person of [early, late, mentor]) {
      expect(await look(person)).toEqual(frozen);
      expect(await look(person.copy(elsewhere()))).toEqual(frozen);
      expect(
        (await raw(person, `tasks/${event.taskId}/leaderboard`, { 'if-none-match': String(frozen.tag) }))
          .status,
      ).toBe(304);
    }
    // The own score is not the board: it is shown.
    expect(better.scores.public.auroc.value).toBeGreaterThan(earlyEntry.scores.public.auroc.value);
    const organizers = await board(event.organizer, event.taskId);
    expect(organizers.version).toBe(before + 3);
    expect(organizers.rows.map((row) => row.team.name).sort()).toEqual(['Early', 'Late']);
    expect(organizers.rows.find((row) => row.team.name === 'Early')).toMatchObject({
      entries: 1,
      score: better.scores.public.auroc.value,
    });
  });

  test('says nothing through its stream', async () => {
    const abort = new AbortController();
    const cookie = [...early.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(early.address(`tasks/${event.taskId}/leaderboard/stream`), {
      headers: { cookie },
      signal: abort.signal,
    });
    let heard = '';
    const reading = (async () => {
      for await (const chunk of response.body ?? []) heard += Buffer.from(chunk).toString();
    })().catch(() => undefined);
    await soon(
      async () => heard,
      (text) => text.includes('event: changed'),
    );
    await submitAndWait(late, event.taskId, predictionsCsv(event.truth, 0.15));
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(heard.match(/event: changed/g)).toHaveLength(1);
    expectStatus(await event.organizer.patch(`tasks/${event.taskId}`, { board: 'live' }), 200);
    await soon(
      async () => heard,
      (text) => text.match(/event: changed/g)?.length === 2,
    );
    expect(heard.match(/event: changed/g)).toHaveLength(2);
    expect(heard).not.toMatch(/Late|0\.\d{2}/);
    abort.abort();
    await reading;
  });

  test('shows everything when it is live again', async () => {
    const seen = await board(mentor, event.taskId);
    expect(seen).toEqual(await board(event.organizer, event.taskId));
    expect(seen.rows.find((row) => row.team.name === 'Late')?.entries).toBe(2);
  });

  test('freezes by itself when its time comes, and is live until then', async () => {
    const soonAt = new Date(Date.now() + 4_000).toISOString();
    expectStatus(await event.organizer.patch(`tasks/${event.taskId}`, { frozenAt: soonAt }), 200);
    await submitAndWait(late, event.taskId, predictionsCsv(event.truth, 0.4));
    const before = await board(early, event.taskId);
    expect(before).toMatchObject({ board: 'frozen', frozenAt: soonAt });
    expect(before.rows.find((row) => row.team.name === 'Late')?.entries).toBe(3);
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, Date.parse(soonAt) - Date.now()) + 20));
    await submitAndWait(late, event.taskId, predictionsCsv(event.truth, 0.35));
    expect(await board(early, event.taskId)).toEqual(before);
    expect(await board(early.copy(elsewhere()), event.taskId)).toEqual(before);
  });

  test('shows everything when the final board is published', async () => {
    expectStatus(await event.organizer.post(`tasks/${event.taskId}/leaderboard/publish`), 200);
    const seen = await board(early, event.taskId);
    expect(seen.rows.find((row) => row.team.name === 'Late')?.entries).toBe(4);
    expect(seen.rows).toEqual((await board(event.organizer, event.taskId)).rows);
  });
});

describe('a hidden board', () => {
  test('is the organizers’ alone, but one’s own scores are seen', async () => {
    const event = await prepareTask(stack, { task: { ...FREE, board: 'hidden' } });
    const team = await makeTeam(stack, event.slug, 'Curious');
    const mentor = await makeMentor(event);
    const entry = await submitAndWait(team, event.taskId, predictionsCsv(event.truth, 0.5));
    expect(entry.scores.public.auroc.value).toEqual(expect.any(Number));
    for (const person of [team, mentor]) {
      for (const path of ['leaderboard', 'leaderboard.csv', 'leaderboard?split=public']) {
        const refused = await person.get(`tasks/${event.taskId}/${path}`);
        expect(refused).toMatchObject({ status: 403, body: { code: 'BOARD_HIDDEN', params: {} } });
        expect(refused.headers.get('etag')).toBeNull();
      }
      const known = await raw(person, `tasks/${event.taskId}/leaderboard`, { 'if-none-match': '*' });
      expect(known.status).toBe(403);
      expect(await known.text()).not.toContain(String(entry.scores.public.auroc.value));
    }
    expect((await board(event.organizer, event.taskId)).rows).toHaveLength(1);
  });
});

describe('the final part', () => {
  let event: Prepared;
  let team: Team;
  let other: Team;
  let mentor: Person;
  const entries: { id: string }[] = [];
  const rawFinal = async (id: string): Promise<number> =>
    (await event.organizer.get(`submissions/${id}`)).body.scores.final.auroc.value;

  beforeAll(async () => {
    event = await prepareTask(stack, { task: { ...FREE, maxSelected: 2 }, truth: makeTruth(150) });
    team = await makeTeam(stack, event.slug, 'Finalists');
    other = await makeTeam(stack, event.slug, 'Choosers');
    mentor = await makeMentor(event);
    for (const noise of [0.99, 0.9, 0.95]) {
      entries.push(await submitAndWait(team, event.taskId, predictionsCsv(event.truth, noise)));
    }
  });

  test('is nowhere to be seen before it is published, not even one’s own', async () => {
    for (const person of [team, other, mentor]) {
      for (const path of ['leaderboard?split=final', 'leaderboard.csv?split=final']) {
        for (const headers of [{}, { 'if-none-match': '*' }] as Record<string, string>[]) {
          const refused = await raw(person, `tasks/${event.taskId}/${path}`, headers);
          expect([path, refused.status]).toEqual([path, 403]);
          expect(await refused.json()).toMatchObject({ code: 'FINAL_NOT_PUBLISHED', params: {} });
          expect(refused.headers.get('etag')).toBeNull();
        }
      }
    }
    const views: Answer[] = [await team.get(`tasks/${event.taskId}/submissions`)];
    for (const { id } of entries) views.push(await team.get(`submissions/${id}`));
    views.push(await team.put(`submissions/${entries[0]?.id}/selection`, { selected: true }));
    views.push(await team.put(`submissions/${entries[0]?.id}/selection`, { selected: false }));
    views.push(await team.get(`tasks/${event.taskId}/leaderboard`));
    views.push(await team.get(`tasks/${event.taskId}`));
    for (const { status, body } of views) {
      expect(status).toBe(200);
      expect(JSON.stringify(body)).not.toMatch(/"final":/);
    }
  });

  test('takes the selected entries, or the publicly best where none is', async () => {
    const finals = async () => (await board(event.organizer, event.taskId, '?split=final')).rows;
    const publicScores = await Promise.all(
      entries.map(async ({ id }) => ({
        id,
        public: (await team.get(`submissions/${id}`)).body.scores.public.auroc.value as number,
      })),
    );
    const bestTwo = [...publicScores].sort((a, b) => b.public - a.public).slice(0, 2);
    const expected = Math.max(...(await Promise.all(bestTwo.map(({ id }) => rawFinal(id)))));
    expect((await finals())[0]?.score).toBe(Number(expected.toFixed(3)));
    const worst = String([...publicScores].sort((a, b) => a.public - b.public)[0]?.id);
    expectStatus(await team.put(`submissions/${worst}/selection`, { selected: true }), 200);
    expect((await finals())[0]).toMatchObject({
      score: Number((await rawFinal(worst)).toFixed(3)),
      entries: 3,
    });
    expectStatus(await team.put(`submissions/${worst}/selection`, { selected: false }), 200);
    expect((await finals())[0]?.score).toBe(Number(expected.toFixed(3)));
  });

  test('is not published while a score is still to come', async () => {
    await stack.query(
      `UPDATE submission SET status = 'queued', not_before = now() + interval '1 hour' WHERE id = $1`,
      [entries[2]?.id],
    );
    const { version } = expectStatus(
      await event.organizer.get(`tasks/${event.taskId}/leaderboard/final/preview`),
      200,
    ).body;
    const stale = await event.organizer.post(
      `tasks/${event.taskId}/leaderboard/publish?version=${version - 1}`,
    );
    expect(stale).toMatchObject({ status: 409, body: { code: 'BOARD_HAS_MOVED' } });
    const refused = await event.organizer.post(
      `tasks/${event.taskId}/leaderboard/publish?version=${version}`,
    );
    expect(refused).toMatchObject({
      status: 409,
      body: { code: 'ENTRIES_UNFINISHED', params: { count: 1 } },
    });
    await stack.query(`UPDATE submission SET status = 'scored', not_before = NULL WHERE id = $1`, [
      entries[2]?.id,
    ]);
    expect((await team.get(`tasks/${event.taskId}/leaderboard?split=final`)).status).toBe(403);
  });

  test('is seen by all once published, at three decimals, and everything is closed for good', async () => {
    expectStatus(await team.put(`submissions/${entries[0]?.id}/selection`, { selected: true }), 200);
    const path = `tasks/${event.taskId}/leaderboard/publish`;
    const { body } = expectStatus(await event.organizer.post(path), 200);
    expect(body.finalPublishedAt).toMatch(/Z$/);
    expect(await event.organizer.post(path)).toMatchObject({
      status: 409,
      body: { code: 'ALREADY_PUBLISHED' },
    });

    const exact = await rawFinal(String(entries[0]?.id));
    for (const person of [team, other, mentor, event.organizer, team.copy(elsewhere())]) {
      const { rows } = await soon(
        () => board(person, event.taskId, '?split=final'),
        (seen) => seen.rows.length > 0,
      );
      expect(rows[0]).toMatchObject({ team: { name: 'Finalists' }, score: Number(exact.toFixed(3)) });
    }
    const own = (await team.get(`submissions/${entries[0]?.id}`)).body.scores;
    expect(own.final.auroc.value).toBe(Number(exact.toFixed(3)));
    for (const end of own.final.auroc.ci) expect(end).toBe(Number(end.toFixed(3)));

    const closed = { status: 409, body: { code: 'FINAL_IS_PUBLISHED' } };
    expect(await submit(team, event.taskId, predictionsCsv(event.truth, 0.1))).toMatchObject(closed);
    const forTeam = { teamId: team.teamId };
    expect(
      await submit(event.organizer, event.taskId, predictionsCsv(event.truth, 0.1), forTeam),
    ).toMatchObject(closed);
    for (const selected of [true, false]) {
      expect(await team.put(`submissions/${entries[1]?.id}/selection`, { selected })).toMatchObject(closed);
    }
    await stack.query(`UPDATE submission SET status = 'failed' WHERE id = $1`, [entries[1]?.id]);
    expect(await event.organizer.post(`submissions/${entries[1]?.id}/retry`)).toMatchObject(closed);
    await stack.query(`UPDATE submission SET status = 'scored' WHERE id = $1`, [entries[1]?.id]);
    // How many entries count decides about the ranking too.
    expect(await event.organizer.patch(`tasks/${event.taskId}`, { maxSelected: 1 })).toMatchObject({
      status: 409,
      body: { code: 'TASK_HAS_ENTRIES', params: { fields: 'maxSelected' } },
    });
    expect((await team.get(`tasks/${event.taskId}`)).body).toMatchObject({ isOpen: false });
  });

  test('an entry that was withdrawn while it had failed does not come back by a retry', async () => {
    const again = await prepareTask(stack, { task: FREE });
    const cheat = await makeTeam(stack, again.slug, 'Withdrawn');
    const entry = await submitAndWait(cheat, again.taskId, predictionsCsv(again.truth, 0.1));
    await stack.query('DELETE FROM board_entry WHERE submission_id = $1', [entry.id]);
    await stack.query('DELETE FROM submission_score WHERE submission_id = $1', [entry.id]);
    await stack.query(`UPDATE submission SET status = 'failed' WHERE id = $1`, [entry.id]);
    const reason = { reason: 'labels used' };
    expectStatus(await again.organizer.post(`submissions/${entry.id}/withdraw`, reason), 200);
    expect(await again.organizer.post(`submissions/${entry.id}/retry`)).toMatchObject({
      status: 409,
      body: { code: 'ALREADY_WITHDRAWN' },
    });
  });
});

describe('two processes', () => {
  let event: Prepared;
  let team: Team;
  beforeAll(async () => {
    event = await prepareTask(stack, { task: FREE });
    team = await makeTeam(stack, event.slug, 'Everywhere');
  });

  test('show the same board at once', async () => {
    const there = team.copy(elsewhere());
    for (const noise of [0.9, 0.7, 0.5]) {
      await board(there, event.taskId);
      await submitAndWait(team, event.taskId, predictionsCsv(event.truth, noise));
      const here = await board(team, event.taskId);
      const seen = await soon(
        () => board(there, event.taskId),
        ({ version }) => version === here.version,
      );
      expect(seen).toEqual(here);
    }
    const tags = [
      await team.get(`tasks/${event.taskId}/leaderboard`),
      await there.get(`tasks/${event.taskId}/leaderboard`),
    ];
    expect(tags[0]?.headers.get('etag')).toBe(tags[1]?.headers.get('etag'));
  });

  test('obey a changed setting at once', async () => {
    const there = team.copy(elsewhere());
    await board(there, event.taskId);
    expectStatus(await event.organizer.patch(`tasks/${event.taskId}`, { board: 'hidden' }), 200);
    const path = `tasks/${event.taskId}/leaderboard`;
    expect((await team.get(path)).status).toBe(403);
    expect(
      await soon(
        async () => (await there.get(path)).status,
        (status) => status === 403,
      ),
    ).toBe(403);
    expectStatus(await event.organizer.patch(`tasks/${event.taskId}`, { board: 'live' }), 200);
  });

  test('forget who somebody was', async () => {
    const path = `tasks/${event.taskId}/leaderboard?split=final`;
    const role = (id: string) => `events/${event.slug}/members/${id}`;
    const person = await signUp(stack, 'Once an organizer');
    expectStatus(await person.post(`events/${event.slug}/join`), 200);
    expectStatus(await event.organizer.put(role(person.id), { role: 'organizer' }), 200);
    const there = person.copy(elsewhere());
    const status = async () => (await there.get(path)).status;
    expect(await soon(status, (one) => one === 200)).toBe(200);
    expectStatus(await event.organizer.put(role(person.id), { role: 'participant' }), 200);
    expect((await person.get(path)).status).toBe(403);
    expect(await soon(status, (one) => one === 403)).toBe(403);
    const publicStatus = async () => (await there.get(`tasks/${event.taskId}/leaderboard`)).status;
    expect(await publicStatus()).toBe(200);
    expectStatus(await person.delete(`events/${event.slug}/members/me`), 204);
    expect((await person.get(`tasks/${event.taskId}/leaderboard`)).status).toBe(403);
    expect(await soon(publicStatus, (one) => one === 403)).toBe(403);
  });

  test('hide a task at once when its event becomes a draft', async () => {
    const there = team.copy(elsewhere());
    const status = async () => (await there.get(`tasks/${event.taskId}/leaderboard`)).status;
    expect(await status()).toBe(200);
    expectStatus(await event.organizer.patch(`events/${event.slug}`, { status: 'draft' }), 200);
    expect(await soon(status, (one) => one === 404)).toBe(404);
    expectStatus(await event.organizer.patch(`events/${event.slug}`, { status: 'published' }), 200);
  });
});
