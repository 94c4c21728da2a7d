import 'reflect-metadata';
import { existsSync, fstatSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { NestFactory } from '@nestjs/core';
import { Command } from 'commander';
import { DemoModule } from '../features/demo/demo.module.js';
import { Demo, type DemoPassword } from '../features/demo/demo.service.js';
import { NoWorker } from '../features/demo/demo-entries.service.js';
import { readConfig } from '../platform/config/config.js';
import { TRY_AGAIN } from '../platform/http/http.errors.js';
import { asDomainError } from '../platform/http/problem.js';
import { fill } from '../platform/i18n/language.js';
import { environmentOfHome, homeDir } from '../runtime/connection.js';
import { openHome } from '../runtime/home.js';
import { exitWithParent } from '../runtime/parent.js';
import { Refusal } from '../runtime/refusal.js';

/** How often a load is tried. */
const TURNS = 10;

export function demoCommand(): Command {
  const demo = new Command('demo').description('load the demo event');
  demo
    .command('load')
    .description('make the demo event with its people, teams and entries, unless it is there already')
    .action(load);
  return demo;
}

async function load(): Promise<void> {
  if (process.env.NODE_ENV === 'production') {
    throw new Refusal(
      'The demo event is not for production (NODE_ENV=production): everybody knows its accounts.',
    );
  }
  // A standard input that nobody holds, such as /dev/null, has ended before we begin.
  if (!fstatSync(0).isCharacterDevice()) exitWithParent();
  const env = environmentOfHome(process.env);
  const password = demoPassword(env);
  const app = await NestFactory.createApplicationContext(DemoModule.of(readConfig('api', env)), {
    logger: ['fatal'],
    abortOnError: false,
  }).catch(refuse);
  try {
    await loadPatiently(app.get(Demo), password);
  } catch (error) {
    refuse(error);
  } finally {
    await app.close();
    // BullMQ leaves the connection that it was given open.
    setTimeout(() => process.exit(), 100).unref();
  }
}

/** What passes by itself (a database that starts anew, say) costs a turn: each goes on where the one before was. */
async function loadPatiently(demo: Demo, password: DemoPassword): Promise<void> {
  for (let turn = 1; ; turn++) {
    try {
      return await demo.load(password, new Date(), tell);
    } catch (error) {
      if (turn === TURNS || asDomainError(error)?.kind !== TRY_AGAIN) throw error;
      tell('The platform is busy; going on in a moment');
      await wait(2_000);
    }
  }
}

const tell = (line: string): void => void process.stderr.write(`${line}\n`);

function demoPassword(env: NodeJS.ProcessEnv): DemoPassword {
  if (env.DATATHON_DEMO_PASSWORD) return { text: env.DATATHON_DEMO_PASSWORD, isChosen: true };
  const dir = homeDir(env);
  if (existsSync(join(dir, 'secrets.json')))
    return { text: openHome(dir).secrets.demoPassword, isChosen: false };
  throw new Refusal('Set DATATHON_DEMO_PASSWORD, or start `npm run up` once on this home.');
}

/** A sentence instead of a stack, where there is one. */
function refuse(error: unknown): never {
  if (error instanceof NoWorker) {
    throw new Refusal(
      'The entries are handed in, but no worker scores them. Run this again when one is there.',
    );
  }
  const known = asDomainError(error);
  if (known) throw new Refusal(fill(known.kind.texts.en, known.params));
  throw error;
}
