import { Body, Controller, Get, HttpCode, Param, Patch, Post, Put, Query, Req } from '@nestjs/common';
import { ApiBody, type ApiBodyOptions, ApiConsumes, ApiExtraModels, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { type Actor, CurrentActor } from '../../platform/http/actor.js';
import { PageQuery } from '../../platform/http/page.dto.js';
import { Id } from '../../platform/http/parameters.js';
import { Allow } from '../../platform/http/permission.js';
import {
  MetricResultView,
  TaskChange,
  TaskPage,
  TaskRequest,
  TaskView,
  TrialView,
  TruthView,
} from './tasks.dto.js';
import { Tasks } from './tasks.service.js';
import { Truths } from './truths.service.js';

/** Multipart body with one file, for the documentation. */
const FILE_BODY: ApiBodyOptions = {
  schema: {
    type: 'object',
    properties: { file: { type: 'string', format: 'binary' } },
    required: ['file'],
  },
};

@ApiTags('tasks')
@ApiExtraModels(MetricResultView)
@Controller()
export class TasksController {
  constructor(
    private readonly tasks: Tasks,
    private readonly truths: Truths,
  ) {}

  /** Tasks of an event, for its members. */
  @Allow('read')
  @Get('events/:slug/tasks')
  list(
    @CurrentActor() actor: Actor,
    @Param('slug') slug: string,
    @Query() query: PageQuery,
  ): Promise<TaskPage> {
    return this.tasks.list(actor, slug, query);
  }

  /** Creates a task. Upload its truth next. */
  @Allow('organize')
  @Post('events/:slug/tasks')
  create(
    @CurrentActor() actor: Actor,
    @Param('slug') slug: string,
    @Body() body: TaskRequest,
  ): Promise<TaskView> {
    return this.tasks.create(actor, slug, body);
  }

  /** One task; organizers also get its set-up. */
  @Allow('read')
  @Get('tasks/:id')
  get(@CurrentActor() actor: Actor, @Id() id: string): Promise<TaskView> {
    return this.tasks.get(actor, id);
  }

  /** Changes settings. What decides about scores is locked once a team has submitted. */
  @Allow('organize')
  @Patch('tasks/:id')
  change(@CurrentActor() actor: Actor, @Id() id: string, @Body() body: TaskChange): Promise<TaskView> {
    return this.tasks.change(actor, id, body);
  }

  /** Uploads the labels. No route gives them back. */
  @Allow('organize')
  @Put('tasks/:id/truth')
  @ApiConsumes('multipart/form-data')
  @ApiBody(FILE_BODY)
  putTruth(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Req() request: FastifyRequest,
  ): Promise<TruthView> {
    return this.truths.replace(actor, id, request);
  }

  /** Takes corrected labels in beside those in force, for a rescoring. */
  @Allow('organize')
  @Post('tasks/:id/truth/versions')
  @ApiConsumes('multipart/form-data')
  @ApiBody(FILE_BODY)
  correctTruth(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Req() request: FastifyRequest,
  ): Promise<TruthView> {
    return this.truths.correct(actor, id, request);
  }

  /** Counts, prevalence, columns and hash of the current truth, for organizers. */
  @Allow('organize')
  @Get('tasks/:id/truth')
  getTruth(@CurrentActor() actor: Actor, @Id() id: string): Promise<TruthView> {
    return this.truths.describe(actor, id);
  }

  /** Scores a file privately against the truth: no quota, no board. */
  @Allow('organize')
  @Post('tasks/:id/trial')
  @HttpCode(200)
  @ApiConsumes('multipart/form-data')
  @ApiBody(FILE_BODY)
  trial(@CurrentActor() actor: Actor, @Id() id: string, @Req() request: FastifyRequest): Promise<TrialView> {
    return this.truths.trial(actor, id, request);
  }
}
