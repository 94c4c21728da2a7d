import { Controller, Get, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Actor, CurrentActor } from '../../platform/http/actor.js';
import { Allow } from '../../platform/http/permission.js';
import { Attention } from './attention/attention.service.js';
import { AttentionView, NextView } from './guidance.dto.js';
import { Guidance } from './guidance.service.js';

@ApiTags('guidance')
@Controller('events/:slug')
export class GuidanceController {
  constructor(
    private readonly guidance: Guidance,
    private readonly attention: Attention,
  ) {}

  /** What the reader has done and does next in this event, and by when. Also for those who are not members yet. */
  @Allow('read')
  @Get('next')
  next(@CurrentActor() actor: Actor, @Param('slug') slug: string): Promise<NextView> {
    return this.guidance.next(actor, slug, new Date());
  }

  /** Who needs help with what; for organizers. */
  @Allow('read')
  @Get('attention')
  needs(@CurrentActor() actor: Actor, @Param('slug') slug: string): Promise<AttentionView> {
    return this.attention.get(actor, slug, new Date());
  }
}
