import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Client, Person } from '../support/client.js';
import {
  expectStatus,
  fileForm,
  finished,
  makeTeam,
  makeTruth,
  type Prepared,
  predictionsCsv,
  prepareTask,
  submitAndWait,
} from '../support/event.js';
import { type Stack, startStack } from '../support/stack.js';

type Team = Person & { teamId: string };

interface Row {
  rank: number;
  rankInterval: [number, number] | null;
  band: number | null;
  pFirst: number | null;
  team: { id: string; name: string };
  score: number | null;
  entries: number;
}

/** As a task is set up by itself, but for the budget. */
const USUAL = { ladderSteps: null, liveLosses: null, limitPerDay: null };

let stack: Stack;
beforeAll(async () => {
  stack = await startStack();
});
afterAll(() => stack?.stop());

const hand = (team: Team, event: Prepared, noise: number) =>
  submitAndWait(team, event.taskId, predictionsCsv(event.truth, noise));

/**
 * Predictions with noise of their own, unlike each other as those of different models are.
 * @param quality share of the label in them: 0.1 is hardly better than guessing, 0.5 perfect, less than 0 misleading
 */
function noisy(event: Prepared, quality: number, seed: number): string {
  const rows = event.truth.map(({ id, label }, k) => {
    const share = Math.abs(quality);
    const told = quality < 0 ? 1 - label : label;
    return `${id},${(0.25 + 0.5 * ((1 - share) * unit(k, seed) + share * told)).toFixed(6)}`;
  });
  return `id,prediction\n${rows.join('\n')}\n`;
}

/** In [0, 1), the same for the same arguments. */
function unit(k: number, seed: number): number {
  let x = Math.imul(k + 1, 0x9e3779b1) ^ Math.imul(seed + 1, 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 16), 0x21f0aaad);
  x = Math.imul(x ^ (x >>> 15), 0x735a2d97);
  return ((x ^ (x >>> 15)) >>> 0) / 4294967296;
}

const model = (team: Team, event: Prepared, quality: number, seed: number) =>
  submitAndWait(team, event.taskId, noisy(event, quality, seed));
const board = async (reader: Client, event: Prepared, query = ''): Promise<Row[]> =>
  expectStatus(await reader.get(`tasks/${event.taskId}/leaderboard${query}`), 200).body.rows;
const entry = async (reader: Client, id: string) =>
  expectStatus(await reader.get(`submissions/${id}`), 200).body;

/** As if every attempt to score it had failed. */
async function fail(id: string): Promise<void> {
  for (const table of ['board_entry', 'submission_score', 'entry_replicates'])
    await stack.query(`DELETE FROM ${table} WHERE submission_id = $1`, [id]);
  await stack.query(`UPDATE submission SET status = 'failed' WHERE id = $1`, [id]);
}

