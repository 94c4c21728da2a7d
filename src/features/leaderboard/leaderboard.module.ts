import { Module } from '@nestjs/common';
import { AccessModule } from '../access/access.module.js';
import { AccountsModule } from '../accounts/accounts.module.js';
import { AuditModule } from '../audit/audit.module.js';
import { LeaderboardController } from './leaderboard.controller.js';
import { Leaderboard } from './leaderboard.service.js';
import { Publication } from './publication.service.js';

@Module({
  imports: [AccountsModule, AccessModule, AuditModule],
  providers: [Leaderboard, Publication],
  controllers: [LeaderboardController],
})
export class LeaderboardModule {}
