import { Module } from '@nestjs/common';
import { RateLimitModule } from '../../platform/http/rate-limit.module.js';
import { AccessModule } from '../access/access.module.js';
import { AccountsModule } from '../accounts/accounts.module.js';
import { AuditModule } from '../audit/audit.module.js';
import { MailModule } from '../mail/mail.module.js';
import { Departures } from './departures.js';
import { EventMailsController } from './event-mails.controller.js';
import { EventMails } from './event-mails.service.js';
import { EventMembersController } from './event-members.controller.js';
import { EventMembers } from './event-members.service.js';
import { EventPlaces } from './event-places.js';
import { EventRecord } from './event-record.service.js';
import { EventsController } from './events.controller.js';
import { Events } from './events.service.js';
import { MemberRecoveryController } from './member-recovery.controller.js';
import { MemberRecovery } from './member-recovery.service.js';

@Module({
  imports: [AccessModule, AccountsModule, AuditModule, MailModule, RateLimitModule],
  controllers: [EventsController, EventMailsController, EventMembersController, MemberRecoveryController],
  providers: [Departures, Events, EventMails, EventMembers, EventPlaces, EventRecord, MemberRecovery],
  exports: [Departures, EventPlaces, Events],
})
export class EventsModule {}
