import { BullModule } from '@nestjs/bullmq';
import { Module } from '@nestjs/common';
import { MailProcessor } from './mail.processor.js';
import { MAIL_QUEUE, MailTokens } from './mail.tokens.js';
import { MailClaims } from './mail-claims.service.js';
import { Smtp } from './smtp.js';

/** The worker's half of mail. */
@Module({
  imports: [BullModule.registerQueue({ name: MAIL_QUEUE })],
  providers: [MailClaims, MailTokens, MailProcessor, Smtp],
})
export class DeliveryModule {}
