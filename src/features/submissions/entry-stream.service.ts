import { Injectable, type MessageEvent } from '@nestjs/common';
import { auditTime, filter, interval, map, merge, type Observable, of, tap } from 'rxjs';
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
    const own = this.live.watch(`entry:${id}`).pipe(map(() => true));
    // Places move with every claim anywhere; once a second is soon enough for eyes. Whoever has no place is not told what
    // other teams do.
    const queue = this.live.watch(QUEUE_TOPIC).pipe(
      filter(() => status === 'queued'),
      auditTime(1_000),
      map(() => true),
    );
    const beats = interval(HEARTBEAT).pipe(map(() => false));
    const rights = this.live.watch(`account:${actor.accountId}`).pipe(map(() => false));
    /** Stays until it was said: a look that the next sign interrupts says nothing. */
    let isNews = false;
    return merge(of(true), own, queue, beats, rights).pipe(
      tap((news) => {
        isNews ||= news;
      }),
      whileAllowed(async () => {
        await this.credentials.requireStillGood(actor);
        const { status: seen, isShared, teamId } = await this.look(id);
        requireEntryReader(await this.access.inTaskRemembered(actor, entry.taskId), teamId, isShared);
        return seen;
      }),
      map((seen) => {
        // A worker that is killed right after its commit tells nobody.
        const type = isNews || seen !== status ? 'changed' : 'alive';
        isNews = false;
        status = seen;
        return type;
      }),
      map((type) => ({ type, data: '{}' })),
    );
  }

  /** Status, whether mentors may see it, and the team that the entry belongs to now. */
  private async look(id: string): Promise<{ status: string; isShared: boolean; teamId: string }> {
    const [row] = await this.database.query(
      `SELECT s.status, s.shared_at IS NOT NULL AS "isShared", coalesce(g.merged_into_id, g.id) AS "teamId"
       FROM submission s JOIN team g ON g.id = s.team_id WHERE s.id = $1`,
      [id],
    );
    return row;
  }
}
