import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { readConfig } from '../src/platform/config/config.js';

/** What can be known of the image and the services without a Docker engine. */
const ROOT = fileURLToPath(new URL('..', import.meta.url));
const read = (path: string) => readFileSync(ROOT + path, 'utf8');

interface Service {
  image: string;
  user?: string;
  command?: string[];
  environment?: Record<string, string>;
  healthcheck?: { test?: string[]; disable?: boolean };
  read_only?: boolean;
  cap_drop?: string[];
  security_opt?: string[];
  volumes?: string[];
  ports?: string[];
  depends_on?: Record<string, { condition: string }>;
}

const text = read('docker-compose.yml');
const compose = parse(text, { merge: true }) as {
  services: Record<string, Service>;
  volumes: Record<string, unknown>;
};
const services = Object.entries(compose.services);
const OURS = ['migrate', 'api', 'worker'];
const PINNED = /^(node|postgres|valkey\/valkey):\d+\.\d+(\.\d+)?(-[a-z]+)*$/;

/** As `docker compose` fills in what the person has set. */
function filledIn(environment: Record<string, string>): NodeJS.ProcessEnv {
  const given: Record<string, string> = {
    PUBLIC_URL: 'https://datathon.example.org',
    SMTP_URL: 'smtps://datathon:secret@mail.example.org',
    MAIL_FROM: 'Datathon <no-reply@example.org>',
  };
  const fill = (value: string) =>
    // What may be left out is.
    value
      .replace(/\$\{\w+:-\}/g, '')
      .replace(/\$\{(\w+)(?::?[?-][^}]*)?\}/g, (_, name: string) =>
        name === 'LOG_LEVEL' ? 'info' : (given[name] ?? 'a1b2c3d4'.repeat(6)),
      );
  return Object.fromEntries(Object.entries(environment).map(([name, value]) => [name, fill(value)]));
}

describe.each(services)('service %s', (name, service) => {
  test('runs as nobody special, on a root it cannot write to', () => {
    expect(service.user).toMatch(/^(node|[1-9]\d*:[1-9]\d*)$/);
    expect(service.read_only).toBe(true);
    expect(service.cap_drop).toEqual(['ALL']);
    expect(service.security_opt).toContain('no-new-privileges:true');
  });
  test('has a health check, or ends by itself', () => {
    if (name === 'migrate') expect(service.healthcheck?.disable).toBe(true);
    else expect(service.healthcheck?.test?.length).toBeGreaterThan(1);
  });
  test('is of one version', () => {
    if (OURS.includes(name)) expect(service.image).toBe('datathon:local');
    else expect(service.image).toMatch(PINNED);
  });
  test('uses volumes that are declared', () => {
    for (const volume of service.volumes ?? []) {
      expect(Object.keys(compose.volumes)).toContain(volume.split(':')[0]);
    }
  });
});

test.each(OURS)('the command of %s exists in the build', (name) => {
  const file = compose.services[name]?.command?.find((part) => part.startsWith('dist/')) ?? '';
  expect(existsSync(ROOT + file.replace(/^dist\//, '').replace(/\.js$/, '.ts'))).toBe(true);
});

test.each(['api', 'worker'] as const)('the settings of the %s pass its own check for production', (role) => {
  const config = readConfig(role, filledIn(compose.services[role]?.environment ?? {}));
  expect(config.production).toBe(true);
  expect(config.workerPort).toBe(role === 'worker' ? 3001 : null);
});

test('each process gets its own database role and no other', () => {
  const names = (service: string) =>
    Object.keys(compose.services[service]?.environment ?? {}).filter((name) => name.startsWith('DATABASE_'));
  expect(names('api')).toEqual(['DATABASE_API_URL']);
  expect(names('worker')).toEqual(['DATABASE_WORKER_URL']);
});

test('every secret is asked for with a sentence, and none has a default', () => {
  const asked = [...text.matchAll(/\$\{(\w*(?:PASSWORD|SECRET)\w*)([^}]*)\}/g)];
  expect(asked.length).toBeGreaterThan(5);
  for (const [, , rest] of asked) expect(rest).toMatch(/^:\?Set [A-Z_]+ to .+/);
});

test('API and worker start after the schema is there', () => {
  for (const name of ['api', 'worker']) {
    const needs = compose.services[name]?.depends_on;
    expect(needs?.migrate?.condition).toBe('service_completed_successfully');
    expect(needs?.redis?.condition).toBe('service_healthy');
  }
});

test('only the API is reachable, and from this machine only', () => {
  const open = services.filter(([, service]) => service.ports);
  expect(open.map(([name]) => name)).toEqual(['api']);
  expect(open[0]?.[1].ports).toEqual([expect.stringMatching(/^127\.0\.0\.1:/)]);
});

describe('Dockerfile', () => {
  const lines = read('Dockerfile').split('\n');
  const all = (word: string) => lines.filter((line) => line.startsWith(`${word} `));
  test('two stages of one pinned Node 24', () => {
    const images = all('FROM').map((line) => line.split(' ')[1] ?? '');
    expect(images).toHaveLength(2);
    expect(new Set(images).size).toBe(1);
    expect(images[0]).toMatch(PINNED);
    expect(images[0]).toMatch(/^node:24\./);
  });
  test('is built by the steps that are used without Docker', () => {
    const scripts = JSON.parse(read('package.json')).scripts as Record<string, string>;
    expect(scripts.build).toBe('node scripts/build.js');
    expect(all('RUN')[0]).toMatch(/^RUN npm ci --include=dev/);
    expect(all('RUN')[1]).toBe('RUN npm run build');
    expect(read('scripts/build.js')).toContain("'--include=dev'");
  });
  test('runs as node, with a health check, and starts the API', () => {
    const last = lines.lastIndexOf('USER node');
    expect(last).toBeGreaterThan(lines.findLastIndex((line) => line.startsWith('FROM ')));
    expect(lines.slice(last).some((line) => line.startsWith('HEALTHCHECK '))).toBe(true);
    expect(all('CMD')).toEqual(['CMD ["node", "--enable-source-maps", "dist/src/main.js"]']);
  });
  test('copies nothing from the machine it is built on that is not in the repository', () => {
    const ignored = read('.dockerignore').split('\n');
    for (const path of ['.git', '.datathon', '**/node_modules', 'dist', '.env*'])
      expect(ignored).toContain(path);
  });
});
