import { type DynamicModule, Module } from '@nestjs/common';
import type { Config } from '../../platform/config/config.js';
import { ConfigModule } from '../../platform/config/config.module.js';
import { DatabaseModule } from '../../platform/database/database.module.js';
import { LiveModule } from '../../platform/live/live.module.js';
import { QueueModule } from '../../platform/queue/queue.module.js';
import { StorageModule } from '../../platform/storage/storage.module.js';
import { AccountsModule } from '../accounts/accounts.module.js';
import { Passwords } from '../accounts/passwords.service.js';
import { ApplicationsModule } from '../applications/applications.module.js';
import { AuditModule } from '../audit/audit.module.js';
import { EventsModule } from '../events/events.module.js';
import { MentoringModule } from '../mentoring/mentoring.module.js';
import { ProblemsModule } from '../problems/problems.module.js';
import { SubmissionsModule } from '../submissions/submissions.module.js';
import { TasksModule } from '../tasks/tasks.module.js';
import { TeamsModule } from '../teams/teams.module.js';
import { Demo } from './demo.service.js';
import { DemoApplications } from './demo-applications.service.js';
import { DemoEntries } from './demo-entries.service.js';
import { DemoEvent } from './demo-event.service.js';
import { DemoMentoring } from './demo-mentoring.service.js';
import { DemoPeople } from './demo-people.service.js';
import { DemoProblems } from './demo-problems.service.js';

/** The API's services without its HTTP, for the command that loads the demo. */
@Module({})
// biome-ignore lint/complexity/noStaticOnlyClass: a Nest dynamic module is a class with a static method
export class DemoModule {
  static of(config: Config): DynamicModule {
    return {
      module: DemoModule,
      imports: [
        ConfigModule.of(config),
        DatabaseModule,
        QueueModule,
        LiveModule,
        StorageModule,
        AuditModule,
        AccountsModule,
        EventsModule,
        TeamsModule,
        ProblemsModule,
        TasksModule,
        ApplicationsModule,
        MentoringModule,
        SubmissionsModule,
      ],
      providers: [
        Demo,
        DemoApplications,
        DemoPeople,
        DemoEvent,
        DemoProblems,
        DemoEntries,
        DemoMentoring,
        Passwords,
      ],
    };
  }
}
