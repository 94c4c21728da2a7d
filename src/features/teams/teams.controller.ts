import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Actor, CurrentActor } from '../../platform/http/actor.js';
import { PageQuery } from '../../platform/http/page.dto.js';
import { Id } from '../../platform/http/parameters.js';
import { Allow } from '../../platform/http/permission.js';
import { TeamReader } from './team-reader.service.js';
import { TeamPage, TeamRequest, TeamView } from './teams.dto.js';
import { Teams } from './teams.service.js';

@ApiTags('teams')
@Controller()
export class TeamsController {
  constructor(
    private readonly teams: Teams,
    private readonly reader: TeamReader,
  ) {}

  /** Teams of an event by name, for its members. */
  @Allow('read')
  @Get('events/:slug/teams')
  list(
    @CurrentActor() actor: Actor,
    @Param('slug') slug: string,
    @Query() query: PageQuery,
  ): Promise<TeamPage> {
    return this.reader.list(actor, slug, query);
  }

  /** Makes a team; who makes it is its captain. */
  @Allow('submit')
  @Post('events/:slug/teams')
  create(
    @CurrentActor() actor: Actor,
    @Param('slug') slug: string,
    @Body() body: TeamRequest,
  ): Promise<TeamView> {
    return this.teams.create(actor, slug, body);
  }

  /** One team; its members and open invitations for itself and for organizers. */
  @Allow('read')
  @Get('teams/:id')
  get(@CurrentActor() actor: Actor, @Id() id: string): Promise<TeamView> {
    return this.reader.get(actor, id, new Date());
  }

  /** Leaves the team. A captain hands over to the longest member; a team without members is dissolved, and what it handed in stays. */
  @Allow('submit')
  @Post('teams/:id/leave')
  @HttpCode(204)
  leave(@CurrentActor() actor: Actor, @Id() id: string): Promise<void> {
    return this.teams.leave(actor, id);
  }
}
