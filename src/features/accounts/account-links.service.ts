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
  /** An organizer's word for the address. */
  vouch?: { vouchedBy: string; eventId: string; reason: string };
}

export interface UsedLink {
  accountId: string;
  purpose: LinkPurpose;
  address: string;
  createdAt: Date;
  vouchedBy: string | null;
  eventId: string | null;
}

/** Links of which the newest alone is good. A stranger who keeps asking for new passwords must not end the owner's link. */
const NEWEST_ALONE: readonly LinkPurpose[] = ['verify', 'change', 'recover'];

/** Secrets that are sent by mail, within the caller's transaction. */
@Injectable()
export class AccountLinks {
  constructor(@Inject(CONFIG) private readonly config: Config) {}

  /** Where only the newest of a purpose is good, those that were sent before end. */
  async make(manager: EntityManager, link: NewLink): Promise<{ token: string; veto: string }> {
    const [token, veto] = [randomSecret(32), randomSecret(32)];
    if (NEWEST_ALONE.includes(link.purpose)) await this.forget(manager, link.accountId, link.purpose);
    await manager.query(
      `INSERT INTO account_link (account_id, purpose, token_hash, veto_hash, address, not_before, expires_at,
         vouched_by, event_id, reason, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, now() + make_interval(hours => $7), $8, $9, $10, clock_timestamp())`,
      [
        link.accountId,
        link.purpose,
        this.hash(token),
        link.waitHours ? this.hash(veto) : null,
        link.address,
        link.waitHours ? new Date(Date.now() + link.waitHours * 3_600_000) : null,
        link.hours,
        link.vouch?.vouchedBy ?? null,
        link.vouch?.eventId ?? null,
        link.vouch?.reason ?? null,
      ],
    );
    return { token, veto };
  }

  /** Uses the link up and holds its account; of two at the same moment one has it. @throws LINK_NOT_GOOD, LINK_TOO_EARLY */
  async use(manager: EntityManager, purposes: LinkPurpose[], token: string): Promise<UsedLink> {
    // The account first: two links of one account that are used at the same moment wait for each other there.
    await manager.query(
      `SELECT 1 FROM account WHERE id = (SELECT account_id FROM account_link WHERE token_hash = $1) FOR NO KEY UPDATE`,
      [this.hash(token)],
    );
    const [link]: (UsedLink & { id: string; notBefore: Date | null; isEarly: boolean })[] =
      await manager.query(
        `SELECT id, account_id AS "accountId", purpose, address, not_before AS "notBefore", created_at AS "createdAt",
         vouched_by AS "vouchedBy", event_id AS "eventId",
         coalesce(not_before > clock_timestamp(), false) AS "isEarly"
       FROM account_link WHERE token_hash = $1 AND purpose = ANY($2) AND used_at IS NULL AND expires_at > clock_timestamp()
       FOR UPDATE`,
        [this.hash(token), purposes],
      );
    if (!link) throw new DomainError(LINK_NOT_GOOD);
    if (link.isEarly) throw new DomainError(LINK_TOO_EARLY, { notBefore: link.notBefore?.toISOString() });
    await manager.query('UPDATE account_link SET used_at = now() WHERE id = $1', [link.id]);
    const { id: _, notBefore: __, isEarly: ___, ...used } = link;
    return used;
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

  /** @param since those alone that were made after it. @returns how many were still good */
  async forget(
    manager: EntityManager,
    accountId: string,
    purpose: LinkPurpose,
    since: Date | null = null,
  ): Promise<number> {
    const [, count]: [unknown, number] = await manager.query(
      `UPDATE account_link SET used_at = now(), expires_at = least(expires_at, now())
       WHERE account_id = $1 AND purpose = $2 AND used_at IS NULL AND ($3::timestamptz IS NULL OR created_at > $3)`,
      [accountId, purpose, since],
    );
    return count;
  }

  private hash(token: string): string {
    return secretHash(this.config, 'account-link', token);
  }
}
