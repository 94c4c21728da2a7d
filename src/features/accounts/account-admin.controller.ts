import { Body, Controller, Get, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Actor, CurrentActor } from '../../platform/http/actor.js';
import { Id } from '../../platform/http/parameters.js';
import { Allow } from '../../platform/http/permission.js';
import {
  AccountPage,
  AccountQuery,
  AccountView,
  EventCreationRequest,
  StewardRequest,
} from './account-admin.dto.js';
import { AccountAdmin } from './account-admin.service.js';

@ApiTags('administration')
@Controller('admin/accounts')
export class AccountAdminController {
  constructor(private readonly admin: AccountAdmin) {}

  /** Accounts of the installation, for its administrators. */
  @Allow('account')
  @Get()
  list(@CurrentActor() actor: Actor, @Query() query: AccountQuery): Promise<AccountPage> {
    return this.admin.list(actor, query);
  }

  /** Gives or takes the right to create events. */
  @Allow('account')
  @Put(':id/event-creation')
  setEventCreation(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Body() body: EventCreationRequest,
  ): Promise<AccountView> {
    return this.admin.setEventCreation(actor, id, body.allowed);
  }

  /** Makes somebody a data steward of this installation, or ends it. */
  @Allow('account')
  @Put(':id/steward')
  setSteward(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Body() body: StewardRequest,
  ): Promise<AccountView> {
    return this.admin.setSteward(actor, id, body.allowed);
  }
}
