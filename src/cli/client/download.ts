import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, rename, rm, stat, truncate } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import type { TaskFileView } from '../../features/tasks/tasks.dto.js';
import { Refusal } from '../../runtime/refusal.js';
import { type Api, ask, insist, reason, say, tell, Unreachable } from './api.js';
import { bytesText } from './print.js';

export interface Downloaded {
  path: string;
  /** Bytes that were there from before a break; 0: the file came in one go. */
  resumedAt: number;
  /** It was there already, whole and with the right checksum. */
  kept: boolean;
}

/**
 * Downloads a file, going on where an earlier attempt or an earlier run broke off. What has arrived stands in
 * NAME.CHECKSUM.part: another version of the file never continues it. The name is given only to bytes whose
 * SHA-256 is right.
 */
export async function download(api: Api, file: TaskFileView, dir: string): Promise<Downloaded> {
  await mkdir(dir, { recursive: true });
  const path = join(dir, safeName(file.name));
  if ((await sizeOf(path)) === file.size && (await checksum(path)) === file.sha256)
    return { path, resumedAt: 0, kept: true };
  const part = `${path}.${file.sha256.slice(0, 12)}.part`;
  const resumedAt = await fetchRest(api, file, part);
  if ((await checksum(part)) === file.sha256) {
    await rename(part, path);
    return { path, resumedAt, kept: false };
  }
  await rm(part);
  throw new Refusal(
    say(
      `${file.name} arrived damaged: its checksum is wrong. It was thrown away; please try again.`,
      `${file.name} 파일이 손상된 채로 도착해 지웠어요(체크섬 불일치). 다시 시도해 주세요.`,
    ),
  );
}

/** @returns the last place at which the download went on; 0 if it never broke off */
async function fetchRest(api: Api, file: TaskFileView, part: string): Promise<number> {
  let resumedAt = 0;
  // Longer than the file: not ours, or of another program.
  if ((await sizeOf(part)) > file.size) await truncate(part, 0);
  await insist(async () => {
    const have = await sizeOf(part);
    if (have === file.size && file.size > 0) return;
    if (have > 0)
      tell(`${file.name}: ${say(`going on at ${bytesText(have)}`, `${bytesText(have)}부터 이어받아요`)}`);
    const headers: Record<string, string> =
      have > 0 ? { range: `bytes=${have}-`, 'if-range': `"${file.sha256}"` } : {};
    const response = await ask(api, 'GET', file.url, { headers });
    const goesOn = response.status === 206;
    if (goesOn) resumedAt = have;
    const target = createWriteStream(part, { flags: goesOn ? 'a' : 'w' });
    const source = response.body ? Readable.fromWeb(response.body as ReadableStream) : Readable.from([]);
    await pipeline(source, target).catch((error) => {
      if (isOfDisk(error)) throw error;
      throw broke(file, reason(error));
    });
    if ((await sizeOf(part)) < file.size) throw broke(file, 'EOF');
  });
  return resumedAt;
}

const broke = (file: TaskFileView, why: string) =>
  new Unreachable(
    say(`The download of ${file.name} broke off (${why}).`, `${file.name} 내려받기가 끊겼어요(${why}).`),
  );

const isOfDisk = (error: NodeJS.ErrnoException): boolean =>
  ['ENOSPC', 'EACCES', 'EPERM', 'EISDIR', 'EROFS', 'EIO', 'EDQUOT'].includes(error.code ?? '');

/** A name from elsewhere must not lead out of the folder. */
function safeName(name: string): string {
  const plain = basename(name.replaceAll('\\', '/'));
  if (plain === '' || plain === '.' || plain === '..' || /\p{Cc}/u.test(plain))
    throw new Refusal(
      say(
        `${JSON.stringify(name)} is no name for a file.`,
        `${JSON.stringify(name)}은(는) 쓸 수 없는 파일 이름이에요.`,
      ),
    );
  return plain;
}

const sizeOf = (path: string): Promise<number> =>
  stat(path).then(
    (found) => found.size,
    () => 0,
  );

async function checksum(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}
