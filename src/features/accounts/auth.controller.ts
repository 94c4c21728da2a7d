import { Body, Controller, Get, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '../../platform/config/config.js';
import { CONFIG } from '../../platform/config/config.module.js';
import { type Actor, MaybeActor } from '../../platform/http/actor.js';
import { Public } from '../../platform/http/permission.js';
import { MeView } from './accounts.dto.js';
import { ConsentView, SignInRequest, SignUpRequest } from './auth.dto.js';
import { currentConsent } from './consent.js';
import { clearSessionCookie, type NewSession, setSessionCookie } from './session-cookie.js';
import { SignIn } from './sign-in.service.js';

@ApiTags('accounts')
@Controller('auth')
export class AuthController {
  private readonly secure: boolean;

  constructor(
    private readonly signIns: SignIn,
    @Inject(CONFIG) config: Config,
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
  @Public()
  @Post('sign-up')
  async signUp(
    @Body() body: SignUpRequest,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<MeView> {
    return this.withCookie(reply, await this.signIns.signUp(body, request));
  }

  /** Signs in: the answer sets the session cookie. */
  @Public()
  @Post('sign-in')
  @HttpCode(200)
  async signIn(
    @Body() body: SignInRequest,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<MeView> {
    return this.withCookie(reply, await this.signIns.signIn(body, request));
  }

  /** Ends this browser's session. Who is not signed in is left as they are. */
  @Public()
  @Post('sign-out')
  @HttpCode(204)
  async signOut(
    @MaybeActor() actor: Actor | null,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    await this.signIns.signOut(actor);
    clearSessionCookie(reply, this.secure);
  }

  private withCookie(reply: FastifyReply, { me, session }: { me: MeView; session: NewSession }): MeView {
    setSessionCookie(reply, session, this.secure);
    return me;
  }
}
