import { Body, Controller, Get, HttpCode, Param, Patch, Post, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Actor, CurrentActor } from '../../platform/http/actor.js';
import { Id } from '../../platform/http/parameters.js';
import { Allow } from '../../platform/http/permission.js';
import { ProblemDecisions } from './problem-decisions.service.js';
import { ProblemReader } from './problem-reader.service.js';
import {
  ProblemChangeRequest,
  ProblemDecisionRequest,
  ProblemPage,
  ProblemQuery,
  ProblemRequest,
  ProblemSettingsRequest,
  ProblemSettingsView,
  ProblemView,
} from './problems.dto.js';
import { Proposals } from './proposals.service.js';

@ApiTags('problems')
@Controller()
export class ProblemsController {
  constructor(
    private readonly reader: ProblemReader,
    private readonly proposals: Proposals,
    private readonly decisions: ProblemDecisions,
  ) {}

  /** Selected problems and one's own proposals; for organizers, all of them. */
  @Allow('read')
  @Get('events/:slug/problems')
  list(
    @CurrentActor() actor: Actor,
    @Param('slug') slug: string,
    @Query() query: ProblemQuery,
  ): Promise<ProblemPage> {
    return this.reader.list(actor, slug, query, new Date());
  }

  /** Proposes a problem: who may, and until when, the event's settings say. */
  @Allow('submit')
  @Post('events/:slug/problems')
  propose(
    @CurrentActor() actor: Actor,
    @Param('slug') slug: string,
    @Body() body: ProblemRequest,
  ): Promise<ProblemView> {
    return this.proposals.propose(actor, slug, body, new Date());
  }

  /** Who may propose and choose, until when, and what the reader may do now. */
  @Allow('read')
  @Get('events/:slug/problem-settings')
  settings(@CurrentActor() actor: Actor, @Param('slug') slug: string): Promise<ProblemSettingsView> {
    return this.decisions.settings(actor, slug, new Date());
  }

  /** For organizers. */
  @Allow('organize')
  @Put('events/:slug/problem-settings')
  changeSettings(
    @CurrentActor() actor: Actor,
    @Param('slug') slug: string,
    @Body() body: ProblemSettingsRequest,
  ): Promise<ProblemSettingsView> {
    return this.decisions.change(actor, slug, body, new Date());
  }

  @Allow('read')
  @Get('problems/:id')
  get(@CurrentActor() actor: Actor, @Id() id: string): Promise<ProblemView> {
    return this.reader.get(actor, id, new Date());
  }

  /** By its author while nobody has begun to judge it, and by organizers. */
  @Allow('submit')
  @Patch('problems/:id')
  change(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Body() body: ProblemChangeRequest,
  ): Promise<ProblemView> {
    return this.proposals.change(actor, id, body, new Date());
  }

  /** By its author, until it is selected. */
  @Allow('submit')
  @Post('problems/:id/withdraw')
  @HttpCode(200)
  withdraw(@CurrentActor() actor: Actor, @Id() id: string): Promise<ProblemView> {
    return this.proposals.withdraw(actor, id, new Date());
  }

  /** Shortlists, selects or declines, with a message to the author; for organizers. */
  @Allow('organize')
  @Post('problems/:id/decision')
  @HttpCode(200)
  decide(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Body() body: ProblemDecisionRequest,
  ): Promise<ProblemView> {
    return this.decisions.decide(actor, id, body, new Date());
  }
}
