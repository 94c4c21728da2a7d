import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../../platform/http/actor.js';
import { DomainError } from '../../platform/http/domain-error.js';
import { RateLimits, type RateRule } from '../../platform/http/rate-limit.js';
import { WRONG_PASSWORD } from './accounts.errors.js';
import { Passwords } from './passwords.service.js';
import type { ProofRequest } from './second-factor.dto.js';
import { SecondFactorCodes } from './second-factor-codes.service.js';
import { SIGN_IN_AGAIN, WRONG_CODE } from './sign-in.errors.js';

const GUESSES: RateRule = { name: 'proof', points: 10, seconds: 900 };
/** For whoever has nothing to type in: so long ago at most may they have signed in. */
const FRESH_MINUTES = 10;

/** Asks again who it is, before the ways into an account change: a browser left open is not enough for that. */
@Injectable()
export class Proofs {
  constructor(
    private readonly passwords: Passwords,
    private readonly codes: SecondFactorCodes,
    private readonly limits: RateLimits,
  ) {}

  /**
   * All that the account has: its password, and a code of its second factor, which is used up within the caller's
   * transaction. Where it has neither, a sign-in of a few minutes ago.
   * @throws WRONG_PASSWORD, WRONG_CODE, CODE_USED, SIGN_IN_AGAIN, TOO_MANY_REQUESTS
   */
  async require(manager: EntityManager, actor: Actor, { password, code }: ProofRequest): Promise<void> {
    await this.limits.take(GUESSES, actor.accountId);
    const [account]: { passwordHash: string | null; isFresh: boolean }[] = await manager.query(
      `SELECT a.password_hash AS "passwordHash", s.created_at > now() - make_interval(mins => $3) AS "isFresh"
       FROM account a JOIN session s ON s.account_id = a.id AND s.id = $2 WHERE a.id = $1`,
      [actor.accountId, actor.credentialId, FRESH_MINUTES],
    );
    const hasFactor = await this.codes.isOn(actor.accountId, manager);
    const hash = account?.passwordHash ?? null;
    if (hash !== null && !(await this.passwords.matches(hash, password ?? ''))) {
      throw new DomainError(WRONG_PASSWORD);
    }
    if (hash === null && !hasFactor && !account?.isFresh) {
      throw new DomainError(SIGN_IN_AGAIN, { minutes: FRESH_MINUTES });
    }
    if (hasFactor) {
      if (!code) throw new DomainError(WRONG_CODE);
      await this.codes.use(manager, actor.accountId, code, actor.ip);
    }
    await this.limits.reset(GUESSES, actor.accountId);
  }
}
