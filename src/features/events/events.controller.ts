import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { type Actor, CurrentActor, MaybeActor } from '../../platform/http/actor.js';
import { PageQuery } from '../../platform/http/page.dto.js';
import { Allow, Public } from '../../platform/http/permission.js';
import { EventRecord } from './event-record.service.js';
import {
  AuditPage,
  EventChangeRequest,
  EventPage,
  EventRequest,
  EventView,
  RecordFilter,
  RecordQuery,
} from './events.dto.js';
import { Events } from './events.service.js';

@ApiTags('events')
@Controller('events')
export class EventsController {
  constructor(
    private readonly events: Events,
    private readonly record: EventRecord,
  ) {}

  /** Published events, latest first, and the drafts that the reader organizes. */
  @Public()
  @Get()
  list(@MaybeActor() actor: Actor | null, @Query() query: PageQuery): Promise<EventPage> {
    return this.events.list(actor, query, new Date());
  }

  /** Makes an event, as a draft unless `status` says otherwise; who makes it is its organizer. */
  @Allow('organize')
  @Post()
  create(@CurrentActor() actor: Actor, @Body() body: EventRequest): Promise<EventView> {
    return this.events.create(actor, body, new Date());
  }

  /** One event, with the reader's role and team in it. A draft is its organizers' alone. */
  @Public()
  @Get(':slug')
  get(@MaybeActor() actor: Actor | null, @Param('slug') slug: string): Promise<EventView> {
    return this.events.get(actor, slug, new Date());
  }

  /** Changes the event; for its organizers. */
  @Allow('organize')
  @Patch(':slug')
  change(
    @CurrentActor() actor: Actor,
    @Param('slug') slug: string,
    @Body() body: EventChangeRequest,
  ): Promise<EventView> {
    return this.events.change(actor, slug, body, new Date());
  }

  /** Joins as a participant. Who is a member already stays what they are. */
  @Allow('submit')
  @Post(':slug/join')
  @HttpCode(200)
  join(@CurrentActor() actor: Actor, @Param('slug') slug: string): Promise<EventView> {
    return this.events.join(actor, slug, new Date());
  }

  /** Who did what in this event, newest first; for its organizers. */
  @Allow('read')
  @Get(':slug/audit')
  audit(
    @CurrentActor() actor: Actor,
    @Param('slug') slug: string,
    @Query() query: RecordQuery,
  ): Promise<AuditPage> {
    return this.record.list(actor, slug, query);
  }

  /** The same as CSV, all of it. */
  @Allow('read')
  @Get(':slug/audit.csv')
  @ApiOkResponse({ content: { 'text/csv': { schema: { type: 'string' } } } })
  async auditCsv(
    @CurrentActor() actor: Actor,
    @Param('slug') slug: string,
    @Query() filter: RecordFilter,
  ): Promise<StreamableFile> {
    return new StreamableFile(await this.record.csv(actor, slug, filter), {
      type: 'text/csv; charset=utf-8',
      disposition: `attachment; filename="record-${slug}.csv"`,
    });
  }
}
