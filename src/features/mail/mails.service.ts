import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { fill, type Language } from '../../platform/i18n/language.js';
import type { MailKind } from './mail-kind.js';

/** An account, which is written to in its own language, or an address that has none. */
export type Recipient = { accountId: string } | { address: string; language: Language };

export interface Letter {
  eventId?: string | null;
  /** A page's path such as `/events/seoul` becomes an address in the mail when it is named `url`. */
  params: Record<string, unknown>;
  /** A name of this fact; told once however often it is posted. `{accountId}:{what}` is a good one. */
  once?: string;
  /** A reminder: not sent before. */
  notBefore?: Date;
}

/** Where features leave what is to be sent. */
@Injectable()
export class Mails {
  /**
   * Writes the message within the caller's transaction, so that a decision and its mail stand or fall together.
   * Sending is a worker's; so is asking whether the person wants mails of this category.
   */
  async post(manager: EntityManager, kind: MailKind, to: Recipient, letter: Letter): Promise<void> {
    const recipient = await this.recipient(manager, to);
    if (!recipient) return;
    const { subject, body } = kind.texts[recipient.language];
    await manager.query(
      `INSERT INTO mail (kind, category, account_id, event_id, address, language, subject, body, once, not_before)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (once) DO NOTHING`,
      [
        kind.name,
        kind.category,
        'accountId' in to ? to.accountId : null,
        letter.eventId ?? null,
        recipient.address,
        recipient.language,
        fill(subject, letter.params, recipient.language),
        fill(body, letter.params, recipient.language),
        letter.once ?? null,
        letter.notBefore ?? null,
      ],
    );
  }

  /** Takes back what has not gone out, such as the reminder of a booking that was moved; its name may be used again. */
  async cancel(manager: EntityManager, once: string): Promise<void> {
    await manager.query(
      `UPDATE mail SET status = 'cancelled', once = NULL WHERE once = $1 AND status = 'waiting'`,
      [once],
    );
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
