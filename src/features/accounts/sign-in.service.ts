import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { DataSource, type EntityManager } from 'typeorm';
import type { Actor } from '../../platform/http/actor.js';
import { DomainError } from '../../platform/http/domain-error.js';
import { RateLimits, type RateRule } from '../../platform/http/rate-limit.js';
import { readerLanguage } from '../../platform/i18n/language.js';
import { Live } from '../../platform/live/live.js';
import { Audit } from '../audit/audit.service.js';
import { CONSENT_REQUIRED, WRONG_CREDENTIALS } from './accounts.errors.js';
import { Accounts, type NewAccount } from './accounts.service.js';
import { Addresses } from './addresses.service.js';
import type { SignInRequest, SignUpRequest } from './auth.dto.js';
import { CONSENT_KIND, CONSENT_VERSION } from './consent.js';
import { type Entered, Entrance, type SignedIn } from './entrance.service.js';
import { Passwords } from './passwords.service.js';
import { Sessions } from './sessions.service.js';
import { SignInGuesses } from './sign-in-guesses.service.js';

/** A whole conference sits behind one address. */
const SIGN_UPS: RateRule = { name: 'sign-up', points: 600, seconds: 3600 };

@Injectable()
export class SignIn {
  constructor(
    private readonly database: DataSource,
    private readonly accounts: Accounts,
    private readonly addresses: Addresses,
    private readonly passwords: Passwords,
    private readonly sessions: Sessions,
    private readonly entrance: Entrance,
    private readonly guesses: SignInGuesses,
    private readonly limits: RateLimits,
    private readonly audit: Audit,
    private readonly live: Live,
  ) {}

  /** @throws CONSENT_REQUIRED, EMAIL_TAKEN, TOO_MANY_REQUESTS */
  async signUp(body: SignUpRequest, request: FastifyRequest): Promise<SignedIn> {
    await this.admit(body.consentVersion, request);
    const passwordHash = await this.passwords.hash(body.password);
    const locale = body.locale ?? readerLanguage(request.headers['accept-language']);
    const { accountId, session } = await this.database.transaction(async (manager) => {
      const accountId = await this.register(manager, { ...body, passwordHash, locale }, request);
      return { accountId, session: await this.entrance.begin(manager, accountId, request) };
    });
    this.entrance.left(request);
    return { me: await this.accounts.me(accountId), session };
  }

  /** What every new account has to pass. @throws CONSENT_REQUIRED, TOO_MANY_REQUESTS */
  async admit(consentVersion: string | undefined, request: FastifyRequest): Promise<void> {
    if (consentVersion !== CONSENT_VERSION) {
      throw new DomainError(CONSENT_REQUIRED, { version: CONSENT_VERSION });
    }
    await this.limits.take(SIGN_UPS, request.ip);
  }

  /** The account and what was agreed to, within the caller's transaction. @throws EMAIL_TAKEN */
  async register(manager: EntityManager, account: NewAccount, request: FastifyRequest): Promise<string> {
    const accountId = await this.accounts.insert(manager, account);
    await manager.query('INSERT INTO consent (account_id, kind, version, ip) VALUES ($1, $2, $3, $4)', [
      accountId,
      CONSENT_KIND,
      CONSENT_VERSION,
      request.ip,
    ]);
    await this.audit.record(manager, {
      actor: { accountId, ip: request.ip },
      action: 'account.created',
      subject: { type: 'account', id: accountId },
      after: { consent: CONSENT_VERSION },
    });
    await this.addresses.askToVerify(manager, accountId);
    return accountId;
  }

  /**
   * The same answer in the same time for a wrong password and an unknown account. Where the account has a second
   * factor, the answer is a half session.
   * @throws WRONG_CREDENTIALS, TOO_MANY_REQUESTS
   */
  async signIn(body: SignInRequest, request: FastifyRequest): Promise<Entered> {
    const attempt = await this.guesses.begin(body.email, request);
    const account = await this.accounts.withPassword(body.email);
    const right = await this.passwords.matches(account?.passwordHash ?? null, body.password);
    if (!account || !right) throw new DomainError(WRONG_CREDENTIALS);
    await this.guesses.succeeded(attempt);
    return this.entrance.enter(account.id, request, { via: 'password' });
  }

  async signOut(actor: Actor | null): Promise<void> {
    if (actor?.via !== 'session') return;
    await this.database.transaction(async (manager) => {
      await this.sessions.end(manager, actor.credentialId);
      await this.audit.record(manager, {
        actor,
        action: 'account.signed_out',
        subject: { type: 'account', id: actor.accountId },
      });
    });
    this.live.changed(`account:${actor.accountId}`);
  }
}