describe('a score is shown when it beats the team’s best by more than chance', () => {
  let event: Prepared;
  let team: Team;
  beforeAll(async () => {
    event = await prepareTask(stack, { task: USUAL, truth: makeTruth(300) });
    team = await makeTeam(stack, event.slug, 'Climbers');
  });

  test('and else the best one stands in its place', async () => {
    const first = await model(team, event, 0.1, 5);
    expect(first).toMatchObject({ release: 'released', shownEntryId: first.id });
    const near = await model(team, event, 0.1, 3);
    expect(near).toMatchObject({ release: 'kept', shownEntryId: first.id });
    expect(near.scores.public).toEqual(first.scores.public);
    const raw = await entry(event.organizer, near.id);
    expect(raw.scores.public.auroc.value).toBeGreaterThan(first.scores.public.auroc.value);
    expect(raw.release).toBe('kept');
    expect(await board(team, event)).toMatchObject([
      { rank: 1, score: first.scores.public.auroc.value, entries: 2 },
    ]);
    const better = await model(team, event, 0.5, 1);
    expect(better).toMatchObject({ release: 'released', shownEntryId: better.id });
    expect((await board(team, event))[0]?.score).toBe(better.scores.public.auroc.value);
  });

  test('a withdrawal shows nothing that was held back, and later entries climb from what is left', async () => {
    const path = `tasks/${event.taskId}/submissions`;
    const before = expectStatus(await team.get(path), 200).body.items;
    const [better, near, first] = before;
    expectStatus(
      await event.organizer.post(`submissions/${better.id}/withdraw`, { reason: 'labels used' }),
      200,
    );
    const after = expectStatus(await team.get(path), 200).body.items;
    for (const [k, one] of after.entries()) expect(one.scores).toEqual(before[k].scores);
    expect((await board(team, event))[0]).toMatchObject({
      score: first.scores.public.auroc.value,
      entries: 2,
    });
    expect(await model(team, event, 0.1, 3)).toMatchObject({ release: 'kept', shownEntryId: first.id });
    expect(await model(team, event, 0.5, 1)).toMatchObject({ release: 'released' });
    expect(near.release).toBe('kept');
  });

  test('its own scores are listed against the best, and those alone', async () => {
    const list = expectStatus(await team.get(`tasks/${event.taskId}/leaderboard/entries`), 200).body;
    expect(list.items).toHaveLength(2);
    const [poor, best] = list.items;
    expect(best).toMatchObject({ isBest: true, againstBest: null });
    expect(poor.isBest).toBe(false);
    expect(poor.againstBest.difference).toBeLessThan(0);
    expect(poor.againstBest.interval[1]).toBeLessThan(0);
    expect(poor.againstBest).toMatchObject({ probability: 0 });
    expect(poor.againstBest.p).toBeLessThan(0.05);
  });

  test('rows of patients are counted by patients: steps, limits and warnings follow', async () => {
    const truth = makeTruth(2000).map((row, k) => ({
      ...row,
      patient: `p${Math.floor(k / 4)}`,
      side: k < 1400 ? 'public' : 'final',
    }));
    const csv = truth.map((row) => `${row.id},${row.label},${row.side},${row.patient}`).join('\n');
    const other = await prepareTask(stack, {
      task: { ladderSteps: null, liveLosses: null, limitPerDay: 5 },
    });
    const path = `tasks/${other.taskId}`;
    const upload = () => other.organizer.put(`${path}/truth`, fileForm(`id,label,split,patient\n${csv}\n`));
    expectStatus(await upload(), 200);
    const byRow = expectStatus(await other.organizer.get(path), 200).body;
    expect(byRow).toMatchObject({
      ladderSteps: 1,
      limitTotal: null,
      setup: { publicLabels: 1400, labelUnit: 'label' },
    });
    const byPatient = expectStatus(await other.organizer.patch(path, { clusterColumn: 'patient' }), 200).body;
    expect(byPatient).toMatchObject({
      ladderSteps: 2,
      limitTotal: 30,
      setup: { publicLabels: 350, labelUnit: 'patient', feedback: { labels: 350 } },
    });
    const [warning] = byPatient.setup.warnings;
    expect(warning.code).toBe('small_final_part');
    expect(warning.message.en).toContain('30% of the patients');
    const seen = expectStatus(await other.organizer.get(`${path}/truth`), 200).body;
    expect([seen.public.rows, seen.public.units, seen.final.units]).toEqual([1400, 350, 150]);
  });

  test('organizers read how much has been told', async () => {
    const { setup } = expectStatus(await event.organizer.get(`tasks/${event.taskId}`), 200).body;
    // Five scored entries, three of them released (one withdrawn since); one metric is shown live, at three decimals; with
    // them a place among one team, which tells nothing, and P(rank 1) in hundredths.
    const bits = Math.round(5 + 3 * 3 * Math.log2(1001) + 3 * Math.log2(101));
    expect(setup.feedback).toEqual({ bits, largestTeam: bits, labels: 90, entries: 5, released: 3 });
    expect(setup.publicLabels).toBe(90);
    expect(setup.warnings.map(({ code }: { code: string }) => code)).toEqual(['many_a_day']);
    const seen = expectStatus(await team.get(`tasks/${event.taskId}`), 200).body;
    expect(seen).toMatchObject({ ladderSteps: 2, decimals: 3, withheldMetrics: ['brier'], limitTotal: 30 });
    expect(seen.setup).toBeUndefined();
  });

  test('the rule is locked once there are entries', async () => {
    for (const change of [{ ladderSteps: 0 }, { decimals: 5 }])
      expect(await event.organizer.patch(`tasks/${event.taskId}`, change)).toMatchObject({
        status: 409,
        body: { code: 'TASK_HAS_ENTRIES' },
      });
  });
});

