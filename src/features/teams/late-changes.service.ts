import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Actor } from '../../platform/http/actor.js';
import { DomainError } from '../../platform/http/domain-error.js';
import { NOT_FOUND, TRY_AGAIN } from '../../platform/http/http.errors.js';
import type { Texts } from '../../platform/i18n/language.js';
import { requireOrganizer } from '../access/access.js';
import { Access } from '../access/access.service.js';
import { Audit } from '../audit/audit.service.js';
import { lockTeams } from './team.locks.js';
import { memberIds, requireAlive, requireRoom, teamOf } from './team.queries.js';
import { TeamLetters } from './team-letters.service.js';
import { TeamPlaces } from './team-places.service.js';
import type { PlaceRequest, PlaceView } from './teams.dto.js';
import { TEAM_CHANGED_BY_ORGANIZERS } from './teams.mails.js';

/** What organizers change of teams, also after they froze: each with a reason that the teams concerned read. */
@Injectable()
export class LateChanges {
  constructor(
    private readonly database: DataSource,
    private readonly access: Access,
    private readonly places: TeamPlaces,
    private readonly letters: TeamLetters,
    private readonly audit: Audit,
  ) {}

  /** Puts a participant into a team, out of another one, or out of theirs. @throws NOT_AN_ORGANIZER, TEAM_FULL, TEAM_DISSOLVED */
  async place(actor: Actor, slug: string, accountId: string, body: PlaceRequest): Promise<PlaceView> {
    const { reason } = body;
    // As the database writes it: it is compared with what is read from there.
    const teamId = body.teamId?.toLowerCase() ?? null;
    await this.database.transaction(async (manager) => {
      const standing = await this.access.inEvent(actor, slug, manager);
      requireOrganizer(standing);
      const { eventId } = standing;
      await this.places.lockParticipant(manager, eventId, accountId);
      const before = await teamOf(manager, eventId, accountId);
      if (before === teamId) return;
      const teams = await lockTeams(
        manager,
        [before, teamId].filter((id) => id !== null),
      );
      // A merger may have come in between, which takes the locks of teams alone.
      if ((await teamOf(manager, eventId, accountId)) !== before) throw new DomainError(TRY_AGAIN);
      const person = await nameOf(manager, accountId);
      if (teamId !== null) await requireTeamOfEvent(manager, eventId, teamId);
      const left = before === null ? null : teams.get(before);
      if (left) {
        await this.tell(manager, left.id, reason, taken(person), await memberIds(manager, left.id));
        await this.places.remove(manager, left, accountId);
        await this.places.settle(manager, left);
      }
      if (teamId !== null) {
        requireAlive(teams.get(teamId));
        await requireRoom(manager, teamId);
        await this.places.add(manager, { eventId, teamId, accountId });
        await this.tell(manager, teamId, reason, brought(person), await memberIds(manager, teamId));
      }
      await this.audit.record(manager, {
        actor,
        action: 'team.member_moved',
        subject: { type: 'account', id: accountId },
        eventId,
        before: { teamId: before },
        after: { teamId },
        reason,
      });
    });
    this.access.standingChanged(accountId);
    return { accountId, teamId };
  }

  private tell(manager: EntityManager, teamId: string, reason: string, what: Texts, people: string[]) {
    return this.letters.send(manager, TEAM_CHANGED_BY_ORGANIZERS, teamId, people, { what, reason });
  }
}

const taken = (person: string): Texts => ({
  en: `${person} is no longer in the team.`,
  ko: `${person} 님이 팀에서 빠졌어요.`,
});
const brought = (person: string): Texts => ({
  en: `${person} is in the team now.`,
  ko: `${person} 님이 팀에 들어왔어요.`,
});

async function nameOf(manager: EntityManager, accountId: string): Promise<string> {
  const [row] = await manager.query('SELECT name FROM account WHERE id = $1', [accountId]);
  return row?.name ?? '';
}

async function requireTeamOfEvent(manager: EntityManager, eventId: string, teamId: string): Promise<void> {
  const rows: unknown[] = await manager.query('SELECT 1 FROM team WHERE id = $1 AND event_id = $2', [
    teamId,
    eventId,
  ]);
  if (rows.length === 0) throw new DomainError(NOT_FOUND);
}
