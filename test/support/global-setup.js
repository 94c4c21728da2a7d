import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { build, install } from '../../scripts/build.js';

/**
 * One PostgreSQL and one Redis for the whole run, in a temporary folder, and a database with every
 * migration applied that each spec file gets a copy of. What to reach stands in DATATHON_TEST_… .
 */
export default async function globalSetup() {
  const tell = (line) => process.stderr.write(`${line}\n`);
  if (!process.env.DATATHON_TEST_NO_BUILD) {
    await install(tell);
    await build(tell, ['server']);
  }
  const { makeRunFolder, startServicesIn } = await import('../../dist/src/runtime/services.js');
  const { migrate } = await import('../../dist/src/cli/migrate.js');
  const dir = await makeRunFolder('datathon-test-');
  const services = await startServicesIn(dir, { volatile: true });
  globalThis.__datathonServices = { services, dir };
  const template = `template_${randomBytes(4).toString('hex')}`;
  await services.createDatabase(template);
  await migrate(services.urls(template).migrator);
  Object.assign(process.env, {
    DATATHON_TEST_DIR: dir,
    DATATHON_TEST_ADMIN_URL: services.adminUrl,
    DATATHON_TEST_TEMPLATE: template,
    DATATHON_TEST_REDIS_URL: services.redisUrl,
    DATATHON_TEST_PASSWORDS: JSON.stringify(services.passwords),
  });
  // Ctrl-C ends jest without its teardown.
  process.once('exit', () => {
    services.killAll();
    rmSync(dir, { recursive: true, force: true });
  });
}
