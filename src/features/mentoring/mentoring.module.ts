import { Module } from '@nestjs/common';
import { RateLimitModule } from '../../platform/http/rate-limit.module.js';
import { AccessModule } from '../access/access.module.js';
import { AccountsModule } from '../accounts/accounts.module.js';
import { AuditModule } from '../audit/audit.module.js';
import { EventsModule } from '../events/events.module.js';
import { MailModule } from '../mail/mail.module.js';
import { TeamsModule } from '../teams/teams.module.js';
import { AssignmentMails } from './assignment-mails.service.js';
import { AssignmentsController } from './assignments.controller.js';
import { Assignments } from './assignments.service.js';
import { Bookings } from './bookings.service.js';
import { ConflictsController } from './conflicts.controller.js';
import { Conflicts } from './conflicts.service.js';
import { FormerAffiliationsController } from './former-affiliations.controller.js';
import { FormerAffiliations } from './former-affiliations.service.js';
import { HelpReader } from './help-reader.service.js';
import { HelpRequestsController } from './help-requests.controller.js';
import { HelpRequests } from './help-requests.service.js';
import { HelpStream } from './help-stream.service.js';
import { MentorDepartures } from './mentor-departures.service.js';
import { MentorNotesController } from './mentor-notes.controller.js';
import { MentorNotes } from './mentor-notes.service.js';
import { MentoredTeamEndings } from './mentored-team-endings.service.js';
import { MentoringWatch } from './mentoring-watch.service.js';
import { MentorsController } from './mentors.controller.js';
import { Mentors } from './mentors.service.js';
import { OfficeHoursController } from './office-hours.controller.js';
import { OfficeMails } from './office-mails.service.js';
import { OfficeSlots } from './office-slots.service.js';

@Module({
  imports: [
    AccessModule,
    AccountsModule,
    AuditModule,
    EventsModule,
    MailModule,
    RateLimitModule,
    TeamsModule,
  ],
  controllers: [
    MentorsController,
    AssignmentsController,
    ConflictsController,
    FormerAffiliationsController,
    OfficeHoursController,
    HelpRequestsController,
    MentorNotesController,
  ],
  providers: [
    Mentors,
    Assignments,
    AssignmentMails,
    Conflicts,
    FormerAffiliations,
    OfficeSlots,
    Bookings,
    OfficeMails,
    HelpRequests,
    HelpReader,
    HelpStream,
    MentorNotes,
    MentoringWatch,
    MentorDepartures,
    MentoredTeamEndings,
  ],
  exports: [Assignments, OfficeSlots, Bookings, HelpRequests, Mentors],
})
export class MentoringModule {}
