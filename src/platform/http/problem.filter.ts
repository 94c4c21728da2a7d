import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { sendProblem } from './problem.js';

@Catch()
export class ProblemFilter implements ExceptionFilter {
  catch(thrown: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const reply = http.getResponse<FastifyReply>();
    // A stream that has begun cannot become a problem document any more.
    if (reply.raw.headersSent) {
      reply.raw.end();
      return;
    }
    sendProblem(http.getRequest<FastifyRequest>(), reply, thrown);
  }
}
