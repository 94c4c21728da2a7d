import { Module } from '@nestjs/common';
import { MailboxPagesController } from './mailbox.controller.js';
import { Mailbox } from './mailbox.service.js';
import { MailboxApiController } from './mailbox-api.controller.js';

/** Only in development: see `Config.mailbox`. */
@Module({ controllers: [MailboxPagesController, MailboxApiController], providers: [Mailbox] })
export class MailboxModule {}
