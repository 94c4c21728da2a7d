import { Body, Controller, Get, Header, Param, Put, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { type Actor, CurrentActor } from '../../platform/http/actor.js';
import { Id } from '../../platform/http/parameters.js';
import { Allow } from '../../platform/http/permission.js';
import { CheckInRequest, EventPersonView, PeopleCountsView, PeopleQuery, PersonPage } from './people.dto.js';
import { People } from './people.service.js';

@ApiTags('applications')
@Controller('events/:slug')
export class PeopleController {
  constructor(private readonly people: People) {}

  /** Members of the event with what they bring, their team, and whether they are there; for organizers. */
  @Allow('read')
  @Get('people')
  list(
    @CurrentActor() actor: Actor,
    @Param('slug') slug: string,
    @Query() query: PeopleQuery,
  ): Promise<PersonPage> {
    return this.people.list(actor, slug, query);
  }

  /** The same for a spreadsheet; formulas are made harmless. */
  @Allow('read')
  @Get('people.csv')
  @Header('content-type', 'text/csv; charset=utf-8')
  @Header('content-disposition', 'attachment; filename="people.csv"')
  @ApiOkResponse({ content: { 'text/csv': { schema: { type: 'string' } } } })
  csv(
    @CurrentActor() actor: Actor,
    @Param('slug') slug: string,
    @Query() query: PeopleQuery,
  ): Promise<string> {
    return this.people.csv(actor, slug, query);
  }

  /** How many there are of whom: members, places, applications. */
  @Allow('read')
  @Get('people-counts')
  counts(@CurrentActor() actor: Actor, @Param('slug') slug: string): Promise<PeopleCountsView> {
    return this.people.counts(actor, slug);
  }

  /** Notes that somebody is there, or takes it back. */
  @Allow('organize')
  @Put('people/:accountId/check-in')
  checkIn(
    @CurrentActor() actor: Actor,
    @Param('slug') slug: string,
    @Id('accountId') accountId: string,
    @Body() body: CheckInRequest,
  ): Promise<EventPersonView> {
    return this.people.checkIn(actor, slug, accountId, body.isPresent, new Date());
  }
}
