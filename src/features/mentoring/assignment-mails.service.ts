import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Texts } from '../../platform/i18n/language.js';
import { Mails } from '../mail/mails.service.js';
import type { TeamEnding } from '../teams/team-endings.js';
import { memberIdsOf, readEventNames } from './mail.queries.js';
import {
  ASSIGNMENT_IN_CONFLICT,
  MENTOR_ASSIGNED,
  MENTOR_UNASSIGNED,
  MENTORED_TEAM_ENDED,
  MENTORED_TEAM_MERGED,
  TEAM_GOT_MENTOR,
} from './mentoring.mails.js';

interface Ref {
  id: string;
  name: string;
}

const GO_ON: Texts = {
  en: 'You look after the team that they are now, and read the notes on both.',
  ko: '이제 합쳐진 팀을 맡아요. 두 팀에 대한 메모를 모두 볼 수 있어요.',
};
const GO_ON_WITHOUT: Texts = {
  en: 'You have a conflict of interest with somebody there, so you no longer look after them.',
  ko: '합쳐진 팀에 이해 상충이 있는 사람이 있어 더는 맡지 않아요.',
};

/** Tells mentors and teams of each other. */
@Injectable()
export class AssignmentMails {
  constructor(private readonly mails: Mails) {}

  /** One mail to a mentor for all their new teams, one to every member of a team for each new mentor. */
  async assigned(
    manager: EntityManager,
    eventId: string,
    added: { team: Ref; mentor: Ref }[],
  ): Promise<void> {
    const event = await readEventNames(manager, eventId);
    const teamsOf = new Map<string, string[]>();
    for (const { team, mentor } of added) {
      teamsOf.set(mentor.id, [...(teamsOf.get(mentor.id) ?? []), team.name]);
    }
    for (const [mentorId, names] of teamsOf) {
      await this.mails.post(
        manager,
        MENTOR_ASSIGNED,
        { accountId: mentorId },
        {
          eventId,
          params: { event: event.name, teams: names.join(', '), url: `/events/${event.slug}/mentoring` },
        },
      );
    }
    for (const { team, mentor } of added) {
      for (const accountId of await memberIdsOf(manager, team.id)) {
        await this.mails.post(
          manager,
          TEAM_GOT_MENTOR,
          { accountId },
          {
            eventId,
            params: {
              event: event.name,
              mentor: mentor.name,
              team: team.name,
              url: `/events/${event.slug}/mentoring`,
            },
          },
        );
      }
    }
  }

  async unassigned(manager: EntityManager, eventId: string, teamId: string, mentorId: string): Promise<void> {
    const event = await readEventNames(manager, eventId);
    const [team]: { name: string }[] = await manager.query('SELECT name FROM team WHERE id = $1', [teamId]);
    await this.mails.post(
      manager,
      MENTOR_UNASSIGNED,
      { accountId: mentorId },
      {
        eventId,
        params: { event: event.name, team: team?.name ?? '', url: `/events/${event.slug}/mentoring` },
      },
    );
  }

  /** Nobody is left there to look after. */
  async ended(manager: EntityManager, { eventId, teamName }: TeamEnding, people: string[]): Promise<void> {
    const event = await readEventNames(manager, eventId);
    const params = { event: event.name, team: teamName, url: `/events/${event.slug}/mentoring` };
    for (const accountId of people) {
      await this.mails.post(manager, MENTORED_TEAM_ENDED, { accountId }, { eventId, params });
    }
  }

  /** To the mentors of the team that became part of another: whether they go on with it. */
  async merged(
    manager: EntityManager,
    { eventId, teamName, into }: TeamEnding,
    mentors: { all: string[]; kept: string[] },
  ): Promise<void> {
    const event = await readEventNames(manager, eventId);
    const url = `/events/${event.slug}/mentoring`;
    const names = { event: event.name, team: teamName, into: into?.name ?? '' };
    for (const accountId of mentors.all) {
      const what = mentors.kept.includes(accountId) ? GO_ON : GO_ON_WITHOUT;
      await this.mails.post(
        manager,
        MENTORED_TEAM_MERGED,
        { accountId },
        { eventId, params: { ...names, what, url } },
      );
    }
  }

  /** To every organizer, once for each mentor and team. */
  async inConflict(manager: EntityManager, eventId: string, team: Ref, mentor: Ref): Promise<void> {
    const event = await readEventNames(manager, eventId);
    const organizers: { id: string }[] = await manager.query(
      `SELECT account_id AS id FROM event_member WHERE event_id = $1 AND role = 'organizer'`,
      [eventId],
    );
    for (const { id } of organizers) {
      await this.mails.post(
        manager,
        ASSIGNMENT_IN_CONFLICT,
        { accountId: id },
        {
          eventId,
          once: `mentor-conflict:${team.id}:${mentor.id}:${id}`,
          params: {
            event: event.name,
            mentor: mentor.name,
            team: team.name,
            url: `/events/${event.slug}/mentoring`,
          },
        },
      );
    }
  }
}
