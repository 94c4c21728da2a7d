import { Body, Controller, Get, HttpCode, type MessageEvent, Param, Post, Query, Sse } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Observable } from 'rxjs';
import { type Actor, CurrentActor } from '../../platform/http/actor.js';
import { Id } from '../../platform/http/parameters.js';
import { Allow } from '../../platform/http/permission.js';
import { HelpReader } from './help-reader.service.js';
import {
  HelpFigures,
  HelpQuery,
  HelpRequestPage,
  HelpRequestView,
  NewHelpRequest,
} from './help-requests.dto.js';
import { HelpRequests } from './help-requests.service.js';
import { HelpStream } from './help-stream.service.js';

@ApiTags('mentoring')
@Controller()
export class HelpRequestsController {
  constructor(
    private readonly requests: HelpRequests,
    private readonly reader: HelpReader,
    private readonly streams: HelpStream,
  ) {}

  /** Requests for help: the own team's, those that a mentor can take or has taken, all for organizers. */
  @Allow('read')
  @Get('events/:slug/help-requests')
  list(
    @CurrentActor() actor: Actor,
    @Param('slug') slug: string,
    @Query() query: HelpQuery,
  ): Promise<HelpRequestPage> {
    return this.reader.list(actor, slug, query, new Date());
  }

  /** A team asks for help. */
  @Allow('submit')
  @Post('events/:slug/help-requests')
  ask(
    @CurrentActor() actor: Actor,
    @Param('slug') slug: string,
    @Body() body: NewHelpRequest,
  ): Promise<HelpRequestView> {
    return this.requests.ask(actor, slug, body, new Date());
  }

  /** How long teams wait; for organizers. */
  @Allow('read')
  @Get('events/:slug/help-requests/figures')
  figures(@CurrentActor() actor: Actor, @Param('slug') slug: string): Promise<HelpFigures> {
    return this.reader.figures(actor, slug, new Date());
  }

  /** Server-sent events: `changed` whenever the list may have changed. */
  @Allow('read')
  @Sse('events/:slug/help-requests/stream')
  stream(@CurrentActor() actor: Actor, @Param('slug') slug: string): Promise<Observable<MessageEvent>> {
    return this.streams.of(actor, slug);
  }

  /** A mentor takes a request; exactly one does. */
  @Allow('submit')
  @Post('help-requests/:id/take')
  @HttpCode(200)
  take(@CurrentActor() actor: Actor, @Id() id: string): Promise<HelpRequestView> {
    return this.requests.take(actor, id, new Date());
  }

  /** Gives a request back to those who wait: by the mentor who has it, or an organizer. */
  @Allow('submit')
  @Post('help-requests/:id/hand-back')
  @HttpCode(200)
  handBack(@CurrentActor() actor: Actor, @Id() id: string): Promise<HelpRequestView> {
    return this.requests.handBack(actor, id, new Date());
  }

  /** Closes a request: by the mentor who has it, its team (which withdraws it if nobody came yet), or an organizer. */
  @Allow('submit')
  @Post('help-requests/:id/resolve')
  @HttpCode(200)
  resolve(@CurrentActor() actor: Actor, @Id() id: string): Promise<HelpRequestView> {
    return this.requests.resolve(actor, id, new Date());
  }
}
