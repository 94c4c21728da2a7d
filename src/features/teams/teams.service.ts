import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/http/actor.js';
import type { TeamRequest, TeamView } from './teams.dto.js';

@Injectable()
export class Teams {
  create(_actor: Actor, _slug: string, _body: TeamRequest): Promise<TeamView> {
    throw new Error('not there yet');
  }
  leave(_actor: Actor, _id: string): Promise<void> {
    throw new Error('not there yet');
  }
}
