import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Environment } from './sandbox.js';

/** A root file system with this file in it has an empty /usr: the host's is bound there, read-only. */
export const HOST_USR = '.host-usr';
/** A read-only root has no place for new folders: these are made when it is built. */
export const MOUNT_POINTS = ['data', 'out', 'sandbox', 'proc', 'dev', 'tmp'];
const DESCRIPTION = 'environment.json';

/** `hostUsr`: no root file system of its own could be built, and the host's programs can be read in the sandbox. */
export type BuiltEnvironment = Environment & { hostUsr: boolean };

/** What is written beside a root file system when it is complete. */
export type Description = Omit<BuiltEnvironment, 'root'>;

/** The environments that are built. One that is being built has no description yet. */
export function listEnvironments(dir: string): BuiltEnvironment[] {
  if (!existsSync(dir)) return [];
  return readdirSync(dir)
    .sort()
    .flatMap((name) => (name.includes('.building-') ? [] : (readEnvironment(join(dir, name)) ?? [])));
}

export function readEnvironment(dir: string): BuiltEnvironment | undefined {
  const file = descriptionOf(dir);
  if (!existsSync(file)) return undefined;
  return { ...(JSON.parse(readFileSync(file, 'utf8')) as Description), root: join(dir, 'root') };
}

export const descriptionOf = (dir: string) => join(dir, DESCRIPTION);
