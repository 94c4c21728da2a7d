import {
  Controller,
  Get,
  HttpCode,
  type MessageEvent,
  type PipeTransform,
  Post,
  Query,
  Req,
  Res,
  Sse,
} from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiQuery, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Observable } from 'rxjs';
import { type Actor, CurrentActor } from '../../platform/http/actor.js';
import { Id } from '../../platform/http/parameters.js';
import { Allow } from '../../platform/http/permission.js';
import { invalidField } from '../../platform/http/validation.js';
import { LeaderboardView, PublishedView, PublishQuery, SPLITS, type Split } from './leaderboard.dto.js';
import { Leaderboard } from './leaderboard.service.js';
import { Publication } from './publication.service.js';

/** `final` is the organizers' until they publish it. A plain pipe: this is the route that everybody polls. */
const asSplit: PipeTransform<unknown, Split> = {
  transform(value) {
    const split = SPLITS.find((one) => one === (value ?? 'public'));
    if (split) return split;
    throw invalidField('split', 'isIn', {
      en: 'One of these is expected: public, final.',
      ko: '다음 중 하나를 입력해 주세요: public, final.',
    });
  },
};

const SPLIT_QUERY = { name: 'split', enum: [...SPLITS], required: false };

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
  @ApiQuery(SPLIT_QUERY)
  @ApiHeader({ name: 'If-None-Match', required: false })
  @ApiOkResponse({ type: LeaderboardView })
  json(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Query('split', asSplit) split: Split,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.leaderboard.send(actor, id, split, 'json', request, reply);
  }

  /** The same as CSV. */
  @Allow('read')
  @Get('leaderboard.csv')
  @ApiQuery(SPLIT_QUERY)
  @ApiOkResponse({ content: { 'text/csv': { schema: { type: 'string' } } } })
  csv(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Query('split', asSplit) split: Split,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.leaderboard.send(actor, id, split, 'csv', request, reply);
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
  publish(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Query() { version }: PublishQuery,
  ): Promise<PublishedView> {
    return this.publication.publish(actor, id, version ?? null);
  }
}
