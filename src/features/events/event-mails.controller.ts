import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Actor, CurrentActor } from '../../platform/http/actor.js';
import { Id } from '../../platform/http/parameters.js';
import { Allow } from '../../platform/http/permission.js';
import { MailPage, MailQuery, MailsRetriedView } from '../mail/mails.dto.js';
import { EventMails } from './event-mails.service.js';

@ApiTags('mail')
@Controller('events/:slug/mails')
export class EventMailsController {
  constructor(private readonly mails: EventMails) {}

  /** The event's mails, newest first, without their texts; for organizers. */
  @Allow('read')
  @Get()
  list(
    @CurrentActor() actor: Actor,
    @Param('slug') slug: string,
    @Query() query: MailQuery,
  ): Promise<MailPage> {
    return this.mails.list(actor, slug, query);
  }

  /** Sends all mails again that failed for a reason that may have passed. */
  @Allow('organize')
  @Post('retry-failed')
  @HttpCode(200)
  retryFailed(@CurrentActor() actor: Actor, @Param('slug') slug: string): Promise<MailsRetriedView> {
    return this.mails.retryFailed(actor, slug);
  }

  /** Sends a mail again that has failed. */
  @Allow('organize')
  @Post(':id/retry')
  @HttpCode(204)
  retry(@CurrentActor() actor: Actor, @Param('slug') slug: string, @Id() id: string): Promise<void> {
    return this.mails.retry(actor, slug, id);
  }
}
