import { createHmac } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Config } from '../../platform/config/config.js';
import { CONFIG } from '../../platform/config/config.module.js';
import { randomSecret, secretHash } from '../../platform/config/secret-hash.js';
import type { StepKind } from './sign-in-step.entity.js';
import type { NewStep } from './step-cookie.js';

/** On the way to a provider. */
export interface ProviderStep {
  provider: string;
  next: string;
  /** The session that wants it added to its account; null: signing in. */
  linkFor: string | null;
}

/** Back from a provider who named somebody that nobody here knows. */
export interface NewcomerStep {
  provider: string;
  issuer: string;
  subject: string;
  email: string | null;
  name: string | null;
  next: string;
}

/** The first step is done, a code is missing. */
export interface CodeStep {
  via: 'password' | 'provider';
}

interface Data {
  provider: ProviderStep;
  newcomer: NewcomerStep;
  code: CodeStep;
}

export interface FoundStep<Kind extends StepKind> {
  accountId: string | null;
  data: Data[Kind];
}

const MINUTES: Record<StepKind, number> = { provider: 10, newcomer: 30, code: 10 };
/** Wrong codes that one half session has; then the first step has to be done again. */
const MOST_ATTEMPTS = 5;

/** What is kept between the steps of signing in. The browser holds the one secret of it, in a cookie. */
@Injectable()
export class SignInSteps {
  constructor(
    private readonly database: DataSource,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Begins a step, and forgets those of anyone that ran out. */
  async begin<Kind extends StepKind>(
    manager: EntityManager,
    kind: Kind,
    accountId: string | null,
    data: Data[Kind],
  ): Promise<NewStep> {
    const token = randomSecret(32);
    const expiresAt = new Date(Date.now() + MINUTES[kind] * 60_000);
    await manager.query(
      `DELETE FROM sign_in_step WHERE id IN
         (SELECT id FROM sign_in_step WHERE expires_at <= now() LIMIT 100 FOR UPDATE SKIP LOCKED)`,
    );
    await manager.query(
      'INSERT INTO sign_in_step (token_hash, kind, account_id, data, expires_at) VALUES ($1, $2, $3, $4, $5)',
      [this.hash(token), kind, accountId, JSON.stringify(data), expiresAt],
    );
    return { token, expiresAt };
  }

  async read<Kind extends StepKind>(kind: Kind, token: string | null): Promise<FoundStep<Kind> | null> {
    if (token === null) return null;
    const rows: FoundStep<Kind>[] = await this.database.query(
      `SELECT account_id AS "accountId", data FROM sign_in_step
       WHERE token_hash = $1 AND kind = $2 AND expires_at > now()`,
      [this.hash(token), kind],
    );
    return rows[0] ?? null;
  }

  /** Ends the step and returns it: of two that take it at once, one gets null. */
  async take<Kind extends StepKind>(
    manager: EntityManager,
    kind: Kind,
    token: string | null,
  ): Promise<FoundStep<Kind> | null> {
    if (token === null) return null;
    const [rows]: [FoundStep<Kind>[]] = await manager.query(
      `DELETE FROM sign_in_step WHERE token_hash = $1 AND kind = $2 AND expires_at > now()
       RETURNING account_id AS "accountId", data`,
      [this.hash(token), kind],
    );
    return rows[0] ?? null;
  }

  /** Counts a try at a code before it is looked at. @returns null when there is no such step, or no try is left */
  async attempt(token: string | null): Promise<{ accountId: string; isLast: boolean } | null> {
    if (token === null) return null;
    const [rows]: [{ accountId: string; attempts: number }[]] = await this.database.query(
      `UPDATE sign_in_step SET attempts = attempts + 1
       WHERE token_hash = $1 AND kind = 'code' AND expires_at > now() AND attempts < $2
       RETURNING account_id AS "accountId", attempts`,
      [this.hash(token), MOST_ATTEMPTS],
    );
    const [row] = rows;
    return row ? { accountId: row.accountId, isLast: row.attempts >= MOST_ATTEMPTS } : null;
  }

  /** Ends all half sessions of an account, such as after its second factor changed. */
  async endAll(manager: EntityManager, accountId: string): Promise<void> {
    await manager.query('DELETE FROM sign_in_step WHERE account_id = $1', [accountId]);
  }

  private hash(token: string): string {
    return secretHash(this.config, 'sign-in-step', token);
  }
}

/**
 * What goes through the provider and must come back to this browser: made of the cookie's secret, so that it need
 * not be kept, and so that an answer meant for another browser fits none here.
 */
export function oidcChecks(token: string): { state: string; nonce: string; codeVerifier: string } {
  const of = (use: string) => createHmac('sha256', token).update(use).digest('base64url');
  return { state: of('state'), nonce: of('nonce'), codeVerifier: of('code verifier') };
}
