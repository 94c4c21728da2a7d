import { Worker } from 'node:worker_threads';
import { type Bootstrap, bootstrapMetrics } from '../../scoring/bootstrap.js';
import { awaitChunks, shareBootstrap, takeChunks } from './replicate-chunks.js';

/** Weights to be drawn from which on a further thread is worth its start. */
const WORTHWHILE = 10_000_000;

/** Threads that share the replicates of a bootstrap with the one that asks; its values are the same without them. */
export interface BootstrapThreads {
  bootstrap: Bootstrap;
  stop(): Promise<void>;
}

/** With `threads` in all, this one included; they start with the first bootstrap that is worth it. From the built tree only. */
export function openThreads(threads: number): BootstrapThreads {
  const workers: Worker[] = [];
  return {
    bootstrap(sample, metrics, units, draws) {
      if (threads === 1 || sample.n * draws.replicates < WORTHWHILE) {
        return bootstrapMetrics(sample, metrics, units, draws);
      }
      while (workers.length < threads - 1) workers.push(startThread());
      const names = metrics.map(({ name }) => name);
      const work = shareBootstrap(sample, names, units, draws);
      for (const worker of workers) worker.postMessage(work);
      takeChunks(work);
      awaitChunks(work);
      return names.map((_, f) => work.values.slice(f * draws.replicates, (f + 1) * draws.replicates));
    },
    async stop() {
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
}

function startThread(): Worker {
  const worker = new Worker(new URL('./bootstrap.thread.js', import.meta.url));
  worker.on('error', () => {}); // awaitChunks computes what it leaves
  return worker;
}
