import { Inject, Injectable, Logger } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { LRUCache } from 'lru-cache';
import { DataSource } from 'typeorm';
import type { Config } from '../../platform/config/config.js';
import { CONFIG } from '../../platform/config/config.module.js';
import { secretHash } from '../../platform/config/secret-hash.js';
import { type Actor, type Scope, TOKEN_SCOPES } from '../../platform/http/actor.js';
import { DomainError } from '../../platform/http/domain-error.js';
import { UNAUTHENTICATED } from '../../platform/http/http.errors.js';
import { Live } from '../../platform/live/live.js';
import { Remembered } from '../../platform/live/remembered.js';
import { SESSION_COOKIE } from './session-cookie.js';

type Via = Actor['via'];

/** Null: nobody's, or no longer good. */
interface Known {
  actor: Omit<Actor, 'ip'> | null;
  /** Milliseconds. */
  expiresAt: number;
}

type Row = Omit<Actor, 'ip' | 'via' | 'scopes'> & { scopes: Scope[] | null; expiresAt: Date };

const PERSON = `a.id AS "accountId", a.name, a.locale, a.is_admin AS "isAdmin", a.can_create_events AS "canCreateEvents"`;
const FIND: Record<Via, string> = {
  session: `SELECT s.id AS "credentialId", s.expires_at AS "expiresAt", NULL AS scopes, ${PERSON}
    FROM session s JOIN account a ON a.id = s.account_id WHERE s.token_hash = $1`,
  token: `SELECT t.id AS "credentialId", t.expires_at AS "expiresAt", t.scopes, ${PERSON}
    FROM access_token t JOIN account a ON a.id = t.account_id WHERE t.token_hash = $1 AND t.revoked_at IS NULL`,
};

const STILL_GOOD: Record<Via, string> = {
  session: 'SELECT expires_at AS "expiresAt" FROM session WHERE id = $1',
  token: 'SELECT expires_at AS "expiresAt" FROM access_token WHERE id = $1 AND revoked_at IS NULL',
};

/** Everything that a browser may do, also what tokens may not. */
const SESSION_SCOPES: readonly Scope[] = [...TOKEN_SCOPES, 'account'];
const MINUTE = 60_000;

/** Who is behind a request. */
@Injectable()
export class Credentials {
  private readonly logger = new Logger('credentials');
  private readonly remembered: Remembered<Known>;
  /** Tokens whose use was written down within the last minute. */
  private readonly noted = new LRUCache<string, true>({ max: 20_000, ttl: MINUTE });

  constructor(
    private readonly database: DataSource,
    live: Live,
    @Inject(CONFIG) private readonly config: Config,
  ) {
    this.remembered = new Remembered(live, { max: 20_000, ttl: 15_000 });
  }

  /**
   * The person of the cookie or of the bearer token. A bearer token that is not good makes the request nobody's,
   * even beside a good cookie: a program with an old token must hear of it.
   */
  async identify(request: FastifyRequest): Promise<Actor | null> {
    const given = givenBy(request);
    if (!given) return null;
    // By the secret itself: hashing it anew for every request costs more than all the rest of a remembered one.
    const { actor, expiresAt } = await this.remembered.get(`${given.via} ${given.secret}`, () =>
      this.load(given.via, this.hash(given.via, given.secret)),
    );
    if (!actor || expiresAt <= Date.now()) return null;
    if (actor.via === 'token') this.noteUse(actor.credentialId);
    return { ...actor, ip: request.ip };
  }

  /** For what stays open after `identify`, such as a stream. @throws UNAUTHENTICATED once signed out or revoked */
  async requireStillGood(actor: Actor): Promise<void> {
    const { expiresAt } = await this.remembered.get(`id ${actor.credentialId}`, async () => {
      const [row] = await this.database.query(STILL_GOOD[actor.via], [actor.credentialId]);
      const value = { actor: null, expiresAt: row ? (row.expiresAt as Date).getTime() : 0 };
      return { value, topics: [`account:${actor.accountId}`] };
    });
    if (expiresAt <= Date.now()) throw new DomainError(UNAUTHENTICATED);
  }

  /** Under what a session's or a token's secret is stored. */
  hash(via: Via, secret: string): string {
    return secretHash(this.config, via, secret);
  }

  private async load(via: Via, hash: string) {
    const [row]: Row[] = await this.database.query(FIND[via], [hash]);
    if (!row) return { value: { actor: null, expiresAt: 0 }, topics: [], ttl: 5_000 };
    const { expiresAt, scopes, ...person } = row;
    const actor = { ...person, via, scopes: scopes ?? SESSION_SCOPES };
    return { value: { actor, expiresAt: expiresAt.getTime() }, topics: [`account:${row.accountId}`] };
  }

  private noteUse(tokenId: string): void {
    if (this.noted.has(tokenId)) return;
    this.noted.set(tokenId, true);
    this.database
      .query(
        `UPDATE access_token SET last_used_at = now()
         WHERE id = $1 AND (last_used_at IS NULL OR last_used_at < now() - interval '1 minute')`,
        [tokenId],
      )
      .catch((error: Error) => this.logger.warn(`last use of a token: ${error.message}`));
  }
}

/** What a request shows. Authorization of another kind than Bearer is for somebody before us, such as a proxy. */
function givenBy(request: FastifyRequest): { via: Via; secret: string } | null {
  const bearer = /^bearer(?: +(.*))?$/i.exec(request.headers.authorization ?? '');
  if (bearer) {
    const secret = bearer[1]?.trim() ?? '';
    return /^dtk_[\w-]{43}$/.test(secret) ? { via: 'token', secret } : null;
  }
  const secret = request.cookies[SESSION_COOKIE] ?? '';
  return /^[\w-]{43}$/.test(secret) ? { via: 'session', secret } : null;
}
