import { Module } from '@nestjs/common';
import { ScoringModule } from '../submissions/scoring.module.js';
import { RescoringApplication } from './rescoring-application.service.js';
import { RescoringScores } from './rescoring-scores.service.js';
import { RescoringWork } from './rescoring-work.service.js';

/** The worker's half of rescoring. */
@Module({
  imports: [ScoringModule],
  providers: [RescoringApplication, RescoringScores, RescoringWork],
})
export class RescoringWorkModule {}
