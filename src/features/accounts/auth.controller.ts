import { Body, Controller, Get, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '../../platform/config/config.js';
import { CONFIG } from '../../platform/config/config.module.js';
import { type Actor, MaybeActor } from '../../platform/http/actor.js';
import { DomainError } from '../../platform/http/domain-error.js';
import { Public } from '../../platform/http/permission.js';
import { MeView } from './accounts.dto.js';
import { ConsentView, SignInRequest, SignUpRequest } from './auth.dto.js';
import { currentConsent } from './consent.js';
import { setDeviceCookie } from './device-cookie.js';
import type { SignedIn } from './entrance.service.js';
import { clearSessionCookie, setSessionCookie } from './session-cookie.js';
import { SECOND_FACTOR_NEEDED } from './sign-in.errors.js';
import { SignIn } from './sign-in.service.js';
import { setStepCookie } from './step-cookie.js';

@ApiTags('accounts')
@Controller('auth')
export class AuthController {
  private readonly secure: boolean;

  constructor(
    private readonly signIns: SignIn,
    @Inject(CONFIG) private readonly config: Config,
  ) {
    this.secure = config.publicUrl.protocol === 'https:';
  }

  /** The notice on personal data that a new account agrees to. */
  @Public()
  @Get('consent')
  consent(): ConsentView {
    return currentConsent();
  }

  /** Makes an account and signs in. */
  @Public({ beforeSecondFactor: true })
  @Post('sign-up')
  async signUp(
    @Body() body: SignUpRequest,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<MeView> {
    return this.withCookie(reply, await this.signIns.signUp(body, request), body.email);
  }

  /**
   * Signs in: the answer sets the session cookie. For an account with a second factor it is
   * 401 SECOND_FACTOR_NEEDED and sets a cookie that is good for POST /auth/second-factor alone.
   */
  @Public({ beforeSecondFactor: true })
  @Post('sign-in')
  @HttpCode(200)
  async signIn(
    @Body() body: SignInRequest,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<MeView> {
    const entered = await this.signIns.signIn(body, request);
    if ('me' in entered) return this.withCookie(reply, entered, body.email);
    setStepCookie(reply, entered.step, this.secure);
    setDeviceCookie(reply, this.config, body.email);
    throw new DomainError(SECOND_FACTOR_NEEDED);
  }

  /** Ends this browser's session. Who is not signed in is left as they are. */
  @Public({ beforeSecondFactor: true })
  @Post('sign-out')
  @HttpCode(204)
  async signOut(
    @MaybeActor() actor: Actor | null,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    await this.signIns.signOut(actor);
    clearSessionCookie(reply, this.secure);
  }

  private withCookie(reply: FastifyReply, { me, session }: SignedIn, email: string): MeView {
    setSessionCookie(reply, session, this.secure);
    setDeviceCookie(reply, this.config, email);
    return me;
  }
}
