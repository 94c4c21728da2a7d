import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createWriteStream, openAsBlob, readdirSync, readFileSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Client } from '../support/client.js';
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
import { ROOT, type Stack, startStack } from '../support/stack.js';
import { eventually } from '../support/up.js';

type Team = Awaited<ReturnType<typeof makeTeam>>;

let stack: Stack;
beforeAll(async () => {
  stack = await startStack();
});
afterAll(() => stack?.stop());

const stored = (area: string): string[] => {
  try {
    return readdirSync(join(stack.home, 'storage', area));
  } catch {
    return [];
  }
};

async function form(file: string, name = 'big.csv'): Promise<FormData> {
  const body = new FormData();
  body.set('file', await openAsBlob(file), name);
  return body;
}

describe('a file of 1.6 million rows', () => {
  const ROWS = 1_600_000;
  let event: Prepared;
  let team: Team;
  const file = (name: string) => join(stack.home, name);
  const id = (k: number) => `patient-${String(k).padStart(24, '0')}`;

  function* chunks(header: string, row: (k: number) => string): Generator<string> {
    yield `${header}\n`;
    for (let from = 0; from < ROWS; from += 10_000) {
      yield Array.from({ length: 10_000 }, (_, k) => `${row(from + k)}\n`).join('');
    }
  }
  const write = (name: string, header: string, row: (k: number) => string) =>
    pipeline(Readable.from(chunks(header, row)), createWriteStream(file(name)));

  beforeAll(async () => {
    event = await prepareTask(stack, { task: { furtherMetrics: [], limitPerDay: null } });
    team = await makeTeam(stack, event.slug, 'Heavy');
    await write(
      'truth.csv',
      'id,label,split',
      (k) => `${id(k)},${k % 3 === 0 ? 1 : 0},${k % 10 < 3 ? 'public' : 'final'}`,
    );
    await write(
      'entry.csv',
      'id,prediction',
      (k) => `${id(k)},${(((k * 7919) % 100_003) / 100_003).toFixed(9)}`,
    );
  });
  afterAll(() => {
    for (const name of ['truth.csv', 'entry.csv']) rmSync(file(name), { force: true });
  });

  test('is taken, checked and scored while /healthz answers promptly, within modest memory', async () => {
    const began = performance.now();
    const times = await pollHealth(async () => {
      expectStatus(
        await event.organizer.put(`tasks/${event.taskId}/truth`, await form(file('truth.csv'))),
        200,
      );
      const accepted = await Promise.all(
        [0, 1].map(async () => team.post(`tasks/${event.taskId}/submissions`, await form(file('entry.csv')))),
      );
      for (const answer of accepted) {
        const entry = await finished(team, expectStatus(answer, 202).body.id, 150);
        expect(entry).toMatchObject({ status: 'scored', rowCount: ROWS });
        expect(entry.size).toBeGreaterThan(65e6);
      }
    });
    const whole = performance.now() - began;
    for (const one of times) {
      // Measured against the work itself, not in seconds: reading one of the three files on the event loop would hold
      // up an answer for a good part of it.
      expect(one.length).toBeGreaterThan(100);
      expect((one.at(-1) ?? 0) / whole).toBeLessThan(0.1);
      expect((one[Math.floor(one.length * 0.95)] ?? 0) / whole).toBeLessThan(0.02);
    }
    for (const process of [...stack.api, ...stack.worker])
      expect(peakMegabytes(process.pid)).toBeLessThan(1_500);
  }, 300_000);

  /** @returns sorted milliseconds of the answers, per process */
  async function pollHealth(work: () => Promise<void>): Promise<number[][]> {
    const urls = [...stack.urls, ...stack.workerUrls];
    const child = spawn(process.execPath, [join(ROOT, 'test/support/poll-health.js'), ...urls]);
    let output = '';
    child.stdout.on('data', (text: Buffer) => {
      output += text.toString();
    });
    const closed = new Promise((resolve) => child.once('close', resolve));
    try {
      await eventually(
        () => output,
        (text) => text.includes('ready'),
      );
      await work();
    } finally {
      child.kill('SIGTERM');
      await closed;
    }
    const times: number[][] = JSON.parse(output.slice(output.indexOf('[')));
    return times.map((one) => one.sort((a, b) => a - b));
  }

  function peakMegabytes(pid: number | undefined): number {
    const [, kilobytes] = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return Number(kilobytes) / 1024;
  }
});

