import { Body, Controller, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Actor, CurrentActor } from '../../platform/http/actor.js';
import { PageQuery } from '../../platform/http/page.dto.js';
import { Id } from '../../platform/http/parameters.js';
import { Allow } from '../../platform/http/permission.js';
import { ProposalApplication } from './proposal-application.service.js';
import { ProposalReader } from './proposal-reader.service.js';
import {
  ApplicationOfProposalRequest,
  ArrangementRequest,
  BalanceView,
  ProposalPage,
  ProposalRequest,
  TeamProposalView,
  VersionRequest,
} from './proposals.dto.js';
import { Proposals } from './proposals.service.js';

/** Balanced teams, for organizers. */
@ApiTags('balancing')
@Controller()
export class ProposalsController {
  constructor(
    private readonly proposals: Proposals,
    private readonly reader: ProposalReader,
    private readonly application: ProposalApplication,
  ) {}

  /** Who is without a team, and what a proposal would start from. */
  @Allow('read')
  @Get('events/:slug/balance')
  balance(@CurrentActor() actor: Actor, @Param('slug') slug: string): Promise<BalanceView> {
    return this.reader.balance(actor, slug, new Date());
  }

  /** Proposals of the event, newest first; those that were applied or discarded too. */
  @Allow('read')
  @Get('events/:slug/team-proposals')
  list(
    @CurrentActor() actor: Actor,
    @Param('slug') slug: string,
    @Query() query: PageQuery,
  ): Promise<ProposalPage> {
    return this.reader.list(actor, slug, query, new Date());
  }

  /** Begins to work out a proposal. Read it until its state is no longer `computing`. */
  @Allow('organize')
  @Post('events/:slug/team-proposals')
  @HttpCode(202)
  create(
    @CurrentActor() actor: Actor,
    @Param('slug') slug: string,
    @Body() body: ProposalRequest,
  ): Promise<TeamProposalView> {
    return this.proposals.create(actor, slug, body, new Date());
  }

  /** One proposal with its teams and how well each rule is met. */
  @Allow('read')
  @Get('team-proposals/:id')
  get(@CurrentActor() actor: Actor, @Id() id: string): Promise<TeamProposalView> {
    return this.reader.get(actor, id, new Date());
  }

  /** Moves people by hand, locks them, names teams. Answers with the new report. */
  @Allow('organize')
  @Put('team-proposals/:id/groups')
  arrange(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Body() body: ArrangementRequest,
  ): Promise<TeamProposalView> {
    return this.proposals.arrange(actor, id, body, new Date());
  }

  /** Takes out who has a team by now or has left, and adds who came, to those left out. */
  @Allow('organize')
  @Post('team-proposals/:id/refresh')
  @HttpCode(200)
  refresh(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Body() body: VersionRequest,
  ): Promise<TeamProposalView> {
    return this.proposals.refresh(actor, id, body.version, new Date());
  }

  /** Makes the teams, as one step: all of it or, where anything has changed meanwhile, nothing. */
  @Allow('organize')
  @Post('team-proposals/:id/apply')
  @HttpCode(200)
  apply(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Body() body: ApplicationOfProposalRequest,
  ): Promise<TeamProposalView> {
    return this.application.apply(actor, id, body, new Date());
  }

  /** Gives a draft up, or stops working it out. It stays readable. */
  @Allow('organize')
  @Post('team-proposals/:id/discard')
  @HttpCode(200)
  discard(@CurrentActor() actor: Actor, @Id() id: string): Promise<TeamProposalView> {
    return this.proposals.discard(actor, id, new Date());
  }
}
