import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/audit.module.js';
import { MailTokens } from './mail.tokens.js';
import { MailCommits } from './mail-commits.js';
import { MailPreferencesController } from './mail-preferences.controller.js';
import { MailPreferences } from './mail-preferences.service.js';
import { MailRecord } from './mail-record.service.js';
import { Mails } from './mails.service.js';
import { UnsubscribeController } from './unsubscribe.controller.js';

@Module({
  imports: [AuditModule],
  controllers: [MailPreferencesController, UnsubscribeController],
  providers: [Mails, MailCommits, MailPreferences, MailRecord, MailTokens],
  exports: [Mails, MailRecord],
})
export class MailModule {}
