import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { DomainError } from './domain-error.js';
import { NOT_FOUND } from './http.errors.js';

/** Whether the request came over the machine's own loopback. Where a proxy is expected, its word is in `ip` already. */
export const isFromLoopback = (request: Pick<FastifyRequest, 'ip'>): boolean =>
  /^(127\.|::1$|::ffff:127\.)/.test(request.ip);

const LOOPBACK_NAME = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?$/i;
const TRACES_OF_A_PROXY = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'via'];

/**
 * A browser or program on this machine that asks us directly. A proxy or tunnel on this machine also speaks from
 * loopback, but for others; and another site can point its own name at 127.0.0.1, so the name must be ours.
 */
@Injectable()
export class OnThisMachine implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const { headers } = request;
    const isDirect = TRACES_OF_A_PROXY.every((name) => headers[name] === undefined);
    if (isFromLoopback(request) && isDirect && LOOPBACK_NAME.test(headers.host ?? '')) return true;
    throw new DomainError(NOT_FOUND);
  }
}
