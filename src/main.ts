import 'reflect-metadata';
import { createApi } from './api.js';
import { ConfigError, readConfig } from './platform/config/config.js';
import { exitWithParent } from './runtime/parent.js';

try {
  const config = readConfig('api');
  const app = await createApi(config);
  app.enableShutdownHooks();
  exitWithParent();
  await app.listen(config.port, config.host);
} catch (error) {
  if (!(error instanceof ConfigError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exit(78);
}
