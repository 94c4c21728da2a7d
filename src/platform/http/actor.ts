import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Language } from '../i18n/language.js';

/** What a token may be good for. A browser session has them all; `account` is for sessions alone. */
export const TOKEN_SCOPES = ['read', 'submit', 'organize'] as const;
export type TokenScope = (typeof TOKEN_SCOPES)[number];
export type Scope = TokenScope | 'account';

/** The person behind a request. */
export interface Actor {
  accountId: string;
  name: string;
  locale: Language;
  isAdmin: boolean;
  canCreateEvents: boolean;
  scopes: readonly Scope[];
  via: 'session' | 'token';
  /** Id of the session or token, so that it can be revoked or named in the record. */
  credentialId: string;
  ip: string;
  /** The installation wants a second factor of this person, and there is none: only setting one up is open. */
  lacksSecondFactor?: boolean;
}

declare module 'fastify' {
  interface FastifyRequest {
    actor: Actor | null;
    /** Address of the route, with its parameters' names: `/api/v1/tasks/:id`. */
    pattern: string;
  }
  interface FastifyContextConfig {
    permission?: Scope | 'public';
    /** Open also to a person who must set up a second factor first. */
    beforeSecondFactor?: boolean;
  }
}

/** The signed-in person, in a controller whose route is not public. */
export const CurrentActor = createParamDecorator((_: unknown, context: ExecutionContext): Actor => {
  const actor = context.switchToHttp().getRequest<FastifyRequest>().actor;
  if (!actor) throw new Error('CurrentActor on a public route: use MaybeActor');
  return actor;
});

/** The signed-in person or null, on a public route. */
export const MaybeActor = createParamDecorator(
  (_: unknown, context: ExecutionContext): Actor | null =>
    context.switchToHttp().getRequest<FastifyRequest>().actor,
);
