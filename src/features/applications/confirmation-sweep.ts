import { Injectable, Logger, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { DomainError } from '../../platform/http/domain-error.js';
import { lockEvent } from '../events/event.locks.js';
import { Admission, APPLICANTS, type Applicant } from './admission.service.js';
import { eventOf } from './application.queries.js';
import { APPLICATION_LAPSED } from './applications.mails.js';

const EVERY = 10_000;

/** Places that nobody confirmed in time. Whoever is in a team has shown that they come. */
const LATE = `p.status = 'accepted' AND p.confirmed_at IS NULL AND p.confirm_by <= $1
  AND NOT EXISTS (SELECT 1 FROM team_member t WHERE t.event_id = p.event_id AND t.account_id = p.account_id)`;

/**
 * Gives places that were not confirmed in time to the next on the list. Every API process looks; the lock of the event
 * decides which of them does it, and the others find nothing left.
 */
@Injectable()
export class ConfirmationSweep implements OnModuleInit, OnModuleDestroy {
  private readonly logger = new Logger('confirmations');
  private timer: NodeJS.Timeout | undefined;
  private sweeping = false;

  constructor(
    private readonly database: DataSource,
    private readonly admission: Admission,
  ) {}

  onModuleInit(): void {
    this.timer = setInterval(() => void this.sweep(), EVERY);
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  private async sweep(): Promise<void> {
    if (this.sweeping) return;
    this.sweeping = true;
    try {
      const now = new Date();
      const late: { id: string; slug: string }[] = await this.database.query(
        `SELECT p.id, e.slug FROM application p JOIN event e ON e.id = p.event_id WHERE ${LATE}
         ORDER BY p.confirm_by, p.id LIMIT 500`,
        [now],
      );
      for (const { id, slug } of late) await this.lapse(id, slug, now);
    } catch (error) {
      this.logger.warn(`put off: ${(error as Error).message}`);
    } finally {
      this.sweeping = false;
    }
  }

  private async lapse(id: string, slug: string, now: Date): Promise<void> {
    await this.database
      .transaction(async (manager) => {
        await lockEvent(manager, slug);
        const [applicant]: (Applicant & { eventId: string; confirmBy: Date })[] = await manager.query(
          `${APPLICANTS.replace('p.turn,', 'p.turn, p.event_id AS "eventId", p.confirm_by AS "confirmBy",')}
           WHERE p.id = $2 AND ${LATE} FOR UPDATE OF p`,
          [now, id],
        );
        if (!applicant) return;
        const event = await eventOf(manager, applicant.eventId);
        const { confirmBy } = applicant;
        const ruling = { actor: null, event, now };
        await this.admission.release(manager, ruling, applicant, 'lapsed', APPLICATION_LAPSED, { confirmBy });
      })
      .catch((error: unknown) => {
        // Joined a team at this very moment: they come.
        if (!(error instanceof DomainError)) throw error;
      });
  }
}
