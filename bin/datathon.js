#!/usr/bin/env node
import { build, install } from '../scripts/build.js';
import { hasSources } from '../scripts/freshness.js';
import { refuseOldNode, StepFailure } from '../scripts/run.js';

refuseOldNode();
// What a command prints may be read by a program: what is said about building goes elsewhere.
const tell = (line) => process.stderr.write(`${line}\n`);
try {
  if (hasSources()) {
    await install(tell);
    await build(tell, process.argv[2] === 'up' ? undefined : ['server']);
  }
} catch (error) {
  process.stderr.write(`${error instanceof StepFailure ? error.message : error.stack}\n`);
  process.exit(1);
}
await import('../dist/src/cli.js');
