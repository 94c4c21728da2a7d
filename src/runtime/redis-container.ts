import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import type { Program } from './processes.js';

/** The one of docker-compose.yml. */
const IMAGE = 'valkey/valkey:8.1.3';
const INSIDE = '/data';

/** Whether this user may start containers here: the command is there, and an engine answers it. */
export function hasDocker(): boolean {
  return docker('version', '--format', '{{.Server.Version}}').status === 0;
}

/** Fetches the image unless the engine has it. Returns why it failed, or nothing. */
export async function fetchImage(tell: (line: string) => void): Promise<string | undefined> {
  if (docker('image', 'inspect', IMAGE).status === 0) return undefined;
  tell(`Redis is not on this machine: fetching the image ${IMAGE} with Docker`);
  const child = spawn('docker', ['pull', '--quiet', IMAGE], {
    env: dockerEnvironment(),
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (text: Buffer) => {
    said = (said + text.toString()).slice(-1_000);
  });
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('close', (code) =>
      resolve(code === 0 ? undefined : said.trim().split('\n').at(-1) || `docker pull ended with ${code}`),
    );
  });
}

/** One name per folder of data, so that a start finds what an earlier one has left. */
export const containerName = (dataDir: string): string =>
  `datathon-redis-${createHash('sha256').update(dataDir).digest('hex').slice(0, 12)}`;

/** Ends what a killed start has left: the engine, not we, is its parent, and it would hold the port. */
export function removeLeftContainer(dataDir: string): void {
  docker('rm', '--force', containerName(dataDir));
}

/**
 * How the server is run in a container of the foreground, whose end is the end of `docker run`: signals are passed
 * on to it, its settings come through the standard input, and its data stay in `dataDir` and belong to this user.
 */
export function inContainer(
  dataDir: string,
  port: number,
  logged: Pick<Program, 'cwd' | 'logFile'>,
): Pick<Program, 'command' | 'args' | 'env' | 'cwd' | 'logFile'> {
  const name = containerName(dataDir);
  const run = [
    'run',
    '--rm',
    '--interactive',
    `--name=${name}`,
    `--user=${owner()}`,
    `--publish=127.0.0.1:${port}:${port}`,
    // The value is a line of CSV, so a path may hold commas and quotes.
    `--mount=type=bind,"source=${dataDir.replaceAll('"', '""')}",target=${INSIDE}`,
    `--workdir=${INSIDE}`,
    '--read-only',
    '--cap-drop=ALL',
    '--security-opt=no-new-privileges',
    '--entrypoint=valkey-server',
    IMAGE,
    '-',
  ];
  return {
    ...logged,
    command: 'sh',
    // What is started again after a crash must not meet the container of before.
    args: ['-c', 'docker rm --force "$0" </dev/null >/dev/null 2>&1; exec docker "$@"', name, ...run],
    env: dockerEnvironment(),
  };
}

/** In an engine without root, the container's root is this user. */
function owner(): string {
  const { stdout } = docker('info', '--format', '{{.SecurityOptions}}');
  return stdout?.includes('rootless') ? '0:0' : `${process.getuid?.() ?? 0}:${process.getgid?.() ?? 0}`;
}

/** The command finds its engine through these. */
function dockerEnvironment(): NodeJS.ProcessEnv {
  const told = Object.entries(process.env).filter(([name]) =>
    /^(PATH|HOME|XDG_RUNTIME_DIR|DOCKER_\w+)$/.test(name),
  );
  return Object.fromEntries(told);
}

const docker = (...args: string[]) =>
  spawnSync('docker', args, {
    env: dockerEnvironment(),
    encoding: 'utf8',
    timeout: 20_000,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