describe('an upload', () => {
  let event: Prepared;
  let team: Team;
  let path: string;
  beforeAll(async () => {
    event = await prepareTask(stack, { task: { maxUploadMegabytes: 1 }, truth: makeTruth(200) });
    team = await makeTeam(stack, event.slug, 'Uploaders');
    path = `tasks/${event.taskId}/submissions`;
  });
  const expectNothingKept = async (before: string[]) => {
    await eventually(
      () => stored('arriving'),
      (names) => names.length === 0,
      10_000,
    );
    expect(stored('submissions')).toEqual(before);
    const rows = await stack.query('SELECT 1 FROM submission WHERE team_id = $1', [team.teamId]);
    expect(rows).toEqual([]);
    expect((await team.get(`tasks/${event.taskId}/quota`)).body.usedTotal).toBe(0);
  };

  test.each([2, 30])(
    'of %i MB where 1 MB is the limit is refused in words, however often',
    async (megabytes) => {
      const before = stored('submissions');
      const large = randomBytes(megabytes << 20);
      for (let k = 0; k < 8; k++) {
        const answer = await team.post(path, fileForm(large), { headers: { 'accept-language': 'ko' } });
        expect(answer).toMatchObject({
          status: 413,
          body: { code: 'UPLOAD_TOO_LARGE', params: { megabytes: 1 } },
        });
        expect(answer.headers.get('content-type')).toContain('application/problem+json');
        expect(answer.body.detail).toMatch(/[가-힣]/);
      }
      await expectNothingKept(before);
    },
  );

  test('of a second file is refused without waiting for it, and the connection goes on', async () => {
    const before = stored('submissions');
    for (let k = 0; k < 4; k++) {
      const two = fileForm(predictionsCsv(event.truth));
      two.append('file', new Blob([randomBytes(3 << 20)]), 'b.csv');
      expect(await team.post(path, two)).toMatchObject({ status: 400, body: { code: 'FILE_MISSING' } });
    }
    await expectNothingKept(before);
  });

  test('that grows or is damaged when it is unpacked is refused with 422', async () => {
    const before = stored('submissions');
    const bomb = gzipSync(Buffer.alloc(200 << 20, '0'));
    expect(bomb.length).toBeLessThan(1 << 20);
    const plain = gzipSync(predictionsCsv(event.truth));
    const attempts: [Uint8Array, string][] = [
      [bomb, 'TOO_LARGE'],
      [plain.subarray(0, plain.length - 9), 'BAD_COMPRESSION'],
      [Buffer.concat([plain, Buffer.from('more')]), 'BAD_COMPRESSION'],
    ];
    for (const [content, code] of attempts) {
      const answer = await team.post(path, fileForm(content, {}, 'entry.csv.gz'));
      expect(answer).toMatchObject({ status: 422, body: { code: 'BAD_FILE', errors: [{ code }] } });
    }
    await expectNothingKept(before);
  });

  test('that breaks off leaves no file and no entry, wherever it breaks off', async () => {
    const before = stored('submissions');
    const csv = Buffer.from(predictionsCsv(event.truth));
    const begin = '--limit\r\ncontent-disposition: form-data; name="file"; filename="a.csv"\r\n\r\n';
    const whole = Buffer.concat([Buffer.from(begin), csv, Buffer.from('\r\n--limit--\r\n')]);
    const places = [
      10,
      begin.length,
      begin.length + csv.length / 2,
      begin.length + csv.length,
      whole.length - 3,
    ];
    for (const place of places) {
      await sendAndHangUp(team, path, whole.subarray(0, Math.floor(place)), whole.length);
      // Ended in good order, but too early.
      await sendAndHangUp(team, path, whole.subarray(0, Math.floor(place)), Math.floor(place));
    }
    await expectNothingKept(before);
    expect((await submitAndWait(team, event.taskId, csv.toString())).status).toBe('scored');
  });

  /** As a browser whose window is closed in the middle of an upload. */
  async function sendAndHangUp(client: Client, to: string, bytes: Buffer, promised: number): Promise<void> {
    const sending = request(client.address(to), {
      method: 'POST',
      headers: {
        cookie: [...client.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        'content-type': 'multipart/form-data; boundary=limit',
        'content-length': promised,
      },
    });
    sending.on('error', () => undefined);
    const answered = new Promise<number | undefined>((resolve) => {
      sending.on('response', (response) => {
        response.resume();
        resolve(response.statusCode);
      });
    });
    sending.write(bytes);
    if (bytes.length === promised) {
      sending.end();
      expect(await answered).toBe(400);
    } else {
      await wait(60);
      sending.destroy();
    }
  }
});
