import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { randomSecret } from '../../platform/config/secret-hash.js';
import { Credentials } from './credentials.service.js';
import { networkName } from './network-name.js';
import type { NewSession } from './session-cookie.js';

const LIFETIME_DAYS = 14;

/** Browser sessions, within the caller's transaction. After the commit the caller says `account:ID` changed. */
@Injectable()
export class Sessions {
  constructor(private readonly credentials: Credentials) {}

  /** Begins a session, and forgets the person's sessions that ran out. */
  async begin(
    manager: EntityManager,
    accountId: string,
    browser: { userAgent: string | undefined; ip: string },
    now: Date,
  ): Promise<NewSession> {
    const token = randomSecret(32);
    const expiresAt = new Date(now.getTime() + LIFETIME_DAYS * 86_400_000);
    await manager.query('DELETE FROM session WHERE account_id = $1 AND expires_at <= $2', [accountId, now]);
    await manager.query(
      `INSERT INTO session (account_id, token_hash, user_agent, network, expires_at) VALUES ($1, $2, $3, $4, $5)`,
      [
        accountId,
        this.credentials.hash('session', token),
        browser.userAgent?.slice(0, 300) ?? null,
        networkName(browser.ip),
        expiresAt,
      ],
    );
    return { token, expiresAt };
  }

  async end(manager: EntityManager, sessionId: string): Promise<void> {
    await manager.query('DELETE FROM session WHERE id = $1', [sessionId]);
  }

  /** Ends all but one. @returns how many those were */
  async endOthers(manager: EntityManager, accountId: string, kept: string): Promise<number> {
    const [, count]: [unknown, number] = await manager.query(
      'DELETE FROM session WHERE account_id = $1 AND id <> $2',
      [accountId, kept],
    );
    return count;
  }

  async endAll(manager: EntityManager, accountId: string): Promise<number> {
    const [, count]: [unknown, number] = await manager.query('DELETE FROM session WHERE account_id = $1', [
      accountId,
    ]);
    return count;
  }
}
