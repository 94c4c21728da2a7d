import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Person } from '../support/client.js';
import { makeTeam, makeTruth, predictionsCsv, signUpOrganizer, truthCsv } from '../support/event.js';
import { runCli, type Stack, startStack } from '../support/stack.js';

const SLUG = 'scripted';
const TASK = `${SLUG}/mortality`;
const truth = makeTruth();
const data = randomBytes(3_000_000);

let stack: Stack;
let dir: string;
let organizerToken: string;
let participantToken: string;

beforeAll(async () => {
  stack = await startStack();
  dir = mkdtempSync(join(stack.home, 'client-'));
  organizerToken = await tokenOf(await signUpOrganizer(stack));
});
afterAll(() => stack?.stop());

async function tokenOf(person: Person): Promise<string> {
  const { body } = await person.post('me/tokens', { name: 'cli', scopes: ['read', 'submit', 'organize'] });
  return body.token;
}

const file = (name: string, content: string | Uint8Array | object): string => {
  const path = join(dir, name);
  const bytes =
    typeof content === 'string' || content instanceof Uint8Array ? content : JSON.stringify(content);
  writeFileSync(path, bytes);
  return path;
};

/** The client with somebody's token, in English unless told otherwise. */
const as = (token: string, args: string[], env: NodeJS.ProcessEnv = {}) =>
  runCli(args, {
    ...process.env,
    LC_ALL: '',
    LANG: 'C.UTF-8',
    DATATHON_URL: stack.url,
    DATATHON_TOKEN: token,
    ...env,
  });

async function jsonAs(token: string, args: string[]) {
  const { code, stdout, output } = await as(token, [...args, '--json']);
  if (code !== 0) throw new Error(output);
  return JSON.parse(stdout);
}

const submissions = async () => (await jsonAs(participantToken, ['submissions', TASK])).items;

describe('an organizer at the terminal', () => {
  it('makes an event and a task from files', async () => {
    const hour = 3_600_000;
    const event = file('event.json', {
      slug: SLUG,
      name: { ko: '명령줄 행사', en: 'Scripted event' },
      timeZone: 'Asia/Seoul',
      startsAt: new Date(Date.now() - hour).toISOString(),
      endsAt: new Date(Date.now() + 48 * hour).toISOString(),
      status: 'published',
    });
    expect(await jsonAs(organizerToken, ['event', 'create', event])).toMatchObject({ slug: SLUG });
    expect((await as(organizerToken, ['event', 'list'])).stdout).toMatch(/scripted +Scripted event/);
    expect((await as(organizerToken, ['event', 'show', SLUG])).stdout).toMatch(/your role +organizer/);
    const task = file('task.json', {
      slug: 'mortality',
      name: 'Mortality',
      split: { method: 'column', column: 'split' },
      furtherMetrics: ['brier'],
      seed: 7,
    });
    const made = await as(organizerToken, ['task', 'create', SLUG, task]);
    expect(made).toMatchObject({ code: 0 });
    expect(made.stdout).toMatch(/state +no truth yet/);
    const change = file('change.json', { limitPerDay: null });
    expect(await jsonAs(organizerToken, ['task', 'change', TASK, change])).toMatchObject({
      limitPerDay: null,
    });
    expect((await as(organizerToken, ['task', 'list', SLUG])).stdout).toContain(TASK);
  });

  it('uploads the truth, and sees its counts and never its rows', async () => {
    const { code, stdout } = await as(organizerToken, [
      'truth',
      'put',
      TASK,
      file('truth.csv', truthCsv(truth)),
    ]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/rows +90/);
    expect(stdout).not.toContain('s0001');
    expect(await jsonAs(organizerToken, ['truth', 'show', TASK])).toMatchObject({ rows: 90, version: 1 });
    expect((await as(organizerToken, ['task', 'show', TASK])).stdout).toMatch(/state +open/);
  });

  it('tries a file privately', async () => {
    const { code, stdout } = await as(organizerToken, [
      'trial',
      TASK,
      file('good.csv', predictionsCsv(truth, 0)),
    ]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/auroc +1\.000/);
  });

  it('adds files for participants', async () => {
    const path = file('features.bin', data);
    const added = ['files', 'add', TASK, path, '--name', '특징.bin', '--description', 'Features'];
    expect(await jsonAs(organizerToken, added)).toMatchObject({ name: '특징.bin', size: data.length });
    expect((await as(organizerToken, ['files', 'add', TASK, file('notes.md', 'hello')])).code).toBe(0);
    expect((await as(organizerToken, ['files', 'list', TASK])).stdout).toMatch(/특징\.bin +3\.0 MB/);
  });

  it('is told of every wrong field of a file', async () => {
    const { code, output } = await as(organizerToken, [
      'event',
      'create',
      file('bad.json', { name: 'X', timeZone: 'Seoul', startsAt: 'now', endsAt: '2026-01-01T00:00:00Z' }),
    ]);
    expect(code).toBe(2);
    expect(output).toContain('  timeZone: ');
    expect(output).toContain('  startsAt: ');
    const broken = await as(organizerToken, ['event', 'create', file('broken.json', '{"name": ')]);
    expect(broken.code).toBe(1);
    expect(broken.output).toContain('is not JSON');
    expectNoStack(output + broken.output);
  });
});

