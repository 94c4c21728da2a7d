import { setTimeout as wait } from 'node:timers/promises';
import { Injectable, Logger } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { DomainError } from '../../platform/http/domain-error.js';
import { RateLimits, type RateRule } from '../../platform/http/rate-limit.js';
import { invalidField } from '../../platform/http/validation.js';
import { ruleText } from '../../platform/http/validation-texts.js';
import { Live } from '../../platform/live/live.js';
import { Audit } from '../audit/audit.service.js';
import { Mails } from '../mail/mails.service.js';
import { PASSWORD_RESET, PASSWORD_WAS_CHANGED } from './account.mails.js';
import { AccountLinks, type UsedLink } from './account-links.service.js';
import { LINK_NOT_GOOD } from './accounts.errors.js';
import { Accounts } from './accounts.service.js';
import { Addresses } from './addresses.service.js';
import { normalEmail } from './auth.dto.js';
import { Passwords } from './passwords.service.js';
import { Sessions } from './sessions.service.js';

/** Mails to one address; the next ones are swallowed, so that nobody is flooded and nobody learns who has an account. */
const MAILS: RateRule = { name: 'reset-mail', points: 5, seconds: 3600 };
/** Requests from one network. */
const ASKED: RateRule = { name: 'reset-ask', points: 100, seconds: 3600 };
const TRIES: RateRule = { name: 'reset-try', points: 100, seconds: 3600 };
/** The same whether there is an account or not. */
const ANSWER_MS = 400;
const HOURS = 2;

/** The way back in for whoever forgot the password, or never had one here. */
@Injectable()
export class PasswordReset {
  private readonly logger = new Logger('password reset');

  constructor(
    private readonly database: DataSource,
    private readonly accounts: Accounts,
    private readonly links: AccountLinks,
    private readonly addresses: Addresses,
    private readonly passwords: Passwords,
    private readonly sessions: Sessions,
    private readonly mails: Mails,
    private readonly limits: RateLimits,
    private readonly audit: Audit,
    private readonly live: Live,
  ) {}

  /** The same answer after the same time whether or not there is such an account. @throws TOO_MANY_REQUESTS */
  async ask(email: string, ip: string): Promise<void> {
    await this.limits.take(ASKED, ip);
    // Not waited for: on a slow day the work would take longer than the answer, and tell.
    this.send(email).catch((error: Error) => this.logger.error(error.message));
    await wait(ANSWER_MS);
  }

  /** @returns the address that was shown to be theirs. @throws LINK_NOT_GOOD, VALIDATION_FAILED, TOO_MANY_REQUESTS */
  async reset(token: string, next: string, ip: string): Promise<string> {
    await this.limits.take(TRIES, ip);
    const passwordHash = await this.passwords.hash(next);
    const { accountId, address } = await this.database.transaction(async (manager) => {
      const link = await this.links.use(manager, ['reset'], token);
      if (normalEmail(next) === link.address) {
        throw invalidField('next', 'notTheEmail', ruleText('notTheEmail', ''));
      }
      await this.endOtherWaysIn(manager, link);
      // Whoever reads mail at the address has shown that it is theirs.
      await manager.query(
        `UPDATE account SET password_hash = $2, email_verified_at = coalesce(email_verified_at, now()) WHERE id = $1`,
        [link.accountId, passwordHash],
      );
      for (const purpose of ['reset', 'change'] as const)
        await this.links.forget(manager, link.accountId, purpose);
      // Whoever reads mail at the old address has not lost it.
      await this.addresses.refuse(manager, { accountId: link.accountId, ip });
      const sessionsEnded = await this.sessions.endAll(manager, link.accountId);
      await this.mails.post(
        manager,
        PASSWORD_WAS_CHANGED,
        { accountId: link.accountId },
        { params: { url: '/account' } },
      );
      await this.audit.record(manager, {
        actor: { accountId: link.accountId, ip },
        action: 'account.password_reset',
        subject: { type: 'account', id: link.accountId },
        after: { sessionsEnded },
      });
      return link;
    });
    this.live.changed(`account:${accountId}`);
    return address;
  }

  /**
   * Whoever has to do this may have been robbed: tokens and half sessions end too. An account whose address nobody had
   * confirmed may have been made by a stranger in the owner's name: its other ways in were the stranger's.
   */
  private async endOtherWaysIn(manager: EntityManager, { accountId, address }: UsedLink): Promise<void> {
    const [account]: { email: string; verified: boolean }[] = await manager.query(
      'SELECT email, email_verified_at IS NOT NULL AS verified FROM account WHERE id = $1 FOR NO KEY UPDATE',
      [accountId],
    );
    if (account?.email !== address) throw new DomainError(LINK_NOT_GOOD);
    await manager.query(
      'UPDATE access_token SET revoked_at = now() WHERE account_id = $1 AND revoked_at IS NULL',
      [accountId],
    );
    const theirs = account.verified
      ? ['sign_in_step']
      : ['sign_in_step', 'identity', 'recovery_code', 'second_factor'];
    for (const table of theirs)
      await manager.query(`DELETE FROM ${table} WHERE account_id = $1`, [accountId]);
  }

  private async send(email: string): Promise<void> {
    const account = await this.accounts.withPassword(email);
    if (!account) return;
    const isTooMany = await this.limits.take(MAILS, this.accounts.emailKey(email)).then(
      () => false,
      () => true,
    );
    if (isTooMany) return;
    await this.database.transaction(async (manager) => {
      const { token } = await this.links.make(manager, {
        accountId: account.id,
        purpose: 'reset',
        address: email,
        hours: HOURS,
      });
      const params = { hours: HOURS, url: `/reset-password#${token}` };
      await this.mails.post(manager, PASSWORD_RESET, { accountId: account.id }, { params });
      // By whom nobody knows; it may be a stranger.
      await this.audit.record(manager, {
        actor: null,
        action: 'account.password_reset_asked',
        subject: { type: 'account', id: account.id },
      });
    });
  }
}
