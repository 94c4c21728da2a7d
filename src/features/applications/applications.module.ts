import { Module } from '@nestjs/common';
import { RateLimitModule } from '../../platform/http/rate-limit.module.js';
import { AccessModule } from '../access/access.module.js';
import { AuditModule } from '../audit/audit.module.js';
import { EventsModule } from '../events/events.module.js';
import { MailModule } from '../mail/mail.module.js';
import { Admission } from './admission.service.js';
import { ApplicationDecisions } from './application-decisions.service.js';
import { ApplicationFiles } from './application-files.service.js';
import { ApplicationForms } from './application-forms.service.js';
import { ApplicationReader } from './application-reader.service.js';
import { ApplicationsController } from './applications.controller.js';
import { ConfirmationSweep } from './confirmation-sweep.js';
import { ConsentRequests } from './consent-requests.service.js';
import { ConsentsController } from './consents.controller.js';
import { EventInvitationsController } from './event-invitations.controller.js';
import { EventInvitations } from './event-invitations.service.js';
import { MyApplicationReader } from './my-application-reader.service.js';
import { OwnApplicationsController } from './own-applications.controller.js';
import { OwnApplications } from './own-applications.service.js';
import { OwnConsents } from './own-consents.service.js';
import { PeopleController } from './people.controller.js';
import { People } from './people.service.js';

@Module({
  imports: [AccessModule, AuditModule, EventsModule, MailModule, RateLimitModule],
  controllers: [
    ApplicationsController,
    OwnApplicationsController,
    ConsentsController,
    PeopleController,
    EventInvitationsController,
  ],
  providers: [
    Admission,
    ApplicationDecisions,
    ApplicationFiles,
    ApplicationForms,
    ApplicationReader,
    ConfirmationSweep,
    ConsentRequests,
    EventInvitations,
    MyApplicationReader,
    OwnApplications,
    OwnConsents,
    People,
  ],
  exports: [ApplicationDecisions, ApplicationForms, OwnApplications],
})
export class ApplicationsModule {}
