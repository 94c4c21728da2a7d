import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Config } from '../../platform/config/config.js';
import { CONFIG } from '../../platform/config/config.module.js';
import type { Language } from '../../platform/i18n/language.js';
import { MailCommits } from './mail-commits.js';
import type { MailCategory, MailKind } from './mail-kind.js';
import { unsubscribeToken } from './mail-links.js';
import { type MailParams, mailText } from './mail-text.js';

/** An account, which is written to in its own language, or an address that has none. */
export type Recipient = { accountId: string } | { address: string; language: Language };

export interface Letter {
  eventId?: string | null;
  /**
   * A page's path such as `/events/seoul` becomes an address in the mail when it is named `url`. Texts in both languages
   * are put in in the reader's, and a Date is written in the zone that `timeZone` names.
   */
  params: MailParams;
  /** A name of this fact; told once however often it is posted. `{accountId}:{what}` is a good one. */
  once?: string;
  /** A reminder: not sent before. */
  notBefore?: Date;
}

/** Where features leave what is to be sent. */
@Injectable()
export class Mails {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly commits: MailCommits,
  ) {}

  /**
   * Writes the message within the caller's transaction, so that a decision and its mail stand or fall together.
   * Sending is a worker's; so is asking whether the person wants mails of this category.
   */
  async post(manager: EntityManager, kind: MailKind, to: Recipient, letter: Letter): Promise<void> {
    const recipient = await this.recipient(manager, to);
    if (!recipient) return;
    const accountId = 'accountId' in to ? to.accountId : null;
    const url = this.address(letter.params.url);
    const { subject, body } = mailText(kind, letter.params, url, recipient.language);
    await manager.query(
      `INSERT INTO mail (kind, category, account_id, event_id, address, language, subject, body, url, unsubscribe_url, once,
                         not_before)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) ON CONFLICT (once) DO NOTHING`,
      [
        kind.name,
        kind.category,
        accountId,
        letter.eventId ?? null,
        recipient.address,
        recipient.language,
        subject,
        body,
        url,
        this.unsubscribeUrl(accountId, kind.category),
        letter.once ?? null,
        letter.notBefore ?? null,
      ],
    );
    this.commits.written(manager);
  }

  /**
   * Takes back what has not gone out, such as the reminder of a booking that was moved; its name may be used again.
   * What a worker is sending at this moment may still arrive, but is not tried again.
   */
  async cancel(manager: EntityManager, once: string): Promise<void> {
    await manager.query(
      `UPDATE mail SET once = NULL, status = CASE WHEN status IN ('waiting', 'sending') THEN 'cancelled' ELSE status END
       WHERE once = $1`,
      [once],
    );
  }

  /**
   * Call when somebody's address has changed: reminders that wait go to the new one. Security mails stay with the
   * address that they were written for.
   */
  async readdress(manager: EntityManager, accountId: string, address: string): Promise<void> {
    await manager.query(
      `UPDATE mail SET address = $2 WHERE account_id = $1 AND status = 'waiting' AND category <> 'security'`,
      [accountId, address],
    );
  }

  /** The full address of a page of ours; an address of elsewhere stays what it is. */
  private address(url: unknown): string | null {
    if (typeof url !== 'string' || !URL.canParse(url, this.config.publicUrl)) return null;
    const full = new URL(url, this.config.publicUrl);
    return /^https?:$/.test(full.protocol) ? full.href : null;
  }

  private unsubscribeUrl(accountId: string | null, category: MailCategory): string | null {
    if (accountId === null || category === 'security') return null;
    return new URL(
      `/unsubscribe/${unsubscribeToken(this.config, accountId, category)}`,
      this.config.publicUrl,
    ).href;
  }

  private async recipient(manager: EntityManager, to: Recipient) {
    if ('address' in to) return to;
    const rows: { address: string; language: Language }[] = await manager.query(
      'SELECT email AS address, locale AS language FROM account WHERE id = $1',
      [to.accountId],
    );
    return rows[0];
  }
}