describe('the order of acceptance decides', () => {
  test('an entry that is scored late takes its place, and what came after is released anew', async () => {
    const event = await prepareTask(stack, { task: USUAL, truth: makeTruth(300) });
    const team = await makeTeam(stack, event.slug, 'Late');
    const first = await hand(team, event, 0.95);
    const lost = await hand(team, event, 0.3);
    const last = await hand(team, event, 0.35);
    expect([first.release, lost.release, last.release]).toEqual(['released', 'released', 'kept']);
    // Had the second failed at first, the third would have been released.
    await fail(lost.id);
    await fail(last.id);
    expectStatus(await event.organizer.post(`submissions/${last.id}/retry`), 200);
    expect(await finished(team, last.id)).toMatchObject({ release: 'released', shownEntryId: last.id });
    expectStatus(await event.organizer.patch(`tasks/${event.taskId}`, { board: 'frozen' }), 200);
    const frozen = await board(team, event);
    expect(frozen).toMatchObject([{ entries: 2 }]);
    expectStatus(await event.organizer.post(`submissions/${lost.id}/retry`), 200);
    expect(await finished(team, lost.id)).toMatchObject({ release: 'released' });
    const replayed = await entry(team, last.id);
    expect(replayed).toMatchObject({ release: 'kept', shownEntryId: lost.id });
    expect(replayed.scores).toEqual((await entry(team, lost.id)).scores);
    // The frozen board shows what it showed; the newest one the entries as they stand now.
    expect(await board(team, event)).toEqual(frozen);
    expect(await board(event.organizer, event)).toMatchObject([{ entries: 3 }]);
  });

  test('merged teams climb from the better of their scores, and each alone until then', async () => {
    const event = await prepareTask(stack, { task: USUAL, truth: makeTruth(300) });
    const good = await makeTeam(stack, event.slug, 'Good');
    const poor = await makeTeam(stack, event.slug, 'Poor');
    const best = await hand(good, event, 0.3);
    const own = await hand(poor, event, 0.95);
    expect(own.release).toBe('released');
    const proposal = expectStatus(
      await good.post(`teams/${good.teamId}/merges`, { intoTeamId: poor.teamId }),
      201,
    ).body;
    expectStatus(await poor.post(`team-merges/${proposal.id}/agree`), 204);
    const after = await hand(poor, event, 0.5);
    expect(after).toMatchObject({ release: 'kept', shownEntryId: best.id });
    // Scored again, what was handed in before the merger is compared with its own team's entries alone.
    await fail(own.id);
    expectStatus(await event.organizer.post(`submissions/${own.id}/retry`), 200);
    expect(await finished(poor, own.id)).toMatchObject({ release: 'released', shownEntryId: own.id });
    expect(await entry(poor, after.id)).toMatchObject({ release: 'kept', shownEntryId: best.id });
    const list = expectStatus(await poor.get(`tasks/${event.taskId}/leaderboard/entries`), 200).body;
    expect(list.items.map(({ id }: { id: string }) => id)).toEqual([best.id, own.id]);
  });

  test('a team with several entries at once is shown what it would be shown one by one', async () => {
    const event = await prepareTask(stack, { task: USUAL, truth: makeTruth(300) });
    const [a, b] = [await makeTeam(stack, event.slug, 'Burst'), await makeTeam(stack, event.slug, 'Steps')];
    const noises = [0.97, 0.9, 0.6, 0.95, 0.3, 0.5];
    const { submit } = await import('../support/event.js');
    const sent: string[] = [];
    for (const noise of noises) {
      const answer = await submit(a, event.taskId, predictionsCsv(event.truth, noise));
      sent.push(expectStatus(answer, 202).body.id);
    }
    const burst = await Promise.all(sent.map((id) => finished(a, id)));
    const steps = [];
    for (const noise of noises) steps.push(await hand(b, event, noise));
    expect(burst.map(({ release }) => release)).toEqual(steps.map(({ release }) => release));
    expect(burst.map(({ scores }) => scores)).toEqual(steps.map(({ scores }) => scores));
    expect(new Set(burst.map(({ release }) => release))).toEqual(new Set(['released', 'kept']));
  });
});

