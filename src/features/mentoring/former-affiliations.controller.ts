import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Actor, CurrentActor } from '../../platform/http/actor.js';
import { PageQuery } from '../../platform/http/page.dto.js';
import { Id } from '../../platform/http/parameters.js';
import { Allow } from '../../platform/http/permission.js';
import { FormerAffiliationPage, LiftRequest } from './former-affiliations.dto.js';
import { FormerAffiliations } from './former-affiliations.service.js';

@ApiTags('mentoring')
@Controller('events/:slug/mentoring/former-affiliations')
export class FormerAffiliationsController {
  constructor(private readonly affiliations: FormerAffiliations) {}

  /** Affiliations that were given up and still make conflicts of interest: a mentor's own, all for organizers. */
  @Allow('read')
  @Get()
  list(
    @CurrentActor() actor: Actor,
    @Param('slug') slug: string,
    @Query() query: PageQuery,
  ): Promise<FormerAffiliationPage> {
    return this.affiliations.list(actor, slug, query);
  }

  /** Says that one no longer counts, with a reason; for organizers. */
  @Allow('organize')
  @Post(':id/lift')
  @HttpCode(204)
  lift(
    @CurrentActor() actor: Actor,
    @Param('slug') slug: string,
    @Id() id: string,
    @Body() body: LiftRequest,
  ): Promise<void> {
    return this.affiliations.lift(actor, slug, id, body.reason, new Date());
  }
}
