import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Actor, CurrentActor } from '../../platform/http/actor.js';
import { Id } from '../../platform/http/parameters.js';
import { Allow } from '../../platform/http/permission.js';
import {
  AssignmentsRequest,
  MentoringOverview,
  MentorProposalQuery,
  MentorProposalView,
} from './assignments.dto.js';
import { Assignments } from './assignments.service.js';

@ApiTags('mentoring')
@Controller('events/:slug/mentoring')
export class AssignmentsController {
  constructor(private readonly assignments: Assignments) {}

  /** Mentors with their load, teams with their mentors, and what conflicts have come up; for organizers. */
  @Allow('organize')
  @Get('overview')
  overview(@CurrentActor() actor: Actor, @Param('slug') slug: string): Promise<MentoringOverview> {
    return this.assignments.overview(actor, slug, new Date());
  }

  /** A mentor for every team that lacks one, by expertise, language and load, with reasons. Changes nothing. */
  @Allow('organize')
  @Get('proposal')
  propose(
    @CurrentActor() actor: Actor,
    @Param('slug') slug: string,
    @Query() query: MentorProposalQuery,
  ): Promise<MentorProposalView> {
    return this.assignments.propose(actor, slug, query.perTeam ?? 1, new Date());
  }

  /** Assigns mentors to teams, all or none. Refused where there is a conflict of interest. */
  @Allow('organize')
  @Post('assignments')
  @HttpCode(200)
  assign(
    @CurrentActor() actor: Actor,
    @Param('slug') slug: string,
    @Body() body: AssignmentsRequest,
  ): Promise<MentoringOverview> {
    return this.assignments.assign(actor, slug, body.items, new Date());
  }

  /** Takes a team away from a mentor, who sees nothing of it from then on. */
  @Allow('organize')
  @Delete('assignments/:teamId/:mentorId')
  @HttpCode(204)
  unassign(
    @CurrentActor() actor: Actor,
    @Param('slug') slug: string,
    @Id('teamId') teamId: string,
    @Id('mentorId') mentorId: string,
  ): Promise<void> {
    return this.assignments.unassign(actor, slug, teamId, mentorId);
  }
}
