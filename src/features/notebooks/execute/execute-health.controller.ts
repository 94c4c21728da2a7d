import { Controller, Get, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Public } from '../../../platform/http/permission.js';
import { Executor } from './executor.service.js';

/** For whoever started this process: whether it takes notebooks, or why not. */
@ApiExcludeController()
@Controller()
export class ExecuteHealthController {
  constructor(private readonly executor: Executor) {}

  @Public()
  @Get('readyz')
  ready(@Res({ passthrough: true }) reply: FastifyReply): { ok: boolean; missing: string | null } {
    const { state } = this.executor;
    reply.code(state.ok ? 200 : 503);
    return state;
  }
}
