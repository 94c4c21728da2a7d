import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import { Refusal } from './runtime/refusal.js';

/** A command's code is loaded only when it is the one that runs, so that each starts at once. */
const COMMANDS: Record<string, { about: string; file: string; make: string }> = {
  up: { about: 'start everything on this machine', file: './cli/up.js', make: 'upCommand' },
  migrate: { about: 'bring the database to this version', file: './cli/migrate.js', make: 'migrateCommand' },
  score: { about: 'score a file of predictions', file: './cli/score.js', make: 'scoreCommand' },
  demo: { about: 'load or remove the demo event', file: './cli/demo.js', make: 'demoCommand' },
  user: { about: 'manage the people who may sign in', file: './cli/user.js', make: 'userCommand' },
};

async function program(wanted: string | undefined): Promise<Command> {
  const datathon = new Command('datathon').description('The platform on which a clinical datathon is run');
  datathon.showHelpAfterError();
  for (const [name, command] of Object.entries(COMMANDS)) {
    const file = fileURLToPath(new URL(command.file, import.meta.url));
    if (!existsSync(file)) continue;
    datathon.addCommand(name === wanted ? await load(command) : new Command(name).description(command.about));
  }
  return datathon;
}

async function load(command: { file: string; make: string }): Promise<Command> {
  const module = (await import(command.file)) as Record<string, () => Command>;
  const make = module[command.make];
  if (!make) throw new Error(`${command.file} exports no ${command.make}`);
  return make();
}

const [first, second] = process.argv.slice(2);
try {
  const datathon = await program(first === 'help' ? second : first);
  await datathon.parseAsync();
} catch (error) {
  const sentence = error instanceof Refusal || (error as Error).name === 'ConfigError';
  process.stderr.write(`${sentence ? (error as Error).message : ((error as Error).stack ?? error)}\n`);
  process.exitCode = 1;
}
