import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../../platform/http/actor.js';
import { DomainError } from '../../platform/http/domain-error.js';
import { NOT_FOUND } from '../../platform/http/http.errors.js';
import { Storage } from '../../platform/storage/storage.js';
import { Audit } from '../audit/audit.service.js';
import { SLUG_TAKEN } from '../events/events.errors.js';
import { Events } from '../events/events.service.js';
import { TaskFiles } from '../tasks/task-files.service.js';
import type { TaskView } from '../tasks/tasks.dto.js';
import { Tasks } from '../tasks/tasks.service.js';
import { Truths } from '../tasks/truths.service.js';
import { Teams } from '../teams/teams.service.js';
import { predictionsCsv, testCsv, trainCsv, truthCsv } from './cohort.files.js';
import type { Cohort } from './cohort.js';
import { demoPeople, ORGANIZER } from './demo.people.js';
import { TEAMS } from './demo.teams.js';
import { demoEvent, demoTask, EVENT_SLUG, FILE_DESCRIPTIONS, README } from './demo.texts.js';
import { RECIPES } from './entries.js';

/** Far more than any file of the demo has. */
const CAP = 2 ** 24;

/** The demo's event with its teams and its task. Every step finds what an earlier run has made already. */
@Injectable()
export class DemoEvent {
  constructor(
    private readonly database: DataSource,
    private readonly audit: Audit,
    private readonly events: Events,
    private readonly teams: Teams,
    private readonly tasks: Tasks,
    private readonly truths: Truths,
    private readonly files: TaskFiles,
    private readonly storage: Storage,
  ) {}

  /** A draft, so that nobody looks at a half of it. @throws SLUG_TAKEN when the address is another event's */
  async ensureEvent(organizer: Actor, now: Date): Promise<string> {
    const known = await this.events.get(organizer, EVENT_SLUG, now).catch((error: unknown) => {
      if (error instanceof DomainError && error.kind === NOT_FOUND) return null;
      throw error;
    });
    if (known && known.myRole !== 'organizer') throw new DomainError(SLUG_TAKEN, { slug: EVENT_SLUG });
    return (known ?? (await this.events.create(organizer, demoEvent(now), now))).id;
  }

  /** Members and teams, all or none: a draft can be joined by nobody, so this goes past the doors of the services. */
  async ensureTeams(eventId: string, people: Map<string, Actor>): Promise<void> {
    await this.database.transaction(async (manager) => {
      const there: unknown[] = await manager.query('SELECT 1 FROM team WHERE event_id = $1 LIMIT 1', [
        eventId,
      ]);
      if (there.length > 0) return;
      const roster = demoPeople();
      for (const { email, role } of roster) {
        const actor = people.get(email);
        if (!role || !actor || email === ORGANIZER) continue;
        await manager.query(
          `INSERT INTO event_member (event_id, account_id, role) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`,
          [eventId, actor.accountId, role],
        );
        const subject = { type: 'account', id: actor.accountId };
        await this.audit.record(manager, {
          actor,
          action: 'member.joined',
          subject,
          eventId,
          after: { role },
        });
      }
      for (const { name } of TEAMS) {
        const members = roster.filter(({ team }) => team === name).map(({ email }) => people.get(email)!);
        const captain = members[0]!;
        const [row]: { id: string }[] = await manager.query(
          'INSERT INTO team (event_id, name, captain_id) VALUES ($1, $2, $3) RETURNING id',
          [eventId, name, captain.accountId],
        );
        const teamId = (row as { id: string }).id;
        for (const { accountId } of members) await this.teams.add(manager, { eventId, teamId, accountId });
        const subject = { type: 'team', id: teamId };
        await this.audit.record(manager, {
          actor: captain,
          action: 'team.created',
          subject,
          eventId,
          after: { name },
        });
      }
    });
  }

  async ensureTask(organizer: Actor, cohort: Cohort, now: Date): Promise<TaskView> {
    const wanted = demoTask(now);
    const { items } = await this.tasks.list(organizer, EVENT_SLUG, {});
    const known = items.find((task) => task.slug === wanted.slug);
    const task = known ?? (await this.tasks.create(organizer, EVENT_SLUG, wanted));
    if (!task.isReady) {
      const truth = await this.store('truth', truthCsv(cohort.test));
      await this.truths.replaceStored(organizer, task.id, truth);
    }
    await this.ensureFiles(organizer, task.id, cohort);
    return task;
  }

  /** Shows the event to everyone, with times around `now` even if its loading began on another day. */
  async publish(organizer: Actor, task: TaskView, now: Date): Promise<void> {
    const { closesAt, frozenAt } = demoTask(now);
    await this.tasks.change(organizer, task.id, { closesAt, frozenAt });
    const { slug: _, ...settings } = demoEvent(now);
    await this.events.change(organizer, EVENT_SLUG, { ...settings, status: 'published' }, now);
  }

  private async ensureFiles(organizer: Actor, taskId: string, { train, test }: Cohort): Promise<void> {
    const there = new Set((await this.files.list(organizer, taskId)).items.map((file) => file.name));
    const contents: Record<keyof typeof FILE_DESCRIPTIONS, string> = {
      'README.md': README,
      'train.csv': trainCsv(train),
      'test.csv': testCsv(test),
      'sample_submission.csv': predictionsCsv(test, RECIPES.prior({ stays: test, isPublic: [], seed: 0 })),
    };
    for (const [name, description] of Object.entries(FILE_DESCRIPTIONS)) {
      if (there.has(name)) continue;
      const file = await this.store('files', contents[name as keyof typeof contents]);
      await this.files.addStored(organizer, taskId, { file, fileName: name, fields: { description } });
    }
  }

  private store(area: string, content: string) {
    return this.storage.save(area, Readable.from([Buffer.from(content)]), CAP);
  }
}
