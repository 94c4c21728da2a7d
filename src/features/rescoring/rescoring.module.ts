import { Module } from '@nestjs/common';
import { AccessModule } from '../access/access.module.js';
import { AuditModule } from '../audit/audit.module.js';
import { LeaderboardModule } from '../leaderboard/leaderboard.module.js';
import { RescoringComparisons } from './comparison.service.js';
import { RescoringController } from './rescoring.controller.js';
import { Rescorings } from './rescoring.service.js';

@Module({
  imports: [AccessModule, AuditModule, LeaderboardModule],
  providers: [Rescorings, RescoringComparisons],
  controllers: [RescoringController],
})
export class RescoringModule {}
