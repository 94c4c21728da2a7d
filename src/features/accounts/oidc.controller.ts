import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Inject,
  Param,
  Post,
  Query,
  Req,
  Res,
} from '@nestjs/common';
import { ApiQuery, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '../../platform/config/config.js';
import { CONFIG } from '../../platform/config/config.module.js';
import { type Actor, CurrentActor } from '../../platform/http/actor.js';
import { Id } from '../../platform/http/parameters.js';
import { Allow, Public } from '../../platform/http/permission.js';
import { MeView } from './accounts.dto.js';
import {
  IdentityPage,
  LinkView,
  NewcomerRequest,
  NewcomerView,
  ProviderLinkRequest,
  ProviderPage,
} from './identities.dto.js';
import { Identities } from './identities.service.js';
import { OidcProviders } from './oidc-providers.service.js';
import { type Going, OidcSignIn } from './oidc-sign-in.service.js';
import { setSessionCookie } from './session-cookie.js';
import { clearStepCookie, setStepCookie } from './step-cookie.js';

@ApiTags('sign-in')
@Controller()
export class OidcController {
  private readonly secure: boolean;

  constructor(
    private readonly signIns: OidcSignIn,
    private readonly providers: OidcProviders,
    private readonly identities: Identities,
    @Inject(CONFIG) config: Config,
  ) {
    this.secure = config.publicUrl.protocol === 'https:';
  }

  /** With whom one may sign in here, besides a password. */
  @Public()
  @Get('auth/providers')
  list(): ProviderPage {
    return this.providers.list();
  }

  /** For browsers: redirects to the provider, or to the sign-in page, which then says what is wrong. */
  @Public({ beforeSecondFactor: true })
  @ApiQuery({
    name: 'next',
    required: false,
    description: 'A page of ours to go to afterwards',
    schema: { type: 'string' },
  })
  @Get('auth/oidc/:provider/start')
  async start(
    @Param('provider') provider: string,
    @Query('next') next: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const path = typeof next === 'string' ? next : undefined;
    this.send(reply, await this.signIns.start(provider, path, request));
  }

  /** For browsers: the provider sends them back here, and they go on to one of our pages. */
  @Public({ beforeSecondFactor: true })
  @Get('auth/oidc/:provider/callback')
  async callback(
    @Param('provider') provider: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    this.send(reply, await this.signIns.callback(provider, request));
  }

  /** Begins to add a provider to the own account; the browser then goes to `url`. */
  @Allow('account')
  @Post('auth/oidc/:provider/link')
  async link(
    @CurrentActor() actor: Actor,
    @Param('provider') provider: string,
    @Body() body: ProviderLinkRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<LinkView> {
    const { url, step } = await this.signIns.startLink(actor, provider, body);
    setStepCookie(reply, step, this.secure);
    return { url };
  }

  /** Whom a provider just named, before there is an account. */
  @Public()
  @Get('auth/newcomer')
  newcomer(@Req() request: FastifyRequest): Promise<NewcomerView> {
    return this.signIns.newcomer(request);
  }

  /** Makes the account of whom a provider just named, without a password, and signs in. */
  @Public({ beforeSecondFactor: true })
  @Post('auth/newcomer')
  async signUp(
    @Body() body: NewcomerRequest,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<MeView> {
    const { me, session } = await this.signIns.signUp(body, request);
    clearStepCookie(reply, this.secure);
    setSessionCookie(reply, session, this.secure);
    return me;
  }

  /** The sign-ins with providers that open the own account. */
  @Allow('account')
  @Get('me/identities')
  identitiesOf(@CurrentActor() actor: Actor): Promise<IdentityPage> {
    return this.identities.list(actor);
  }

  /** Takes one away; never the last way in. */
  @Allow('account')
  @Delete('me/identities/:id')
  @HttpCode(204)
  unlink(@CurrentActor() actor: Actor, @Id() id: string): Promise<void> {
    return this.identities.unlink(actor, id);
  }

  private send(reply: FastifyReply, { location, step, session }: Going): void {
    if (step) setStepCookie(reply, step, this.secure);
    if (session) {
      clearStepCookie(reply, this.secure);
      setSessionCookie(reply, session, this.secure);
    }
    void reply.header('cache-control', 'no-store').redirect(location, 302);
  }
}
