import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Actor, CurrentActor } from '../../platform/http/actor.js';
import { OneLine } from '../../platform/http/one-line.js';
import { Id } from '../../platform/http/parameters.js';
import { Allow } from '../../platform/http/permission.js';
import { MemberRemovals } from './member-removals.service.js';

export class MemberRemovalRequest {
  /** The person reads it, and the record keeps it. */
  @OneLine(3, 500)
  reason: string;
}

@ApiTags('events')
@Controller('events/:slug/members/:accountId/removal')
export class MemberRemovalsController {
  constructor(private readonly removals: MemberRemovals) {}

  /** Takes somebody out of the event and of their team, with a reason; for organizers. */
  @Allow('organize')
  @Post()
  @HttpCode(204)
  remove(
    @CurrentActor() actor: Actor,
    @Param('slug') slug: string,
    @Id('accountId') accountId: string,
    @Body() body: MemberRemovalRequest,
  ): Promise<void> {
    return this.removals.remove(actor, slug, accountId, body.reason);
  }
}
