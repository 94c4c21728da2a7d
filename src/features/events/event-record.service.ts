import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/http/actor.js';
import type { PageQuery } from '../../platform/http/page.js';
import type { AuditPage } from './events.dto.js';

@Injectable()
export class EventRecord {
  list(_actor: Actor, _slug: string, _query: PageQuery): Promise<AuditPage> {
    throw new Error('not there yet');
  }
}
