import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream, type ReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Inject, Injectable } from '@nestjs/common';
import type { Config } from '../config/config.js';
import { CONFIG } from '../config/config.module.js';
import { DomainError } from '../http/domain-error.js';
import { UPLOAD_INTERRUPTED, UPLOAD_TOO_LARGE } from './storage.errors.js';

/** A file that has arrived whole and is on the disk. */
export interface StoredFile {
  /** Name under which it is found again: `submissions/UUID`. */
  key: string;
  /** Bytes. */
  size: number;
  sha256: string;
}

const DAY = 24 * 3600_000;

/** Files of the installation, under `DATATHON_HOME/storage`. Keys are ours alone; no name from outside becomes a path. */
@Injectable()
export class Storage {
  private readonly root: string;

  constructor(@Inject(CONFIG) config: Config) {
    this.root = join(config.home, 'storage');
  }

  path(key: string): string {
    return join(this.root, key);
  }

  /**
   * Streams a file to the disk, hashing on the way. When it returns, the bytes survive a power cut.
   * @param area folder of the key, such as `submissions`
   * @throws UPLOAD_TOO_LARGE, UPLOAD_INTERRUPTED; nothing is left behind then.
   */
  async save(area: string, source: Readable, capBytes: number): Promise<StoredFile> {
    const key = `${area}/${randomUUID()}`;
    const arriving = this.path(`arriving/${randomUUID()}`);
    await makeFolder(dirname(arriving));
    await makeFolder(dirname(this.path(key)));
    const hash = createHash('sha256');
    let size = 0;
    const meter = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        size += chunk.length;
        if (size > capBytes)
          return done(new DomainError(UPLOAD_TOO_LARGE, { megabytes: capBytes / 2 ** 20 }));
        hash.update(chunk);
        done(null, chunk);
      },
    });
    try {
      await pipeline(source, meter, createWriteStream(arriving, { mode: 0o600, flush: true }));
      await rename(arriving, this.path(key));
      await syncFolder(dirname(this.path(key)));
    } catch (error) {
      await rm(arriving, { force: true });
      if (error instanceof DomainError) throw error;
      const code = (error as NodeJS.ErrnoException).code ?? '';
      if (code === 'ERR_STREAM_PREMATURE_CLOSE' || code === 'ECONNRESET' || code === 'ABORT_ERR') {
        throw new DomainError(UPLOAD_INTERRUPTED);
      }
      throw error;
    }
    return { key, size, sha256: hash.digest('hex') };
  }

  /** @param range inclusive byte offsets */
  read(key: string, range?: { start: number; end: number }): ReadStream {
    return createReadStream(this.path(key), range);
  }

  async remove(key: string): Promise<void> {
    await rm(this.path(key), { force: true });
  }

  /**
   * Removes what a killed process could not: files of an area that arrived more than a day before `now`, except those
   * that `inUse` knows. A file has its row within minutes, or never.
   * @param inUse of the keys given, those that must stay
   */
  async sweep(area: string, now: Date, inUse: (keys: string[]) => Promise<Set<string>>): Promise<void> {
    const names = await readdir(this.path(area)).catch(() => [] as string[]);
    const old: string[] = [];
    for (const name of names) {
      const { mtimeMs } = await stat(this.path(`${area}/${name}`)).catch(() => ({ mtimeMs: now.getTime() }));
      if (now.getTime() - mtimeMs > DAY) old.push(`${area}/${name}`);
    }
    for (let k = 0; k < old.length; k += 1_000) {
      const keys = old.slice(k, k + 1_000);
      const stay = await inUse(keys);
      await Promise.all(keys.filter((key) => !stay.has(key)).map((key) => this.remove(key)));
    }
  }
}

async function makeFolder(folder: string): Promise<void> {
  const made = await mkdir(folder, { recursive: true, mode: 0o700 });
  if (made) await syncFolder(dirname(made));
}

/** A rename is durable only once its folder is. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
