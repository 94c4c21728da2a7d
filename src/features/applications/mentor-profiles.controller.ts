import { Body, Controller, Get, Param, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Actor, CurrentActor } from '../../platform/http/actor.js';
import { PageQuery } from '../../platform/http/page.dto.js';
import { Allow } from '../../platform/http/permission.js';
import { MentorPage, OfferRequest, OfferView } from './mentor-profiles.dto.js';
import { MentorProfiles } from './mentor-profiles.service.js';

@ApiTags('applications')
@Controller('events/:slug')
export class MentorProfilesController {
  constructor(private readonly profiles: MentorProfiles) {}

  /** Mentors of the event and what they know, for its members. */
  @Allow('read')
  @Get('mentors')
  list(
    @CurrentActor() actor: Actor,
    @Param('slug') slug: string,
    @Query() query: PageQuery,
  ): Promise<MentorPage> {
    return this.profiles.list(actor, slug, query);
  }

  /** What one brings as a mentor of the event. */
  @Allow('read')
  @Get('mentor-profile')
  mine(@CurrentActor() actor: Actor, @Param('slug') slug: string): Promise<OfferView> {
    return this.profiles.mine(actor, slug);
  }

  /** Says what one brings: expertise, languages, times. */
  @Allow('submit')
  @Put('mentor-profile')
  put(
    @CurrentActor() actor: Actor,
    @Param('slug') slug: string,
    @Body() body: OfferRequest,
  ): Promise<OfferView> {
    return this.profiles.put(actor, slug, body, new Date());
  }
}