describe('a participant at the terminal', () => {
  beforeAll(async () => {
    participantToken = await tokenOf(await makeTeam(stack, SLUG, '새벽 팀'));
  });

  it('submits and waits for the score', async () => {
    const args = ['submit', TASK, file('entry.csv', predictionsCsv(truth, 0.6)), '--note', 'first', '--wait'];
    const { code, stdout } = await as(participantToken, args);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Scored: /);
    expect(stdout).toMatch(/auroc +0\.\d{3} +\[/);
    expect(await submissions()).toMatchObject([{ status: 'scored', note: 'first', fileName: 'entry.csv' }]);
  });

  it('sees the board, also as CSV and JSON', async () => {
    const { code, stdout } = await as(participantToken, ['board', TASK]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/1 +새벽 팀 +0\.\d{3}/);
    const csv = await as(participantToken, ['board', TASK, '--csv']);
    expect(csv.stdout.split('\r\n')[0]).toBe(
      'rank,team,auroc,ci_low,ci_high,entries,submitted_at,rank_low,rank_high,band,p_first',
    );
    expect((await jsonAs(participantToken, ['board', TASK])).rows).toHaveLength(1);
    const final = await as(participantToken, ['board', TASK, '--split', 'final']);
    expect(final).toMatchObject({ code: 1 });
    expect(final.output).toContain('once the organizers publish it');
    expect((await as(organizerToken, ['board', TASK, '--split', 'final'])).code).toBe(0);
  });

  it('chooses an entry and takes the choice back', async () => {
    const [{ id }] = await submissions();
    expect((await as(participantToken, ['select', id])).stdout).toContain('selected');
    expect(await submissions()).toMatchObject([{ selected: true }]);
    expect((await as(participantToken, ['select', id, '--undo'])).code).toBe(0);
    const late = await as(participantToken, ['cancel', id]);
    expect(late.code).toBe(1);
    expect(late.output).toContain('an entry that is still waiting can be cancelled');
  });

  it('is told the lines of a bad file, in English and in Korean, and pays nothing', async () => {
    const rows = predictionsCsv(truth).split('\n');
    rows[2] = 'nobody,0.5';
    rows[3] = `${truth[2]?.id},NaN`;
    const bad = file('bad.csv', rows.join('\n'));
    const english = await as(participantToken, ['submit', TASK, bad]);
    expect(english.code).toBe(2);
    expect(english.output).toContain('UNKNOWN_IDS (1)');
    expect(english.output).toContain('line 3, id: "nobody"');
    expect(english.output).toContain('line 4, prediction: "NaN"');
    const korean = await as(participantToken, ['submit', TASK, bad], { LANG: 'ko_KR.UTF-8' });
    expect(korean.code).toBe(2);
    expect(korean.output).toContain('3번째 줄, id: "nobody"');
    expect(korean.output).toContain('과제에 없는 ID예요');
    const json = await as(participantToken, ['submit', TASK, bad, '--json']);
    expect(JSON.parse(json.stdout)).toMatchObject({ status: 422, code: 'BAD_FILE' });
    const header = file('header.csv', predictionsCsv(truth, 0.3, 'ID,prediction'));
    const named = await as(participantToken, ['submit', TASK, header]);
    expect(named.output).toContain('line 1: "id" (missing), did you mean "ID"?');
    expectNoStack(english.output + korean.output);
    expect(await submissions()).toHaveLength(1);
  });

  it('hears in a sentence what else went wrong', async () => {
    const cases: [args: string[], env: NodeJS.ProcessEnv, words: string][] = [
      [['task', 'list', SLUG], { DATATHON_TOKEN: '' }, 'DATATHON_TOKEN'],
      [['task', 'list', SLUG], { DATATHON_TOKEN: 'wrong' }, 'DATATHON_TOKEN'],
      [['event', 'list'], { DATATHON_URL: 'http://127.0.0.1:9' }, 'does not answer'],
      [['event', 'list'], { DATATHON_URL: 'somewhere' }, 'is not an address'],
      [['submit', TASK, join(dir, 'nowhere.csv')], {}, 'There is no file'],
      [['task', 'show', `${SLUG}/other`], {}, 'Its tasks: mortality'],
      [['task', 'show', 'nothing'], {}, 'event-slug/task-slug'],
      [['truth', 'show', TASK], {}, 'organizers'],
    ];
    for (const [args, env, words] of cases) {
      const { code, output } = await as(participantToken, args, env);
      expect({ args, code }).toEqual({ args, code: 1 });
      expect(output).toContain(words);
      expectNoStack(output);
    }
  });
});

