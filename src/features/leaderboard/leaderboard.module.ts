import { Module } from '@nestjs/common';
import { AccessModule } from '../access/access.module.js';
import { AccountsModule } from '../accounts/accounts.module.js';
import { AuditModule } from '../audit/audit.module.js';
import { BoardReader } from './board-reader.service.js';
import { ComparisonsController } from './comparisons.controller.js';
import { Comparisons } from './comparisons.service.js';
import { FinalPreview } from './final-preview.service.js';
import { GateMarking } from './gate-marking.service.js';
import { LeaderboardController } from './leaderboard.controller.js';
import { Leaderboard } from './leaderboard.service.js';
import { Publication } from './publication.service.js';
import { Ranks } from './ranks.service.js';

@Module({
  imports: [AccountsModule, AccessModule, AuditModule],
  providers: [GateMarking, BoardReader, Comparisons, FinalPreview, Leaderboard, Publication, Ranks],
  exports: [BoardReader],
  controllers: [LeaderboardController, ComparisonsController],
})
export class LeaderboardModule {}
