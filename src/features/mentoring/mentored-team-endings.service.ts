import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Texts } from '../../platform/i18n/language.js';
import { LiveCommits } from '../../platform/live/live-commits.js';
import { Audit } from '../audit/audit.service.js';
import { type TeamEnding, TeamEndings } from '../teams/team-endings.js';
import { AssignmentMails } from './assignment-mails.service.js';
import { helpTopic, teamHelpTopic } from './help.queries.js';
import { areInConflict, type ConflictBook, readConflicts } from './mentors.queries.js';
import { OfficeMails } from './office-mails.service.js';
import { findSlot, freeSlot, lockSlots, SLOT, type SlotRow } from './office-slots.queries.js';

type Survivor = NonNullable<TeamEnding['into']>;
type Merger = TeamEnding & { into: Survivor };

/** Nobody waits for a team that has ended, and what its mentors were asked for goes on where its people go on. */
@Injectable()
export class MentoredTeamEndings implements OnModuleInit {
  constructor(
    private readonly endings: TeamEndings,
    private readonly officeMails: OfficeMails,
    private readonly assignmentMails: AssignmentMails,
    private readonly audit: Audit,
    private readonly live: LiveCommits,
  ) {}

  onModuleInit(): void {
    this.endings.onEach(async (manager, ending) => {
      if (ending.into) await this.moveOn(manager, { ...ending, into: ending.into });
      else await this.callOff(manager, ending);
    });
  }

  /**
   * Open requests, what is booked and mentors go to the team that goes on, but for those who are in conflict with one of
   * its people. What is closed and past stays with the team that it was of.
   */
  private async moveOn(manager: EntityManager, merger: Merger): Promise<void> {
    const book = await readConflicts(manager, merger.eventId, merger.into.id);
    const officeHours = await this.moveSlots(manager, merger, book);
    const help = await this.moveHelp(manager, merger, book);
    const mentors = await this.moveMentors(manager, merger, book);
    if (officeHours.all.length + help.length + mentors.all.length === 0) return;
    await this.audit.record(manager, {
      actor: null,
      action: 'team.mentoring_moved',
      subject: { type: 'team', id: merger.teamId },
      eventId: merger.eventId,
      before: { officeHours: officeHours.all, mentors: mentors.all, helpRequests: help },
      after: { teamId: merger.into.id, officeHours: officeHours.kept, mentors: mentors.kept },
    });
  }

  private async moveSlots(manager: EntityManager, { teamId, into }: Merger, book: ConflictBook) {
    const slots = await lockedSlots(manager, teamId, 'ends_at');
    const now = new Date();
    const kept: string[] = [];
    for (const slot of slots) {
      const isAhead = slot.startsAt > now;
      const obstacle = areInConflict(book, slot.mentorId, into.id)
        ? inConflict(into)
        : (await isElsewhere(manager, into.id, slot))
          ? elsewhere(into)
          : null;
      if (obstacle) {
        // One that has begun is over for those who sit in it, and no news to anybody.
        if (!isAhead) continue;
        await this.officeMails.cancelled(manager, { ...slot, teamId: into.id }, null, obstacle);
        await freeSlot(manager, slot.id);
        continue;
      }
      await manager.query('UPDATE office_slot SET team_id = $2, version = version + 1 WHERE id = $1', [
        slot.id,
        into.id,
      ]);
      kept.push(slot.id);
      const moved = await findSlot(manager, slot.id);
      if (isAhead && moved) await this.officeMails.goesOn(manager, slot, moved, now);
    }
    return { all: slots.map(({ id }) => id), kept };
  }

  /** @returns those that are open or in hand */
  private async moveHelp(manager: EntityManager, { eventId, teamId, into }: Merger, book: ConflictBook) {
    const rows = await openHelp(manager, teamId);
    const mustHandBack = rows
      .filter(({ takenBy }) => takenBy !== null && areInConflict(book, takenBy, into.id))
      .map(({ id }) => id);
    await manager.query(
      `UPDATE help_request SET team_id = $2,
         status = CASE WHEN id = ANY($3) THEN 'open' ELSE status END,
         taken_by = CASE WHEN id = ANY($3) THEN NULL ELSE taken_by END,
         taken_at = CASE WHEN id = ANY($3) THEN NULL ELSE taken_at END
       WHERE id = ANY($1)`,
      [rows.map(({ id }) => id), into.id, mustHandBack],
    );
    if (rows.length > 0) this.live.changed(manager, helpTopic(eventId), teamHelpTopic(into.id));
    return rows.map(({ id }) => id);
  }

