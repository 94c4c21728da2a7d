import { Body, Controller, Delete, Get, HttpCode, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Actor, CurrentActor } from '../../platform/http/actor.js';
import { PageQuery } from '../../platform/http/page.dto.js';
import { Id } from '../../platform/http/parameters.js';
import { Allow } from '../../platform/http/permission.js';
import { AccessTokenPage, AccessTokenRequest, NewAccessTokenView } from './access-tokens.dto.js';
import { AccessTokens } from './access-tokens.service.js';
import {
  ConsentRequest,
  MeRequest,
  MeView,
  NewAddressRequest,
  PasswordChangedView,
  PasswordRequest,
} from './accounts.dto.js';
import { Accounts } from './accounts.service.js';
import { Addresses } from './addresses.service.js';

@ApiTags('accounts')
@Controller('me')
export class MeController {
  constructor(
    private readonly accounts: Accounts,
    private readonly tokens: AccessTokens,
    private readonly addresses: Addresses,
  ) {}

  /** The signed-in person, their events and teams. */
  @Allow('read', { beforeSecondFactor: true })
  @Get()
  get(@CurrentActor() actor: Actor): Promise<MeView> {
    return this.accounts.me(actor.accountId);
  }

  /** Changes the own name or language. */
  @Allow('account')
  @Patch()
  change(@CurrentActor() actor: Actor, @Body() body: MeRequest): Promise<MeView> {
    return this.accounts.change(actor, body);
  }

  /** Sets a new password and signs out every other browser. Access tokens go on working. */
  @Allow('account')
  @Post('password')
  @HttpCode(200)
  changePassword(@CurrentActor() actor: Actor, @Body() body: PasswordRequest): Promise<PasswordChangedView> {
    return this.accounts.changePassword(actor, body);
  }

  /** Agrees to the current notice on personal data. */
  @Allow('account', { beforeSecondFactor: true })
  @Post('consents')
  @HttpCode(200)
  consent(@CurrentActor() actor: Actor, @Body() body: ConsentRequest): Promise<MeView> {
    return this.accounts.consent(actor, body.version);
  }

  /** Sends the link that confirms the own address once more. */
  @Allow('account')
  @Post('verification')
  @HttpCode(204)
  verifyAgain(@CurrentActor() actor: Actor): Promise<void> {
    return this.addresses.askAgain(actor);
  }

  /** Says no to the new address for which an organizer vouches. */
  @Allow('account', { beforeSecondFactor: true })
  @Delete('recovery')
  @HttpCode(204)
  refuseRecovery(@CurrentActor() actor: Actor): Promise<void> {
    return this.addresses.refuseOwn(actor);
  }

  /** Sends a link to a new address; the account moves there when it is opened. */
  @Allow('account')
  @Post('email')
  @HttpCode(204)
  changeEmail(@CurrentActor() actor: Actor, @Body() body: NewAddressRequest): Promise<void> {
    return this.addresses.askToChange(actor, body);
  }

  /** Makes a personal access token for programs; this answer alone shows it. */
  @Allow('account')
  @Post('tokens')
  createToken(@CurrentActor() actor: Actor, @Body() body: AccessTokenRequest): Promise<NewAccessTokenView> {
    return this.tokens.create(actor, body);
  }

  /** One's tokens, newest first, with those that were revoked. */
  @Allow('account')
  @Get('tokens')
  listTokens(@CurrentActor() actor: Actor, @Query() query: PageQuery): Promise<AccessTokenPage> {
    return this.tokens.list(actor, query);
  }

  /** Revokes a token: it opens nothing from now on. */
  @Allow('account')
  @Delete('tokens/:id')
  @HttpCode(204)
  revokeToken(@CurrentActor() actor: Actor, @Id() id: string): Promise<void> {
    return this.tokens.revoke(actor, id);
  }
}
