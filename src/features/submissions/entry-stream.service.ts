import { Injectable, type MessageEvent } from '@nestjs/common';
import { auditTime, from, interval, map, merge, type Observable, of, switchMap, takeWhile } from 'rxjs';
import type { Actor } from '../../platform/http/actor.js';
import { Live } from '../../platform/live/live.js';
import { requireEntryReader } from '../access/access.js';
import { Access } from '../access/access.service.js';
import { EntryReader } from './entry-reader.service.js';
import { QUEUE_TOPIC } from './topics.js';

/** Seconds between signs of life, so that proxies keep the connection and lost rights end it. */
const HEARTBEAT = 20_000;

@Injectable()
export class EntryStream {
  constructor(
    private readonly reader: EntryReader,
    private readonly access: Access,
    private readonly live: Live,
  ) {}

  /** Says `changed` and no more: the reader fetches the entry and gets what is theirs at that moment. */
  async ofEntry(actor: Actor, id: string): Promise<Observable<MessageEvent>> {
    const entry = await this.reader.get(actor, id);
    const own = this.live.watch(`entry:${id}`).pipe(map(() => 'changed'));
    // Places move with every claim anywhere; once a second is soon enough for eyes.
    const queue = this.live.watch(QUEUE_TOPIC).pipe(
      auditTime(1_000),
      map(() => 'changed'),
    );
    const beats = interval(HEARTBEAT).pipe(map(() => 'alive'));
    const rights = this.live.watch(`account:${actor.accountId}`).pipe(map(() => 'alive'));
    return merge(of('changed'), own, queue, beats, rights).pipe(
      switchMap((type) =>
        from(this.mayStillRead(actor, entry.taskId, entry.team.id)).pipe(map((may) => ({ type, may }))),
      ),
      takeWhile(({ may }) => may),
      map(({ type }) => ({ type, data: '{}' })),
    );
  }

  private async mayStillRead(actor: Actor, taskId: string, teamId: string): Promise<boolean> {
    try {
      requireEntryReader(await this.access.inTaskRemembered(actor, taskId), teamId);
      return true;
    } catch {
      return false;
    }
  }
}
