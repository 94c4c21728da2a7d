import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Answer, Person } from '../support/client.js';
import {
  expectStatus,
  finished,
  type Prepared,
  predictionsCsv,
  prepareTask,
  submit,
} from '../support/event.js';
import { bring, participant, teamOf } from '../support/people.js';
import { type Stack, startStack } from '../support/stack.js';

let stack: Stack;
beforeAll(async () => {
  stack = await startStack({ workers: 1, apis: 2 });
});
afterAll(() => stack?.stop());

const prepare = (task: object = {}, event: object = {}) =>
  prepareTask(stack, { task: { limitPerDay: null, limitTotal: 10, ...task }, event });
const said = ({ status, body }: Answer) => [status, body?.code];
const join = (on: Prepared, name: string) => participant(stack, on.slug, name);

async function handIn(person: Person, on: Prepared, times = 1, noise = 0.3): Promise<string[]> {
  const ids: string[] = [];
  for (let k = 0; k < times; k++)
    ids.push(
      expectStatus(await submit(person, on.taskId, predictionsCsv(on.truth, noise + k / 100)), 202).body.id,
    );
  return ids;
}
const used = async (person: Person, on: Prepared): Promise<number> =>
  expectStatus(await person.get(`tasks/${on.taskId}/quota`), 200).body.usedTotal;

async function merge(from: Person, fromId: string, into: Person, intoId: string): Promise<void> {
  const { id } = expectStatus(await from.post(`teams/${fromId}/merges`, { intoTeamId: intoId }), 201).body;
  expectStatus(await into.post(`team-merges/${id}/agree`), 204);
}

