import { build, install } from './build.js';
import { refuseOldNode, StepFailure } from './run.js';

refuseOldNode();
const began = Date.now();
process.env.DATATHON_UP_BEGAN = String(began);
const tell = (line) =>
  process.stdout.write(`${((Date.now() - began) / 1000).toFixed(1).padStart(6)} s  ${line}\n`);

try {
  await install(tell);
  await build(tell);
} catch (error) {
  process.stderr.write(`${error instanceof StepFailure ? error.message : error.stack}\n`);
  process.exit(1);
}
process.argv = [process.argv[0], process.argv[1], 'up', ...process.argv.slice(2)];
await import('../dist/src/cli.js');
