import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/http/actor.js';
import { requireOrganizer } from '../access/access.js';
import { Access } from '../access/access.service.js';
import { MailRecord } from '../mail/mail-record.service.js';
import type { MailPage, MailQuery, MailsRetriedView } from '../mail/mails.dto.js';

/** An event's mails, for its organizers. */
@Injectable()
export class EventMails {
  constructor(
    private readonly access: Access,
    private readonly record: MailRecord,
  ) {}

  /** @throws NOT_FOUND, NOT_AN_ORGANIZER */
  async list(actor: Actor, slug: string, query: MailQuery): Promise<MailPage> {
    return this.record.list(await this.owned(actor, slug), query);
  }

  /** @throws NOT_FOUND, NOT_AN_ORGANIZER, MAIL_NOT_FAILED, MAIL_TEXT_ERASED */
  async retry(actor: Actor, slug: string, id: string): Promise<void> {
    await this.record.retry(actor, await this.owned(actor, slug), id);
  }

  /** @throws NOT_FOUND, NOT_AN_ORGANIZER */
  async retryFailed(actor: Actor, slug: string): Promise<MailsRetriedView> {
    return this.record.retryFailed(actor, await this.owned(actor, slug));
  }

  private async owned(actor: Actor, slug: string): Promise<string> {
    const standing = await this.access.inEvent(actor, slug);
    requireOrganizer(standing);
    return standing.eventId;
  }
}
