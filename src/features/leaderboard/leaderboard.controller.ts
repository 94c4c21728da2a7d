import { Controller, Get, HttpCode, type MessageEvent, Post, Query, Req, Res, Sse } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Observable } from 'rxjs';
import { type Actor, CurrentActor } from '../../platform/http/actor.js';
import { Id } from '../../platform/http/parameters.js';
import { Allow } from '../../platform/http/permission.js';
import { LeaderboardQuery, LeaderboardView, PublishedView } from './leaderboard.dto.js';
import { Leaderboard } from './leaderboard.service.js';
import { Publication } from './publication.service.js';

@ApiTags('leaderboard')
@Controller('tasks/:id')
export class LeaderboardController {
  constructor(
    private readonly leaderboard: Leaderboard,
    private readonly publication: Publication,
  ) {}

  /** The board as this reader may see it. Answers 304 to a known ETag. */
  @Allow('read')
  @Get('leaderboard')
  @ApiHeader({ name: 'If-None-Match', required: false })
  @ApiOkResponse({ type: LeaderboardView })
  json(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Query() query: LeaderboardQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.leaderboard.send(actor, id, query.split ?? 'public', 'json', request, reply);
  }

  /** The same as CSV. */
  @Allow('read')
  @Get('leaderboard.csv')
  @ApiOkResponse({ content: { 'text/csv': { schema: { type: 'string' } } } })
  csv(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Query() query: LeaderboardQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.leaderboard.send(actor, id, query.split ?? 'public', 'csv', request, reply);
  }

  /** Server-sent events: `changed` when there is a new version for this reader, and nothing else. */
  @Allow('read')
  @Sse('leaderboard/stream')
  stream(@CurrentActor() actor: Actor, @Id() id: string): Promise<Observable<MessageEvent>> {
    return this.leaderboard.stream(actor, id);
  }

  /** Shows the final board to everyone and closes the task for good. */
  @Allow('organize')
  @Post('leaderboard/publish')
  @HttpCode(200)
  publish(@CurrentActor() actor: Actor, @Id() id: string): Promise<PublishedView> {
    return this.publication.publish(actor, id);
  }
}
