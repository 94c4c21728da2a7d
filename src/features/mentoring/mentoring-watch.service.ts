import { Injectable, Logger, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AssignmentMails } from './assignment-mails.service.js';
import { areInConflict, readConflicts } from './mentors.queries.js';
import { OfficeMails } from './office-mails.service.js';
import { findSlot, lockSlots } from './office-slots.queries.js';

/** Milliseconds between two looks. */
const EVERY = 15_000;
const AHEAD = 3_600_000;

/**
 * Looks after what changes elsewhere. Who joins or leaves a team, or what is declared, changes who must be reminded of a
 * booking and who has come into conflict; nobody there knows of mentors. Every API process looks; mails that have a
 * name are written once however many do.
 */
@Injectable()
export class MentoringWatch implements OnModuleInit, OnModuleDestroy {
  private readonly logger = new Logger('mentoring');
  private timer: NodeJS.Timeout | undefined;
  private isLooking = false;

  constructor(
    private readonly database: DataSource,
    private readonly officeMails: OfficeMails,
    private readonly assignmentMails: AssignmentMails,
  ) {}

  onModuleInit(): void {
    this.timer = setInterval(() => void this.look(new Date()), EVERY);
    this.timer.unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  private async look(now: Date): Promise<void> {
    if (this.isLooking) return;
    this.isLooking = true;
    try {
      await this.remind(now);
      await this.findConflicts();
    } catch (error) {
      this.logger.debug(`look: ${(error as Error).message}`);
    } finally {
      this.isLooking = false;
    }
  }

  private async remind(now: Date): Promise<void> {
    const soon: { id: string }[] = await this.database.query(
      'SELECT id FROM office_slot WHERE team_id IS NOT NULL AND starts_at > $1 AND starts_at < $2',
      [now, new Date(now.getTime() + AHEAD)],
    );
    for (const { id } of soon) {
      await this.database.transaction(async (manager) => {
        await lockSlots(manager, id);
        const slot = await findSlot(manager, id);
        if (slot) await this.officeMails.settleReminders(manager, slot, now);
      });
    }
  }

  private async findConflicts(): Promise<void> {
    const events: { id: string }[] = await this.database.query(
      'SELECT e.id FROM event e WHERE e.ends_at > now() AND EXISTS (SELECT 1 FROM mentor_assignment s WHERE s.event_id = e.id)',
    );
    for (const { id: eventId } of events) {
      await this.database.transaction(async (manager) => {
        const book = await readConflicts(manager, eventId);
        const pairs: { teamId: string; team: string; mentorId: string; mentor: string }[] =
          await manager.query(
            `SELECT g.id AS "teamId", g.name AS team, o.id AS "mentorId", o.name AS mentor
           FROM mentor_assignment s JOIN team g ON g.id = s.team_id JOIN account o ON o.id = s.mentor_id
           WHERE s.event_id = $1`,
            [eventId],
          );
        for (const { teamId, team, mentorId, mentor } of pairs) {
          if (!areInConflict(book, mentorId, teamId)) continue;
          await this.assignmentMails.inConflict(
            manager,
            eventId,
            { id: teamId, name: team },
            { id: mentorId, name: mentor },
          );
        }
      });
    }
  }
}
