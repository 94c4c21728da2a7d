import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Actor } from '../../platform/http/actor.js';

@Injectable()
export class Credentials {
  identify(_request: FastifyRequest): Promise<Actor | null> {
    throw new Error('not there yet');
  }
}
