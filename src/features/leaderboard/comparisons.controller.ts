import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Actor, CurrentActor } from '../../platform/http/actor.js';
import { Id } from '../../platform/http/parameters.js';
import { Allow } from '../../platform/http/permission.js';
import {
  FinalPreviewView,
  OwnEntriesQuery,
  PairsQuery,
  PairsView,
  ReleasedEntriesView,
} from './comparisons.dto.js';
import { Comparisons } from './comparisons.service.js';
import { FinalPreview } from './final-preview.service.js';

@ApiTags('leaderboard')
@Controller('tasks/:id/leaderboard')
export class ComparisonsController {
  constructor(
    private readonly comparisons: Comparisons,
    private readonly preview: FinalPreview,
  ) {}

  /** Every pair of the teams at the top of the board, as this reader may see it: is one better than the other? */
  @Allow('read')
  @Get('pairs')
  pairs(@CurrentActor() actor: Actor, @Id() id: string, @Query() query: PairsQuery): Promise<PairsView> {
    return this.comparisons.pairs(actor, id, query.split ?? 'public', query.top ?? 10);
  }

  /** The released scores of the reader's own team, each against the best of them; organizers name the team. */
  @Allow('read')
  @Get('entries')
  entries(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Query() query: OwnEntriesQuery,
  ): Promise<ReleasedEntriesView> {
    return this.comparisons.entries(actor, id, query.teamId ?? null);
  }

  /** What publishing the final board would show, for organizers: who moves how far, and whose band changes. */
  @Allow('organize')
  @Get('final/preview')
  finalPreview(@CurrentActor() actor: Actor, @Id() id: string): Promise<FinalPreviewView> {
    return this.preview.preview(actor, id);
  }
}
