import { randomInt } from 'node:crypto';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { Secret, TOTP } from 'otpauth';
import { DataSource, type EntityManager } from 'typeorm';
import type { Config } from '../../platform/config/config.js';
import { CONFIG } from '../../platform/config/config.module.js';
import { unseal } from '../../platform/config/secret-box.js';
import { secretHash } from '../../platform/config/secret-hash.js';
import { DomainError } from '../../platform/http/domain-error.js';
import { RateLimits, type RateRule } from '../../platform/http/rate-limit.js';
import { Audit } from '../audit/audit.service.js';
import { Mails } from '../mail/mails.service.js';
import { networkName } from './network-name.js';
import { CODE_USED, WRONG_CODE } from './sign-in.errors.js';
import { RECOVERY_CODE_WAS_USED } from './sign-in.mails.js';

/** Under what the secret of an app is sealed. */
export const FACTOR_USE = 'second factor';
export const RECOVERY_CODES = 10;
const STEP_SECONDS = 30;

/** Wrong codes of one network for one account. */
const GUESSES: RateRule = { name: 'second-factor', points: 10, seconds: 900 };
/**
 * Wrong six-digit codes from all networks together from which the account has no session. Three of a million codes
 * fit at any time. Whoever guesses elsewhere uses this up for strangers only; and a recovery code, which nobody
 * guesses, still opens for the owner who is somewhere new.
 */
const GUESSES_OF_STRANGERS: RateRule = { name: 'second-factor-strangers', points: 40, seconds: 3600 };

/** Codes of authenticator apps and recovery codes: each is taken once. */
@Injectable()
export class SecondFactorCodes {
  private readonly logger = new Logger('second factor');

  constructor(
    private readonly database: DataSource,
    private readonly limits: RateLimits,
    private readonly audit: Audit,
    private readonly mails: Mails,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async isOn(accountId: string, manager: EntityManager = this.database.manager): Promise<boolean> {
    const rows = await manager.query(
      'SELECT 1 FROM second_factor WHERE account_id = $1 AND confirmed_at IS NOT NULL',
      [accountId],
    );
    return rows.length > 0;
  }

  /**
   * Uses a code up, within the caller's transaction.
   * @throws WRONG_CODE, CODE_USED, TOO_MANY_REQUESTS
   */
  async use(manager: EntityManager, accountId: string, code: string, ip: string): Promise<void> {
    const typed = code.normalize('NFKC').replace(/[\s-]/g, '').toLowerCase();
    const network = `${accountId} ${networkName(ip)}`;
    await this.limits.take(GUESSES, network);
    if (/^\d{6}$/.test(typed)) {
      const isKnown = await this.knows(manager, accountId, ip);
      if (!isKnown) await this.limits.take(GUESSES_OF_STRANGERS, accountId);
      await this.useOfApp(manager, accountId, typed, { confirmed: true });
      if (!isKnown) await this.limits.giveBack(GUESSES_OF_STRANGERS, accountId);
    } else {
      await this.useRecovery(manager, accountId, typed, ip);
    }
    await this.limits.reset(GUESSES, network);
  }

  /** A code of the app, confirmed before or being confirmed now. @throws WRONG_CODE, CODE_USED */
  async useOfApp(
    manager: EntityManager,
    accountId: string,
    code: string,
    { confirmed }: { confirmed: boolean },
  ): Promise<void> {
    const [row]: { secret: string }[] = await manager.query(
      'SELECT secret FROM second_factor WHERE account_id = $1 AND (confirmed_at IS NOT NULL) = $2',
      [accountId, confirmed],
    );
    if (!row) throw new DomainError(WRONG_CODE);
    const secret = unseal(this.config, FACTOR_USE, accountId, row.secret);
    if (secret === null) {
      this.logger.error(
        'a second factor was sealed with another DATATHON_SECRET; `user reset-second-factor` helps',
      );
      throw new DomainError(WRONG_CODE);
    }
    const now = Date.now();
    const delta = new TOTP({ secret: Secret.fromBase32(secret) }).validate({
      token: code,
      timestamp: now,
      window: 1,
    });
    if (delta === null) throw new DomainError(WRONG_CODE);
    // Of two that come with the same code at once, one changes the row.
    const [, changed]: [unknown, number] = await manager.query(
      'UPDATE second_factor SET last_step = $2 WHERE account_id = $1 AND last_step < $2',
      [accountId, Math.floor(now / 1000 / STEP_SECONDS) + delta],
    );
    if (changed === 0) throw new DomainError(CODE_USED);
  }

  /** New recovery codes in place of all that there were. */
  async makeRecovery(manager: EntityManager, accountId: string): Promise<string[]> {
    const codes = Array.from({ length: RECOVERY_CODES }, recoveryCode);
    await manager.query('DELETE FROM recovery_code WHERE account_id = $1', [accountId]);
    await manager.query('INSERT INTO recovery_code (account_id, code_hash) SELECT $1, unnest($2::text[])', [
      accountId,
      codes.map((code) => this.hash(accountId, code.replaceAll('-', ''))),
    ]);
    return codes;
  }

  private async useRecovery(
    manager: EntityManager,
    accountId: string,
    code: string,
    ip: string,
  ): Promise<void> {
    // No code of an account whose factor is off works: they go with it.
    const [, used]: [unknown, number] = await manager.query(
      'UPDATE recovery_code SET used_at = now() WHERE account_id = $1 AND code_hash = $2 AND used_at IS NULL',
      [accountId, this.hash(accountId, code)],
    );
    if (used === 0) throw new DomainError(WRONG_CODE);
    const [{ left }] = await manager.query(
      'SELECT count(*)::int AS left FROM recovery_code WHERE account_id = $1 AND used_at IS NULL',
      [accountId],
    );
    await this.audit.record(manager, {
      actor: { accountId, ip },
      action: 'account.recovery_code_used',
      subject: { type: 'account', id: accountId },
      after: { left },
    });
    await this.mails.post(
      manager,
      RECOVERY_CODE_WAS_USED,
      { accountId },
      { params: { left, url: '/account' } },
    );
  }

  /** Whether the account has a session that was used from this network. */
  private async knows(manager: EntityManager, accountId: string, ip: string): Promise<boolean> {
    const rows = await manager.query(
      'SELECT 1 FROM session WHERE account_id = $1 AND network = $2 AND expires_at > now() LIMIT 1',
      [accountId, networkName(ip)],
    );
    return rows.length > 0;
  }

  private hash(accountId: string, code: string): string {
    return secretHash(this.config, 'recovery-code', `${accountId} ${code}`);
  }
}

/** No letter that looks like another, and no six digits: 78 bits, as `4k7m-9qxr-2hvd-wt3p`. */
const LETTERS = '23456789abcdefghjkmnpqrstvwxyz';

function recoveryCode(): string {
  for (;;) {
    const code = Array.from({ length: 16 }, () => LETTERS[randomInt(LETTERS.length)]).join('');
    if (/[a-z]/.test(code)) return code.replace(/(.{4})(?=.)/g, '$1-');
  }
}
