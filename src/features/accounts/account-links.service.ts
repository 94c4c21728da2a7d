import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Config } from '../../platform/config/config.js';
import { CONFIG } from '../../platform/config/config.module.js';
import { randomSecret, secretHash } from '../../platform/config/secret-hash.js';
import { DomainError } from '../../platform/http/domain-error.js';
import type { LinkPurpose } from './account-link.entity.js';
import { LINK_NOT_GOOD, LINK_TOO_EARLY } from './accounts.errors.js';

export interface NewLink {
  accountId: string;
  purpose: LinkPurpose;
  address: string;
  hours: number;
  /** Not good for so many hours, in which its owner may object. */
  waitHours?: number;
}

export interface UsedLink {
  accountId: string;
  purpose: LinkPurpose;
  address: string;
}

/** Secrets that are sent by mail, within the caller's transaction. */
@Injectable()
export class AccountLinks {
  constructor(@Inject(CONFIG) private readonly config: Config) {}

  /** The links of the same purpose that were sent before are good no longer. */
  async make(manager: EntityManager, link: NewLink): Promise<{ token: string; veto: string }> {
    const [token, veto] = [randomSecret(32), randomSecret(32)];
    await this.forget(manager, link.accountId, link.purpose);
    await manager.query(
      `INSERT INTO account_link (account_id, purpose, token_hash, veto_hash, address, not_before, expires_at)
       VALUES ($1, $2, $3, $4, $5, $6, now() + make_interval(hours => $7))`,
      [
        link.accountId,
        link.purpose,
        this.hash(token),
        link.waitHours ? this.hash(veto) : null,
        link.address,
        link.waitHours ? new Date(Date.now() + link.waitHours * 3_600_000) : null,
        link.hours,
      ],
    );
    return { token, veto };
  }

  /** Uses the link up; of two at the same moment one has it. @throws LINK_NOT_GOOD, LINK_TOO_EARLY */
  async use(manager: EntityManager, purposes: LinkPurpose[], token: string): Promise<UsedLink> {
    const [link]: (UsedLink & { id: string; notBefore: Date | null; isEarly: boolean })[] =
      await manager.query(
        `SELECT id, account_id AS "accountId", purpose, address, not_before AS "notBefore",
         coalesce(not_before > clock_timestamp(), false) AS "isEarly"
       FROM account_link WHERE token_hash = $1 AND purpose = ANY($2) AND used_at IS NULL AND expires_at > clock_timestamp()
       FOR UPDATE`,
        [this.hash(token), purposes],
      );
    if (!link) throw new DomainError(LINK_NOT_GOOD);
    if (link.isEarly) throw new DomainError(LINK_TOO_EARLY, { notBefore: link.notBefore?.toISOString() });
    await manager.query('UPDATE account_link SET used_at = now() WHERE id = $1', [link.id]);
    return { accountId: link.accountId, purpose: link.purpose, address: link.address };
  }

  /** Ends a link by the other secret, which went to the old address. @throws LINK_NOT_GOOD */
  async veto(manager: EntityManager, veto: string): Promise<string> {
    const [rows]: [{ accountId: string }[], number] = await manager.query(
      `UPDATE account_link SET used_at = now() WHERE veto_hash = $1 AND used_at IS NULL AND expires_at > clock_timestamp()
       RETURNING account_id AS "accountId"`,
      [this.hash(veto)],
    );
    if (!rows[0]) throw new DomainError(LINK_NOT_GOOD);
    return rows[0].accountId;
  }

  async forget(manager: EntityManager, accountId: string, purpose: LinkPurpose): Promise<void> {
    await manager.query(
      'UPDATE account_link SET used_at = now() WHERE account_id = $1 AND purpose = $2 AND used_at IS NULL',
      [accountId, purpose],
    );
  }

  private hash(token: string): string {
    return secretHash(this.config, 'account-link', token);
  }
}
