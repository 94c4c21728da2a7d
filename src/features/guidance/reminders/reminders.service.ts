import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Mails } from '../../mail/mails.service.js';
import { dueReminders } from './reminder.queries.js';

const SWEEP = 15_000;
/** Any number that no other lock has: of several API processes one reminds. */
const LOCK = 7_204_117;

/**
 * Reminds those who have not done, when they have not done it: what is true is asked shortly before each deadline and
 * not when the deadline was set. Here and not in the worker, whose role in the database cannot write mail.
 */
@Injectable()
export class Reminders implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('reminders');
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;

  constructor(
    private readonly database: DataSource,
    private readonly mails: Mails,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.sweep(), SWEEP);
    void this.sweep();
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.timer);
    await this.running;
  }

  private sweep(): Promise<void> {
    this.running ??= this.remind(new Date())
      .catch((error: Error) => this.logger.warn(`put off: ${error.message}`))
      .finally(() => {
        this.running = undefined;
      });
    return this.running;
  }

  private async remind(now: Date): Promise<void> {
    await this.database.transaction(async (manager) => {
      const [{ mine }] = await manager.query('SELECT pg_try_advisory_xact_lock($1) AS mine', [LOCK]);
      if (!mine) return;
      for (const { kind, due } of await dueReminders(manager, now)) {
        for (const { accountId, eventId, slug, path, once, event, timeZone, dueAt, title, team } of due) {
          const params = { event, timeZone, dueAt, title, team, url: `/events/${slug}${path}` };
          await this.mails.post(manager, kind, { accountId }, { eventId, params, once });
        }
      }
    });
  }
}
