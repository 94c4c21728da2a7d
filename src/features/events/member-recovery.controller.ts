import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Actor, CurrentActor } from '../../platform/http/actor.js';
import { Id } from '../../platform/http/parameters.js';
import { Allow } from '../../platform/http/permission.js';
import { RecoveryRequest } from './events.dto.js';
import { MemberRecovery } from './member-recovery.service.js';

@ApiTags('lost access')
@Controller('events/:slug/members')
export class MemberRecoveryController {
  constructor(private readonly recovery: MemberRecovery) {}

  /**
   * For an organizer, when a participant has lost their e-mail: a link goes to the new address, and the old one may
   * object for a day.
   */
  @Allow('organize')
  @Post(':accountId/recovery')
  @HttpCode(204)
  recover(
    @CurrentActor() actor: Actor,
    @Param('slug') slug: string,
    @Id('accountId') accountId: string,
    @Body() body: RecoveryRequest,
  ): Promise<void> {
    return this.recovery.recover(actor, slug, accountId, body);
  }
}
