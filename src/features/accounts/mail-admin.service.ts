import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/http/actor.js';
import { DomainError } from '../../platform/http/domain-error.js';
import { MailRecord } from '../mail/mail-record.service.js';
import type { MailPage, MailQuery, MailsRetriedView } from '../mail/mails.dto.js';
import { NOT_AN_ADMIN } from './accounts.errors.js';

/** Mails that belong to no event, such as those about passwords, for administrators. Events' mails are their organizers'. */
@Injectable()
export class MailAdmin {
  constructor(private readonly record: MailRecord) {}

  /** @throws NOT_AN_ADMIN */
  async list(actor: Actor, query: MailQuery): Promise<MailPage> {
    requireAdmin(actor);
    return this.record.list(null, query);
  }

  /** @throws NOT_AN_ADMIN, NOT_FOUND, MAIL_NOT_FAILED, MAIL_TEXT_ERASED */
  async retry(actor: Actor, id: string): Promise<void> {
    requireAdmin(actor);
    await this.record.retry(actor, null, id);
  }

  /** @throws NOT_AN_ADMIN */
  async retryFailed(actor: Actor): Promise<MailsRetriedView> {
    requireAdmin(actor);
    return this.record.retryFailed(actor, null);
  }
}

function requireAdmin(actor: Actor): void {
  if (!actor.isAdmin) throw new DomainError(NOT_AN_ADMIN);
}
