import { Body, Controller, Delete, Get, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Actor, CurrentActor } from '../../platform/http/actor.js';
import { Id } from '../../platform/http/parameters.js';
import { Allow } from '../../platform/http/permission.js';
import { AllowancePage, AllowanceRequest, AllowanceView, BudgetPage } from './allowances.dto.js';
import { Allowances } from './allowances.service.js';

@ApiTags('team budgets')
@Controller('teams/:id')
export class AllowancesController {
  constructor(private readonly allowances: Allowances) {}

  /** What the team has used and may use of each task, and whose entries these are; for the team and organizers. */
  @Allow('read')
  @Get('budget')
  budget(@CurrentActor() actor: Actor, @Id() id: string): Promise<BudgetPage> {
    return this.allowances.budget(actor, id);
  }

  /** What organizers have given the team beyond the limits; for the team and organizers. */
  @Allow('read')
  @Get('allowances')
  list(@CurrentActor() actor: Actor, @Id() id: string): Promise<AllowancePage> {
    return this.allowances.list(actor, id);
  }

  /** Gives the team more entries or more time in one task, with a reason; for organizers. */
  @Allow('organize')
  @Post('allowances')
  grant(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Body() body: AllowanceRequest,
  ): Promise<AllowanceView> {
    return this.allowances.grant(actor, id, body);
  }

  /** Takes it back; what was used of it stays used. */
  @Allow('organize')
  @Delete('allowances/:allowanceId')
  @HttpCode(204)
  revoke(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Id('allowanceId') allowanceId: string,
  ): Promise<void> {
    return this.allowances.revoke(actor, id, allowanceId);
  }
}
