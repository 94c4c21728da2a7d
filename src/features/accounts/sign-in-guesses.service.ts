import { Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Config } from '../../platform/config/config.js';
import { CONFIG } from '../../platform/config/config.module.js';
import { secretHash } from '../../platform/config/secret-hash.js';
import { RateLimits, type RateRule } from '../../platform/http/rate-limit.js';
import { knownDevice } from './device-cookie.js';

/** Failures of one network address with one account. */
const OF_BOTH: RateRule = { name: 'sign-in', points: 10, seconds: 900 };
/** Failures with one account, from wherever nobody has got into it before. */
const OF_ACCOUNT: RateRule = { name: 'sign-in-account', points: 100, seconds: 3600 };
/** Failures of one network address with any account. */
const OF_ADDRESS: RateRule = { name: 'sign-in-address', points: 300, seconds: 900 };
/** Failures of one browser that got into the account before. */
const OF_DEVICE: RateRule = { name: 'sign-in-device', points: 10, seconds: 900 };

/** What was taken, to be given back after a success. */
export type Attempt = { rule: RateRule; key: string; isReset: boolean }[];

/**
 * How often a password may be guessed. Whoever has got in with this browser before has guesses of their own: strangers
 * cannot keep them out, neither from elsewhere nor from the same network.
 */
@Injectable()
export class SignInGuesses {
  constructor(
    private readonly limits: RateLimits,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** @throws TOO_MANY_REQUESTS */
  async begin(email: string, request: FastifyRequest): Promise<Attempt> {
    const device = knownDevice(request, this.config, email);
    const account = secretHash(this.config, 'email', email).slice(0, 32);
    const attempt: Attempt = device
      ? [{ rule: OF_DEVICE, key: device, isReset: true }]
      : [
          { rule: OF_BOTH, key: `${request.ip} ${account}`, isReset: true },
          { rule: OF_ACCOUNT, key: account, isReset: false },
          { rule: OF_ADDRESS, key: request.ip, isReset: false },
        ];
    for (const { rule, key } of attempt) await this.limits.take(rule, key);
    return attempt;
  }

  async succeeded(attempt: Attempt): Promise<void> {
    await Promise.all(
      attempt.map(({ rule, key, isReset }) =>
        isReset ? this.limits.reset(rule, key) : this.limits.giveBack(rule, key),
      ),
    );
  }
}
