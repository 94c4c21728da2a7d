import { Body, Controller, Delete, Get, HttpCode, Param, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Actor, CurrentActor } from '../../platform/http/actor.js';
import { PageQuery } from '../../platform/http/page.dto.js';
import { Id } from '../../platform/http/parameters.js';
import { Allow } from '../../platform/http/permission.js';
import { EventMembers } from './event-members.service.js';
import { EventMemberPage, EventMemberView, EventRoleRequest } from './events.dto.js';

@ApiTags('events')
@Controller('events/:slug/members')
export class EventMembersController {
  constructor(private readonly members: EventMembers) {}

  /** Members of the event, organizers first. E-mail addresses are for organizers alone. */
  @Allow('read')
  @Get()
  list(
    @CurrentActor() actor: Actor,
    @Param('slug') slug: string,
    @Query() query: PageQuery,
  ): Promise<EventMemberPage> {
    return this.members.list(actor, slug, query);
  }

  /** Leaves the event. Who is in a team leaves that first. */
  @Allow('submit')
  @Delete('me')
  @HttpCode(204)
  leave(@CurrentActor() actor: Actor, @Param('slug') slug: string): Promise<void> {
    return this.members.leave(actor, slug);
  }

  /** Changes the role of a member; for organizers. Organizers and mentors are in no team. Beyond the capacity only with a reason. */
  @Allow('organize')
  @Put(':accountId')
  setRole(
    @CurrentActor() actor: Actor,
    @Param('slug') slug: string,
    @Id('accountId') accountId: string,
    @Body() body: EventRoleRequest,
  ): Promise<EventMemberView> {
    return this.members.setRole(actor, slug, accountId, body);
  }
}
