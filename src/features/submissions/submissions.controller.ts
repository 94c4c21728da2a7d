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
  Sse,
} from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiHeader, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { Observable } from 'rxjs';
import { type Actor, CurrentActor } from '../../platform/http/actor.js';
import { PageQuery } from '../../platform/http/page.dto.js';
import { Id } from '../../platform/http/parameters.js';
import { Allow } from '../../platform/http/permission.js';
import { EntryDecisions } from './entry-decisions.service.js';
import { EntryReader } from './entry-reader.service.js';
import { EntryStream } from './entry-stream.service.js';
import {
  QuotaView,
  SelectionRequest,
  SharingRequest,
  SubmissionAccepted,
  SubmissionPage,
  SubmissionQuery,
  SubmissionView,
  WithdrawRequest,
} from './submissions.dto.js';
import { Submissions } from './submissions.service.js';

@ApiTags('submissions')
@Controller()
export class SubmissionsController {
  constructor(
    private readonly submissions: Submissions,
    private readonly reader: EntryReader,
    private readonly decisions: EntryDecisions,
    private readonly streams: EntryStream,
  ) {}

  /** Hands in a results file. A bad file is refused with 422 and costs nothing. */
  @Allow('submit')
  @Post('tasks/:id/submissions')
  @HttpCode(202)
  @ApiConsumes('multipart/form-data')
  @ApiHeader({
    name: 'Idempotency-Key',
    required: false,
    description: 'The same key by the same team is the same entry: send it again after a lost connection.',
  })
  @ApiBody({
    schema: {
      type: 'object',
      properties: {
        file: { type: 'string', format: 'binary', description: 'CSV, optionally gzip' },
        note: { type: 'string' },
        teamId: { type: 'string', format: 'uuid', description: 'organizers, for a team' },
      },
      required: ['file'],
    },
  })
  create(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Req() request: FastifyRequest,
  ): Promise<SubmissionAccepted> {
    return this.submissions.submit(actor, id, request);
  }

  /** The own team's entries, newest first; what their teams share for mentors; all entries for organizers. */
  @Allow('read')
  @Get('tasks/:id/submissions')
  list(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Query() query: SubmissionQuery,
  ): Promise<SubmissionPage> {
    return this.reader.list(actor, id, query);
  }

  /** What the own team has used of its limits. */
  @Allow('read')
  @Get('tasks/:id/quota')
  quota(@CurrentActor() actor: Actor, @Id() id: string): Promise<QuotaView> {
    return this.reader.quota(actor, id);
  }

  /** One entry: status, place in the queue, scores that the reader may see. */
  @Allow('read')
  @Get('submissions/:id')
  get(@CurrentActor() actor: Actor, @Id() id: string): Promise<SubmissionView> {
    return this.reader.get(actor, id);
  }

  /** Takes a queued entry back; it costs nothing then. */
  @Allow('submit')
  @Post('submissions/:id/cancel')
  @HttpCode(200)
  cancel(@CurrentActor() actor: Actor, @Id() id: string): Promise<SubmissionView> {
    return this.decisions.cancel(actor, id);
  }

  /** Chooses an entry for the final ranking, or no longer. */
  @Allow('submit')
  @Put('submissions/:id/selection')
  select(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Body() body: SelectionRequest,
  ): Promise<SubmissionView> {
    return this.decisions.select(actor, id, body.selected);
  }

  /** Shows an entry to the team's mentors, or no longer. */
  @Allow('submit')
  @Put('submissions/:id/sharing')
  share(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Body() body: SharingRequest,
  ): Promise<SubmissionView> {
    return this.decisions.share(actor, id, body.shared);
  }

  /** Entries that a team shares with its mentors, over all tasks, newest first; for them, the team and organizers. */
  @Allow('read')
  @Get('teams/:id/shared-submissions')
  shared(@CurrentActor() actor: Actor, @Id() id: string, @Query() query: PageQuery): Promise<SubmissionPage> {
    return this.reader.listShared(actor, id, query);
  }

  /** An organizer takes an entry off the boards, with a reason. */
  @Allow('organize')
  @Post('submissions/:id/withdraw')
  @HttpCode(200)
  withdraw(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Body() body: WithdrawRequest,
  ): Promise<SubmissionView> {
    return this.decisions.withdraw(actor, id, body.reason);
  }

  /** An organizer has an entry that failed on our side scored again. */
  @Allow('organize')
  @Post('submissions/:id/retry')
  @HttpCode(200)
  retry(@CurrentActor() actor: Actor, @Id() id: string): Promise<SubmissionView> {
    return this.decisions.retry(actor, id);
  }

  /** Server-sent events: `changed` whenever the entry's status or place in the queue may have changed. */
  @Allow('read')
  @Sse('submissions/:id/stream')
  stream(@CurrentActor() actor: Actor, @Id() id: string): Promise<Observable<MessageEvent>> {
    return this.streams.ofEntry(actor, id);
  }
}
