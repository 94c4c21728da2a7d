import type { EntityManager } from 'typeorm';
import type { Replicates } from '../../scoring/replicates.js';
import type { Part } from './entry-replicates.entity.js';

/** Read so many rows at a time: decoding holds up everybody else. */
const BATCH = 200;

export async function writeReplicates(
  manager: EntityManager,
  submissionId: string,
  part: Part,
  values: Replicates | null,
  scoring = 1,
): Promise<void> {
  if (values === null) return;
  await manager.query(
    'INSERT INTO entry_replicates (submission_id, part, scoring, values) VALUES ($1, $2, $3, $4)',
    [submissionId, part, scoring, bytesOf(values)],
  );
}

/** By entry; those without replicates are missing. The caller answers for who may see what comes of them. */
export async function readReplicates(
  manager: EntityManager,
  part: Part,
  entries: readonly { id: string; scoring: number }[],
): Promise<Map<string, Replicates>> {
  const found = new Map<string, Replicates>();
  for (let from = 0; from < entries.length; from += BATCH) {
    const batch = entries.slice(from, from + BATCH);
    const rows: { id: string; values: Buffer }[] = await manager.query(
      `SELECT e.submission_id AS id, e.values FROM entry_replicates e
       JOIN unnest($1::uuid[], $2::int[]) AS wanted(id, scoring)
         ON e.submission_id = wanted.id AND e.scoring = wanted.scoring
       WHERE e.part = $3`,
      [batch.map(({ id }) => id), batch.map(({ scoring }) => scoring), part],
    );
    for (const { id, values } of rows) found.set(id, doublesOf(values));
  }
  return found;
}

function bytesOf(values: Replicates): Buffer {
  const bytes = Buffer.alloc(values.length * 8);
  values.forEach((value, r) => {
    bytes.writeDoubleLE(value, r * 8);
  });
  return bytes;
}

/** In memory that threads share. */
function doublesOf(bytes: Buffer): Replicates {
  const values = new Float64Array(new SharedArrayBuffer(bytes.length));
  for (let r = 0; r < values.length; r++) values[r] = bytes.readDoubleLE(r * 8);
  return values;
}
