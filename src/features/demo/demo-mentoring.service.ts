import { Injectable } from '@nestjs/common';
import { Temporal } from 'temporal-polyfill';
import { DataSource } from 'typeorm';
import type { Actor } from '../../platform/http/actor.js';
import { Assignments } from '../mentoring/assignments.service.js';
import { Bookings } from '../mentoring/bookings.service.js';
import { HelpRequests } from '../mentoring/help-requests.service.js';
import { Mentors } from '../mentoring/mentors.service.js';
import { OfficeSlots } from '../mentoring/office-slots.service.js';
import { EntryDecisions } from '../submissions/entry-decisions.service.js';
import { MENTOR, PARTICIPANT } from './demo.people.js';
import { EVENT_SLUG } from './demo.texts.js';

const ZONE = 'Asia/Seoul';

/** A day of the demo's mentor: a team with a shared entry, a meeting ahead, a team that calls for help. */
@Injectable()
export class DemoMentoring {
  constructor(
    private readonly database: DataSource,
    private readonly mentors: Mentors,
    private readonly assignments: Assignments,
    private readonly slots: OfficeSlots,
    private readonly bookings: Bookings,
    private readonly help: HelpRequests,
    private readonly entries: EntryDecisions,
  ) {}

  /** Each step is skipped where an earlier run has made it. */
  async ensure(eventId: string, people: Map<string, Actor>, organizer: Actor, now: Date): Promise<void> {
    const [mentor, participant] = [people.get(MENTOR), people.get(PARTICIPANT)];
    if (!mentor || !participant) return;
    await this.mentors.changeProfile(mentor, EVENT_SLUG, {
      expertise: ['calibration', 'survival analysis', 'ICU'],
      languages: ['en', 'ko'],
      times: [],
      maxTeams: 4,
    });
    const [own]: { teamId: string }[] = await this.database.query(
      'SELECT team_id AS "teamId" FROM team_member WHERE event_id = $1 AND account_id = $2',
      [eventId, participant.accountId],
    );
    if (!own) return;
    const pair = { teamId: own.teamId, mentorId: mentor.accountId };
    await this.assignments.assign(organizer, EVENT_SLUG, [pair], now);
    await this.ensureHours(eventId, mentor, participant, now);
    await this.ensureCall(eventId, people, own.teamId, now);
    const [entry]: { id: string }[] = await this.database.query(
      'SELECT id FROM submission WHERE event_id = $1 AND team_id = $2 ORDER BY seq DESC LIMIT 1',
      [eventId, own.teamId],
    );
    if (entry) await this.entries.share(participant, entry.id, true);
  }

  /** An hour from the next whole one; in the last hours of a day the next morning, so that it stays on one day. */
  private async ensureHours(eventId: string, mentor: Actor, participant: Actor, now: Date): Promise<void> {
    if (await this.exists('office_slot', eventId)) return;
    const here = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(ZONE);
    const next = here.add({ hours: 1 }).round({ smallestUnit: 'hour', roundingMode: 'ceil' });
    const start =
      next.hour >= 8 && next.hour < 22
        ? next
        : here.add({ days: next.hour < 8 && here.hour < 8 ? 0 : 1 }).with({ hour: 9, minute: 0 });
    const { items } = await this.slots.offer(
      mentor,
      EVENT_SLUG,
      {
        dates: [start.toPlainDate().toString()],
        from: timeOf(start),
        until: timeOf(start.add({ hours: 1 })),
        minutes: 20,
        kind: 'room',
        place: '3층 멘토 자리 · Mentors’ table, 3F',
      },
      now,
    );
    const [first] = items;
    if (first) await this.bookings.book(participant, first.id, '보정 곡선이 맞는지 봐 주세요', now);
  }

  /** Of another team: a mentor of the right expertise sees it first. */
  private async ensureCall(
    eventId: string,
    people: Map<string, Actor>,
    ownTeamId: string,
    now: Date,
  ): Promise<void> {
    if (await this.exists('help_request', eventId)) return;
    const [other]: { captainId: string }[] = await this.database.query(
      'SELECT captain_id AS "captainId" FROM team WHERE event_id = $1 AND id <> $2 ORDER BY created_at, id LIMIT 1',
      [eventId, ownTeamId],
    );
    const captain = [...people.values()].find(({ accountId }) => accountId === other?.captainId);
    if (!captain) return;
    await this.help.ask(
      captain,
      EVENT_SLUG,
      {
        subject: '예측 확률이 너무 높게 나와요',
        text: 'AUROC는 0.8인데 Brier 점수가 나빠요. 보정을 어디서부터 봐야 할까요?',
        urgency: 'normal',
        expertise: ['calibration'],
      },
      now,
    );
  }

  private async exists(table: 'office_slot' | 'help_request', eventId: string): Promise<boolean> {
    const rows: unknown[] = await this.database.query(`SELECT 1 FROM ${table} WHERE event_id = $1 LIMIT 1`, [
      eventId,
    ]);
    return rows.length > 0;
  }
}

const timeOf = (at: Temporal.ZonedDateTime): string => at.toPlainTime().toString({ smallestUnit: 'minute' });
