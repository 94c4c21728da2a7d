import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Actor, CurrentActor } from '../../platform/http/actor.js';
import { Id } from '../../platform/http/parameters.js';
import { Allow } from '../../platform/http/permission.js';
import { TeamRequests } from './team-requests.service.js';
import { TeamSearch } from './team-search.service.js';
import {
  AcceptRequest,
  JoinRequest,
  JoinRequestPage,
  JoinRequestView,
  TeamSearchView,
  TeamView,
} from './teams.dto.js';

@ApiTags('teams')
@Controller()
export class TeamRequestsController {
  constructor(
    private readonly requests: TeamRequests,
    private readonly search: TeamSearch,
  ) {}

  /** Invitations for the reader and their own requests that are open. */
  @Allow('read')
  @Get('events/:slug/team-search')
  mine(@CurrentActor() actor: Actor, @Param('slug') slug: string): Promise<TeamSearchView> {
    return this.search.get(actor, slug, new Date());
  }

  /** Asks to join a team. */
  @Allow('submit')
  @Post('teams/:id/requests')
  ask(@CurrentActor() actor: Actor, @Id() id: string, @Body() body: JoinRequest): Promise<JoinRequestView> {
    return this.requests.ask(actor, id, body, new Date());
  }

  /** Open requests, with what each person would bring along; for the team and organizers. */
  @Allow('read')
  @Get('teams/:id/requests')
  list(@CurrentActor() actor: Actor, @Id() id: string): Promise<JoinRequestPage> {
    return this.requests.list(actor, id, new Date());
  }

  /** Lets the person in; for any member of the team. */
  @Allow('submit')
  @Post('teams/:id/requests/:requestId/accept')
  @HttpCode(200)
  accept(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Id('requestId') requestId: string,
    @Body() body: AcceptRequest,
  ): Promise<TeamView> {
    return this.requests.accept(actor, id, requestId, body.brings ?? 0, new Date());
  }

  /** For any member of the team. */
  @Allow('submit')
  @Post('teams/:id/requests/:requestId/decline')
  @HttpCode(204)
  decline(@CurrentActor() actor: Actor, @Id() id: string, @Id('requestId') requestId: string): Promise<void> {
    return this.requests.decline(actor, id, requestId, new Date());
  }

  /** Takes one's own request back. */
  @Allow('submit')
  @Delete('teams/:id/requests/:requestId')
  @HttpCode(204)
  withdraw(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Id('requestId') requestId: string,
  ): Promise<void> {
    return this.requests.withdraw(actor, id, requestId, new Date());
  }
}
