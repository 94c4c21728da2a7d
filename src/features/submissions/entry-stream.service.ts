import { Injectable, type MessageEvent } from '@nestjs/common';
import { auditTime, interval, map, merge, type Observable, of } from 'rxjs';
import { DataSource } from 'typeorm';
import type { Actor } from '../../platform/http/actor.js';
import { Live } from '../../platform/live/live.js';
import { whileAllowed } from '../../platform/live/while-allowed.js';
import { requireEntryReader } from '../access/access.js';
import { Access } from '../access/access.service.js';
import { Credentials } from '../accounts/credentials.service.js';
import { EntryReader } from './entry-reader.service.js';
import { QUEUE_TOPIC } from './topics.js';

/** Milliseconds between signs of life, so that proxies keep the connection and lost rights and lost news are noticed. */
const HEARTBEAT = 20_000;

@Injectable()
export class EntryStream {
  constructor(
    private readonly database: DataSource,
    private readonly reader: EntryReader,
    private readonly access: Access,
    private readonly credentials: Credentials,
    private readonly live: Live,
  ) {}

  /** Says `changed` and no more: the reader fetches the entry and gets what is theirs at that moment. */
  async ofEntry(actor: Actor, id: string): Promise<Observable<MessageEvent>> {
    const entry = await this.reader.get(actor, id);
    let status: string = entry.status;
    const own = this.live.watch(`entry:${id}`).pipe(map(() => 'changed'));
    // Places move with every claim anywhere; once a second is soon enough for eyes.
    const queue = this.live.watch(QUEUE_TOPIC).pipe(
      auditTime(1_000),
      map(() => 'changed'),
    );
    const beats = interval(HEARTBEAT).pipe(map(() => 'beat'));
    const rights = this.live.watch(`account:${actor.accountId}`).pipe(map(() => 'alive'));
    return merge(of('changed'), own, queue, beats, rights).pipe(
      whileAllowed(async (sign) => {
        await this.credentials.requireStillGood(actor);
        requireEntryReader(await this.access.inTaskRemembered(actor, entry.taskId), entry.team.id);
        if (sign !== 'beat') return sign;
        // A worker that is killed right after its commit tells nobody.
        const before = status;
        status = await this.statusOf(id);
        return status === before ? 'alive' : 'changed';
      }),
      map((type) => ({ type, data: '{}' })),
    );
  }

  private async statusOf(id: string): Promise<string> {
    const [row] = await this.database.query('SELECT status FROM submission WHERE id = $1', [id]);
    return row.status;
  }
}
