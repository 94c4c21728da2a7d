import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Actor } from '../../platform/http/actor.js';
import { DomainError } from '../../platform/http/domain-error.js';
import { RateLimits, type RateRule } from '../../platform/http/rate-limit.js';
import { Live } from '../../platform/live/live.js';
import { Audit } from '../audit/audit.service.js';
import { Mails } from '../mail/mails.service.js';
import {
  ADDRESS_CHANGED,
  ADDRESS_CHANGED_UNDO,
  ADDRESS_NEW,
  ADDRESS_RECOVERY,
  ADDRESS_RECOVERY_NOTICE,
  VERIFY_ADDRESS,
} from './account.mails.js';
import { AccountLinks } from './account-links.service.js';
import type { NewAddressRequest } from './accounts.dto.js';
import { EMAIL_TAKEN } from './accounts.errors.js';
import { requireFree, requireRecoverable } from './address.queries.js';
import { Proofs } from './proofs.service.js';
import { Sessions } from './sessions.service.js';

const RESENDS: RateRule = { name: 'verification', points: 5, seconds: 3600 };
const CHANGES: RateRule = { name: 'address-change', points: 5, seconds: 3600 };
/** In which the owner of the old address may object. */
export const WAIT_HOURS = 24;
/** In which a confirmed address may take the account back. */
const UNDO_DAYS = 7;

interface Before {
  email: string;
  locale: 'ko' | 'en';
  isVerified: boolean;
}

/** Whose an address is, and how it changes. */
@Injectable()
export class Addresses {
  constructor(
    private readonly database: DataSource,
    private readonly links: AccountLinks,
    private readonly proofs: Proofs,
    private readonly sessions: Sessions,
    private readonly mails: Mails,
    private readonly limits: RateLimits,
    private readonly audit: Audit,
    private readonly live: Live,
  ) {}

  /** Asks the address of a new account whether it is theirs. */
  async askToVerify(manager: EntityManager, accountId: string): Promise<void> {
    const [row]: { email: string; verified: boolean }[] = await manager.query(
      'SELECT email, email_verified_at IS NOT NULL AS verified FROM account WHERE id = $1',
      [accountId],
    );
    if (!row || row.verified) return;
    const link = { accountId, purpose: 'verify' as const, address: row.email, hours: 72 };
    const { token } = await this.links.make(manager, link);
    await this.mails.post(
      manager,
      VERIFY_ADDRESS,
      { accountId },
      { params: { url: `/verify-email#${token}` } },
    );
  }

  /** @throws TOO_MANY_REQUESTS */
  async askAgain(actor: Actor): Promise<void> {
    await this.limits.take(RESENDS, actor.accountId);
    await this.database.transaction((manager) => this.askToVerify(manager, actor.accountId));
  }

  /** @throws WRONG_PASSWORD, WRONG_CODE, SIGN_IN_AGAIN, EMAIL_TAKEN, TOO_MANY_REQUESTS */
  async askToChange(actor: Actor, { email, ...proof }: NewAddressRequest): Promise<void> {
    await this.limits.take(CHANGES, actor.accountId);
    await this.database.transaction(async (manager) => {
      await this.proofs.require(manager, actor, proof);
      await requireFree(manager, email, actor.accountId);
      const link = { accountId: actor.accountId, purpose: 'change' as const, address: email, hours: 24 };
      const { token } = await this.links.make(manager, link);
      const to = { address: email, language: actor.locale };
      await this.mails.post(manager, ADDRESS_NEW, to, { params: { url: `/verify-email#${token}` } });
      await this.audit.record(manager, {
        actor,
        action: 'account.address_change_asked',
        subject: { type: 'account', id: actor.accountId },
      });
    });
  }

