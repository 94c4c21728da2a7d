import { type DynamicModule, Module } from '@nestjs/common';
import { AccountsModule } from './features/accounts/accounts.module.js';
import { ApplicationsModule } from './features/applications/applications.module.js';
import { BalancingModule } from './features/balancing/balancing.module.js';
import { EventsModule } from './features/events/events.module.js';
import { GuidanceModule } from './features/guidance/guidance.module.js';
import { LeaderboardModule } from './features/leaderboard/leaderboard.module.js';
import { MailModule } from './features/mail/mail.module.js';
import { MailboxModule } from './features/mail/mailbox.module.js';
import { MentoringModule } from './features/mentoring/mentoring.module.js';
import { NotebooksModule } from './features/notebooks/notebooks.module.js';
import { PrivacyModule } from './features/privacy/privacy.module.js';
import { ProblemsModule } from './features/problems/problems.module.js';
import { RescoringModule } from './features/rescoring/rescoring.module.js';
import { SubmissionsModule } from './features/submissions/submissions.module.js';
import { TasksModule } from './features/tasks/tasks.module.js';
import { TeamsModule } from './features/teams/teams.module.js';
import type { Config } from './platform/config/config.js';
import { ConfigModule } from './platform/config/config.module.js';
import { DatabaseModule } from './platform/database/database.module.js';
import { HealthModule } from './platform/health/health.module.js';
import { LiveModule } from './platform/live/live.module.js';
import { QueueModule } from './platform/queue/queue.module.js';
import { StorageModule } from './platform/storage/storage.module.js';

/** What people and machines open without /api/v1 before it. */
export const OUTSIDE_THE_API = [
  'healthz',
  'readyz',
  'metrics',
  'unsubscribe/:token',
  'mails',
  'mails/:id',
  'mails/:id/html',
];

@Module({})
// biome-ignore lint/complexity/noStaticOnlyClass: a Nest dynamic module is a class with a static method
export class ApiModule {
  static of(config: Config): DynamicModule {
    return {
      module: ApiModule,
      imports: [
        ConfigModule.of(config),
        DatabaseModule,
        QueueModule,
        LiveModule,
        StorageModule,
        HealthModule,
        MailModule,
        ...(config.mailbox ? [MailboxModule] : []),
        AccountsModule,
        EventsModule,
        ApplicationsModule,
        TeamsModule,
        ProblemsModule,
        MentoringModule,
        BalancingModule,
        TasksModule,
        SubmissionsModule,
        NotebooksModule,
        LeaderboardModule,
        RescoringModule,
        GuidanceModule,
        PrivacyModule,
      ],
    };
  }
}
