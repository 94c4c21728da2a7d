import { Injectable, type MessageEvent } from '@nestjs/common';
import { auditTime, interval, map, merge, type Observable, of } from 'rxjs';
import { DataSource } from 'typeorm';
import type { Actor } from '../../platform/http/actor.js';
import { Live } from '../../platform/live/live.js';
import { whileAllowed } from '../../platform/live/while-allowed.js';
import { Access } from '../access/access.service.js';
import { Credentials } from '../accounts/credentials.service.js';
import { findRun, requireRunReader } from './run.rows.js';
import { RunReader } from './run-reader.service.js';

/** Milliseconds between signs of life, so that lost rights, lost news and dead connections are noticed. */
const HEARTBEAT = 5_000;
/** News of a run come several times a second; so often it is told. */
const PACE = 250;

@Injectable()
export class RunStream {
  constructor(
    private readonly database: DataSource,
    private readonly reader: RunReader,
    private readonly access: Access,
    private readonly credentials: Credentials,
    private readonly live: Live,
  ) {}

  /**
   * Says `changed` and no more: the reader fetches what is theirs at that moment. Of a run on hidden data only changes of
   * its status are told, since the rhythm of its outputs is its code's.
   */
  async ofRun(actor: Actor, id: string): Promise<Observable<MessageEvent>> {
    const { taskId } = await this.reader.get(actor, id);
    let seen = '';
    const news = this.live.watch(`run:${id}`).pipe(auditTime(PACE));
    return merge(of(undefined), news, interval(HEARTBEAT)).pipe(
      whileAllowed(async () => {
        await this.credentials.requireStillGood(actor);
        const row = await findRun(this.database.manager, id);
        requireRunReader(await this.access.inTaskRemembered(actor, taskId), row);
        const { status, attempts, place } = row;
        return row.stage === 'open'
          ? `${status} ${attempts} ${place} ${row.cellNow} ${row.elapsedMs} ${row.memoryBytes}`
          : `${status} ${place}`;
      }),
      map((state) => {
        const type = state === seen ? 'alive' : 'changed';
        seen = state;
        return { type, data: '{}' };
      }),
    );
  }
}
