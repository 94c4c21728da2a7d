import { Body, Controller, Delete, Get, HttpCode, Param, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Actor, CurrentActor } from '../../platform/http/actor.js';
import { Id } from '../../platform/http/parameters.js';
import { Allow } from '../../platform/http/permission.js';
import {
  NoticePage,
  NoticeQuery,
  NoticeView,
  PersonNoticeRequest,
  SuggestionPage,
  TeamNoticeRequest,
} from './notices.dto.js';
import { Notices } from './notices.service.js';
import { Suggestions } from './suggestions.service.js';

@ApiTags('notice board')
@Controller()
export class NoticesController {
  constructor(
    private readonly notices: Notices,
    private readonly suggestions: Suggestions,
  ) {}

  /** People who look for a team and teams that look for people, newest first; for members of the event. */
  @Allow('read')
  @Get('events/:slug/notices')
  list(
    @CurrentActor() actor: Actor,
    @Param('slug') slug: string,
    @Query() query: NoticeQuery,
  ): Promise<NoticePage> {
    return this.notices.list(actor, slug, query);
  }

  /** Says that one looks for a team; for participants without one. */
  @Allow('submit')
  @Put('events/:slug/notices/mine')
  putMine(
    @CurrentActor() actor: Actor,
    @Param('slug') slug: string,
    @Body() body: PersonNoticeRequest,
  ): Promise<NoticeView> {
    return this.notices.putMine(actor, slug, body);
  }

  /** Takes one's own notice off the board. */
  @Allow('submit')
  @Delete('events/:slug/notices/mine')
  @HttpCode(204)
  closeMine(@CurrentActor() actor: Actor, @Param('slug') slug: string): Promise<void> {
    return this.notices.closeMine(actor, slug);
  }

  /** Says whom the team looks for; for any member of it. */
  @Allow('submit')
  @Put('teams/:id/notice')
  putTeams(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Body() body: TeamNoticeRequest,
  ): Promise<NoticeView> {
    return this.notices.putTeams(actor, id, body);
  }

  /** Takes the team's notice off the board; for its members and organizers. */
  @Allow('submit')
  @Delete('teams/:id/notice')
  @HttpCode(204)
  closeTeams(@CurrentActor() actor: Actor, @Id() id: string): Promise<void> {
    return this.notices.closeTeams(actor, id);
  }

  /** Teams that fit the reader, or people who fit their team, and why; the best first. */
  @Allow('read')
  @Get('events/:slug/team-suggestions')
  suggest(@CurrentActor() actor: Actor, @Param('slug') slug: string): Promise<SuggestionPage> {
    return this.suggestions.list(actor, slug);
  }
}
