import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Config } from '../../platform/config/config.js';
import { CONFIG } from '../../platform/config/config.module.js';
import { DomainError } from '../../platform/http/domain-error.js';
import { NOT_FOUND } from '../../platform/http/http.errors.js';
import { cursorOffset, pageFrom } from '../../platform/http/page.dto.js';
import type { Language } from '../../platform/i18n/language.js';
import { renderMail } from './mail-message.js';
import type { KeptMail, KeptMailPage, KeptMailQuery } from './mailbox.dto.js';
import { mailboxPage, mailPage } from './mailbox.page.js';

const KEPT = `id, kind, category, address, language, subject, body, url, unsubscribe_url AS "unsubscribeUrl", status,
  created_at AS "createdAt", not_before AS "notBefore", sent_at AS "sentAt"`;

/** Where mails lie in development: everybody's, with every secret that they carry. */
@Injectable()
export class Mailbox {
  constructor(
    private readonly database: DataSource,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async list(query: KeptMailQuery): Promise<KeptMailPage> {
    const rows: KeptMail[] = await this.database.query(
      `SELECT ${KEPT} FROM mail WHERE $1::text IS NULL OR address = lower($1)
       ORDER BY created_at DESC, id OFFSET $2 LIMIT $3`,
      [query.to ?? null, cursorOffset(query), (query.limit ?? 50) + 1],
    );
    return pageFrom(rows, query);
  }

  async listPage(query: KeptMailQuery, language: Language): Promise<string> {
    return mailboxPage(await this.list(query), query.to ?? '', language);
  }

  /** @throws NOT_FOUND */
  async page(id: string, language: Language): Promise<string> {
    const mail = await this.one(id);
    return mailPage(mail, renderMail(mail, this.config.publicUrl).text, language);
  }

  /** As a mail program shows it. @throws NOT_FOUND */
  async html(id: string): Promise<string> {
    return renderMail(await this.one(id), this.config.publicUrl).html;
  }

  private async one(id: string): Promise<KeptMail> {
    const [mail]: KeptMail[] = await this.database.query(`SELECT ${KEPT} FROM mail WHERE id = $1`, [id]);
    if (!mail) throw new DomainError(NOT_FOUND);
    return mail;
  }
}
