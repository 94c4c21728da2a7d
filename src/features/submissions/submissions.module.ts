import { BullModule } from '@nestjs/bullmq';
import { Module } from '@nestjs/common';
import { RateLimitModule } from '../../platform/http/rate-limit.module.js';
import { AccessModule } from '../access/access.module.js';
import { AccountsModule } from '../accounts/accounts.module.js';
import { AuditModule } from '../audit/audit.module.js';
import { TasksModule } from '../tasks/tasks.module.js';
import { TeamsModule } from '../teams/teams.module.js';
import { AllowancesController } from './allowances.controller.js';
import { Allowances } from './allowances.service.js';
import { BoardEndings } from './board-endings.service.js';
import { EntryDecisions } from './entry-decisions.service.js';
import { EntryReader } from './entry-reader.service.js';
import { EntryStream } from './entry-stream.service.js';
import { ReportReader } from './report-reader.service.js';
import { ReportsController } from './reports.controller.js';
import { SCORING_QUEUE, ScoringTokens } from './scoring.job.js';
import { SubmissionsController } from './submissions.controller.js';
import { Submissions } from './submissions.service.js';
import { TeamMergesController } from './team-merges.controller.js';
import { TeamMerges } from './team-merges.service.js';
import { UploadTurns } from './upload-turns.js';

@Module({
  imports: [
    AccountsModule,
    AccessModule,
    AuditModule,
    TasksModule,
    TeamsModule,
    RateLimitModule,
    BullModule.registerQueue({ name: SCORING_QUEUE }),
  ],
  providers: [
    Submissions,
    EntryReader,
    ReportReader,
    EntryDecisions,
    EntryStream,
    ScoringTokens,
    UploadTurns,
    Allowances,
    TeamMerges,
    BoardEndings,
  ],
  controllers: [SubmissionsController, ReportsController, AllowancesController, TeamMergesController],
  exports: [Submissions, EntryDecisions, UploadTurns],
})
export class SubmissionsModule {}
