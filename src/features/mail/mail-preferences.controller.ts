import { Body, Controller, Get, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Actor, CurrentActor } from '../../platform/http/actor.js';
import { Allow } from '../../platform/http/permission.js';
import { MailPreferences } from './mail-preferences.service.js';
import { MailPreferencesRequest, MailPreferencesView } from './mails.dto.js';

@ApiTags('mail')
@Controller('me/mail-preferences')
export class MailPreferencesController {
  constructor(private readonly preferences: MailPreferences) {}

  /** What one is written about. */
  @Allow('account')
  @Get()
  read(@CurrentActor() actor: Actor): Promise<MailPreferencesView> {
    return this.preferences.read(actor);
  }

  /** Chooses what one is written about, from now on and for what waits to be sent. Security mails always go out. */
  @Allow('account')
  @Put()
  change(@CurrentActor() actor: Actor, @Body() body: MailPreferencesRequest): Promise<MailPreferencesView> {
    return this.preferences.change(actor, body);
  }
}
