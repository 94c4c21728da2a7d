import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import { type Actor, CurrentActor } from '../../platform/http/actor.js';
import { Allow } from '../../platform/http/permission.js';
import { ConsentRequests } from './consent-requests.service.js';
import {
  ConsentReminderRequest,
  ConsentReminderView,
  EventConsentList,
  EventConsentRequest,
} from './consents.dto.js';
import { OwnConsents } from './own-consents.service.js';
import { type ApplicationRole, AppliedRole } from './role.parameter.js';

@ApiTags('applications')
@Controller('events/:slug')
export class ConsentsController {
  constructor(
    private readonly own: OwnConsents,
    private readonly requests: ConsentRequests,
  ) {}

  /** What the event asks the reader to agree to, in each role that they hold or wait for. */
  @Allow('read')
  @Get('my-consents')
  list(@CurrentActor() actor: Actor, @Param('slug') slug: string): Promise<EventConsentList> {
    return this.own.list(actor, slug);
  }

  /** Says yes or no to them as they are worded now; for the person at the page. A place is not lost by a no. */
  @Allow('account')
  @Post('my-consents/:role')
  @HttpCode(200)
  @ApiParam({ name: 'role', enum: ['participant', 'mentor'] })
  answer(
    @CurrentActor() actor: Actor,
    @Param('slug') slug: string,
    @AppliedRole() role: ApplicationRole,
    @Body() body: EventConsentRequest,
  ): Promise<EventConsentList> {
    return this.own.answer(actor, slug, role, body, new Date());
  }

  /** Writes to everyone who has not agreed to what is asked now; for organizers. */
  @Allow('organize')
  @Post('consent-reminders')
  @HttpCode(200)
  remind(
    @CurrentActor() actor: Actor,
    @Param('slug') slug: string,
    @Body() body: ConsentReminderRequest,
  ): Promise<ConsentReminderView> {
    return this.requests.remind(actor, slug, body, new Date());
  }
}
