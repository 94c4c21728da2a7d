import { Body, Controller, Get, Param, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Actor, CurrentActor } from '../../platform/http/actor.js';
import { PageQuery } from '../../platform/http/page.dto.js';
import { Allow } from '../../platform/http/permission.js';
import {
  MentoredTeamPage,
  MentorPage,
  MentorProfileRequest,
  MentorProfileView,
  ParticipantPage,
  ParticipantQuery,
} from './mentors.dto.js';
import { Mentors } from './mentors.service.js';

@ApiTags('mentoring')
@Controller('events/:slug')
export class MentorsController {
  constructor(private readonly mentors: Mentors) {}

  /** Mentors of the event with what they know, the reader's own first; for members. */
  @Allow('read')
  @Get('mentors')
  list(
    @CurrentActor() actor: Actor,
    @Param('slug') slug: string,
    @Query() query: PageQuery,
  ): Promise<MentorPage> {
    return this.mentors.list(actor, slug, query);
  }

  /** What the reader brings as a mentor. */
  @Allow('read')
  @Get('mentors/me/profile')
  profile(@CurrentActor() actor: Actor, @Param('slug') slug: string): Promise<MentorProfileView> {
    return this.mentors.profile(actor, slug);
  }

  /** Changes what one brings as a mentor: expertise, languages, times. */
  @Allow('submit')
  @Put('mentors/me/profile')
  changeProfile(
    @CurrentActor() actor: Actor,
    @Param('slug') slug: string,
    @Body() body: MentorProfileRequest,
  ): Promise<MentorProfileView> {
    return this.mentors.changeProfile(actor, slug, body);
  }

  /** Teams that the reader looks after, with their members' backgrounds and skills. */
  @Allow('read')
  @Get('mentoring/teams')
  teams(
    @CurrentActor() actor: Actor,
    @Param('slug') slug: string,
    @Query() query: PageQuery,
  ): Promise<MentoredTeamPage> {
    return this.mentors.teams(actor, slug, query);
  }

  /** Participants by name, so that mentors and organizers can declare a conflict of interest. */
  @Allow('read')
  @Get('mentoring/participants')
  participants(
    @CurrentActor() actor: Actor,
    @Param('slug') slug: string,
    @Query() query: ParticipantQuery,
  ): Promise<ParticipantPage> {
    return this.mentors.participants(actor, slug, query);
  }
}
