import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../../platform/http/actor.js';
import { DomainError } from '../../platform/http/domain-error.js';
import { NOT_FOUND } from '../../platform/http/http.errors.js';
import { cursorOffset, type PageQuery, pageFrom } from '../../platform/http/page.dto.js';
import { Live } from '../../platform/live/live.js';
import { Audit } from '../audit/audit.service.js';
import { browserName } from './browser-name.js';
import type { SessionPage, SessionsEndedView, SessionView } from './my-sessions.dto.js';
import { Sessions } from './sessions.service.js';

type Row = Omit<SessionView, 'browser' | 'system'> & { userAgent: string | null };

/** The browsers in which a person is signed in, for that person. */
@Injectable()
export class MySessions {
  constructor(
    private readonly database: DataSource,
    private readonly sessions: Sessions,
    private readonly audit: Audit,
    private readonly live: Live,
  ) {}

  /** The one that asks first, then those used last. */
  async list(actor: Actor, query: PageQuery): Promise<SessionPage> {
    const rows: Row[] = await this.database.query(
      `SELECT id, id = $2 AS "isCurrent", user_agent AS "userAgent", network, created_at AS "createdAt",
         last_seen_at AS "lastSeenAt", expires_at AS "expiresAt"
       FROM session WHERE account_id = $1 AND expires_at > now()
       ORDER BY id = $2 DESC, last_seen_at DESC, id OFFSET $3 LIMIT $4`,
      [actor.accountId, actor.credentialId, cursorOffset(query), (query.limit ?? 50) + 1],
    );
    const views = rows.map(({ userAgent, ...row }) => ({ ...row, ...browserName(userAgent) }));
    return pageFrom(views, query);
  }

  /** It opens nothing from now on, in no process. @throws NOT_FOUND for other people's sessions too */
  async end(actor: Actor, id: string): Promise<void> {
    await this.database.transaction(async (manager) => {
      const [, count]: [unknown, number] = await manager.query(
        'DELETE FROM session WHERE id = $1 AND account_id = $2',
        [id, actor.accountId],
      );
      if (count === 0) throw new DomainError(NOT_FOUND);
      await this.audit.record(manager, {
        actor,
        action: 'account.session_ended',
        subject: { type: 'session', id },
      });
    });
    this.live.changed(`account:${actor.accountId}`);
  }

  /** All but the one that asks. */
  async endOthers(actor: Actor): Promise<SessionsEndedView> {
    const sessionsEnded = await this.database.transaction(async (manager) => {
      const count = await this.sessions.endOthers(manager, actor.accountId, actor.credentialId);
      if (count === 0) return 0;
      await this.audit.record(manager, {
        actor,
        action: 'account.sessions_ended',
        subject: { type: 'account', id: actor.accountId },
        after: { sessionsEnded: count },
      });
      return count;
    });
    this.live.changed(`account:${actor.accountId}`);
    return { sessionsEnded };
  }
}
