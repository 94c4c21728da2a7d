import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/accounts.module.js';
import { AuditModule } from '../audit/audit.module.js';
import { EventsModule } from '../events/events.module.js';
import { TeamsModule } from '../teams/teams.module.js';
import { Deletions } from './deletions.service.js';
import { PersonalDataReader } from './personal-data-reader.service.js';
import { PrivacyController } from './privacy.controller.js';

@Module({
  imports: [AuditModule, AccountsModule, EventsModule, TeamsModule],
  controllers: [PrivacyController],
  providers: [Deletions, PersonalDataReader],
})
export class PrivacyModule {}
