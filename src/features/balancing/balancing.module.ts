import { Module } from '@nestjs/common';
import { RateLimitModule } from '../../platform/http/rate-limit.module.js';
import { AccessModule } from '../access/access.module.js';
import { AuditModule } from '../audit/audit.module.js';
import { MailModule } from '../mail/mail.module.js';
import { TeamsModule } from '../teams/teams.module.js';
import { Balancer } from './balancer.js';
import { ProposalApplication } from './proposal-application.service.js';
import { ProposalMaker } from './proposal-maker.js';
import { ProposalReader } from './proposal-reader.service.js';
import { ProposalsController } from './proposals.controller.js';
import { Proposals } from './proposals.service.js';
import { WishesController } from './wishes.controller.js';
import { Wishes } from './wishes.service.js';

@Module({
  imports: [AccessModule, AuditModule, MailModule, RateLimitModule, TeamsModule],
  controllers: [WishesController, ProposalsController],
  providers: [Wishes, Proposals, ProposalReader, ProposalMaker, ProposalApplication, Balancer],
})
export class BalancingModule {}
