import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Actor } from '../../platform/http/actor.js';
import { DomainError } from '../../platform/http/domain-error.js';
import { NOT_FOUND } from '../../platform/http/http.errors.js';
import { Audit } from '../audit/audit.service.js';
import { Mails } from '../mail/mails.service.js';
import type { IdentityPage } from './identities.dto.js';
import { type Claims, OidcProviders } from './oidc-providers.service.js';
import { IDENTITY_TAKEN, LAST_WAY_IN } from './sign-in.errors.js';
import { IDENTITY_LINKED, IDENTITY_UNLINKED } from './sign-in.mails.js';

interface Row {
  id: string;
  issuer: string;
  email: string | null;
  linkedAt: Date;
  lastUsedAt: Date | null;
}

/** The sign-ins with providers that open an account. Each opens one account only. */
@Injectable()
export class Identities {
  constructor(
    private readonly database: DataSource,
    private readonly providers: OidcProviders,
    private readonly audit: Audit,
    private readonly mails: Mails,
  ) {}

  async list(actor: Actor): Promise<IdentityPage> {
    const { hasPassword, rows } = await this.of(this.database.manager, actor.accountId);
    const items = rows.map((row) => ({
      ...row,
      provider: this.providers.shown(row.issuer),
      canBeRemoved: hasPassword || this.opens(rows.filter((other) => other !== row)),
    }));
    return { hasPassword, items, nextCursor: null };
  }

  /** Whose account the provider's word opens, if anyone's; it notes what the address is now. */
  async accountOf(manager: EntityManager, claims: Claims): Promise<string | null> {
    const [rows]: [{ accountId: string }[]] = await manager.query(
      `UPDATE identity SET last_used_at = now(), email = $3
       WHERE issuer = $1 AND subject = $2 RETURNING account_id AS "accountId"`,
      [claims.issuer, claims.subject, claims.email],
    );
    return rows[0]?.accountId ?? null;
  }

  /** Within the caller's transaction. Linked twice to the same account is linked once. @throws IDENTITY_TAKEN */
  async link(
    manager: EntityManager,
    account: Pick<Actor, 'accountId' | 'ip'>,
    claims: Pick<Claims, 'issuer' | 'subject' | 'email'>,
  ): Promise<void> {
    const [made]: { id: string }[] = await manager.query(
      `INSERT INTO identity (account_id, issuer, subject, email, last_used_at) VALUES ($1, $2, $3, $4, now())
       ON CONFLICT (issuer, subject) DO NOTHING RETURNING id`,
      [account.accountId, claims.issuer, claims.subject, claims.email],
    );
    if (!made) {
      const [{ accountId }] = await manager.query(
        'SELECT account_id AS "accountId" FROM identity WHERE issuer = $1 AND subject = $2',
        [claims.issuer, claims.subject],
      );
      if (accountId !== account.accountId) throw new DomainError(IDENTITY_TAKEN);
      return;
    }
    await this.audit.record(manager, {
      actor: account,
      action: 'account.identity_linked',
      subject: { type: 'identity', id: made.id },
      after: { issuer: claims.issuer },
    });
    const params = { provider: this.nameOf(claims.issuer), url: '/account' };
    await this.mails.post(manager, IDENTITY_LINKED, { accountId: account.accountId }, { params });
  }

  /** @throws LAST_WAY_IN, NOT_FOUND for other people's too */
  unlink(actor: Actor, id: string): Promise<void> {
    return this.database.transaction(async (manager) => {
      // Of two that are removed at once, the second sees what the first left.
      await manager.query('SELECT 1 FROM account WHERE id = $1 FOR NO KEY UPDATE', [actor.accountId]);
      const { hasPassword, rows } = await this.of(manager, actor.accountId);
      const row = rows.find((one) => one.id === id);
      if (!row) throw new DomainError(NOT_FOUND);
      if (!hasPassword && !this.opens(rows.filter((other) => other !== row))) {
        throw new DomainError(LAST_WAY_IN);
      }
      await manager.query('DELETE FROM identity WHERE id = $1', [id]);
      await this.audit.record(manager, {
        actor,
        action: 'account.identity_unlinked',
        subject: { type: 'identity', id },
        before: { issuer: row.issuer },
      });
      const params = { provider: this.nameOf(row.issuer), url: '/account' };
      await this.mails.post(manager, IDENTITY_UNLINKED, { accountId: actor.accountId }, { params });
    });
  }

  private async of(
    manager: EntityManager,
    accountId: string,
  ): Promise<{ hasPassword: boolean; rows: Row[] }> {
    const [account] = await manager.query(
      'SELECT password_hash IS NOT NULL AS "hasPassword" FROM account WHERE id = $1',
      [accountId],
    );
    const rows: Row[] = await manager.query(
      `SELECT id, issuer, email, linked_at AS "linkedAt", last_used_at AS "lastUsedAt"
       FROM identity WHERE account_id = $1 ORDER BY linked_at, id`,
      [accountId],
    );
    return { hasPassword: account?.hasPassword ?? false, rows };
  }

  /** Whether one of them is of a provider that this installation still knows. */
  private opens(rows: Row[]): boolean {
    return rows.some(({ issuer }) => this.providers.shown(issuer) !== null);
  }

  private nameOf(issuer: string): string {
    return this.providers.shown(issuer)?.name ?? issuer;
  }
}