  private async moveMentors(manager: EntityManager, merger: Merger, book: ConflictBook) {
    const { eventId, teamId, into } = merger;
    const mentorIds = await takeOff(manager, teamId);
    const kept = mentorIds.filter((id) => !areInConflict(book, id, into.id));
    const [added]: [{ id: string }[], number] = await manager.query(
      `INSERT INTO mentor_assignment (event_id, team_id, mentor_id, assigned_by)
       SELECT $1, $2, id, NULL FROM unnest($3::uuid[]) AS id ON CONFLICT DO NOTHING RETURNING mentor_id AS id`,
      [eventId, into.id, kept],
    );
    await this.assignmentMails.merged(manager, merger, { all: mentorIds, kept });
    this.live.changed(manager, ...mentorIds.map((id) => `account:${id}`));
    return { all: mentorIds, kept, added };
  }

  private async callOff(manager: EntityManager, ending: TeamEnding): Promise<void> {
    const { eventId, teamId } = ending;
    const slots = await lockedSlots(manager, teamId, 'starts_at');
    for (const slot of slots) {
      await this.officeMails.cancelled(manager, slot, null, TEAM_HAS_ENDED);
      await freeSlot(manager, slot.id);
    }
    const help = await openHelp(manager, teamId);
    await manager.query(
      `UPDATE help_request SET status = 'withdrawn', closed_at = now() WHERE id = ANY($1)`,
      [help.map(({ id }) => id)],
    );
    const mentorIds = await takeOff(manager, teamId);
    const helpers = help.flatMap(({ takenBy }) => takenBy ?? []);
    await this.assignmentMails.ended(manager, ending, [...new Set([...mentorIds, ...helpers])]);
    if (help.length > 0) this.live.changed(manager, helpTopic(eventId), teamHelpTopic(teamId));
    this.live.changed(manager, ...mentorIds.map((id) => `account:${id}`));
    if (slots.length + help.length + mentorIds.length === 0) return;
    await this.audit.record(manager, {
      actor: null,
      action: 'team.mentoring_ended',
      subject: { type: 'team', id: teamId },
      eventId,
      before: {
        officeHours: slots.map(({ id }) => id),
        mentors: mentorIds,
        helpRequests: help.map(({ id }) => id),
      },
    });
  }
}

const TEAM_HAS_ENDED: Texts = { en: 'The team has ended.', ko: '팀이 해체됐어요.' };
const inConflict = ({ name }: Survivor): Texts => ({
  en: `The team has become part of “${name}”, with which this mentor has a conflict of interest.`,
  ko: `팀이 “${name}” 팀과 합쳐졌는데, 이 멘토와 이해 상충이 있어요.`,
});
const elsewhere = ({ name }: Survivor): Texts => ({
  en: `The team has become part of “${name}”, which has another office hour at that time.`,
  ko: `팀이 “${name}” 팀과 합쳐졌는데, 그 시간에 다른 상담이 이미 있어요.`,
});

/** What the team has booked and is not over, held until the transaction ends. */
async function lockedSlots(
  manager: EntityManager,
  teamId: string,
  after: 'starts_at' | 'ends_at',
): Promise<SlotRow[]> {
  const booked = `s.team_id = $1 AND s.${after} > now()`;
  const known: { id: string }[] = await manager.query(`SELECT s.id FROM office_slot s WHERE ${booked}`, [
    teamId,
  ]);
  await lockSlots(manager, ...known.map(({ id }) => id));
  return manager.query(`${SLOT} WHERE ${booked} ORDER BY s.starts_at, s.id`, [teamId]);
}

async function isElsewhere(manager: EntityManager, teamId: string, slot: SlotRow): Promise<boolean> {
  const rows: unknown[] = await manager.query(
    'SELECT 1 FROM office_slot WHERE team_id = $1 AND starts_at < $3 AND ends_at > $2 LIMIT 1',
    [teamId, slot.startsAt, slot.endsAt],
  );
  return rows.length > 0;
}

function openHelp(manager: EntityManager, teamId: string): Promise<{ id: string; takenBy: string | null }[]> {
  return manager.query(
    `SELECT id, taken_by AS "takenBy" FROM help_request WHERE team_id = $1 AND status IN ('open', 'taken')
     ORDER BY id FOR NO KEY UPDATE`,
    [teamId],
  );
}

/** @returns who looked after the team */
async function takeOff(manager: EntityManager, teamId: string): Promise<string[]> {
  const [rows]: [{ id: string }[], number] = await manager.query(
    'DELETE FROM mentor_assignment WHERE team_id = $1 RETURNING mentor_id AS id',
    [teamId],
  );
  return rows.map(({ id }) => id).sort();
}
