import { Module } from '@nestjs/common';
import { MailTokens } from './mail.tokens.js';
import { MailCommits } from './mail-commits.js';
import { Mails } from './mails.service.js';

@Module({ providers: [Mails, MailCommits, MailTokens], exports: [Mails] })
export class MailModule {}
