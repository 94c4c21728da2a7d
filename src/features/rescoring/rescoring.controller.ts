import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Actor, CurrentActor } from '../../platform/http/actor.js';
import { PageQuery } from '../../platform/http/page.dto.js';
import { Id } from '../../platform/http/parameters.js';
import { Allow } from '../../platform/http/permission.js';
import { RescoringComparisons } from './comparison.service.js';
import { RescoringComparison, RescoringPage, RescoringRequest, RescoringView } from './rescoring.dto.js';
import { Rescorings } from './rescoring.service.js';

@ApiTags('rescoring')
@Controller()
export class RescoringController {
  constructor(
    private readonly rescorings: Rescorings,
    private readonly comparisons: RescoringComparisons,
  ) {}

  /** Rescorings of a task, newest first: to members those that were applied, to organizers all. */
  @Allow('read')
  @Get('tasks/:id/rescorings')
  list(@CurrentActor() actor: Actor, @Id() id: string, @Query() query: PageQuery): Promise<RescoringPage> {
    return this.rescorings.list(actor, id, query);
  }

  /** Begins to score all entries anew by changed rules, beside the scores in force. */
  @Allow('organize')
  @Post('tasks/:id/rescorings')
  @HttpCode(202)
  start(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Body() body: RescoringRequest,
  ): Promise<RescoringView> {
    return this.rescorings.start(actor, id, body);
  }

  /** How far it is. */
  @Allow('organize')
  @Get('rescorings/:id')
  get(@CurrentActor() actor: Actor, @Id() id: string): Promise<RescoringView> {
    return this.rescorings.get(actor, id);
  }

  /** Old and new boards side by side. */
  @Allow('organize')
  @Get('rescorings/:id/comparison')
  compare(@CurrentActor() actor: Actor, @Id() id: string): Promise<RescoringComparison> {
    return this.comparisons.compare(actor, id);
  }

  /** Puts the new scores in force, all in one step. */
  @Allow('organize')
  @Post('rescorings/:id/apply')
  @HttpCode(202)
  apply(@CurrentActor() actor: Actor, @Id() id: string): Promise<RescoringView> {
    return this.rescorings.apply(actor, id);
  }

  /** Forgets the new scores. */
  @Allow('organize')
  @Post('rescorings/:id/discard')
  @HttpCode(200)
  discard(@CurrentActor() actor: Actor, @Id() id: string): Promise<RescoringView> {
    return this.rescorings.discard(actor, id);
  }
}
