import { Injectable } from '@nestjs/common';
import { DomainError } from '../../platform/http/domain-error.js';
import { TOO_MANY_UPLOADS } from './submissions.errors.js';

/** Files of one team that may be arriving, or waiting to be checked, at the same time in one API process. */
export const UPLOADS_AT_ONCE = 25;

/**
 * Refused files cost no quota, so that a team may send as many as it likes: they must not fill the disk, nor stand before
 * other teams' files while those wait to be checked.
 */
@Injectable()
export class UploadTurns {
  private readonly inside = new Map<string, number>();
  private readonly last = new Map<string, Promise<unknown>>();

  /** @param sender id of the team, or of an organizer who has none. @throws TOO_MANY_UPLOADS */
  async limited<T>(sender: string, upload: () => Promise<T>): Promise<T> {
    const count = this.inside.get(sender) ?? 0;
    if (count >= UPLOADS_AT_ONCE) throw new DomainError(TOO_MANY_UPLOADS, { limit: UPLOADS_AT_ONCE });
    this.inside.set(sender, count + 1);
    try {
      return await upload();
    } finally {
      const left = (this.inside.get(sender) ?? 1) - 1;
      if (left > 0) this.inside.set(sender, left);
      else this.inside.delete(sender);
    }
  }

  /** One check of a team after another, so that each team stands in the line of the checking threads once. */
  async inTurn<T>(teamId: string, check: () => Promise<T>): Promise<T> {
    const before = this.last.get(teamId) ?? Promise.resolve();
    const mine = before.then(check, check);
    this.last.set(teamId, mine);
    try {
      return await mine;
    } finally {
      if (this.last.get(teamId) === mine) this.last.delete(teamId);
    }
  }
}
