import { Body, Controller, Get, Header, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiOkResponse, ApiParam, ApiTags } from '@nestjs/swagger';
import { type Actor, CurrentActor } from '../../platform/http/actor.js';
import { Id } from '../../platform/http/parameters.js';
import { Allow } from '../../platform/http/permission.js';
import { ApplicationDecisions } from './application-decisions.service.js';

import { ApplicationFormRequest, ApplicationFormView } from './application-forms.dto.js';
import { ApplicationForms } from './application-forms.service.js';
import { ApplicationReader } from './application-reader.service.js';
import {
  ApplicationPage,
  ApplicationQuery,
  ApplicationView,
  DecisionsRequest,
  DecisionsView,
  PromotionsRequest,
  PromotionsView,
  RankRequest,
} from './applications.dto.js';
import { type ApplicationRole, AppliedRole } from './role.parameter.js';

const ROLE = { name: 'role', enum: ['participant', 'mentor'] };

@ApiTags('applications')
@Controller('events/:slug')
export class ApplicationsController {
  constructor(
    private readonly forms: ApplicationForms,
    private readonly reader: ApplicationReader,
    private readonly decisions: ApplicationDecisions,
  ) {}

  /** What is asked of people who apply, and until when. */
  @Allow('read')
  @Get('application-forms/:role')
  @ApiParam(ROLE)
  form(
    @CurrentActor() actor: Actor,
    @Param('slug') slug: string,
    @AppliedRole() role: ApplicationRole,
  ): Promise<ApplicationFormView> {
    return this.forms.get(actor, slug, role, new Date());
  }

  /** Sets questions, places and the rule of the waiting list; for organizers. Answers that were given stay what they are. */
  @Allow('organize')
  @Put('application-forms/:role')
  @ApiParam(ROLE)
  putForm(
    @CurrentActor() actor: Actor,
    @Param('slug') slug: string,
    @AppliedRole() role: ApplicationRole,
    @Body() body: ApplicationFormRequest,
  ): Promise<ApplicationFormView> {
    return this.forms.put(actor, slug, role, body, new Date());
  }

  /** What was handed in; for organizers of the event alone. */
  @Allow('read')
  @Get('applications')
  list(
    @CurrentActor() actor: Actor,
    @Param('slug') slug: string,
    @Query() query: ApplicationQuery,
  ): Promise<ApplicationPage> {
    return this.reader.list(actor, slug, query);
  }

  /** The same with all answers, for a spreadsheet; formulas are made harmless. */
  @Allow('read')
  @Get('applications.csv')
  @Header('content-type', 'text/csv; charset=utf-8')
  @Header('content-disposition', 'attachment; filename="applications.csv"')
  @ApiOkResponse({ content: { 'text/csv': { schema: { type: 'string' } } } })
  csv(
    @CurrentActor() actor: Actor,
    @Param('slug') slug: string,
    @Query() query: ApplicationQuery,
  ): Promise<string> {
    return this.reader.csv(actor, slug, query);
  }

  /** One application with its answers and files. */
  @Allow('read')
  @Get('applications/:id')
  get(@CurrentActor() actor: Actor, @Param('slug') slug: string, @Id() id: string): Promise<ApplicationView> {
    return this.reader.get(actor, slug, id);
  }

  /** The organizers' own order of the waiting list. */
  @Allow('organize')
  @Put('applications/:id/rank')
  @HttpCode(204)
  rank(
    @CurrentActor() actor: Actor,
    @Param('slug') slug: string,
    @Id() id: string,
    @Body() body: RankRequest,
  ): Promise<void> {
    return this.decisions.rank(actor, slug, id, body.rank ?? null);
  }

  /** Accepts, puts on the waiting list, declines or releases up to 500 at once. Sent again, it changes nothing more. */
  @Allow('organize')
  @Post('applications/decisions')
  @HttpCode(200)
  decide(
    @CurrentActor() actor: Actor,
    @Param('slug') slug: string,
    @Body() body: DecisionsRequest,
  ): Promise<DecisionsView> {
    return this.decisions.decide(actor, slug, body, new Date());
  }

  /** Gives free places to the next on the waiting list. */
  @Allow('organize')
  @Post('applications/promotions')
  @HttpCode(200)
  promote(
    @CurrentActor() actor: Actor,
    @Param('slug') slug: string,
    @Body() body: PromotionsRequest,
  ): Promise<PromotionsView> {
    return this.decisions.promote(actor, slug, body, new Date());
  }
}
