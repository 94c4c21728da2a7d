import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from '../support/client.js';
import { ROOT, runCli, type Stack, startStack } from '../support/stack.js';

let stack: Stack;
beforeAll(async () => {
  stack = await startStack();
});
afterAll(() => stack?.stop());

const ADDRESSES = ['participant', 'mentor', 'organizer', 'steward', 'admin'];
const load = (env: NodeJS.ProcessEnv = {}) => runCli(['demo', 'load'], { ...stack.env, ...env });

async function signIn(name: string, password = stack.demoPassword): Promise<Client> {
  const client = new Client(stack);
  const answer = await client.post('auth/sign-in', { email: `${name}@demo.local`, password });
  if (answer.status !== 200) throw new Error(`${name}: ${answer.status} ${JSON.stringify(answer.body)}`);
  return client;
}

async function demoTask(client: Client) {
  const { body } = await client.get('events/korea-clinical-datathon/tasks');
  return body.items[0];
}

/** Everything that a second load could have changed. */
async function everything() {
  const counts = await stack.query(`
    SELECT (SELECT count(*) FROM account) AS accounts, (SELECT count(*) FROM event) AS events,
      (SELECT count(*) FROM team) AS teams, (SELECT count(*) FROM team_member) AS members,
      (SELECT count(*) FROM truth) AS truths, (SELECT count(*) FROM task_file) AS files,
      (SELECT count(*) FROM submission) AS entries, (SELECT count(*) FROM application) AS applications, (SELECT max(id) FROM audit_entry) AS record`);
  const rows = await stack.query('SELECT id, status, selected, withdrawn_at FROM submission ORDER BY seq');
  const hashes = await stack.query('SELECT email, password_hash FROM account ORDER BY email');
  return { counts, rows, hashes };
}

