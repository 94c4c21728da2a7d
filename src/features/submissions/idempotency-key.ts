import type { FastifyRequest } from 'fastify';
import { DomainError } from '../../platform/http/domain-error.js';
import { BAD_IDEMPOTENCY_KEY } from './submissions.errors.js';

/** @throws BAD_IDEMPOTENCY_KEY */
export function idempotencyKey(request: FastifyRequest): string | null {
  const key = request.headers['idempotency-key'];
  if (key === undefined) return null;
  if (typeof key !== 'string' || key.length < 8 || key.length > 200)
    throw new DomainError(BAD_IDEMPOTENCY_KEY);
  return key;
}
