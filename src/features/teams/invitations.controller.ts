import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Actor, CurrentActor } from '../../platform/http/actor.js';
import { Id } from '../../platform/http/parameters.js';
import { Allow } from '../../platform/http/permission.js';
import { Invitations } from './invitations.service.js';
import { InvitationRequest, InvitationView, NewInvitationView, TeamView } from './teams.dto.js';

@ApiTags('teams')
@Controller()
export class InvitationsController {
  constructor(private readonly invitations: Invitations) {}

  /** Invites into one's team. Nobody is added before they accept. */
  @Allow('submit')
  @Post('teams/:id/invitations')
  create(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Body() body: InvitationRequest,
  ): Promise<NewInvitationView> {
    return this.invitations.create(actor, id, body, new Date());
  }

  /** Revokes an invitation; for the team and for organizers. */
  @Allow('submit')
  @Delete('teams/:id/invitations/:invitationId')
  @HttpCode(204)
  revoke(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Id('invitationId') invitationId: string,
  ): Promise<void> {
    return this.invitations.revoke(actor, id, invitationId);
  }

  /** What an invitation is to, so that one knows what one accepts. */
  @Allow('read')
  @Get('invitations/:code')
  get(@CurrentActor() actor: Actor, @Param('code') code: string): Promise<InvitationView> {
    return this.invitations.get(actor, code, new Date());
  }

  /** Joins the team, and the event where one is not a member yet. */
  @Allow('submit')
  @Post('invitations/:code/accept')
  @HttpCode(200)
  accept(@CurrentActor() actor: Actor, @Param('code') code: string): Promise<TeamView> {
    return this.invitations.accept(actor, { code }, new Date());
  }

  /** Joins a team by an invitation that is for oneself. */
  @Allow('submit')
  @Post('teams/:id/invitations/:invitationId/accept')
  @HttpCode(200)
  acceptMine(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Id('invitationId') invitationId: string,
  ): Promise<TeamView> {
    return this.invitations.accept(actor, { id: invitationId, teamId: id }, new Date());
  }

  /** Says no to an invitation that is for oneself. */
  @Allow('submit')
  @Post('teams/:id/invitations/:invitationId/decline')
  @HttpCode(204)
  decline(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Id('invitationId') invitationId: string,
  ): Promise<void> {
    return this.invitations.decline(actor, id, invitationId, new Date());
  }
}
