import { Body, Controller, Delete, Get, HttpCode, Post, Put, Query, Req } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { type Actor, CurrentActor } from '../../platform/http/actor.js';
import { Id } from '../../platform/http/parameters.js';
import { Allow } from '../../platform/http/permission.js';
import { HiddenFiles } from './hidden-files.service.js';
import { NotebookSetup } from './notebook-setup.service.js';
import {
  ExecutionView,
  HiddenFileList,
  HiddenFileView,
  NotebookRunPage,
  NotebookRunView,
  NotebookSettingsRequest,
  NotebookSettingsView,
  RepeatsView,
  RunQuery,
} from './notebooks.dto.js';
import { RunDecisions } from './run-decisions.service.js';
import { RunReader } from './run-reader.service.js';

/** Notebooks from the organizers' side. */
@ApiTags('notebooks')
@Controller()
export class NotebookSetupController {
  constructor(
    private readonly setup: NotebookSetup,
    private readonly files: HiddenFiles,
    private readonly runs: RunReader,
    private readonly decisions: RunDecisions,
  ) {}

  /** Whether the task takes notebooks, in what they run, what they may use. */
  @Allow('organize')
  @Get('tasks/:id/notebook-settings')
  settings(@CurrentActor() actor: Actor, @Id() id: string): Promise<NotebookSettingsView> {
    return this.setup.settings(actor, id);
  }

  /** Changes them; runs that were asked for before keep what they had. */
  @Allow('organize')
  @Put('tasks/:id/notebook-settings')
  change(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Body() body: NotebookSettingsRequest,
  ): Promise<NotebookSettingsView> {
    return this.setup.change(actor, id, body);
  }

  /** Names, versions and hashes of the hidden files. No route gives their bytes back. */
  @Allow('organize')
  @Get('tasks/:id/hidden-files')
  hiddenFiles(@CurrentActor() actor: Actor, @Id() id: string): Promise<HiddenFileList> {
    return this.files.list(actor, id);
  }

  /** Uploads a file that only hidden runs read; under the name of an open file it takes its place there. */
  @Allow('organize')
  @Post('tasks/:id/hidden-files')
  @ApiConsumes('multipart/form-data')
  @ApiBody({
    schema: {
      type: 'object',
      properties: { file: { type: 'string', format: 'binary' }, name: { type: 'string' } },
      required: ['file'],
    },
  })
  addHiddenFile(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Req() request: FastifyRequest,
  ): Promise<HiddenFileView> {
    return this.files.add(actor, id, request);
  }

  /** Takes a hidden file out of force. */
  @Allow('organize')
  @Delete('tasks/:id/hidden-files/:fileId')
  @HttpCode(204)
  removeHiddenFile(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Id('fileId') fileId: string,
  ): Promise<void> {
    return this.files.remove(actor, id, fileId);
  }

  /** All runs of the task, newest first. */
  @Allow('organize')
  @Get('tasks/:id/notebook-runs')
  list(@CurrentActor() actor: Actor, @Id() id: string, @Query() query: RunQuery): Promise<NotebookRunPage> {
    return this.runs.list(actor, id, query);
  }

  /** Execute workers, their slots, limits and environments, and how much waits for them. */
  @Allow('organize')
  @Get('tasks/:id/execution')
  execution(@CurrentActor() actor: Actor, @Id() id: string): Promise<ExecutionView> {
    return this.setup.execution(actor, id);
  }

  /** Runs a scored entry's notebook once more, to see whether it predicts the same. */
  @Allow('organize')
  @Post('submissions/:id/repeat')
  @HttpCode(202)
  repeat(@CurrentActor() actor: Actor, @Id() id: string): Promise<NotebookRunView> {
    return this.decisions.repeat(actor, id);
  }

  /** The same for all entries that teams have selected. */
  @Allow('organize')
  @Post('tasks/:id/repeats')
  @HttpCode(202)
  repeatSelected(@CurrentActor() actor: Actor, @Id() id: string): Promise<RepeatsView> {
    return this.decisions.repeatSelected(actor, id);
  }
}
