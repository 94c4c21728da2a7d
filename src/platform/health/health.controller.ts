import { Controller, Get, Header, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DomainError } from '../http/domain-error.js';
import { NOT_FOUND } from '../http/http.errors.js';
import { Public } from '../http/permission.js';
import { isFromLoopback } from '../http/this-machine.js';
import { Health } from './health.js';
import { registry } from './metrics.js';

@ApiExcludeController()
@Controller()
export class HealthController {
  constructor(private readonly health: Health) {}

  @Public()
  @Get('healthz')
  alive() {
    return { status: 'ok' };
  }

  @Public()
  @Get('readyz')
  async ready(@Res({ passthrough: true }) reply: FastifyReply) {
    const parts = await this.health.parts();
    const ready = parts.database && parts.queue;
    reply.code(ready ? 200 : 503);
    return { status: ready ? 'ok' : 'not ready', parts };
  }

  @Public()
  @Get('metrics')
  @Header('content-type', registry.contentType)
  async metrics(@Req() request: FastifyRequest): Promise<string> {
    // Counts of accepted entries by route would tell what a frozen board hides, so only this machine may read them.
    if (!isFromLoopback(request)) throw new DomainError(NOT_FOUND);
    return registry.metrics();
  }
}
