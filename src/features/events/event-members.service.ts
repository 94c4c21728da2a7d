import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/http/actor.js';
import type { PageQuery } from '../../platform/http/page.js';
import type { EventMemberPage, EventMemberView } from './events.dto.js';

@Injectable()
export class EventMembers {
  list(_actor: Actor, _slug: string, _query: PageQuery): Promise<EventMemberPage> {
    throw new Error('not there yet');
  }
  leave(_actor: Actor, _slug: string): Promise<void> {
    throw new Error('not there yet');
  }
  setRole(_actor: Actor, _slug: string, _id: string, _role: string): Promise<EventMemberView> {
    throw new Error('not there yet');
  }
}
