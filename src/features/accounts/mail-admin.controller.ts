import { Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Actor, CurrentActor } from '../../platform/http/actor.js';
import { Id } from '../../platform/http/parameters.js';
import { Allow } from '../../platform/http/permission.js';
import { MailPage, MailQuery, MailsRetriedView } from '../mail/mails.dto.js';
import { MailAdmin } from './mail-admin.service.js';

@ApiTags('mail')
@Controller('admin/mails')
export class MailAdminController {
  constructor(private readonly mails: MailAdmin) {}

  /** Mails that belong to no event: addresses and what became of them, for administrators. */
  @Allow('account')
  @Get()
  list(@CurrentActor() actor: Actor, @Query() query: MailQuery): Promise<MailPage> {
    return this.mails.list(actor, query);
  }

  /** Sends all of them again that failed for a reason that may have passed. */
  @Allow('account')
  @Post('retry-failed')
  @HttpCode(200)
  retryFailed(@CurrentActor() actor: Actor): Promise<MailsRetriedView> {
    return this.mails.retryFailed(actor);
  }

  /** Sends one again that has failed. */
  @Allow('account')
  @Post(':id/retry')
  @HttpCode(204)
  retry(@CurrentActor() actor: Actor, @Id() id: string): Promise<void> {
    return this.mails.retry(actor, id);
  }
}
