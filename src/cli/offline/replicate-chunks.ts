import { type BootstrapDraws, type BootstrapUnits, bootstrapReplicates } from '../../scoring/bootstrap.js';
import { metricNamed } from '../../scoring/metrics/index.js';
import type { OutcomeKind, Samples } from '../../scoring/outcomes/samples.js';

/** Replicates that a thread takes at a time. */
export const CHUNK = 20;

const NEXT = 0;
const DONE = 1;
const CHUNKS = 2;

/** One bootstrap that several threads work on: each takes the next chunk of replicates that nobody has. */
export interface SharedBootstrap {
  sample: Samples[OutcomeKind];
  /** By name, since functions can't be handed to a thread. */
  metrics: string[];
  units: BootstrapUnits;
  draws: BootstrapDraws;
  /** Shared: the next chunk, how many are done, and of each chunk whether it is. */
  progress: Int32Array;
  /** Shared: all replicates of the first metric, then those of the second, and so on. */
  values: Float64Array;
}

export function shareBootstrap(
  sample: Samples[OutcomeKind],
  metrics: string[],
  units: BootstrapUnits,
  { seed, stream, replicates }: BootstrapDraws,
): SharedBootstrap {
  const chunks = Math.ceil(replicates / CHUNK);
  return {
    sample,
    metrics,
    units,
    draws: { seed, stream, replicates },
    progress: new Int32Array(new SharedArrayBuffer(4 * (CHUNKS + chunks))),
    values: new Float64Array(new SharedArrayBuffer(8 * replicates * metrics.length)),
  };
}

/** Works on chunks until none is left. */
export function takeChunks(work: SharedBootstrap): void {
  const { progress } = work;
  const figures = work.metrics.map((name) => metricNamed(name).prepare(work.sample as never));
  const chunks = progress.length - CHUNKS;
  for (;;) {
    const chunk = Atomics.add(progress, NEXT, 1);
    if (chunk >= chunks) return;
    computeChunk(work, figures, chunk);
  }
}

/**
 * Waits, without giving way to events, until the others are through with theirs. A thread that died leaves its chunk
 * open; after a long silence it is computed here.
 */
export function awaitChunks(work: SharedBootstrap, silence = 60_000): void {
  const { progress } = work;
  const chunks = progress.length - CHUNKS;
  for (;;) {
    const done = Atomics.load(progress, DONE);
    if (done >= chunks) return;
    if (Atomics.wait(progress, DONE, done, silence) !== 'timed-out') continue;
    const figures = work.metrics.map((name) => metricNamed(name).prepare(work.sample as never));
    for (let chunk = 0; chunk < chunks; chunk++) {
      if (Atomics.load(progress, CHUNKS + chunk) === 0) computeChunk(work, figures, chunk);
    }
    return;
  }
}

function computeChunk(
  { units, draws, progress, values }: SharedBootstrap,
  figures: Parameters<typeof bootstrapReplicates>[0],
  chunk: number,
): void {
  const first = chunk * CHUNK;
  const replicates = Math.min(CHUNK, draws.replicates - first);
  bootstrapReplicates(figures, units, { ...draws, first, replicates }).forEach((figure, f) => {
    values.set(figure, f * draws.replicates + first);
  });
  Atomics.store(progress, CHUNKS + chunk, 1);
  Atomics.add(progress, DONE, 1);
  Atomics.notify(progress, DONE);
}
