import { Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Public } from '../../platform/http/permission.js';
import { MailPreferences } from './mail-preferences.service.js';
import { UnsubscribedView } from './mails.dto.js';

@ApiTags('mail')
@Controller('unsubscribe/:token')
export class UnsubscribeController {
  constructor(private readonly preferences: MailPreferences) {}

  /**
   * Ends the mails of one kind, without signing in: mail programs do it at the press of their own button (RFC 8058).
   * Looking at this address changes nothing, because programs that check links look at every one.
   */
  @Public()
  @Post()
  @HttpCode(200)
  unsubscribe(@Param('token') token: string): Promise<UnsubscribedView> {
    return this.preferences.unsubscribe(token);
  }
}
