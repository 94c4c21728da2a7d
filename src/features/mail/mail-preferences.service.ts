import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Config } from '../../platform/config/config.js';
import { CONFIG } from '../../platform/config/config.module.js';
import type { Actor } from '../../platform/http/actor.js';
import { DomainError } from '../../platform/http/domain-error.js';
import { Audit } from '../audit/audit.service.js';
import { MAIL_CATEGORIES, type MailCategory } from './mail-kind.js';
import { readUnsubscribeToken } from './mail-links.js';
import type { MailPreferencesRequest, MailPreferencesView, UnsubscribedView } from './mails.dto.js';
import { UNSUBSCRIBE_LINK_UNKNOWN } from './mails.errors.js';

type Wanted = Record<MailCategory, boolean>;

/** What people want to be written about. Workers ask for it when they send. */
@Injectable()
export class MailPreferences {
  constructor(
    private readonly database: DataSource,
    private readonly audit: Audit,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  read(actor: Actor): Promise<MailPreferencesView> {
    return this.of(this.database.manager, actor.accountId);
  }

  change(actor: Actor, wanted: MailPreferencesRequest): Promise<MailPreferencesView> {
    return this.database.transaction(async (manager) => {
      await this.set(manager, actor, actor.accountId, wanted);
      return this.of(manager, actor.accountId);
    });
  }

  /** By the address that stands in every such mail. @throws UNSUBSCRIBE_LINK_UNKNOWN */
  async unsubscribe(token: string): Promise<UnsubscribedView> {
    const link = readUnsubscribeToken(this.config, token);
    if (!link) throw new DomainError(UNSUBSCRIBE_LINK_UNKNOWN);
    await this.database.transaction((manager) =>
      this.set(manager, null, link.accountId, { [link.category]: false }),
    );
    return { category: link.category };
  }

  private async set(
    manager: EntityManager,
    actor: Actor | null,
    accountId: string,
    wanted: Partial<Wanted>,
  ): Promise<void> {
    // One at a time for one person, and nothing for an account that is gone.
    const accounts: unknown[] = await manager.query('SELECT 1 FROM account WHERE id = $1 FOR NO KEY UPDATE', [
      accountId,
    ]);
    if (accounts.length === 0) throw new DomainError(UNSUBSCRIBE_LINK_UNKNOWN);
    const was = await this.of(manager, accountId);
    const changed = MAIL_CATEGORIES.filter(
      (category) => wanted[category] !== undefined && wanted[category] !== was[category],
    );
    if (changed.length === 0) return;
    const only = (values: Partial<Wanted>) =>
      Object.fromEntries(changed.map((category) => [category, values[category]]));
    await manager.query(
      `INSERT INTO mail_preference (account_id, category, wanted)
       SELECT $1, key, value::boolean FROM jsonb_each_text($2::jsonb)
       ON CONFLICT (account_id, category) DO UPDATE SET wanted = excluded.wanted`,
      [accountId, JSON.stringify(only(wanted))],
    );
    await this.audit.record(manager, {
      actor,
      action: 'account.mail_preferences_changed',
      subject: { type: 'account', id: accountId },
      before: only(was),
      after: only(wanted),
      reason: actor ? null : 'by the link in a mail',
    });
  }

  private async of(manager: EntityManager, accountId: string): Promise<Wanted> {
    const rows: { category: MailCategory; wanted: boolean }[] = await manager.query(
      `SELECT category, wanted FROM mail_preference WHERE account_id = $1 AND category <> 'security'`,
      [accountId],
    );
    const all = MAIL_CATEGORIES.map((category) => [category, true]);
    return Object.fromEntries([...all, ...rows.map(({ category, wanted }) => [category, wanted])]);
  }
}
