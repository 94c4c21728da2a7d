import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Mails } from '../mail/mails.service.js';
import { memberIdsOf, readEventNames } from './mail.queries.js';
import {
  ASSIGNMENT_IN_CONFLICT,
  MENTOR_ASSIGNED,
  MENTOR_UNASSIGNED,
  TEAM_GOT_MENTOR,
} from './mentoring.mails.js';

interface Ref {
  id: string;
  name: string;
}

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
