import { parentPort } from 'node:worker_threads';
import { type SharedBootstrap, takeChunks } from './replicate-chunks.js';

// What runs in a thread that bootstrap-threads.ts starts.

parentPort?.on('message', (work: SharedBootstrap) => takeChunks(work));
