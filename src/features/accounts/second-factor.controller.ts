import { Body, Controller, Get, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '../../platform/config/config.js';
import { CONFIG } from '../../platform/config/config.module.js';
import { type Actor, CurrentActor } from '../../platform/http/actor.js';
import { Allow, Public } from '../../platform/http/permission.js';
import { MeView } from './accounts.dto.js';
import { Entrance } from './entrance.service.js';
import {
  CodeRequest,
  EnrolmentView,
  ProofRequest,
  RecoveryCodesView,
  SecondFactorView,
} from './second-factor.dto.js';
import { SecondFactors } from './second-factors.service.js';
import { setSessionCookie } from './session-cookie.js';
import { clearStepCookie } from './step-cookie.js';

@ApiTags('sign-in')
@Controller()
export class SecondFactorController {
  private readonly secure: boolean;

  constructor(
    private readonly entrance: Entrance,
    private readonly factors: SecondFactors,
    @Inject(CONFIG) config: Config,
  ) {
    this.secure = config.publicUrl.protocol === 'https:';
  }

  /** The second step of signing in, with the cookie of the first: the answer sets the session cookie. */
  @Public({ beforeSecondFactor: true })
  @Post('auth/second-factor')
  @HttpCode(200)
  async finish(
    @Body() body: CodeRequest,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<MeView> {
    const { me, session } = await this.entrance.finish(body.code, request);
    clearStepCookie(reply, this.secure);
    setSessionCookie(reply, session, this.secure);
    return me;
  }

  /** Whether the own account has a second factor, and whether it needs one. */
  @Allow('account', { beforeSecondFactor: true })
  @Get('me/second-factor')
  status(@CurrentActor() actor: Actor): Promise<SecondFactorView> {
    return this.factors.status(actor);
  }

  /** Makes the secret of an authenticator app, which asks for nothing until a code of it is confirmed. */
  @Allow('account', { beforeSecondFactor: true })
  @Post('me/second-factor')
  enrol(@CurrentActor() actor: Actor, @Body() body: ProofRequest): Promise<EnrolmentView> {
    return this.factors.enrol(actor, body);
  }

  /** Turns the second factor on with a code of the app, and shows the recovery codes. Other browsers are signed out. */
  @Allow('account', { beforeSecondFactor: true })
  @Post('me/second-factor/confirm')
  @HttpCode(200)
  confirm(@CurrentActor() actor: Actor, @Body() body: CodeRequest): Promise<RecoveryCodesView> {
    return this.factors.confirm(actor, body.code);
  }

  /** Makes new recovery codes; the old ones no longer work. */
  @Allow('account')
  @Post('me/second-factor/recovery-codes')
  renewRecovery(@CurrentActor() actor: Actor, @Body() body: ProofRequest): Promise<RecoveryCodesView> {
    return this.factors.renewRecovery(actor, body);
  }

  /** Turns the second factor off. */
  @Allow('account')
  @Post('me/second-factor/off')
  @HttpCode(204)
  disable(@CurrentActor() actor: Actor, @Body() body: ProofRequest): Promise<void> {
    return this.factors.disable(actor, body);
  }
}
