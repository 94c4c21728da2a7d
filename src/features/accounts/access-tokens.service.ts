import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { randomSecret } from '../../platform/config/secret-hash.js';
import type { Actor } from '../../platform/http/actor.js';
import { DomainError } from '../../platform/http/domain-error.js';
import { NOT_FOUND } from '../../platform/http/http.errors.js';
import { cursorOffset, type PageQuery, pageFrom } from '../../platform/http/page.dto.js';
import { Live } from '../../platform/live/live.js';
import { Audit } from '../audit/audit.service.js';
import type {
  AccessTokenPage,
  AccessTokenRequest,
  AccessTokenView,
  NewAccessTokenView,
} from './access-tokens.dto.js';
import { TOO_MANY_TOKENS } from './accounts.errors.js';
import { Credentials } from './credentials.service.js';

const MOST_TOKENS = 50;
const SHOWN = `id, name, prefix, scopes, created_at AS "createdAt", expires_at AS "expiresAt",
  last_used_at AS "lastUsedAt", revoked_at AS "revokedAt"`;

/** Personal access tokens; each person manages their own. */
@Injectable()
export class AccessTokens {
  constructor(
    private readonly database: DataSource,
    private readonly credentials: Credentials,
    private readonly audit: Audit,
    private readonly live: Live,
  ) {}

  /** @throws TOO_MANY_TOKENS */
  create(actor: Actor, body: AccessTokenRequest): Promise<NewAccessTokenView> {
    const token = `dtk_${randomSecret(32)}`;
    return this.database.transaction(async (manager) => {
      await manager.query('SELECT 1 FROM account WHERE id = $1 FOR NO KEY UPDATE', [actor.accountId]);
      const [{ count }] = await manager.query(
        `SELECT count(*)::int AS count FROM access_token
         WHERE account_id = $1 AND revoked_at IS NULL AND expires_at > now()`,
        [actor.accountId],
      );
      if (count >= MOST_TOKENS) throw new DomainError(TOO_MANY_TOKENS, { limit: MOST_TOKENS });
      const [row]: AccessTokenView[] = await manager.query(
        `INSERT INTO access_token (account_id, name, token_hash, prefix, scopes, expires_at)
         VALUES ($1, $2, $3, $4, $5, now() + make_interval(days => $6)) RETURNING ${SHOWN}`,
        [
          actor.accountId,
          body.name,
          this.credentials.hash('token', token),
          token.slice(0, 10),
          body.scopes,
          body.expiresInDays ?? 30,
        ],
      );
      const made = row as AccessTokenView;
      await this.audit.record(manager, {
        actor,
        action: 'token.created',
        subject: { type: 'token', id: made.id },
        after: { scopes: made.scopes, expiresAt: made.expiresAt },
      });
      return { ...made, token };
    });
  }

  async list(actor: Actor, query: PageQuery): Promise<AccessTokenPage> {
    const rows: AccessTokenView[] = await this.database.query(
      `SELECT ${SHOWN} FROM access_token WHERE account_id = $1 ORDER BY created_at DESC, id OFFSET $2 LIMIT $3`,
      [actor.accountId, cursorOffset(query), (query.limit ?? 50) + 1],
    );
    return pageFrom(rows, query);
  }

  /** A token that is revoked already stays as it is. @throws NOT_FOUND for other people's tokens too */
  async revoke(actor: Actor, id: string): Promise<void> {
    await this.database.transaction(async (manager) => {
      const [token] = await manager.query(
        'SELECT revoked_at AS "revokedAt" FROM access_token WHERE id = $1 AND account_id = $2 FOR UPDATE',
        [id, actor.accountId],
      );
      if (!token) throw new DomainError(NOT_FOUND);
      if (token.revokedAt) return;
      await manager.query('UPDATE access_token SET revoked_at = now() WHERE id = $1', [id]);
      await this.audit.record(manager, { actor, action: 'token.revoked', subject: { type: 'token', id } });
    });
    this.live.changed(`account:${actor.accountId}`);
  }
}
