import { Controller, Get, Header, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Public } from '../http/permission.js';
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
  metrics(): Promise<string> {
    return registry.metrics();
  }
}
