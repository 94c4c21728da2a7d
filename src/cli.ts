import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import { Refusal } from './runtime/refusal.js';

/** A command's code is loaded only when it is the one that runs, so that each starts at once. */
const COMMANDS: Record<string, { about: string; file: string; make: string }> = {
  up: { about: 'start everything on this machine', file: './cli/up.js', make: 'upCommand' },
  migrate: { about: 'bring the database to this version', file: './cli/migrate.js', make: 'migrateCommand' },
  score: { about: 'score a file of predictions', file: './cli/score.js', make: 'scoreCommand' },
  demo: { about: 'load the demo event', file: './cli/demo.js', make: 'demoCommand' },
  user: { about: 'manage the people who may sign in', file: './cli/user.js', make: 'userCommand' },
  event: { about: 'list, make and look at events', file: './cli/client/event.js', make: 'eventCommand' },
  task: { about: 'list, make, look at and change tasks', file: './cli/client/task.js', make: 'taskCommand' },
  truth: { about: 'upload the labels of a task', file: './cli/client/truth.js', make: 'truthCommand' },
  trial: { about: 'score a file privately', file: './cli/client/truth.js', make: 'trialCommand' },
  files: { about: 'the files of a task', file: './cli/client/files.js', make: 'filesCommand' },
  submit: { about: 'hand in a file of results', file: './cli/client/submit.js', make: 'submitCommand' },
  submissions: { about: "a team's entries", file: './cli/client/entries.js', make: 'submissionsCommand' },
  select: { about: 'choose an entry', file: './cli/client/entries.js', make: 'selectCommand' },
  cancel: { about: 'take back an entry', file: './cli/client/entries.js', make: 'cancelCommand' },
  board: { about: 'the leaderboard of a task', file: './cli/client/board.js', make: 'boardCommand' },
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
