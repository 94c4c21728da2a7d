import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Audit } from '../audit/audit.service.js';
import { makeCohort } from './cohort.js';
import { ORGANIZER } from './demo.people.js';
import { SEED } from './demo.task.js';
import { DemoApplications } from './demo-applications.service.js';
import { DemoEntries } from './demo-entries.service.js';
import { DemoEvent } from './demo-event.service.js';
import { DemoMentoring } from './demo-mentoring.service.js';
import { DemoPeople } from './demo-people.service.js';
import { DemoProblems } from './demo-problems.service.js';

/** Any number that no other lock has: two loads at the same time go one after the other. */
const LOCK = 7_204_116;
const LOADED = 'demo.loaded';

export interface DemoPassword {
  text: string;
  isChosen: boolean;
}

/** Loads the demo event. */
@Injectable()
export class Demo {
  constructor(
    private readonly database: DataSource,
    private readonly audit: Audit,
    private readonly people: DemoPeople,
    private readonly event: DemoEvent,
    private readonly entries: DemoEntries,
    private readonly mentoring: DemoMentoring,
    private readonly problems: DemoProblems,
    private readonly applications: DemoApplications,
  ) {}

  /**
   * Does what is not done yet, so that a load that was killed goes on where it was; once all was done, the record
   * says so, and later loads leave alone what people have made of the event since. A password that was chosen for
   * the demo is set in any case; one that is only at hand is for new accounts.
   */
  async load(password: DemoPassword, now: Date, tell: (line: string) => void): Promise<void> {
    const lock = this.database.createQueryRunner();
    try {
      await lock.query('SELECT pg_advisory_lock($1)', [LOCK]);
      await this.loadAlone(password, now, tell);
    } finally {
      await lock.query('SELECT pg_advisory_unlock($1)', [LOCK]).catch(() => undefined);
      await lock.release();
    }
  }

  private async loadAlone(password: DemoPassword, now: Date, tell: (line: string) => void): Promise<void> {
    const changed = password.isChosen ? await this.people.change(password.text) : 0;
    if (changed > 0) tell(`${changed} accounts of the demo have the new password now`);
    if (await this.isLoaded()) return tell('The demo event is there already; it was left as it is.');
    const people = await this.people.ensure(password.text);
    tell(`${people.size} people have accounts`);
    const organizer = people.get(ORGANIZER)!;
    const cohort = makeCohort(SEED);
    const eventId = await this.event.ensureEvent(organizer, now);
    await this.event.ensureTeams(eventId, people);
    const task = await this.event.ensureTask(organizer, cohort, now);
    await this.event.publish(organizer, task, now);
    await this.problems.ensure(eventId, people, organizer, now);
    tell('The event has its teams, its task and its files');
    const count = await this.entries.submit(task.id, cohort.test, people);
    tell(`${count} entries are handed in`);
    await this.entries.decide(task.id, people, organizer, tell);
    await this.mentoring.ensure(eventId, people, organizer, now);
    tell('The mentor has a team, office hours and a call for help');
    const applied = await this.applications.ensure(people, organizer, now);
    tell(`${applied} people have applied to the event to come`);
    await this.audit.record(this.database.manager, {
      actor: null,
      action: LOADED,
      subject: { type: 'event', id: eventId },
      eventId,
    });
    tell('The demo event is loaded.');
  }

  private async isLoaded(): Promise<boolean> {
    const rows: unknown[] = await this.database.query('SELECT 1 FROM audit_entry WHERE action = $1 LIMIT 1', [
      LOADED,
    ]);
    return rows.length > 0;
  }
}
