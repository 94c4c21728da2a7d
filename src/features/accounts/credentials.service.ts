import { Inject, Injectable, Logger } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { LRUCache } from 'lru-cache';
import { DataSource } from 'typeorm';
import type { Config } from '../../platform/config/config.js';
import { CONFIG } from '../../platform/config/config.module.js';
import { secretHash } from '../../platform/config/secret-hash.js';
import { type Actor, type Scope, TOKEN_SCOPES } from '../../platform/http/actor.js';
import { DomainError } from '../../platform/http/domain-error.js';
import { SECOND_FACTOR_REQUIRED, UNAUTHENTICATED } from '../../platform/http/http.errors.js';
import { Live } from '../../platform/live/live.js';
import { Remembered } from '../../platform/live/remembered.js';
import { networkName } from './network-name.js';
import { lacksFactorSql } from './second-factor.rule.js';
import { SESSION_COOKIE } from './session-cookie.js';

type Via = Actor['via'];

/** Null: nobody's, or no longer good. */
interface Known {
  actor: Omit<Actor, 'ip'> | null;
  lacksSecondFactor?: boolean;
  /** Milliseconds. */
  expiresAt: number;
}

type Row = Omit<Actor, 'ip' | 'via' | 'scopes'> & { scopes: Scope[] | null; expiresAt: Date };

const FIND: Record<Via, (person: string) => string> = {
  session: (person) => `SELECT s.id AS "credentialId", s.expires_at AS "expiresAt", NULL AS scopes, ${person}
    FROM session s JOIN account a ON a.id = s.account_id WHERE s.token_hash = $1`,
  token: (person) => `SELECT t.id AS "credentialId", t.expires_at AS "expiresAt", t.scopes, ${person}
    FROM access_token t JOIN account a ON a.id = t.account_id WHERE t.token_hash = $1 AND t.revoked_at IS NULL`,
};

const STILL_GOOD: Record<Via, string> = {
  session: 'FROM session c JOIN account a ON a.id = c.account_id WHERE c.id = $1',
  token: 'FROM access_token c JOIN account a ON a.id = c.account_id WHERE c.id = $1 AND c.revoked_at IS NULL',
};

/** Everything that a browser may do, also what tokens may not. */
const SESSION_SCOPES: readonly Scope[] = [...TOKEN_SCOPES, 'account'];
const MINUTE = 60_000;
/** A session's last use is known to some minutes, which is what its owner needs. */
const SEEN_EVERY = 5 * MINUTE;

/** Who is behind a request. */
@Injectable()
export class Credentials {
  private readonly logger = new Logger('credentials');
  private readonly remembered: Remembered<Known>;
  /** Tokens whose use was written down within the last minute. */
  private readonly noted = new LRUCache<string, true>({ max: 20_000, ttl: MINUTE });
  /** Sessions, with the address, whose use was written down within the last minutes. */
  private readonly seen = new LRUCache<string, true>({ max: 20_000, ttl: SEEN_EVERY });
  private readonly person: string;
  private readonly lacksFactor: string;

  constructor(
    private readonly database: DataSource,
    live: Live,
    @Inject(CONFIG) private readonly config: Config,
  ) {
    this.remembered = new Remembered(live, { max: 20_000, ttl: 15_000 });
    this.lacksFactor = `${lacksFactorSql(config.secondFactorFor)} AS "lacksSecondFactor"`;
    this.person = `a.id AS "accountId", a.name, a.locale, a.is_admin AS "isAdmin",
      a.can_create_events AS "canCreateEvents", ${this.lacksFactor}`;
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
    else this.noteSeen(actor.credentialId, request.ip);
    return { ...actor, ip: request.ip };
  }

  /**
   * For what stays open after `identify`, such as a stream.
   * @throws UNAUTHENTICATED once signed out or revoked, SECOND_FACTOR_REQUIRED
   */
  async requireStillGood(actor: Actor): Promise<void> {
    const { expiresAt, lacksSecondFactor } = await this.remembered.get(
      `id ${actor.credentialId}`,
      async () => {
        const [row] = await this.database.query(
          `SELECT c.expires_at AS "expiresAt", ${this.lacksFactor} ${STILL_GOOD[actor.via]}`,
          [actor.credentialId],
        );
        const value = {
          actor: null,
          lacksSecondFactor: row?.lacksSecondFactor as boolean | undefined,
          expiresAt: row ? (row.expiresAt as Date).getTime() : 0,
        };
        return { value, topics: [`account:${actor.accountId}`] };
      },
    );
    if (expiresAt <= Date.now()) throw new DomainError(UNAUTHENTICATED);
    if (lacksSecondFactor) throw new DomainError(SECOND_FACTOR_REQUIRED);
  }

  /** Under what a session's or a token's secret is stored. */
  hash(via: Via, secret: string): string {
    return secretHash(this.config, via, secret);
  }

  private async load(via: Via, hash: string) {
    const [row]: Row[] = await this.database.query(FIND[via](this.person), [hash]);
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

  private noteSeen(sessionId: string, ip: string): void {
    const key = `${sessionId} ${ip}`;
    if (this.seen.has(key)) return;
    this.seen.set(key, true);
    this.database
      .query(
        `UPDATE session SET last_seen_at = now(), network = $2
         WHERE id = $1 AND (network IS DISTINCT FROM $2 OR last_seen_at < now() - interval '5 minutes')`,
        [sessionId, networkName(ip)],
      )
      .catch((error: Error) => this.logger.warn(`last use of a session: ${error.message}`));
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
