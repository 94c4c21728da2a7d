import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Actor } from '../../platform/http/actor.js';
import type { MeView } from './accounts.dto.js';
import type { SignInRequest, SignUpRequest } from './auth.dto.js';
import type { NewSession } from './session-cookie.js';

@Injectable()
export class SignIn {
  signUp(_body: SignUpRequest, _request: FastifyRequest): Promise<{ me: MeView; session: NewSession }> {
    throw new Error('not there yet');
  }
  signIn(_body: SignInRequest, _request: FastifyRequest): Promise<{ me: MeView; session: NewSession }> {
    throw new Error('not there yet');
  }
  signOut(_actor: Actor | null): Promise<void> {
    throw new Error('not there yet');
  }
}
