import { Body, Controller, Get, Header, HttpCode, Inject, Post, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Config } from '../../platform/config/config.js';
import { CONFIG } from '../../platform/config/config.module.js';
import { type Actor, CurrentActor } from '../../platform/http/actor.js';
import { Allow } from '../../platform/http/permission.js';
import { clearSessionCookie } from '../accounts/session-cookie.js';
import { Deletions } from './deletions.service.js';
import { PersonalDataReader } from './personal-data-reader.service.js';
import { DeletionRequest, PersonalDataView } from './privacy.dto.js';

@ApiTags('privacy')
@Controller('me')
export class PrivacyController {
  private readonly secure: boolean;

  constructor(
    private readonly reader: PersonalDataReader,
    private readonly deletions: Deletions,
    @Inject(CONFIG) config: Config,
  ) {
    this.secure = config.publicUrl.protocol === 'https:';
  }

  /** All that the platform keeps about the person who asks, as a file. */
  @Allow('account')
  @Get('data')
  @Header('content-disposition', 'attachment; filename="my-data.json"')
  @Header('cache-control', 'no-store')
  data(@CurrentActor() actor: Actor): Promise<PersonalDataView> {
    return this.reader.read(actor, new Date());
  }

  /**
   * Deletes the own account, at once and for good: personal data go; scores, team results and the record stay
   * under a pseudonym.
   */
  @Allow('account')
  @Post('deletion')
  @HttpCode(204)
  async delete(
    @CurrentActor() actor: Actor,
    @Body() body: DeletionRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    await this.deletions.delete(actor, body);
    clearSessionCookie(reply, this.secure);
  }
}
