import { readdirSync, readFileSync, readlinkSync, statfsSync } from 'node:fs';

export interface Usage {
  memoryBytes: number;
  processes: number;
  /** Sockets, each counted once however many processes hold it. Counted only where there are very many descriptors. */
  sockets: number;
}

const MANY_DESCRIPTORS = 1_024;

/** What the processes of a run hold, counted from outside: where no group counts it, and for what no group counts. */
export function usageOf(pids: number[], inside: number | null, limit: number, memory: boolean): Usage {
  let resident = 0;
  let descriptors = 0;
  for (const pid of pids) {
    if (memory) resident += bytesIn(`/proc/${pid}/status`, /^(RssAnon|RssShmem):\s+(\d+) kB/gm);
    descriptors += namesIn(`/proc/${pid}/fd`).length;
  }
  // Pages that forked processes share are counted once for each: before that is called too much, it is looked at closely.
  if (resident > limit) {
    resident = pids.reduce(
      (sum, pid) => sum + bytesIn(`/proc/${pid}/smaps_rollup`, /^(Pss):\s+(\d+) kB/gm),
      0,
    );
  }
  const files =
    inside === null ? 0 : ['/tmp', '/out', '/dev/shm'].reduce((sum, at) => sum + used(inside, at), 0);
  return {
    memoryBytes: resident + files,
    processes: pids.length,
    sockets: descriptors > MANY_DESCRIPTORS ? socketsOf(pids) : 0,
  };
}

function bytesIn(file: string, pattern: RegExp): number {
  try {
    const text = readFileSync(file, 'utf8');
    return [...text.matchAll(pattern)].reduce((sum, found) => sum + Number(found[2]) * 1024, 0);
  } catch {
    return 0;
  }
}

function socketsOf(pids: number[]): number {
  const found = new Set<string>();
  for (const pid of pids) {
    for (const name of namesIn(`/proc/${pid}/fd`)) {
      const target = linkOf(`/proc/${pid}/fd/${name}`);
      if (target.startsWith('socket:')) found.add(target);
    }
  }
  return found.size;
}

function linkOf(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return '';
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** A file of a tmpfs costs memory even when it is empty. */
const INODE_BYTES = 1024;

function used(pid: number, at: string): number {
  try {
    const { bsize, blocks, bfree, files, ffree } = statfsSync(`/proc/${pid}/root${at}`);
    return (blocks - bfree) * bsize + (files - ffree) * INODE_BYTES;
  } catch {
    return 0;
  }
}
