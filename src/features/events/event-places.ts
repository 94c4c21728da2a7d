import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { EventRole } from './event.entity.js';

export interface Arrival {
  eventId: string;
  /** Null: not known yet who it will be. */
  accountId: string | null;
  role: EventRole;
}

type Limit = (manager: EntityManager, arrival: Arrival) => Promise<boolean>;

/**
 * Whether there is a place for one more in a role, asked under the lock of the event by everything that gives one. A
 * feature that comes after this one knows how many there are, and says so when it starts.
 */
@Injectable()
export class EventPlaces {
  private readonly limits: Limit[] = [];

  limitBy(isFree: Limit): void {
    this.limits.push(isFree);
  }

  async isFree(manager: EntityManager, arrival: Arrival): Promise<boolean> {
    for (const isFree of this.limits) if (!(await isFree(manager, arrival))) return false;
    return true;
  }
}
