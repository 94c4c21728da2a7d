import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/http/actor.js';
import type { PageQuery } from '../../platform/http/page.js';
import type { TeamPage, TeamView } from './teams.dto.js';

@Injectable()
export class TeamReader {
  list(_actor: Actor, _slug: string, _query: PageQuery): Promise<TeamPage> {
    throw new Error('not there yet');
  }
  get(_actor: Actor, _id: string, _now: Date): Promise<TeamView> {
    throw new Error('not there yet');
  }
}
