import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../../platform/http/actor.js';
import { DomainError } from '../../platform/http/domain-error.js';
import { NOT_FOUND } from '../../platform/http/http.errors.js';
import type { Texts } from '../../platform/i18n/language.js';
import { requireOrganizer } from '../access/access.js';
import { Access } from '../access/access.service.js';
import { Audit } from '../audit/audit.service.js';
import { lockEvent } from '../events/event.locks.js';
import { teamOf } from './team.queries.js';
import { TeamLetters } from './team-letters.service.js';
import { TeamPlaces } from './team-places.service.js';
import { TeamReader } from './team-reader.service.js';
import type { LateTeamRequest, TeamView } from './teams.dto.js';
import { PERSON_IN_TEAM } from './teams.errors.js';
import { TEAM_CHANGED_BY_ORGANIZERS } from './teams.mails.js';
import { Teams } from './teams.service.js';

/** A team that organizers make for somebody, also after teams froze. */
@Injectable()
export class LateTeams {
  constructor(
    private readonly database: DataSource,
    private readonly access: Access,
    private readonly teams: Teams,
    private readonly places: TeamPlaces,
    private readonly reader: TeamReader,
    private readonly letters: TeamLetters,
    private readonly audit: Audit,
  ) {}

  /** @throws NOT_FOUND, NOT_AN_ORGANIZER, ROLE_JOINS_NO_TEAM, PERSON_IN_TEAM, TEAM_NAME_TAKEN */
  async create(actor: Actor, slug: string, body: LateTeamRequest, now: Date): Promise<TeamView> {
    const captainId = body.captainId.toLowerCase();
    const { name, reason } = body;
    const teamId = await this.database.transaction(async (manager) => {
      await lockEvent(manager, slug);
      const standing = await this.access.inEvent(actor, slug, manager);
      requireOrganizer(standing);
      const { eventId } = standing;
      const [captain]: { name: string }[] = await manager.query(
        `SELECT a.name FROM account a JOIN event_member m ON m.account_id = a.id
         WHERE m.event_id = $1 AND a.id = $2`,
        [eventId, captainId],
      );
      if (!captain) throw new DomainError(NOT_FOUND);
      await this.places.lockParticipant(manager, eventId, captainId);
      if (await teamOf(manager, eventId, captainId)) {
        throw new DomainError(PERSON_IN_TEAM, { person: captain.name });
      }
      const id = await this.teams.found(manager, { eventId, name, captainId });
      await this.letters.send(manager, TEAM_CHANGED_BY_ORGANIZERS, id, [captainId], {
        what: made(captain.name),
        reason,
      });
      await this.audit.record(manager, {
        actor,
        action: 'team.created',
        subject: { type: 'team', id },
        eventId,
        after: { name, captainId },
        reason,
      });
      return id;
    });
    this.access.standingChanged(captainId);
    return this.reader.get(actor, teamId, now);
  }
}

const made = (person: string): Texts => ({
  en: `The team is new, and ${person} is its captain.`,
  ko: `새로 만든 팀이고, ${person} 님이 팀장이에요.`,
});