describe('a used budget', () => {
  test('is not reset by founding anew, and stays with the team as well', async () => {
    const on = await prepare();
    const [one, two] = [await join(on, 'Founder'), await join(on, 'Stayer')];
    const first = await teamOf(on.slug, 'Before', one, two);
    await handIn(one, on, 3);
    expectStatus(await one.post(`teams/${first}/leave`), 204);
    const second = await teamOf(on.slug, 'Anew', one);
    expect([await used(one, on), await used(two, on)]).toEqual([3, 3]);
    // What the old team does afterwards is no longer theirs.
    await handIn(two, on, 2);
    await handIn(one, on, 1);
    expect([await used(one, on), await used(two, on)]).toEqual([4, 5]);
    const quota = (await one.get(`tasks/${on.taskId}/quota`)).body;
    expect(quota.carried).toEqual([{ team: { id: first, name: 'Before' }, entries: 3 }]);
    const [budget] = (await one.get(`teams/${second}/budget`)).body.items;
    expect(budget).toMatchObject({
      usedTotal: 4,
      usedToday: 4,
      limitTotal: 10,
      extraTotal: 0,
      isExtended: false,
    });
    expect(budget.from).toEqual([
      { team: { id: second, name: 'Anew' }, isOwn: true, entries: 1 },
      { team: { id: first, name: 'Before' }, isOwn: false, entries: 3 },
    ]);
    expect(said(await two.get(`teams/${second}/budget`))).toEqual([403, 'TEAM_NEEDED']);
  });

  test('counts each entry once, also of members who left and came back', async () => {
    const on = await prepare();
    const [one, two] = [await join(on, 'Back one'), await join(on, 'Back two')];
    const first = await teamOf(on.slug, 'Back', one, two);
    await handIn(one, on, 2);
    await two.post(`teams/${first}/leave`);
    await bring(one, first, two);
    expect(await used(two, on)).toBe(2);
  });

  test('is limited per day in the same way', async () => {
    const on = await prepare({ limitPerDay: 2 });
    const one = await join(on, 'Daily');
    const first = await teamOf(on.slug, 'Daily one', one);
    await handIn(one, on, 2);
    await one.post(`teams/${first}/leave`);
    await teamOf(on.slug, 'Daily two', one);
    expect(said(await submit(one, on.taskId, predictionsCsv(on.truth)))).toEqual([
      429,
      'DAILY_LIMIT_REACHED',
    ]);
  });

  test('comes along only to a team that has seen it', async () => {
    const on = await prepare();
    const [rival, captain, honest] = [
      await join(on, 'Rival'),
      await join(on, 'Open'),
      await join(on, 'Honest'),
    ];
    const old = await teamOf(on.slug, 'Rivals', rival);
    await handIn(rival, on, 4);
    await rival.post(`teams/${old}/leave`);
    const id = await teamOf(on.slug, 'Open team', captain);
    await captain.patch(`teams/${id}`, { open: true });
    const link = (await captain.post(`teams/${id}/invitations`, {})).body;
    const look = (await rival.get(`invitations/${link.code}`)).body;
    expect(look).toMatchObject({ brings: 4, budget: [{ used: 0, brings: 4, limitTotal: 10 }] });
    for (const path of [`teams/${id}/join`, `invitations/${link.code}/accept`]) {
      const refused = await rival.post(path);
      expect([...said(refused), refused.body.params]).toEqual([409, 'BRINGS_USED_ENTRIES', { entries: 4 }]);
    }
    const asked = expectStatus(await rival.post(`teams/${id}/requests`, {}), 201).body;
    const [shown] = (await captain.get(`teams/${id}/requests`)).body.items;
    expect(shown.brings).toBe(4);
    const accept = (brings: number) => captain.post(`teams/${id}/requests/${asked.id}/accept`, { brings });
    expect(said(await accept(3))).toEqual([409, 'BROUGHT_ENTRIES_CHANGED']);
    expectStatus(await accept(4), 200);
    expect(await used(captain, on)).toBe(4);
    await handIn(captain, on, 1);
    expect(await used(captain, on)).toBe(5);
    // It goes again with the person; what the team did meanwhile stays.
    await rival.post(`teams/${id}/leave`);
    expect(await used(captain, on)).toBe(1);
    expectStatus(await honest.post(`teams/${id}/join`), 200);
    expect(await used(honest, on)).toBe(1);
    expect((await honest.get(`tasks/${on.taskId}/quota`)).body.carried).toEqual([]);
  });

  test('is never exceeded by twenty uploads at once while members come, go and found anew', async () => {
    const on = await prepare({ limitTotal: 6 });
    const [one, two, three] = [
      await join(on, 'Up one'),
      await join(on, 'Up two'),
      await join(on, 'Up three'),
    ];
    const id = await teamOf(on.slug, 'Uploads', one, two, three);
    const csv = predictionsCsv(on.truth);
    const wandering = (async () => {
      await two.post(`teams/${id}/leave`);
      const made = await two.post(`events/${on.slug}/teams`, { name: 'Wandering' });
      const tries = await Promise.all(Array.from({ length: 6 }, () => submit(two, on.taskId, csv)));
      await three.post(`teams/${id}/leave`);
      return { teamId: made.body?.id as string, tries };
    })();
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, k) =>
        submit(one.copy({ url: stack.urls[k % 2] ?? '' }), on.taskId, csv).then(async (answer) =>
          answer.body?.code === 'TOO_MANY_UPLOADS' ? submit(one, on.taskId, csv) : answer,
        ),
      ),
    );
    const { tries } = await wandering;
    for (const { status } of [...answers, ...tries]) expect([202, 429, 503]).toContain(status);
    expect(await used(one, on)).toBeLessThanOrEqual(6);
    // Of whoever went: what they knew when they went, and what they handed in since.
    const [row] = await stack.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM submission s WHERE s.task_id = $1 AND s.submitted_by = $2
         OR s.task_id = $1 AND s.team_id = $3 AND s.accepted_at < (
           SELECT left_at FROM team_membership m WHERE m.account_id = $2 AND m.team_id = $3)`,
      [on.taskId, two.id, id],
    );
    expect(row?.n).toBeLessThanOrEqual(6);
    expect(await used(two, on)).toBe(row?.n);
  });
});

describe('two teams that merge', () => {
  test('have one row on the board, one budget, and all that both handed in; who agreed is recorded', async () => {
    const on = await prepare({ maxSelected: 2 });
    const [alpha, mate, beta] = [
      await join(on, 'Alpha'),
      await join(on, 'Alpha mate'),
      await join(on, 'Beta'),
    ];
    const alphas = await teamOf(on.slug, 'Alphas', alpha, mate);
    const betas = await teamOf(on.slug, 'Betas', beta);
    const good = await handIn(alpha, on, 3, 0.05);
    const bad = await handIn(beta, on, 2, 0.7);
    for (const id of good) await finished(alpha, id);
    for (const id of bad) await finished(beta, id);
    for (const id of good.slice(0, 2))
      expectStatus(await alpha.put(`submissions/${id}/selection`, { selected: true }), 200);
    expectStatus(await beta.put(`submissions/${bad[0]}/selection`, { selected: true }), 200);
    const board = async (who: Person) => (await who.get(`tasks/${on.taskId}/leaderboard`)).body;
    const before = await board(beta);
    expect(before.rows.map((row: { team: { name: string } }) => row.team.name)).toEqual(['Alphas', 'Betas']);

    const proposed = await alpha.post(`teams/${alphas}/merges`, { intoTeamId: betas, message: 'Together?' });
    expect(proposed.body).toMatchObject({
      from: { id: alphas, name: 'Alphas' },
      into: { id: betas, name: 'Betas' },
      memberCount: 3,
      budget: [{ used: 2, brings: 3, limitTotal: 10 }],
    });
    const { id } = proposed.body;
    expect(said(await mate.post(`teams/${alphas}/merges`, { intoTeamId: betas }))).toEqual([
      403,
      'CAPTAIN_NEEDED',
    ]);
    expect(said(await beta.post(`teams/${betas}/merges`, { intoTeamId: alphas }))).toEqual([
      409,
      'MERGE_ALREADY_PROPOSED',
    ]);
    expect(said(await alpha.post(`team-merges/${id}/agree`))).toEqual([403, 'CAPTAIN_NEEDED']);
    const twice = await Promise.all([
      beta.post(`team-merges/${id}/agree`),
      beta.copy({ url: stack.urls[1] ?? '' }).post(`team-merges/${id}/agree`),
      alpha.delete(`team-merges/${id}`),
    ]);
    const winners = twice.filter(({ status }) => status === 204);
    expect(winners).toHaveLength(1);
    if (twice[2]?.status === 204) await merge(alpha, alphas, beta, betas);

    const after = await board(mate);
    expect(after.version).toBeGreaterThan(before.version);
    expect(after.rows).toMatchObject([
      { rank: 1, team: { id: betas, name: 'Betas' }, entries: 5, score: before.rows[0].score },
    ]);
    expect(after.rows).toHaveLength(1);
    expect([await used(alpha, on), await used(beta, on)]).toEqual([5, 5]);
    const entries = (await beta.get(`tasks/${on.taskId}/submissions`)).body.items;
    expect(entries.map((one: { madeBy: { name: string } | null }) => one.madeBy?.name ?? null)).toEqual([
      null,
      null,
      'Alphas',
      'Alphas',
      'Alphas',
    ]);
    expect(
      entries.filter((one: { selected: boolean }) => one.selected).map((one: { id: string }) => one.id),
    ).toEqual([bad[0], good[0]]);
    expect(said(await beta.put(`submissions/${good[1]}/selection`, { selected: true }))).toEqual([
      409,
      'SELECTION_FULL',
    ]);
    expectStatus(await beta.put(`submissions/${good[0]}/selection`, { selected: false }), 200);
    expectStatus(await mate.put(`submissions/${good[1]}/selection`, { selected: true }), 200);
    const old = (await beta.get(`teams/${alphas}`)).body;
    expect([old.mergedInto, old.memberCount]).toEqual([{ id: betas, name: 'Betas' }, 0]);
    const [entry] = await stack.query(
      `SELECT actor_id FROM audit_entry WHERE action = 'team.merged' AND subject_id = $1`,
      [betas],
    );
    expect(entry).toEqual({ actor_id: beta.id });

    // Merging again, and leaving afterwards, resets nothing either.
    await mate.post(`teams/${betas}/leave`);
    await teamOf(on.slug, 'After all', mate);
    expect(await used(mate, on)).toBe(5);
    const gamma = await join(on, 'Gamma');
    const gammas = await teamOf(on.slug, 'Gammas', gamma);
    await merge(beta, betas, gamma, gammas);
    expect((await board(gamma)).rows).toMatchObject([{ team: { name: 'Gammas' }, entries: 5 }]);
    expect(await used(gamma, on)).toBe(5);
    await gamma.post(`teams/${gammas}/leave`);
    await teamOf(on.slug, 'Gamma alone', gamma);
    expect(await used(gamma, on)).toBe(5);
  });

  test('leave a frozen board as it stood; entries that are queued at that moment are scored into the one row', async () => {
    const on = await prepare();
    const [alpha, beta] = [await join(on, 'Ice A'), await join(on, 'Ice B')];
    const [alphas, betas] = [await teamOf(on.slug, 'Ice As', alpha), await teamOf(on.slug, 'Ice Bs', beta)];
    for (const [person, noise] of [
      [alpha, 0.2],
      [beta, 0.6],
    ] as const) {
      const [id] = await handIn(person, on, 1, noise);
      await finished(person, id as string);
    }
    expectStatus(
      await on.organizer.patch(`tasks/${on.taskId}`, { board: 'frozen', frozenAt: new Date().toISOString() }),
      200,
    );
    const seen = await beta.get(`tasks/${on.taskId}/leaderboard`);
    const [waiting] = await handIn(alpha, on, 1, 0.01);
    await merge(alpha, alphas, beta, betas);
    await finished(beta, waiting as string);
    const frozen = await beta.get(`tasks/${on.taskId}/leaderboard`);
    expect(frozen.body).toEqual(seen.body);
    expect(frozen.headers.get('etag')).toBe(seen.headers.get('etag'));
    const { rows } = (await on.organizer.get(`tasks/${on.taskId}/leaderboard`)).body;
    expect(rows).toMatchObject([{ team: { id: betas }, entries: 3 }]);
    expectStatus(await on.organizer.post(`tasks/${on.taskId}/leaderboard/publish`), 200);
    expect((await alpha.get(`tasks/${on.taskId}/leaderboard?split=final`)).body.rows).toHaveLength(1);
  });

  test('after the final ranking is out change it no more', async () => {
    const on = await prepare();
    const [alpha, beta] = [await join(on, 'Out A'), await join(on, 'Out B')];
    const [alphas, betas] = [await teamOf(on.slug, 'Out As', alpha), await teamOf(on.slug, 'Out Bs', beta)];
    for (const person of [alpha, beta]) await finished(person, (await handIn(person, on))[0] as string);
    expectStatus(await on.organizer.post(`tasks/${on.taskId}/leaderboard/publish`), 200);
    const seen = (await beta.get(`tasks/${on.taskId}/leaderboard?split=final`)).body;
    await merge(alpha, alphas, beta, betas);
    expect((await beta.get(`tasks/${on.taskId}/leaderboard?split=final`)).body).toEqual(seen);
  });

  test('while both hand in: nothing is lost, nothing is stuck', async () => {
    const on = await prepare({ limitTotal: null });
    const [alpha, beta] = [await join(on, 'Busy A'), await join(on, 'Busy B')];
    const [alphas, betas] = [await teamOf(on.slug, 'Busy As', alpha), await teamOf(on.slug, 'Busy Bs', beta)];
    const csv = predictionsCsv(on.truth);
    const { id } = expectStatus(await alpha.post(`teams/${alphas}/merges`, { intoTeamId: betas }), 201).body;
    const uploads = Array.from({ length: 8 }, (_, k) => submit(k % 2 ? alpha : beta, on.taskId, csv));
    const agreed = await beta.copy({ url: stack.urls[1] ?? '' }).post(`team-merges/${id}/agree`);
    expectStatus(agreed, 204);
    const answers = await Promise.all(uploads);
    for (const { status } of answers) expect([202, 429, 503]).toContain(status);
    const taken = answers.filter(({ status }) => status === 202);
    for (const { body } of taken) expect((await finished(beta, body.id)).status).toBe('scored');
    expect((await beta.get(`tasks/${on.taskId}/leaderboard`)).body.rows).toMatchObject(
      taken.length > 0 ? [{ team: { id: betas }, entries: taken.length }] : [],
    );
  });

  test('only if they fit together, and while the captain who proposed is captain', async () => {
    const on = await prepare({}, { maxTeamSize: 2 });
    const [alpha, mate, beta] = [await join(on, 'Fit A'), await join(on, 'Fit M'), await join(on, 'Fit B')];
    const [alphas, betas] = [
      await teamOf(on.slug, 'Fit As', alpha, mate),
      await teamOf(on.slug, 'Fit Bs', beta),
    ];
    expect(said(await alpha.post(`teams/${alphas}/merges`, { intoTeamId: betas }))).toEqual([
      409,
      'TEAM_FULL',
    ]);
    await on.organizer.patch(`events/${on.slug}`, { maxTeamSize: 3 });
    const { id } = expectStatus(await alpha.post(`teams/${alphas}/merges`, { intoTeamId: betas }), 201).body;
    expect(said(await alpha.post(`teams/${alphas}/merges`, { intoTeamId: alphas }))).toEqual([
      422,
      'MERGE_WITH_ITSELF',
    ]);
    await alpha.put(`teams/${alphas}/captain`, { accountId: mate.id });
    expect(said(await beta.post(`team-merges/${id}/agree`))).toEqual([409, 'MERGE_NOT_OPEN']);
    expect((await beta.post(`team-merges/${id}/decline`)).status).toBe(204);
  });
});

describe('organizers', () => {
  test('give a team more entries and more time, with a reason that no other team sees', async () => {
    const on = await prepare({ limitPerDay: 1, limitTotal: 1 });
    const [one, rival] = [await join(on, 'Given'), await join(on, 'Jealous')];
    const id = await teamOf(on.slug, 'Given more', one);
    await teamOf(on.slug, 'Given nothing', rival);
    await handIn(one, on, 1);
    const csv = predictionsCsv(on.truth);
    expect(said(await submit(one, on.taskId, csv))).toEqual([429, 'TOTAL_LIMIT_REACHED']);
    const give = (body: object) =>
      on.organizer.post(`teams/${id}/allowances`, { taskId: on.taskId, ...body });
    expect((await give({ extraTotal: 1 })).status).toBe(422);
    expect(said(await give({ reason: 'nothing' }))).toEqual([422, 'NOTHING_GRANTED']);
    const reason = 'The network failed in room 3';
    const given = await give({ extraTotal: 1, extraToday: 1, reason });
    expect(given.status).toBe(201);
    expect((await one.get(`tasks/${on.taskId}/quota`)).body).toMatchObject({
      limitTotal: 2,
      limitPerDay: 2,
      extraTotal: 1,
    });
    expect((await rival.get(`tasks/${on.taskId}/quota`)).body).toMatchObject({
      limitTotal: 1,
      extraTotal: 0,
    });
    await handIn(one, on, 1);
    expect(said(await submit(one, on.taskId, csv))).toEqual([429, 'TOTAL_LIMIT_REACHED']);
    expect((await one.get(`teams/${id}/allowances`)).body.items).toMatchObject([{ reason, extraTotal: 1 }]);
    expect(said(await rival.get(`teams/${id}/allowances`))).toEqual([403, 'TEAM_NEEDED']);
    expect((await on.organizer.delete(`teams/${id}/allowances/${given.body.id}`)).status).toBe(204);
    expect((await one.get(`tasks/${on.taskId}/quota`)).body).toMatchObject({ usedTotal: 2, limitTotal: 1 });

    await on.organizer.patch(`tasks/${on.taskId}`, {
      closesAt: new Date(Date.now() - 1_000).toISOString(),
      limitTotal: 5,
      limitPerDay: null,
    });
    expect(said(await submit(one, on.taskId, csv))).toEqual([409, 'SUBMISSIONS_CLOSED']);
    expectStatus(await give({ closesAt: new Date(Date.now() + 3_600_000).toISOString(), reason }), 201);
    await handIn(one, on, 1);
    expect(said(await submit(rival, on.taskId, csv))).toEqual([409, 'SUBMISSIONS_CLOSED']);
    expect((await one.get(`teams/${id}/budget`)).body.items[0].isExtended).toBe(true);
    const [entry] = await stack.query(
      `SELECT reason FROM audit_entry WHERE action = 'team.allowance_granted' AND subject_id = $1 LIMIT 1`,
      [id],
    );
    expect(entry).toEqual({ reason });
  });

  test('hand nothing in for a team that has ended', async () => {
    const on = await prepare();
    const one = await join(on, 'Ended');
    const id = await teamOf(on.slug, 'Ended team', one);
    const [entry] = await handIn(one, on, 1);
    await finished(one, entry as string);
    expect((await one.post(`teams/${id}/leave`)).status).toBe(204);
    expect(said(await submit(on.organizer, on.taskId, predictionsCsv(on.truth), { teamId: id }))).toEqual([
      422,
      'TEAM_NOT_IN_EVENT',
    ]);
    // Its result stays where others compared with it.
    expect((await on.organizer.get(`tasks/${on.taskId}/leaderboard`)).body.rows).toMatchObject([
      { team: { name: 'Ended team' } },
    ]);
  });
});

test('nobody of the platform’s roles writes the history of teams', async () => {
  const { default: pg } = await import('pg');
  const api = new pg.Client({ connectionString: stack.databaseApiUrl });
  await api.connect();
  try {
    for (const change of [
      'DELETE FROM team_membership',
      'UPDATE team_membership SET left_at = NULL',
      'UPDATE board_merge SET version = 0',
      'UPDATE team_allowance SET extra_total = 99',
    ])
      await expect(api.query(change)).rejects.toThrow('permission denied');
  } finally {
    await api.end();
  }
});