  /**
   * For an organizer of an event of theirs, who has made sure who it is; the caller has asked for that right.
   * The old address is told and may object for a day; the new one gets the link.
   * @throws NOT_RECOVERABLE where more than taking part hangs on the account, EMAIL_TAKEN
   */
  async recover(
    manager: EntityManager,
    actor: Actor,
    lost: { accountId: string; eventId: string; email: string; reason: string },
  ): Promise<void> {
    const { accountId, eventId, email, reason } = lost;
    const vouch = { vouchedBy: actor.accountId, eventId, reason };
    const account = await requireRecoverable(manager, accountId, vouch);
    await requireFree(manager, email, accountId);
    const { token, veto } = await this.links.make(manager, {
      accountId,
      purpose: 'recover',
      address: email,
      hours: 7 * 24,
      waitHours: WAIT_HOURS,
      vouch,
    });
    const to = { address: email, language: account.locale };
    const hours = WAIT_HOURS;
    await this.mails.post(manager, ADDRESS_RECOVERY, to, {
      eventId,
      params: { hours, url: `/verify-email#${token}` },
    });
    await this.mails.post(
      manager,
      ADDRESS_RECOVERY_NOTICE,
      { accountId },
      {
        eventId,
        params: { hours, organizer: actor.name, url: `/keep-address#${veto}` },
      },
    );
    await this.audit.record(manager, {
      actor,
      action: 'account.recovery_asked',
      subject: { type: 'account', id: accountId },
      eventId,
      reason,
    });
  }

  /** What the link in a mail does, whichever of these it was. @throws LINK_NOT_GOOD, LINK_TOO_EARLY, EMAIL_TAKEN */
  async confirm(token: string, ip: string): Promise<void> {
    const { accountId } = await this.database.transaction(async (manager) => {
      const link = await this.links.use(manager, ['verify', 'change', 'recover'], token);
      const [before]: Before[] = await manager.query(
        'SELECT email, locale, email_verified_at IS NOT NULL AS "isVerified" FROM account WHERE id = $1',
        [link.accountId],
      );
      // A week is long: by now more may hang on the account than when an organizer vouched.
      if (link.purpose === 'recover') await requireRecoverable(manager, link.accountId, link);
      const isNew = before?.email !== link.address;
      if (isNew) await this.move(manager, link.accountId, link.address, before);
      await manager.query('UPDATE account SET email_verified_at = now() WHERE id = $1', [link.accountId]);
      await this.audit.record(manager, {
        actor: { accountId: link.accountId, ip },
        action: isNew ? 'account.address_changed' : 'account.address_verified',
        subject: { type: 'account', id: link.accountId },
      });
      return link;
    });
    this.live.changed(`account:${accountId}`);
  }

  /** The owner of the old address says no. @throws LINK_NOT_GOOD */
  async keep(veto: string, ip: string): Promise<void> {
    await this.database.transaction(async (manager) => {
      const accountId = await this.links.veto(manager, veto);
      await this.audit.record(manager, {
        actor: { accountId, ip },
        action: 'account.recovery_refused',
        subject: { type: 'account', id: accountId },
      });
    });
  }

  /** The same by whoever is signed in to the account, or has just shown that they read its mail. */
  async refuse(manager: EntityManager, by: Pick<Actor, 'accountId' | 'ip'>): Promise<void> {
    if ((await this.links.forget(manager, by.accountId, 'recover')) === 0) return;
    await this.audit.record(manager, {
      actor: by,
      action: 'account.recovery_refused',
      subject: { type: 'account', id: by.accountId },
    });
  }

  async refuseOwn(actor: Actor): Promise<void> {
    await this.database.transaction((manager) => this.refuse(manager, actor));
    this.live.changed(`account:${actor.accountId}`);
  }

  /** Whoever still sits in a browser under the old address is signed out, and links to it are good no longer. */
  private async move(
    manager: EntityManager,
    accountId: string,
    address: string,
    before: Before | undefined,
  ): Promise<void> {
    await requireFree(manager, address, accountId);
    const moved = manager.query('UPDATE account SET email = $2 WHERE id = $1', [accountId, address]);
    await moved.catch((error: { code?: string }) => {
      throw error.code === '23505' ? new DomainError(EMAIL_TAKEN) : error;
    });
    await this.mails.readdress(manager, accountId, address);
    await this.sessions.endAll(manager, accountId);
    for (const purpose of ['verify', 'reset', 'change', 'recover'] as const) {
      await this.links.forget(manager, accountId, purpose);
    }
    if (!before) return;
    const to = { address: before.email, language: before.locale };
    // An address that nobody confirmed may be a stranger's by a slip of the pen: it gets no way into the account.
    if (!before.isVerified) return this.mails.post(manager, ADDRESS_CHANGED, to, { params: { url: '/' } });
    const undo = { accountId, purpose: 'undo' as const, address: before.email, hours: UNDO_DAYS * 24 };
    const { token } = await this.links.make(manager, undo);
    await this.mails.post(manager, ADDRESS_CHANGED_UNDO, to, {
      params: { days: UNDO_DAYS, url: `/undo-address#${token}` },
    });
  }
}
