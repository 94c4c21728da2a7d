import { spawn } from 'node:child_process';
import { ROOT } from './freshness.js';

const [major, minor] = process.versions.node.split('.').map(Number);

export function refuseOldNode() {
  if (major > 20 || (major === 20 && minor >= 19)) return;
  process.stderr.write(`Node.js 20.19 or newer is needed; this is ${process.versions.node}.\n`);
  process.exit(1);
}

export class StepFailure extends Error {}

/**
 * Runs a program to its end. With `quiet`, what it says is shown only when it fails.
 * Signals that reach this process are passed on, so that nothing is left running.
 */
export function run(command, args, { quiet = false, cwd = ROOT, env = process.env } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env,
      stdio: ['ignore', quiet ? 'pipe' : 'inherit', quiet ? 'pipe' : 'inherit'],
    });
    let said = '';
    const add = (text) => {
      said += text;
    };
    child.stdout?.on('data', add);
    child.stderr?.on('data', add);
    const pass = (signal) => child.kill(signal);
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, pass);
    const release = () => {
      for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.off(signal, pass);
    };
    child.once('error', (error) => {
      release();
      reject(new StepFailure(`${command} could not be run: ${error.message}`));
    });
    child.once('close', (code, signal) => {
      release();
      if (code === 0) return resolve();
      reject(
        new StepFailure(`${withoutWarnings(said)}${command} ${args.join(' ')}: ${signal ?? `code ${code}`}`),
      );
    });
  });
}

const withoutWarnings = (said) => said.replace(/^npm warn .*\n/gm, '');

/** A JavaScript program of a package, run with this same Node.js. */
export function runPackage(file, args, { node = [], ...options } = {}) {
  return run(process.execPath, [...node, `node_modules/${file}`, ...args], options);
}

/** npm runs the script that calls this, and says where it is itself. */
export function runNpm(args, options) {
  const npm = process.env.npm_execpath;
  return npm?.endsWith('.js') ? run(process.execPath, [npm, ...args], options) : run('npm', args, options);
}