describe('losses that tell about single rows', () => {
  test('are shown to teams with the final board, and to organizers at once', async () => {
    const event = await prepareTask(stack, { task: USUAL });
    const team = await makeTeam(stack, event.slug, 'Curious');
    const own = await hand(team, event, 0.5);
    expect(own.scores.public.brier).toEqual({ value: null, ci: null, undefined: 'withheld' });
    expect(own.scores.public.auroc.value).not.toBeNull();
    expect((await entry(event.organizer, own.id)).scores.public.brier.value).toBeGreaterThan(0);
    expectStatus(await event.organizer.post(`tasks/${event.taskId}/leaderboard/publish`), 200);
    expect((await entry(team, own.id)).scores.public.brier.value).toBeGreaterThan(0);
  });

  test('leave no live board where they rank', async () => {
    const event = await prepareTask(stack, {
      task: { ...USUAL, metric: 'brier', furtherMetrics: ['auroc'] },
    });
    const team = await makeTeam(stack, event.slug, 'Blind');
    await hand(team, event, 0.5);
    const withheld = { status: 403, body: { code: 'SCORES_WITHHELD' } };
    for (const path of ['', '.csv', '/pairs', '/entries'])
      expect(await team.get(`tasks/${event.taskId}/leaderboard${path}`)).toMatchObject(withheld);
    expect(await board(event.organizer, event)).toHaveLength(1);
    const { setup } = expectStatus(await event.organizer.get(`tasks/${event.taskId}`), 200).body;
    expect(setup.warnings.map(({ code }: { code: string }) => code)).toContain('primary_withheld');
    expectStatus(await event.organizer.patch(`tasks/${event.taskId}`, { liveLosses: true }), 200);
    expect(await board(team, event)).toHaveLength(1);
  });
});

