import { Command } from 'commander';
import { bringUp } from '../runtime/up.js';

export function upCommand(): Command {
  return new Command('up')
    .description('start PostgreSQL, Redis, the API and a worker on this machine, until Ctrl-C')
    .action(() => bringUp(process.env));
}
