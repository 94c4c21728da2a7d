import { Body, Controller, HttpCode, Inject, Ip, Post, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Config } from '../../platform/config/config.js';
import { CONFIG } from '../../platform/config/config.module.js';
import { Public } from '../../platform/http/permission.js';
import { ForgottenPasswordRequest, MailedLinkRequest, NewPasswordRequest } from './accounts.dto.js';
import { AddressUndo } from './address-undo.service.js';
import { Addresses } from './addresses.service.js';
import { setDeviceCookie } from './device-cookie.js';
import { PasswordReset } from './password-reset.service.js';

@ApiTags('lost access')
@Controller('auth')
export class LostAccessController {
  constructor(
    private readonly resets: PasswordReset,
    private readonly addresses: Addresses,
    private readonly undos: AddressUndo,
    @Inject(CONFIG) private readonly config: Config,
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
  async reset(
    @Body() body: NewPasswordRequest,
    @Ip() ip: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    const email = await this.resets.reset(body.token, body.next, ip);
    // Whoever guesses at this account cannot keep its owner from signing in now.
    setDeviceCookie(reply, this.config, email);
  }

  /** Confirms an address with the link that was mailed there. */
  @Public({ beforeSecondFactor: true })
  @Post('verify-email')
  @HttpCode(204)
  verify(@Body() body: MailedLinkRequest, @Ip() ip: string): Promise<void> {
    return this.addresses.confirm(body.token, ip);
  }

  /** Takes an account back, from the address that it had before. Everybody is signed out; a mail brings a new password. */
  @Public({ beforeSecondFactor: true })
  @Post('undo-address')
  @HttpCode(204)
  undo(@Body() body: MailedLinkRequest, @Ip() ip: string): Promise<void> {
    return this.undos.undo(body.token, ip);
  }

  /** Objects, from the old address, to moving the account to a new one. */
  @Public({ beforeSecondFactor: true })
  @Post('keep-address')
  @HttpCode(204)
  keep(@Body() body: MailedLinkRequest, @Ip() ip: string): Promise<void> {
    return this.addresses.keep(body.token, ip);
  }
}