describe('the demo event', () => {
  it('is refused in production, and leaves nothing there', async () => {
    const { code, output } = await load({ NODE_ENV: 'production' });
    expect(code).toBe(1);
    expect(output).toContain('not for production');
    expect(output).not.toContain('    at ');
    expect(await stack.query('SELECT 1 FROM account')).toEqual([]);
  });

  it('survives being killed at any moment: the next load completes it', async () => {
    const stages = [
      'people have accounts',
      'its task and its files',
      'entries are handed in',
      'call for help',
    ];
    for (const stage of stages) await loadUntil(stage);
    const { code, output } = await load();
    expect({ code, output }).toMatchObject({ code: 0 });
    expect(output).toContain('The demo event is loaded.');
    const [{ entries, keys }] = (await stack.query(
      'SELECT count(*)::int AS entries, count(DISTINCT idempotency_key)::int AS keys FROM submission',
    )) as [{ entries: number; keys: number }];
    expect(entries).toBe(keys);
    expect(entries).toBeGreaterThan(24);
  });

  it('has all entries scored', async () => {
    const open = () => stack.query(`SELECT 1 FROM submission WHERE status <> 'scored'`);
    for (const until = Date.now() + 60_000; (await open()).length > 0 && Date.now() < until; )
      await new Promise((resolve) => setTimeout(resolve, 250));
    expect(await open()).toEqual([]);
  });

  it('lets its five people in, each with what they are for', async () => {
    const me = async (name: string) => (await (await signIn(name)).get('me')).body;
    const people = Object.fromEntries(
      await Promise.all(ADDRESSES.map(async (name) => [name, await me(name)])),
    );
    const role = (name: string) => people[name].memberships[0]?.role;
    expect(people.participant.memberships[0].team.name).toBe('한강 바이탈');
    expect([role('participant'), role('mentor'), role('organizer')]).toEqual([
      'participant',
      'mentor',
      'organizer',
    ]);
    expect([role('steward'), role('admin')]).toEqual([undefined, undefined]);
    expect(people.organizer.canCreateEvents).toBe(true);
    expect(people.admin.isAdmin).toBe(true);
    expect([people.steward.isSteward, people.organizer.isSteward]).toEqual([true, false]);
  });

  it('runs now, and shows the task, its files and what is left of the quota', async () => {
    const participant = await signIn('participant');
    const { body: event } = await participant.get('events/korea-clinical-datathon');
    expect(event).toMatchObject({ status: 'published', nowStage: 'running', teamCount: 12 });
    expect(event.phases).toHaveLength(4);
    const task = await demoTask(participant);
    expect(task).toMatchObject({ isOpen: true, isReady: true, metric: 'auroc', board: 'frozen' });
    const { body: files } = await participant.get(`tasks/${task.id}/files`);
    expect(files.items.map((file: { name: string }) => file.name).sort()).toEqual([
      'README.md',
      'sample_submission.csv',
      'test.csv',
      'train.csv',
    ]);
    const { body: quota } = await participant.get(`tasks/${task.id}/quota`);
    expect(quota).toMatchObject({ limitPerDay: 5, limitTotal: 30, selected: 1, maxSelected: 2 });
    expect(quota.usedToday).toBeLessThan(5);
  });

  it('has a board of twelve teams with a tie, and without what was withdrawn', async () => {
    const organizer = await signIn('organizer');
    const participant = await signIn('participant');
    const task = await demoTask(participant);
    const { body: board } = await participant.get(`tasks/${task.id}/leaderboard`);
    expect(board.rows).toHaveLength(12);
    const ranks = board.rows.map((row: { rank: number }) => row.rank);
    expect(new Set(ranks).size).toBeLessThan(12);
    const scores = board.rows.map((row: { score: number }) => row.score);
    expect(Math.max(...scores)).toBeLessThan(0.95);
    expect(Math.min(...scores)).toBe(0.5);
    const { body: entries } = await organizer.get(`tasks/${task.id}/submissions?limit=200`);
    const withdrawn = entries.items.filter((entry: { withdrawnAt: string }) => entry.withdrawnAt);
    expect(withdrawn).toHaveLength(1);
    expect(withdrawn[0].withdrawnReason).toContain('recorded after death');
    expect(withdrawn[0].scores.public.auroc.value).toBeGreaterThan(0.95);
    const { body: truth } = await organizer.get(`tasks/${task.id}/truth`);
    expect(truth.clusters).toBeLessThan(truth.rows);
    expect(truth.public.prevalence).toBeCloseTo(0.14, 1);
  });

  it('comes with an event to come, whose applications an organizer decides on', async () => {
    const organizer = await signIn('organizer');
    const path = 'events/winter-clinical-datathon';
    const { body: event } = await organizer.get(path);
    expect(event).toMatchObject({ status: 'published', joining: 'application', nowStage: 'before' });
    const { body: list } = await organizer.get(`${path}/applications?limit=100`);
    expect(list.items.length).toBeGreaterThan(35);
    const of = (key: string) => new Set(list.items.map((item: Record<string, unknown>) => item[key]));
    expect([...of('background')].sort()).toEqual([
      'clinician',
      'data_scientist',
      'engineer',
      'other',
      'student',
    ]);
    expect([...of('status')].sort()).toEqual([
      'accepted',
      'declined',
      'submitted',
      'waitlisted',
      'withdrawn',
    ]);
    expect(of('id').size).toBe(of('email').size);
    const { body: counts } = await organizer.get(`${path}/people-counts`);
    const [places] = counts.applications;
    expect(places).toMatchObject({ capacity: 24, members: places.accepted });
    expect(places.members).toBeLessThan(24);
    expect(places.backgrounds[0]).toEqual({ background: 'clinician', members: 6, capacity: 6 });
    const waiting = list.items.find((item: { status: string }) => item.status === 'submitted');
    const { body: one } = await organizer.get(`${path}/applications/${waiting.id}`);
    expect(Object.keys(one.answers).length).toBeGreaterThanOrEqual(3);
    // Whoever looks around may apply, too.
    const { body: form } = await (await signIn('steward')).get(`${path}/application-forms/participant`);
    expect(form).toMatchObject({ isOpen: true, window: 'open' });
  });

  it('is not loaded twice: a second load changes nothing, whatever was done since', async () => {
    await stack.query(`UPDATE submission SET selected = false WHERE file_name = 'gam.csv'`);
    const before = await everything();
    const { code, output } = await load();
    expect(code).toBe(0);
    expect(output).toContain('already');
    expect(output).not.toContain('password');
    expect(await everything()).toEqual(before);
  });

  it('takes over another password, and the old one is out', async () => {
    const before = await everything();
    const { code } = await load({ DATATHON_DEMO_PASSWORD: 'another-password' });
    expect(code).toBe(0);
    await signIn('participant', 'another-password');
    await expect(signIn('mentor')).rejects.toThrow('401');
    expect((await everything()).rows).toEqual(before.rows);
  });
});

/** Kills the load with SIGKILL when it says that it has come to `stage`. */
async function loadUntil(stage: string): Promise<void> {
  const child = spawn(process.execPath, [join(ROOT, 'dist/src/cli.js'), 'demo', 'load'], {
    cwd: ROOT,
    env: stack.env,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let told = '';
  child.stderr.on('data', (text: Buffer) => {
    told += text.toString();
    if (told.includes(stage)) child.kill('SIGKILL');
  });
  await new Promise((resolve) => child.once('close', resolve));
  if (!told.includes(stage)) throw new Error(`the load never came to "${stage}": ${told}`);
}
