import { Controller, Delete, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Actor, CurrentActor } from '../../platform/http/actor.js';
import { Id } from '../../platform/http/parameters.js';
import { Allow } from '../../platform/http/permission.js';
import { TaskFiles } from './task-files.service.js';
import { TaskFileList, TaskFileView } from './tasks.dto.js';

@ApiTags('task files')
@Controller('tasks/:id/files')
export class TaskFilesController {
  constructor(private readonly files: TaskFiles) {}

  /** Files for participants, with their checksums. */
  @Allow('read')
  @Get()
  list(@CurrentActor() actor: Actor, @Id() id: string): Promise<TaskFileList> {
    return this.files.list(actor, id);
  }

  /** Adds a file for participants; optional fields `name` and `description`. */
  @Allow('organize')
  @Post()
  @ApiConsumes('multipart/form-data')
  @ApiBody({
    schema: {
      type: 'object',
      properties: {
        file: { type: 'string', format: 'binary' },
        name: { type: 'string' },
        description: { type: 'string' },
      },
      required: ['file'],
    },
  })
  add(@CurrentActor() actor: Actor, @Id() id: string, @Req() request: FastifyRequest): Promise<TaskFileView> {
    return this.files.add(actor, id, request);
  }

  /** The bytes. Takes `Range`, and answers with the sha256 as ETag. */
  @Allow('read')
  @Get(':fileId')
  @ApiOkResponse({
    content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } },
  })
  download(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Id('fileId') fileId: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.files.download(actor, id, fileId, request, reply);
  }

  /** Removes a file that participants can download. */
  @Allow('organize')
  @Delete(':fileId')
  @HttpCode(204)
  remove(@CurrentActor() actor: Actor, @Id() id: string, @Id('fileId') fileId: string): Promise<void> {
    return this.files.remove(actor, id, fileId);
  }
}
