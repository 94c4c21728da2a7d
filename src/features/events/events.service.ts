import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/http/actor.js';
import type { PageQuery } from '../../platform/http/page.js';
import type { EventChangeRequest, EventPage, EventRequest, EventView } from './events.dto.js';

@Injectable()
export class Events {
  list(_actor: Actor | null, _query: PageQuery, _now: Date): Promise<EventPage> {
    throw new Error('not there yet');
  }
  create(_actor: Actor, _body: EventRequest, _now: Date): Promise<EventView> {
    throw new Error('not there yet');
  }
  get(_actor: Actor | null, _slug: string, _now: Date): Promise<EventView> {
    throw new Error('not there yet');
  }
  change(_actor: Actor, _slug: string, _body: EventChangeRequest, _now: Date): Promise<EventView> {
    throw new Error('not there yet');
  }
  join(_actor: Actor, _slug: string, _now: Date): Promise<EventView> {
    throw new Error('not there yet');
  }
}