describe('over a bad network', () => {
  let network: BadNetwork;
  beforeAll(async () => {
    network = await badNetwork(new URL(stack.url));
  });
  afterAll(() => void network?.server.close());

  it('a download that is cut goes on where it was, and is checked', async () => {
    network.cutAfter = [700_000, 900_000];
    const target = join(dir, 'downloads');
    const { code, stdout, output } = await as(
      participantToken,
      ['files', 'get', TASK, '특징.bin', '--dir', target],
      {
        DATATHON_URL: network.url,
      },
    );
    expect({ code, output }).toMatchObject({ code: 0 });
    expect(output).toContain('broke off');
    expect(stdout).toMatch(/went on at .* SHA-256 verified/);
    expect(network.ranges.length).toBe(2);
    expect(readFileSync(join(target, '특징.bin')).equals(data)).toBe(true);
    expect(readdirSync(target)).toEqual(['특징.bin']);
  });

  it('a later run goes on with what an earlier one left, and throws damaged bytes away', async () => {
    const target = mkdtempSync(join(dir, 'later-'));
    const part = join(target, `특징.bin.${sha256(data).slice(0, 12)}.part`);
    writeFileSync(part, data.subarray(0, 1_000_000));
    const first = await as(participantToken, ['files', 'get', TASK, '--dir', target]);
    expect(first).toMatchObject({ code: 0 });
    expect(first.stdout).toMatch(/특징\.bin +3\.0 MB +went on at 1\.0 MB, SHA-256 verified/);
    expect(first.stdout).toMatch(/notes\.md +5 B +downloaded, SHA-256 verified/);
    const second = await as(participantToken, ['files', 'get', TASK, '--dir', target]);
    expect(second.stdout).toContain('is there already');

    const damaged = mkdtempSync(join(dir, 'damaged-'));
    writeFileSync(join(damaged, `특징.bin.${sha256(data).slice(0, 12)}.part`), Buffer.alloc(1_000_000));
    const third = await as(participantToken, ['files', 'get', TASK, '특징.bin', '--dir', damaged]);
    expect(third.code).toBe(1);
    expect(third.output).toContain('checksum is wrong');
    expect(existsSync(join(damaged, '특징.bin'))).toBe(false);
    expect((await as(participantToken, ['files', 'get', TASK, '특징.bin', '--dir', damaged])).code).toBe(0);
  });

  it('an entry whose answer was lost is sent again and is one entry', async () => {
    const before = await submissions();
    network.loseAnswersTo = 2;
    const args = ['submit', TASK, file('again.csv', predictionsCsv(truth, 0.4)), '--json'];
    const { code, stdout, output } = await as(participantToken, args, { DATATHON_URL: network.url });
    expect({ code, output }).toMatchObject({ code: 0 });
    expect(output).toContain('Trying again');
    const after = await submissions();
    expect(after).toHaveLength(before.length + 1);
    expect(after[0].id).toBe(JSON.parse(stdout).id);
  });
});

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

function expectNoStack(output: string): void {
  expect(output).not.toMatch(/^\s+at .*:\d+:\d+/m);
}

interface BadNetwork {
  server: Server;
  url: string;
  /** The next connections break after so many bytes of answers. */
  cutAfter: number[];
  /** So many answers to entries never arrive. */
  loseAnswersTo: number;
  /** Range headers that were seen. */
  ranges: string[];
}

/** Stands between client and platform, and breaks what it is told to break. */
async function badNetwork(to: URL): Promise<BadNetwork> {
  const server = createServer((client) => pass(client));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  const network: BadNetwork = {
    server,
    url: `http://127.0.0.1:${port}`,
    cutAfter: [],
    loseAnswersTo: 0,
    ranges: [],
  };
  function pass(client: Socket) {
    const platform = connect(Number(to.port), to.hostname);
    let passed = 0;
    let isEntry = false;
    client.on('data', (chunk) => {
      const text = chunk.toString('latin1');
      isEntry ||= /^POST \S+\/submissions /.test(text);
      const range = /\r\nrange: (\S+)/i.exec(text)?.[1];
      if (range) network.ranges.push(range);
      platform.write(chunk);
    });
    platform.on('data', (chunk: Buffer) => {
      if (isEntry && network.loseAnswersTo > 0) {
        network.loseAnswersTo--;
        client.destroy();
        return;
      }
      passed += chunk.length;
      if (passed > (network.cutAfter[0] ?? Number.POSITIVE_INFINITY)) {
        network.cutAfter.shift();
        client.destroy();
        platform.destroy();
      } else client.write(chunk);
    });
    for (const [one, other] of [
      [client, platform],
      [platform, client],
    ] as const) {
      one.on('error', () => undefined);
      one.on('close', () => other.destroy());
    }
  }
  return network;
}
