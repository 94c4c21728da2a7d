import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { EventRole } from './event.entity.js';

export interface Departure {
  eventId: string;
  accountId: string;
  /** The role whose place is free now. */
  role: EventRole;
}

type Afterwards = (manager: EntityManager, departure: Departure) => Promise<void>;

/**
 * What else has to happen, within the same transaction and under the event's lock, when somebody gives up a role:
 * a feature that comes after this one says so when it starts.
 */
@Injectable()
export class Departures {
  private readonly afterwards: Afterwards[] = [];

  onEach(then: Afterwards): void {
    this.afterwards.push(then);
  }

  async tell(manager: EntityManager, departure: Departure): Promise<void> {
    for (const then of this.afterwards) await then(manager, departure);
  }
}
