import { Body, Controller, Delete, Get, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Actor, CurrentActor } from '../../platform/http/actor.js';
import { Id } from '../../platform/http/parameters.js';
import { Allow } from '../../platform/http/permission.js';
import { LateMergeRequest, MergePage, MergeRequest, MergeView } from './team-merges.dto.js';
import { TeamMerges } from './team-merges.service.js';

@ApiTags('team budgets')
@Controller()
export class TeamMergesController {
  constructor(private readonly merges: TeamMerges) {}

  /** Proposes that one's own team becomes part of another; for its captain. */
  @Allow('submit')
  @Post('teams/:id/merges')
  propose(@CurrentActor() actor: Actor, @Id() id: string, @Body() body: MergeRequest): Promise<MergeView> {
    return this.merges.propose(actor, id, body, new Date());
  }

  /** Open proposals from and to the team; for the team and organizers. */
  @Allow('read')
  @Get('teams/:id/merges')
  list(@CurrentActor() actor: Actor, @Id() id: string): Promise<MergePage> {
    return this.merges.list(actor, id, new Date());
  }

  /** Merges the two teams at once; for the captain of the team that goes on. */
  @Allow('submit')
  @Post('team-merges/:id/agree')
  @HttpCode(204)
  agree(@CurrentActor() actor: Actor, @Id() id: string): Promise<void> {
    return this.merges.agree(actor, id, new Date());
  }

  /** For the captain of the team that goes on. */
  @Allow('submit')
  @Post('team-merges/:id/decline')
  @HttpCode(204)
  decline(@CurrentActor() actor: Actor, @Id() id: string): Promise<void> {
    return this.merges.close(actor, id, 'declined', new Date());
  }

  /** Merges two teams without their captains, also after teams froze; for organizers, with a reason. */
  @Allow('organize')
  @Post('teams/:id/late-merge')
  @HttpCode(204)
  mergeLate(@CurrentActor() actor: Actor, @Id() id: string, @Body() body: LateMergeRequest): Promise<void> {
    return this.merges.mergeLate(actor, id, body);
  }

  /** Takes the proposal back; for the captain of the team that made it. */
  @Allow('submit')
  @Delete('team-merges/:id')
  @HttpCode(204)
  withdraw(@CurrentActor() actor: Actor, @Id() id: string): Promise<void> {
    return this.merges.close(actor, id, 'withdrawn', new Date());
  }
}
