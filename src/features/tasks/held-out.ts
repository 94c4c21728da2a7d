import type { EntityManager } from 'typeorm';
import type { Storage } from '../../platform/storage/storage.js';
import type { TruthSpec } from '../../scoring/truth.js';
import { Truth } from './truth.entity.js';

/** A version of the labels as the scorer reads it: the file, how to read it, and whose sides its rows keep. */
export interface HeldOut {
  file: string;
  spec: TruthSpec;
  /** Labels that these correct: their drawn split stands. */
  sides: { file: string; spec: TruthSpec } | null;
}

export async function heldOut(manager: EntityManager, storage: Storage, truthId: string): Promise<HeldOut> {
  const truth = await manager.findOneByOrFail(Truth, { id: truthId });
  const first = truth.sidesFrom && (await manager.findOneByOrFail(Truth, { id: truth.sidesFrom }));
  return { ...heldOutAs(storage, truth), sides: first ? heldOutAs(storage, first) : null };
}

/** The file and how to read it, whatever it corrects. */
export const heldOutAs = (storage: Storage, { storageKey, spec }: Truth) => ({
  file: storage.path(storageKey),
  spec: spec as TruthSpec,
});
