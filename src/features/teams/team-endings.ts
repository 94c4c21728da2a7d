import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

export interface TeamEnding {
  eventId: string;
  teamId: string;
  teamName: string;
  /** The team that it became part of; null: it was dissolved, or everybody left. */
  into: { id: string; name: string } | null;
}

type Afterwards = (manager: EntityManager, ending: TeamEnding) => Promise<void>;

/**
 * What else has to happen, within the same transaction and under the teams' locks, when a team ends: a feature that comes
 * after this one says so when it starts. Who was in a team that is dissolved still is when this is told; who was in one
 * that is merged is in the other by then.
 */
@Injectable()
export class TeamEndings {
  private readonly afterwards: Afterwards[] = [];

  onEach(then: Afterwards): void {
    this.afterwards.push(then);
  }

  async tell(manager: EntityManager, ending: TeamEnding): Promise<void> {
    for (const then of this.afterwards) await then(manager, ending);
  }
}
