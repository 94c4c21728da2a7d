import { Module } from '@nestjs/common';
import { AccessModule } from '../access/access.module.js';
import { MailModule } from '../mail/mail.module.js';
import { Attention } from './attention/attention.service.js';
import { GuidanceController } from './guidance.controller.js';
import { Guidance } from './guidance.service.js';
import { Reminders } from './reminders/reminders.service.js';

@Module({
  imports: [AccessModule, MailModule],
  controllers: [GuidanceController],
  providers: [Guidance, Attention, Reminders],
})
export class GuidanceModule {}
