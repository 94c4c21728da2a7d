import { Body, Controller, HttpCode, Ip, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Public } from '../../platform/http/permission.js';
import { ForgottenPasswordRequest, MailedLinkRequest, NewPasswordRequest } from './accounts.dto.js';
import { Addresses } from './addresses.service.js';
import { PasswordReset } from './password-reset.service.js';

@ApiTags('lost access')
@Controller('auth')
export class LostAccessController {
  constructor(
    private readonly resets: PasswordReset,
    private readonly addresses: Addresses,
  ) {}

  /** Sends a link to set a new password, if there is an account with the address. The answer does not tell. */
  @Public({ beforeSecondFactor: true })
  @Post('forgot-password')
  @HttpCode(204)
  forgot(@Body() body: ForgottenPasswordRequest, @Ip() ip: string): Promise<void> {
    return this.resets.ask(body.email, ip);
  }

  /** Sets a new password with the link that was mailed, and signs every browser out. */
  @Public({ beforeSecondFactor: true })
  @Post('reset-password')
  @HttpCode(204)
  reset(@Body() body: NewPasswordRequest, @Ip() ip: string): Promise<void> {
    return this.resets.reset(body.token, body.next, ip);
  }

  /** Confirms an address with the link that was mailed there. */
  @Public({ beforeSecondFactor: true })
  @Post('verify-email')
  @HttpCode(204)
  verify(@Body() body: MailedLinkRequest, @Ip() ip: string): Promise<void> {
    return this.addresses.confirm(body.token, ip);
  }

  /** Objects, from the old address, to moving the account to a new one. */
  @Public({ beforeSecondFactor: true })
  @Post('keep-address')
  @HttpCode(204)
  keep(@Body() body: MailedLinkRequest, @Ip() ip: string): Promise<void> {
    return this.addresses.keep(body.token, ip);
  }
}
