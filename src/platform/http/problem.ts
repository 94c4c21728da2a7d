import { HttpException } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { fill, readerLanguage } from '../i18n/language.js';
import { DomainError } from './domain-error.js';
import { CATALOGUE } from './error-catalogue.js';
import {
  BAD_REQUEST,
  BODY_TOO_LARGE,
  FORBIDDEN,
  INTERNAL,
  METHOD_NOT_ALLOWED,
  NOT_FOUND,
  TRY_AGAIN,
  UNAUTHENTICATED,
  UNSUPPORTED_MEDIA_TYPE,
} from './http.errors.js';

/** PostgreSQL and network conditions that pass by themselves: https://www.postgresql.org/docs/current/errcodes-appendix.html */
const PASSING = /^(08...|57P0[1-3]|53300|40001|40P01|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT)$/;

/** Turns whatever was thrown into a refusal that may be shown; null when it is a fault of ours. */
export function asDomainError(error: unknown): DomainError | null {
  if (error instanceof DomainError) return error;
  const { code, statusCode, message } = (error ?? {}) as {
    code?: string;
    statusCode?: number;
    message?: string;
  };
  const status = error instanceof HttpException ? error.getStatus() : statusCode;
  if (typeof code === 'string' && PASSING.test(code)) return new DomainError(TRY_AGAIN);
  // A NUL in a text, in a path for instance, which no row can hold.
  if (code === '22021' || code === '22P05') return new DomainError(BAD_REQUEST);
  // "Already released" is what TypeORM says when a connection was lost within a transaction.
  if (
    /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Driver not Connected|already released/i.test(
      message ?? '',
    )
  ) {
    return new DomainError(TRY_AGAIN);
  }
  if (status === 404) return new DomainError(NOT_FOUND);
  if (status === 401) return new DomainError(UNAUTHENTICATED);
  if (status === 403) return new DomainError(FORBIDDEN);
  if (status === 405) return new DomainError(METHOD_NOT_ALLOWED);
  if (status === 413) return new DomainError(BODY_TOO_LARGE);
  if (status === 415) return new DomainError(UNSUPPORTED_MEDIA_TYPE);
  if (status !== undefined && status >= 400 && status < 500) return new DomainError(BAD_REQUEST);
  return null;
}

/** Answers with application/problem+json (RFC 9457) in the reader's language. Faults of ours are logged, never shown. */
export function sendProblem(request: FastifyRequest, reply: FastifyReply, thrown: unknown): void {
  const known = asDomainError(thrown);
  if (!known) request.log.error({ err: thrown, requestId: request.id }, 'unexpected error');
  const error = known ?? new DomainError(INTERNAL, { requestId: request.id });
  const { code, status, texts } = error.kind;
  const language = readerLanguage(request.headers['accept-language'], request.actor?.locale);
  if (typeof error.params.seconds === 'number') reply.header('retry-after', error.params.seconds);
  reply
    .code(status)
    .header('content-language', language)
    .header('cache-control', 'no-store')
    .type('application/problem+json; charset=utf-8')
    .send(
      JSON.stringify({
        type: `${CATALOGUE}#${code}`,
        title: code.toLowerCase().replaceAll('_', ' '),
        status,
        code,
        detail: fill(texts[language], error.params, language),
        params: error.params,
        ...(error.errors
          ? { errors: error.errors.map((one) => ({ ...one, detail: one.detail?.[language] })) }
          : {}),
      }),
    );
}
