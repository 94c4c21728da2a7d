import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Actor, CurrentActor } from '../../platform/http/actor.js';
import { PageQuery } from '../../platform/http/page.dto.js';
import { Id } from '../../platform/http/parameters.js';
import { Allow } from '../../platform/http/permission.js';
import { EventView } from '../events/events.dto.js';
import {
  EventInvitationOfferView,
  EventInvitationPage,
  EventInvitationRequest,
  EventInvitationView,
} from './event-invitations.dto.js';
import { EventInvitations } from './event-invitations.service.js';

@ApiTags('applications')
@Controller()
export class EventInvitationsController {
  constructor(private readonly invitations: EventInvitations) {}

  /** Invites a co-host or a mentor by mail; for organizers. An earlier one to the same address ends. */
  @Allow('organize')
  @Post('events/:slug/invitations')
  create(
    @CurrentActor() actor: Actor,
    @Param('slug') slug: string,
    @Body() body: EventInvitationRequest,
  ): Promise<EventInvitationView> {
    return this.invitations.create(actor, slug, body, new Date());
  }

  /** Whom organizers invited, newest first. */
  @Allow('read')
  @Get('events/:slug/invitations')
  list(
    @CurrentActor() actor: Actor,
    @Param('slug') slug: string,
    @Query() query: PageQuery,
  ): Promise<EventInvitationPage> {
    return this.invitations.list(actor, slug, query, new Date());
  }

  /** Takes an invitation back. */
  @Allow('organize')
  @Delete('events/:slug/invitations/:id')
  @HttpCode(204)
  revoke(@CurrentActor() actor: Actor, @Param('slug') slug: string, @Id() id: string): Promise<void> {
    return this.invitations.revoke(actor, slug, id, new Date());
  }

  /** What one is invited to. */
  @Allow('read')
  @Get('event-invitations/:code')
  get(@CurrentActor() actor: Actor, @Param('code') code: string): Promise<EventInvitationOfferView> {
    return this.invitations.get(actor, code, new Date());
  }

  /** Becomes a co-host or a mentor of the event. */
  @Allow('account')
  @Post('event-invitations/:code/accept')
  @HttpCode(200)
  accept(@CurrentActor() actor: Actor, @Param('code') code: string): Promise<EventView> {
    return this.invitations.accept(actor, code, new Date());
  }
}
