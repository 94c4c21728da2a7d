import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Req, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOkResponse, ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Actor, CurrentActor } from '../../platform/http/actor.js';
import { Id } from '../../platform/http/parameters.js';
import { Allow } from '../../platform/http/permission.js';
import { ApplicationFiles } from './application-files.service.js';

import { DraftRequest, HandInRequest, MyApplicationList, MyApplicationView } from './applications.dto.js';
import { OwnApplications } from './own-applications.service.js';
import { type ApplicationRole, AppliedRole } from './role.parameter.js';

const ROLE = { name: 'role', enum: ['participant', 'mentor'] };

@ApiTags('applications')
@Controller()
export class OwnApplicationsController {
  constructor(
    private readonly applications: OwnApplications,
    private readonly files: ApplicationFiles,
  ) {}

  /** One's own applications to the event: what is written, where it stands. */
  @Allow('read')
  @Get('events/:slug/my-applications')
  list(@CurrentActor() actor: Actor, @Param('slug') slug: string): Promise<MyApplicationList> {
    return this.applications.list(actor, slug, new Date());
  }

  /** Keeps what is being written. It is kept after the deadline too, even where it can no longer be handed in. */
  @Allow('submit')
  @Put('events/:slug/my-applications/:role')
  @ApiParam(ROLE)
  save(
    @CurrentActor() actor: Actor,
    @Param('slug') slug: string,
    @AppliedRole() role: ApplicationRole,
    @Body() body: DraftRequest,
  ): Promise<MyApplicationView> {
    return this.applications.save(actor, slug, role, body, new Date());
  }

  /** Hands the application in; before the deadline as often as one likes. */
  @Allow('submit')
  @Post('events/:slug/my-applications/:role/submit')
  @HttpCode(200)
  @ApiParam(ROLE)
  handIn(
    @CurrentActor() actor: Actor,
    @Param('slug') slug: string,
    @AppliedRole() role: ApplicationRole,
    @Body() body: HandInRequest,
  ): Promise<MyApplicationView> {
    return this.applications.handIn(actor, slug, role, body, new Date());
  }

  /** Withdraws it, or gives up the place that one has. */
  @Allow('submit')
  @Post('events/:slug/my-applications/:role/withdraw')
  @HttpCode(200)
  @ApiParam(ROLE)
  withdraw(
    @CurrentActor() actor: Actor,
    @Param('slug') slug: string,
    @AppliedRole() role: ApplicationRole,
  ): Promise<MyApplicationView> {
    return this.applications.withdraw(actor, slug, role, new Date());
  }

  /** Confirms the place that one was given. */
  @Allow('submit')
  @Post('events/:slug/my-applications/:role/confirm')
  @HttpCode(200)
  @ApiParam(ROLE)
  confirm(
    @CurrentActor() actor: Actor,
    @Param('slug') slug: string,
    @AppliedRole() role: ApplicationRole,
  ): Promise<MyApplicationView> {
    return this.applications.confirm(actor, slug, role, new Date());
  }

  /** The file that answers a question, at most 10 MB; an earlier one is replaced. */
  @Allow('submit')
  @Put('events/:slug/my-applications/:role/files/:questionId')
  @ApiParam(ROLE)
  @ApiConsumes('multipart/form-data')
  @ApiBody({
    schema: {
      type: 'object',
      properties: { file: { type: 'string', format: 'binary' } },
      required: ['file'],
    },
  })
  putFile(
    @CurrentActor() actor: Actor,
    @Param('slug') slug: string,
    @AppliedRole() role: ApplicationRole,
    @Id('questionId') questionId: string,
    @Req() request: FastifyRequest,
  ): Promise<MyApplicationView> {
    return this.files.put(actor, slug, role, questionId, request);
  }

  /** Takes a file away from what is not handed in yet. */
  @Allow('submit')
  @Delete('events/:slug/my-applications/:role/files/:questionId')
  @ApiParam(ROLE)
  removeFile(
    @CurrentActor() actor: Actor,
    @Param('slug') slug: string,
    @AppliedRole() role: ApplicationRole,
    @Id('questionId') questionId: string,
  ): Promise<MyApplicationView> {
    return this.files.remove(actor, slug, role, questionId);
  }

  /** The bytes, as an attachment; for the applicant and the organizers of the event. */
  @Allow('read')
  @Get('application-files/:id')
  @ApiOkResponse({
    content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } },
  })
  download(@CurrentActor() actor: Actor, @Id() id: string, @Res() reply: FastifyReply): Promise<void> {
    return this.files.download(actor, id, reply);
  }
}
