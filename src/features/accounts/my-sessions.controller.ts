import { Controller, Delete, Get, HttpCode, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Actor, CurrentActor } from '../../platform/http/actor.js';
import { PageQuery } from '../../platform/http/page.dto.js';
import { Id } from '../../platform/http/parameters.js';
import { Allow } from '../../platform/http/permission.js';
import { SessionPage, SessionsEndedView } from './my-sessions.dto.js';
import { MySessions } from './my-sessions.service.js';

@ApiTags('sign-in')
@Controller('me/sessions')
export class MySessionsController {
  constructor(private readonly sessions: MySessions) {}

  /** The browsers in which one is signed in. */
  @Allow('account')
  @Get()
  list(@CurrentActor() actor: Actor, @Query() query: PageQuery): Promise<SessionPage> {
    return this.sessions.list(actor, query);
  }

  /** Signs out every browser but this one. Access tokens go on working. */
  @Allow('account')
  @Delete()
  @HttpCode(200)
  endOthers(@CurrentActor() actor: Actor): Promise<SessionsEndedView> {
    return this.sessions.endOthers(actor);
  }

  /** Signs out one browser, at once. */
  @Allow('account')
  @Delete(':id')
  @HttpCode(204)
  end(@CurrentActor() actor: Actor, @Id() id: string): Promise<void> {
    return this.sessions.end(actor, id);
  }
}
