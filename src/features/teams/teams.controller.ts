import {
  Body,
  Controller,
  Delete,
  Get,
  Header,
  HttpCode,
  Param,
  Patch,
  Post,
  Put,
  Query,
} from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { type Actor, CurrentActor } from '../../platform/http/actor.js';
import { PageQuery } from '../../platform/http/page.dto.js';
import { Id } from '../../platform/http/parameters.js';
import { Allow } from '../../platform/http/permission.js';
import { BroughtEntries } from './brought.service.js';
import { Captains } from './captains.service.js';
import { LateChanges } from './late-changes.service.js';
import { LateTeams } from './late-teams.service.js';
import { TeamAnnouncements } from './team-announcements.service.js';
import { TeamExport } from './team-export.service.js';
import { TeamReader } from './team-reader.service.js';
import {
  BroughtQuery,
  BroughtSumView,
  CaptainRequest,
  DissolveRequest,
  LateTeamRequest,
  PlaceRequest,
  PlaceView,
  TeamChangeRequest,
  TeamExportQuery,
  TeamLetterRequest,
  TeamLetterView,
  TeamPage,
  TeamRequest,
  TeamView,
} from './teams.dto.js';
import { Teams } from './teams.service.js';

@ApiTags('teams')
@Controller()
export class TeamsController {
  constructor(
    private readonly teams: Teams,
    private readonly captains: Captains,
    private readonly broughtEntries: BroughtEntries,
    private readonly lateChanges: LateChanges,
    private readonly lateTeams: LateTeams,
    private readonly exports: TeamExport,
    private readonly announcements: TeamAnnouncements,
    private readonly reader: TeamReader,
  ) {}

  /** Teams of an event by name, for its members. */
  @Allow('read')
  @Get('events/:slug/teams')
  list(
    @CurrentActor() actor: Actor,
    @Param('slug') slug: string,
    @Query() query: PageQuery,
  ): Promise<TeamPage> {
    return this.reader.list(actor, slug, query);
  }

  /** Makes a team; who makes it is its captain. */
  @Allow('submit')
  @Post('events/:slug/teams')
  create(
    @CurrentActor() actor: Actor,
    @Param('slug') slug: string,
    @Body() body: TeamRequest,
  ): Promise<TeamView> {
    return this.teams.create(actor, slug, body);
  }

  /** One team; its members and open invitations for itself and for organizers. */
  @Allow('read')
  @Get('teams/:id')
  get(@CurrentActor() actor: Actor, @Id() id: string): Promise<TeamView> {
    return this.reader.get(actor, id, new Date());
  }

  /** Name, description, open or closed; for the captain. */
  @Allow('submit')
  @Patch('teams/:id')
  change(@CurrentActor() actor: Actor, @Id() id: string, @Body() body: TeamChangeRequest): Promise<TeamView> {
    return this.teams.change(actor, id, body, new Date());
  }

  /** Comes into an open team. */
  @Allow('submit')
  @Post('teams/:id/join')
  @HttpCode(200)
  join(@CurrentActor() actor: Actor, @Id() id: string): Promise<TeamView> {
    return this.teams.join(actor, id, new Date());
  }

  /** Used entries that would come along: by the reader; by people or teams that organizers, or by people of notices that members ask about. */
  @Allow('read')
  @Get('teams/:id/brought')
  brought(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Query() query: BroughtQuery,
  ): Promise<BroughtSumView> {
    return this.broughtEntries.get(actor, id, query);
  }

  /** Leaves the team. A captain hands over to the longest member; a team without members ends, and what it handed in stays. */
  @Allow('submit')
  @Post('teams/:id/leave')
  @HttpCode(204)
  leave(@CurrentActor() actor: Actor, @Id() id: string): Promise<void> {
    return this.teams.leave(actor, id);
  }

  /** Ends the team for all its members; for the captain and organizers. What it handed in stays. */
  @Allow('submit')
  @Post('teams/:id/dissolve')
  @HttpCode(204)
  dissolve(@CurrentActor() actor: Actor, @Id() id: string, @Body() body: DissolveRequest): Promise<void> {
    return this.teams.dissolve(actor, id, body.reason ?? null);
  }

  /** Makes another member captain; for the captain, and for organizers with a reason. */
  @Allow('submit')
  @Put('teams/:id/captain')
  handOver(@CurrentActor() actor: Actor, @Id() id: string, @Body() body: CaptainRequest): Promise<TeamView> {
    return this.captains.handOver(actor, id, body, new Date());
  }

  /** Asks for the role of a captain who is not to be found; asked again after a day without an answer, takes it. */
  @Allow('submit')
  @Post('teams/:id/captain/claim')
  @HttpCode(200)
  claim(@CurrentActor() actor: Actor, @Id() id: string): Promise<TeamView> {
    return this.captains.claim(actor, id, new Date());
  }

  /** The captain says that they are there, or whoever asked takes it back. */
  @Allow('submit')
  @Delete('teams/:id/captain/claim')
  endClaim(@CurrentActor() actor: Actor, @Id() id: string): Promise<TeamView> {
    return this.captains.endClaim(actor, id, new Date());
  }

  /** All teams with their people, how many of which background, and what is missing, for a spreadsheet; for organizers. */
  @Allow('read')
  @Get('events/:slug/teams.csv')
  @Header('content-type', 'text/csv; charset=utf-8')
  @Header('content-disposition', 'attachment; filename="teams.csv"')
  @ApiOkResponse({ content: { 'text/csv': { schema: { type: 'string' } } } })
  csv(
    @CurrentActor() actor: Actor,
    @Param('slug') slug: string,
    @Query() query: TeamExportQuery,
  ): Promise<string> {
    return this.exports.csv(actor, slug, query.language);
  }

  /** Writes a mail to everybody in the teams named; for organizers. */
  @Allow('organize')
  @Post('events/:slug/team-letters')
  write(
    @CurrentActor() actor: Actor,
    @Param('slug') slug: string,
    @Body() body: TeamLetterRequest,
  ): Promise<TeamLetterView> {
    return this.announcements.send(actor, slug, body);
  }

  /** Makes a team with somebody as its captain, also after teams froze; for organizers. */
  @Allow('organize')
  @Post('events/:slug/late-teams')
  createLate(
    @CurrentActor() actor: Actor,
    @Param('slug') slug: string,
    @Body() body: LateTeamRequest,
  ): Promise<TeamView> {
    return this.lateTeams.create(actor, slug, body, new Date());
  }

  /** Puts a participant into a team, into another one or into none, also after teams froze; for organizers. */
  @Allow('organize')
  @Put('events/:slug/team-places/:accountId')
  place(
    @CurrentActor() actor: Actor,
    @Param('slug') slug: string,
    @Id('accountId') accountId: string,
    @Body() body: PlaceRequest,
  ): Promise<PlaceView> {
    return this.lateChanges.place(actor, slug, accountId, body);
  }
}
