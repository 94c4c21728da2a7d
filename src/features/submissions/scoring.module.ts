import { BullModule } from '@nestjs/bullmq';
import { Module } from '@nestjs/common';
import { Scorer } from '../tasks/scorer.js';
import { Claims } from './claims.service.js';
import { ReportRecord } from './report-record.service.js';
import { ScoreRecord } from './scores.service.js';
import { SCORING_QUEUE, ScoringTokens } from './scoring.job.js';
import { ScoringProcessor } from './scoring.processor.js';
import { StorageSweep } from './storage-sweep.js';

/** The worker's half of submissions. */
@Module({
  imports: [BullModule.registerQueue({ name: SCORING_QUEUE })],
  providers: [Claims, ReportRecord, ScoreRecord, Scorer, ScoringTokens, ScoringProcessor, StorageSweep],
  exports: [Claims, Scorer, ScoringTokens],
})
export class ScoringModule {}
