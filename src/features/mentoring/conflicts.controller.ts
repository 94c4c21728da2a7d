import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Actor, CurrentActor } from '../../platform/http/actor.js';
import { PageQuery } from '../../platform/http/page.dto.js';
import { Id } from '../../platform/http/parameters.js';
import { Allow } from '../../platform/http/permission.js';
import { ConflictPage, ConflictRequest, ConflictView } from './conflicts.dto.js';
import { Conflicts } from './conflicts.service.js';

@ApiTags('mentoring')
@Controller('events/:slug/mentoring/conflicts')
export class ConflictsController {
  constructor(private readonly conflicts: Conflicts) {}

  /** Declared conflicts of interest: a mentor's own, all for organizers. */
  @Allow('read')
  @Get()
  list(
    @CurrentActor() actor: Actor,
    @Param('slug') slug: string,
    @Query() query: PageQuery,
  ): Promise<ConflictPage> {
    return this.conflicts.list(actor, slug, query);
  }

  /** Declares a conflict with a person or an institution; it holds at once. */
  @Allow('submit')
  @Post()
  declare(
    @CurrentActor() actor: Actor,
    @Param('slug') slug: string,
    @Body() body: ConflictRequest,
  ): Promise<ConflictView> {
    return this.conflicts.declare(actor, slug, body);
  }

  /** Takes a declaration back: mentors their own, organizers any. */
  @Allow('submit')
  @Delete(':id')
  @HttpCode(204)
  remove(@CurrentActor() actor: Actor, @Param('slug') slug: string, @Id() id: string): Promise<void> {
    return this.conflicts.remove(actor, slug, id);
  }
}
