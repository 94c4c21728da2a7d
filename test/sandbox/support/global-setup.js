import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { build, install } from '../../../scripts/build.js';

/**
 * Builds the environment once on a machine, in a place that later runs find again. Where the sandbox cannot be had, this
 * throws: attacks that did not take place have not been held off.
 */
export default async function globalSetup() {
  const tell = (line) => process.stderr.write(`${line}\n`);
  if (!process.env.DATATHON_TEST_NO_BUILD) {
    await install(tell);
    await build(tell, ['server']);
  }
  process.env.DATATHON_ENVIRONMENTS ||= join(homedir(), '.cache', 'datathon', 'environments');
  const { prepareSandbox } = await import('../../../dist/src/runtime/sandbox.js');
  const { progressOn } = await import('../../../dist/src/runtime/progress.js');
  const prepared = await prepareSandbox(
    '/nonexistent',
    progressOn((text) => process.stderr.write(text)),
  );
  if (prepared.missing) throw new Error(prepared.missing);
  process.env.DATATHON_TEST_ENVIRONMENT = dirname(prepared.environments[0].root);
  await getGvisor(tell);
  if (process.getuid() !== 0)
    throw new Error('The attacks need root: only it can drop to a user for each slot.');
}

async function getGvisor(tell) {
  if (existsSync('/usr/bin/runsc') || existsSync('/usr/local/bin/runsc')) return;
  const { installWithApt } = await import('../../../dist/src/runtime/apt.js');
  tell('Installing runsc (gVisor) …');
  const failure = await installWithApt(['runsc']);
  if (failure) throw new Error(`gVisor could not be installed: ${failure}`);
}
