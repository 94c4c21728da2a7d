import { Module } from '@nestjs/common';
import { RateLimitModule } from '../../platform/http/rate-limit.module.js';
import { AccessModule } from '../access/access.module.js';
import { AuditModule } from '../audit/audit.module.js';
import { EventsModule } from '../events/events.module.js';
import { InvitationsController } from './invitations.controller.js';
import { Invitations } from './invitations.service.js';
import { TeamReader } from './team-reader.service.js';
import { TeamsController } from './teams.controller.js';
import { Teams } from './teams.service.js';

@Module({
  imports: [AccessModule, AuditModule, EventsModule, RateLimitModule],
  controllers: [TeamsController, InvitationsController],
  providers: [Teams, TeamReader, Invitations],
  exports: [Teams],
})
export class TeamsModule {}
