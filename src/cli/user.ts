import { randomBytes } from 'node:crypto';
import { stdin, stdout } from 'node:process';
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import 'reflect-metadata';
import { type INestApplicationContext, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { isEmail } from 'class-validator';
import { Command } from 'commander';
import { AccountAdmin } from '../features/accounts/account-admin.service.js';
import { AccountsModule } from '../features/accounts/accounts.module.js';
import { normalEmail } from '../features/accounts/auth.dto.js';
import { SecondFactors } from '../features/accounts/second-factors.service.js';
import { readConfig } from '../platform/config/config.js';
import { ConfigModule } from '../platform/config/config.module.js';
import { DatabaseModule } from '../platform/database/database.module.js';
import { DomainError } from '../platform/http/domain-error.js';
import { asOneLine, isOneLine } from '../platform/http/one-line.js';
import { fill } from '../platform/i18n/language.js';
import { LiveModule } from '../platform/live/live.module.js';
import { environmentOfHome } from '../runtime/connection.js';
import { Refusal } from '../runtime/refusal.js';

interface CreateOptions {
  email: string;
  name: string;
  locale: string;
  admin?: boolean;
  canCreateEvents?: boolean;
  steward?: boolean;
  generatePassword?: boolean;
}

export function userCommand(): Command {
  const user = new Command('user').description('manage the people who may sign in');
  user
    .command('create')
    .description('make an account; its password is read from standard input, or asked for on a terminal')
    .requiredOption('--email <address>')
    .requiredOption('--name <name>')
    .option('--locale <language>', 'ko or en', 'en')
    .option('--admin', 'administers this installation')
    .option('--can-create-events', 'may create events')
    .option('--steward', 'answers for data sets of this installation')
    .option('--generate-password', 'make a password and print it')
    .action(create);
  user
    .command('grant-admin')
    .description('make an account with a confirmed address an administrator of this installation')
    .requiredOption('--email <address>')
    .action(grantAdmin);
  user
    .command('grant-steward')
    .description('make an account with a confirmed address a data steward of this installation')
    .requiredOption('--email <address>')
    .action((options) => setSteward(options, true));
  user
    .command('revoke-steward')
    .description('take the right of a data steward back')
    .requiredOption('--email <address>')
    .action((options) => setSteward(options, false));
  user
    .command('reset-second-factor')
    .description('remove the second factor of somebody who lost app and recovery codes; be sure who asks')
    .requiredOption('--email <address>')
    .requiredOption('--reason <text>', 'how you know that it is them; it goes into the record')
    .action(resetSecondFactor);
  user
    .command('change-email')
    .description('move an account to another address, for somebody who lost theirs; be sure who asks')
    .requiredOption('--email <address>')
    .requiredOption('--to <address>')
    .requiredOption('--reason <text>', 'how you know that it is them; it goes into the record')
    .action(changeEmail);
  return user;
}

async function create(options: CreateOptions): Promise<void> {
  const email = asEmail(options.email);
  const name = asOneLine(options.name);
  if (name.length < 1 || name.length > 100) throw new Refusal('A name has 1 to 100 characters.');
  if (!isOneLine(name)) throw new Refusal('A name is one line without invisible characters.');
  if (options.locale !== 'ko' && options.locale !== 'en') throw new Refusal('--locale is ko or en.');
  const generated = options.generatePassword ? randomBytes(12).toString('base64url') : null;
  const password = generated ?? (await readPassword());
  if (password.length < 10 || password.length > 200)
    throw new Refusal('A password has 10 to 200 characters.');
  if (normalEmail(password) === email) throw new Refusal('The password must not be the e-mail address.');
  await withServices((app) =>
    app.get(AccountAdmin).create({
      email,
      name,
      password,
      locale: options.locale as 'ko' | 'en',
      isAdmin: options.admin ?? false,
      canCreateEvents: options.canCreateEvents ?? false,
      isSteward: options.steward ?? false,
    }),
  );
  stdout.write(`${email} may sign in now.\n`);
  if (generated) stdout.write(`Password: ${generated}\n`);
}

async function grantAdmin(options: { email: string }): Promise<void> {
  const email = asEmail(options.email);
  await withServices((app) => app.get(AccountAdmin).grantAdmin(email));
  stdout.write(`${email} is an administrator now.\n`);
}

async function setSteward(options: { email: string }, allowed: boolean): Promise<void> {
  const email = asEmail(options.email);
  await withServices((app) => app.get(AccountAdmin).setStewardOf(email, allowed));
  stdout.write(`${email} is ${allowed ? 'a data steward now' : 'no data steward any more'}.\n`);
}

async function changeEmail(options: { email: string; to: string; reason: string }): Promise<void> {
  const [from, to] = [asEmail(options.email), asEmail(options.to)];
  const reason = asReason(options.reason);
  await withServices((app) => app.get(AccountAdmin).changeEmail(from, to, reason));
  stdout.write(`The account of ${from} is reached at ${to} now, and all its browsers are signed out.\n`);
}

function asReason(text: string): string {
  const reason = asOneLine(text);
  if (reason.length < 3 || reason.length > 500) throw new Refusal('A reason has 3 to 500 characters.');
  return reason;
}

async function resetSecondFactor(options: { email: string; reason: string }): Promise<void> {
  const email = asEmail(options.email);
  const reason = asReason(options.reason);
  await withServices((app) => app.get(SecondFactors).reset(email, reason));
  stdout.write(`The second factor of ${email} is removed, and all their browsers are signed out.\n`);
}

function asEmail(text: string): string {
  const email = normalEmail(text);
  if (!isEmail(email, { allow_utf8_local_part: false }))
    throw new Refusal(`"${text}" is not an e-mail address.`);
  return email;
}

/** Not an argument: those are seen by everyone who lists the processes of the machine. */
async function readPassword(): Promise<string> {
  if (!stdin.isTTY) return (await text(stdin)).replace(/\r?\n$/, '');
  stdout.write('Password (10 characters or more): ');
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const asking = createInterface({ input: stdin, output: nowhere, terminal: true });
  try {
    return await asking.question('');
  } finally {
    asking.close();
    stdout.write('\n');
  }
}

/** The platform's own services, without its HTTP; a refusal of theirs becomes a sentence. */
async function withServices(use: (app: INestApplicationContext) => Promise<unknown>): Promise<void> {
  const config = readConfig('api', environmentOfHome(process.env));
  class UserCommandModule {}
  Module({ imports: [ConfigModule.of(config), DatabaseModule, LiveModule, AccountsModule] })(
    UserCommandModule,
  );
  const app = await NestFactory.createApplicationContext(UserCommandModule, {
    logger: ['error'],
    abortOnError: false,
  });
  try {
    await use(app);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    throw new Refusal(fill(error.kind.texts.en, error.params));
  } finally {
    await app.close();
  }
}
