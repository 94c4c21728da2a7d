import { Module } from '@nestjs/common';
import { RateLimitModule } from '../../platform/http/rate-limit.module.js';
import { AccessModule } from '../access/access.module.js';
import { AuditModule } from '../audit/audit.module.js';
import { EventsModule } from '../events/events.module.js';
import { MailModule } from '../mail/mail.module.js';
import { BroughtEntries } from './brought.service.js';
import { Captains } from './captains.service.js';
import { InvitationsController } from './invitations.controller.js';
import { Invitations } from './invitations.service.js';
import { LateChanges } from './late-changes.service.js';
import { LateTeams } from './late-teams.service.js';
import { MemberRemovalsController } from './member-removals.controller.js';
import { MemberRemovals } from './member-removals.service.js';
import { NoticesController } from './notices.controller.js';
import { Notices } from './notices.service.js';
import { Suggestions } from './suggestions.service.js';
import { TeamAnnouncements } from './team-announcements.service.js';
import { TeamEndings } from './team-endings.js';
import { TeamExport } from './team-export.service.js';
import { TeamLetters } from './team-letters.service.js';
import { TeamPlaces } from './team-places.service.js';
import { TeamReader } from './team-reader.service.js';
import { TeamRequestsController } from './team-requests.controller.js';
import { TeamRequests } from './team-requests.service.js';
import { TeamSearch } from './team-search.service.js';
import { TeamsController } from './teams.controller.js';
import { Teams } from './teams.service.js';

@Module({
  imports: [AccessModule, AuditModule, EventsModule, MailModule, RateLimitModule],
  controllers: [
    TeamsController,
    InvitationsController,
    TeamRequestsController,
    NoticesController,
    MemberRemovalsController,
  ],
  providers: [
    BroughtEntries,
    Captains,
    Invitations,
    LateChanges,
    LateTeams,
    MemberRemovals,
    Notices,
    Suggestions,
    TeamAnnouncements,
    TeamEndings,
    TeamExport,
    TeamLetters,
    TeamPlaces,
    TeamReader,
    TeamRequests,
    TeamSearch,
    Teams,
  ],
  exports: [Teams, TeamEndings, TeamPlaces, TeamLetters],
})
export class TeamsModule {}
