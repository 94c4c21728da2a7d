import {
  Body,
  Controller,
  Get,
  HttpCode,
  type MessageEvent,
  Post,
  Put,
  Query,
  Req,
  Res,
  Sse,
} from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiHeader, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Observable } from 'rxjs';
import { type Actor, CurrentActor } from '../../platform/http/actor.js';
import { Id } from '../../platform/http/parameters.js';
import { Allow } from '../../platform/http/permission.js';
import { HandIn } from './hand-in.service.js';
import { NotebookReader } from './notebook-reader.service.js';
import { NotebookSetup } from './notebook-setup.service.js';
import {
  ComparisonQuery,
  ExecutedNotebookView,
  FrameList,
  FrameQuery,
  HandInView,
  NotebookAccepted,
  NotebookGuideView,
  NotebookHandInRequest,
  NotebookPage,
  NotebookRunView,
  NotebookSharingRequest,
  NotebookView,
  RunComparisonView,
  RunQuery,
} from './notebooks.dto.js';
import { Notebooks } from './notebooks.service.js';
import { RunDecisions } from './run-decisions.service.js';
import { RunReader } from './run-reader.service.js';
import { RunStream } from './run-stream.service.js';

const BYTES = {
  content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } as const } },
};

@ApiTags('notebooks')
@Controller()
export class NotebooksController {
  constructor(
    private readonly setup: NotebookSetup,
    private readonly notebooks: Notebooks,
    private readonly reader: NotebookReader,
    private readonly handIns: HandIn,
    private readonly runs: RunReader,
    private readonly decisions: RunDecisions,
    private readonly streams: RunStream,
  ) {}

  /** What a notebook of this task finds, and what it must write. */
  @Allow('read')
  @Get('tasks/:id/notebook-guide')
  guide(@CurrentActor() actor: Actor, @Id() id: string): Promise<NotebookGuideView> {
    return this.setup.guide(actor, id);
  }

  /** A notebook for this task that works as it is. */
  @Allow('read')
  @Get('tasks/:id/starter-notebook')
  @ApiOkResponse(BYTES)
  starter(@CurrentActor() actor: Actor, @Id() id: string, @Res() reply: FastifyReply): Promise<void> {
    return this.setup.starter(actor, id, reply);
  }

  /** Uploads a notebook and runs it on the open data. It costs no entry. */
  @Allow('submit')
  @Post('tasks/:id/notebooks')
  @HttpCode(202)
  @ApiConsumes('multipart/form-data')
  @ApiHeader({
    name: 'Idempotency-Key',
    required: false,
    description: 'The same key by the same team is the same notebook: send it again after a lost connection.',
  })
  @ApiBody({
    schema: {
      type: 'object',
      properties: {
        file: { type: 'string', format: 'binary', description: 'ipynb' },
        note: { type: 'string' },
        teamId: { type: 'string', format: 'uuid', description: 'organizers, for a team' },
      },
      required: ['file'],
    },
  })
  upload(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Req() request: FastifyRequest,
  ): Promise<NotebookAccepted> {
    return this.notebooks.upload(actor, id, request);
  }

  /** The own team's notebooks with their runs, newest first; what their teams share for mentors; all for organizers. */
  @Allow('read')
  @Get('tasks/:id/notebooks')
  list(@CurrentActor() actor: Actor, @Id() id: string, @Query() query: RunQuery): Promise<NotebookPage> {
    return this.reader.list(actor, id, query);
  }

  /** One notebook with its runs. */
  @Allow('read')
  @Get('notebooks/:id')
  get(@CurrentActor() actor: Actor, @Id() id: string): Promise<NotebookView> {
    return this.reader.get(actor, id);
  }

  /** The file as it was uploaded. */
  @Allow('read')
  @Get('notebooks/:id/file')
  @ApiOkResponse(BYTES)
  download(@CurrentActor() actor: Actor, @Id() id: string, @Res() reply: FastifyReply): Promise<void> {
    return this.notebooks.download(actor, id, reply);
  }

  /** Runs it on the open data once more. */
  @Allow('submit')
  @Post('notebooks/:id/runs')
  @HttpCode(202)
  runAgain(@CurrentActor() actor: Actor, @Id() id: string): Promise<NotebookRunView> {
    return this.notebooks.runAgain(actor, id);
  }

  /** Hands it in: an entry is used, and the notebook runs on the hidden data. */
  @Allow('submit')
  @Post('notebooks/:id/submissions')
  @HttpCode(202)
  @ApiHeader({ name: 'Idempotency-Key', required: false })
  handIn(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Req() request: FastifyRequest,
    @Body() body: NotebookHandInRequest,
  ): Promise<HandInView> {
    return this.handIns.handIn(actor, id, request, body);
  }

  /** Shows it and its open runs to the team's mentors, or no longer. */
  @Allow('submit')
  @Put('notebooks/:id/sharing')
  share(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Body() body: NotebookSharingRequest,
  ): Promise<NotebookView> {
    return this.notebooks.share(actor, id, body.shared);
  }

  /** One run: status, progress, verdict. */
  @Allow('read')
  @Get('notebook-runs/:id')
  run(@CurrentActor() actor: Actor, @Id() id: string): Promise<NotebookRunView> {
    return this.runs.get(actor, id);
  }

  /** What it has shown, to go on from a frame. Of hidden data for organizers alone. */
  @Allow('read')
  @Get('notebook-runs/:id/frames')
  frames(@CurrentActor() actor: Actor, @Id() id: string, @Query() query: FrameQuery): Promise<FrameList> {
    return this.runs.frames(actor, id, query);
  }

  /** The notebook with its outputs. Of hidden data for organizers alone. */
  @Allow('read')
  @Get('notebook-runs/:id/cells')
  cells(@CurrentActor() actor: Actor, @Id() id: string): Promise<ExecutedNotebookView> {
    return this.runs.executed(actor, id);
  }

  /** Beside an earlier run of the team. */
  @Allow('read')
  @Get('notebook-runs/:id/comparison')
  compare(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Query() query: ComparisonQuery,
  ): Promise<RunComparisonView> {
    return this.runs.compare(actor, id, query.with);
  }

  /** Ends it at once. A hidden run that had begun has used its entry. */
  @Allow('submit')
  @Post('notebook-runs/:id/cancel')
  @HttpCode(200)
  cancel(@CurrentActor() actor: Actor, @Id() id: string): Promise<NotebookRunView> {
    return this.decisions.cancel(actor, id);
  }

  /** Says `changed` whenever there is something new to fetch. */
  @Allow('read')
  @Sse('notebook-runs/:id/stream')
  stream(@CurrentActor() actor: Actor, @Id() id: string): Promise<Observable<MessageEvent>> {
    return this.streams.ofRun(actor, id);
  }
}
