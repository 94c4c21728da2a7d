import type { Environment, NotebookRunner } from '../../../sandbox/sandbox.js';
import type { ExecutorEnvironment } from '../executor.entity.js';

/** What the executing process is told; it has no secret but its own way into the database. */
export interface ExecuteConfig {
  /** Of this home and machine; a second process of the same name takes the first one's place. */
  name: string;
  databaseUrl: string;
  /** The folder that it shares with the scoring side. */
  area: string;
  runner: NotebookRunner;
  environments: Environment[];
}

export const EXECUTE_CONFIG = Symbol('what the executing process is told');

export const introduced = (environments: Environment[]): ExecutorEnvironment[] =>
  environments.map(({ name, digest, python, packages }) => ({ name, digest, python, packages }));
