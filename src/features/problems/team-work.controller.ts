import { Body, Controller, Get, Param, Post, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Actor, CurrentActor } from '../../platform/http/actor.js';
import { PageQuery } from '../../platform/http/page.dto.js';
import { Id } from '../../platform/http/parameters.js';
import { Allow } from '../../platform/http/permission.js';
import { NoveltyRequest, TeamProblemRequest, TeamWorkDetailView, TeamWorkPage } from './problems.dto.js';
import { TeamWork } from './team-work.service.js';
import { TeamWorkReader } from './team-work-reader.service.js';

@ApiTags('problems')
@Controller()
export class TeamWorkController {
  constructor(
    private readonly reader: TeamWorkReader,
    private readonly work: TeamWork,
  ) {}

  /** What each team works on, and whether it has declared that this is new; what is missing comes first. */
  @Allow('read')
  @Get('events/:slug/team-work')
  list(
    @CurrentActor() actor: Actor,
    @Param('slug') slug: string,
    @Query() query: PageQuery,
  ): Promise<TeamWorkPage> {
    return this.reader.list(actor, slug, query);
  }

  /** One team's problem and declaration, with the statement that it is asked to make. */
  @Allow('read')
  @Get('teams/:id/work')
  get(@CurrentActor() actor: Actor, @Id() id: string): Promise<TeamWorkDetailView> {
    return this.reader.get(actor, id, new Date());
  }

  /** Chooses the team's problem: its captain until the freeze, or an organizer with a reason. */
  @Allow('submit')
  @Put('teams/:id/problem')
  choose(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Body() body: TeamProblemRequest,
  ): Promise<TeamWorkDetailView> {
    return this.work.choose(actor, id, body, new Date());
  }

  /** Declares that the team's work is new, or renews it; by any member of the team. */
  @Allow('submit')
  @Post('teams/:id/novelty')
  declare(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Body() body: NoveltyRequest,
  ): Promise<TeamWorkDetailView> {
    return this.work.declare(actor, id, body, new Date());
  }
}
