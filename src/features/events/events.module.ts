import { Module } from '@nestjs/common';
import { AccessModule } from '../access/access.module.js';
import { AuditModule } from '../audit/audit.module.js';
import { MailModule } from '../mail/mail.module.js';
import { Departures } from './departures.js';
import { EventMailsController } from './event-mails.controller.js';
import { EventMails } from './event-mails.service.js';
import { EventMembersController } from './event-members.controller.js';
import { EventMembers } from './event-members.service.js';
import { EventRecord } from './event-record.service.js';
import { EventsController } from './events.controller.js';
import { Events } from './events.service.js';

@Module({
  imports: [AccessModule, AuditModule, MailModule],
  controllers: [EventsController, EventMailsController, EventMembersController],
  providers: [Departures, Events, EventMails, EventMembers, EventRecord],
  exports: [Departures, Events],
})
export class EventsModule {}
