import type { LoggerService } from '@nestjs/common';
import { type Logger, pino } from 'pino';

/** Never in a log: what signs people in, what they typed, where they are. */
const REDACTED = [
  'req.headers.authorization',
  'req.headers.cookie',
  'password',
  'token',
  '*.password',
  '*.token',
  '*.parameters',
  'err.parameters',
  'err.query',
  'err.detail',
  'err.driverError',
];

export const createLog = (level: string): Logger =>
  pino({ level, base: { pid: process.pid }, redact: { paths: REDACTED, censor: '[redacted]' } });

/** Lets Nest write through pino. */
export class NestLog implements LoggerService {
  constructor(private readonly logger: Logger) {}
  log(message: unknown, context?: string): void {
    this.logger.debug({ context }, String(message));
  }
  error(message: unknown, stack?: string, context?: string): void {
    this.logger.error({ context, stack }, String(message));
  }
  warn(message: unknown, context?: string): void {
    this.logger.warn({ context }, String(message));
  }
  debug(message: unknown, context?: string): void {
    this.logger.debug({ context }, String(message));
  }
}