describe('places', () => {
  let event: Prepared;
  const teams: Team[] = [];
  beforeAll(async () => {
    event = await prepareTask(stack, { task: { ...USUAL, maxSelected: 1 }, truth: makeTruth(300) });
    for (const [name, quality, seed] of [
      ['Alike', 0.1, 1],
      ['Alike too', 0.1, 1],
      ['Near', 0.1, 2],
      ['Far', -0.5, 1],
    ] as const) {
      const team = await makeTeam(stack, event.slug, name);
      await model(team, event, quality, seed);
      teams.push(team);
    }
  });

  test('say how certain they are', async () => {
    const rows = await board(teams[0] as Team, event);
    expect(rows.map(({ team, rank }) => `${rank} ${team.name}`)).toEqual([
      '1 Alike',
      '1 Alike too',
      '3 Near',
      '4 Far',
    ]);
    const [alike, too, near, far] = rows as [Row, Row, Row, Row];
    expect(too).toMatchObject({ rankInterval: alike.rankInterval, pFirst: alike.pFirst, band: 1 });
    expect(near.band).toBe(1);
    expect(far).toMatchObject({ band: 2, rankInterval: [4, 4], pFirst: 0 });
    expect(alike.rankInterval?.[0]).toBe(1);
    expect(alike.pFirst as number).toBeGreaterThan(0.5);
    const csv = expectStatus(await (teams[0] as Team).get(`tasks/${event.taskId}/leaderboard.csv`), 200).body;
    expect(csv.trim().split('\r\n')[4]).toMatch(/^4,Far,.*,4,4,2,0$/);
  });

  test('and pairs tell who is better', async () => {
    const path = `tasks/${event.taskId}/leaderboard/pairs`;
    const { pairs, teams: top } = expectStatus(await (teams[1] as Team).get(path), 200).body;
    expect(top).toHaveLength(4);
    expect(pairs).toHaveLength(6);
    const between = (a: number, b: number) =>
      pairs.find((one: { a: string; b: string }) => one.a === teams[a]?.teamId && one.b === teams[b]?.teamId)
        .comparison;
    expect(between(0, 1)).toEqual({ difference: 0, interval: [0, 0], p: 1, probability: 0, tied: 1 });
    expect(between(0, 3)).toMatchObject({ probability: 1 });
    expect(between(0, 3).p).toBeLessThan(0.001);
    expect(between(0, 3).interval[0]).toBeGreaterThan(0);
    expect(expectStatus(await (teams[1] as Team).get(`${path}?top=2`), 200).body.pairs).toHaveLength(1);
    for (const query of ['?top=1', '?top=51', '?top=x', '?split=all'])
      expect((await (teams[1] as Team).get(`${path}${query}`)).status).toBe(422);
  });

  test('the final board and its preview follow the final part and the selection', async () => {
    const far = teams[3] as Team;
    const other = await model(far, event, 0.5, 2);
    expectStatus(await far.put(`submissions/${other.id}/selection`, { selected: true }), 200);
    const preview = expectStatus(
      await event.organizer.get(`tasks/${event.taskId}/leaderboard/final/preview`),
      200,
    ).body;
    const final = await board(event.organizer, event, '?split=final');
    expect(final[0]).toMatchObject({
      team: { name: 'Far' },
      rank: 1,
      band: 1,
      rankInterval: [1, 1],
      pFirst: 1,
    });
    expect(preview.teams.map((one: { final: { rank: number } }) => one.final.rank)).toEqual(
      final.map(({ rank }) => rank),
    );
    expect(preview.teams[0]).toMatchObject({ entryId: other.id, bySelection: true, moved: 0 });
    expect(preview).toMatchObject({ unfinished: 0, finalPublishedAt: null });
    expectStatus(await event.organizer.post(`tasks/${event.taskId}/leaderboard/publish`), 200);
    expect(await board(far, event, '?split=final')).toEqual(final);
    const pairs = expectStatus(await far.get(`tasks/${event.taskId}/leaderboard/pairs?split=final`), 200);
    expect(pairs.body.split).toBe('final');
  });
});

describe('set-up', () => {
  test('follows the number of public labels until organizers choose, and says what a choice costs', async () => {
    const event = await prepareTask(stack, {
      task: { ladderSteps: null, liveLosses: null },
      truth: makeTruth(4_000),
    });
    const path = `tasks/${event.taskId}`;
    const seen = expectStatus(await event.organizer.get(path), 200).body;
    expect(seen).toMatchObject({
      ladderSteps: 1,
      limitTotal: null,
      limitPerDay: 5,
      withheldMetrics: ['brier'],
    });
    expect(seen.setup).toMatchObject({ warnings: [], limitChosen: false, publicLabels: 1_200 });
    const generous = { ladderSteps: 0, decimals: 5, liveLosses: true, limitPerDay: null };
    const { setup } = expectStatus(await event.organizer.patch(path, generous), 200).body;
    expect(setup.warnings.map(({ code }: { code: string }) => code)).toEqual([
      'ladder_off',
      'many_decimals',
      'live_losses',
      'many_a_day',
    ]);
    expect(setup.warnings[0].message.en).toContain((0.225 * Math.sqrt(100 / 1_200)).toFixed(3));
    for (const wrong of [{ ladderSteps: 3 }, { decimals: 1 }, { decimals: 7 }, { liveLosses: 'yes' }])
      expect((await event.organizer.patch(path, wrong)).status).toBe(422);
  });
});
