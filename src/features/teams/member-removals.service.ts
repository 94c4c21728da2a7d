import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Actor } from '../../platform/http/actor.js';
import { DomainError } from '../../platform/http/domain-error.js';
import { NOT_FOUND } from '../../platform/http/http.errors.js';
import { requireOrganizer } from '../access/access.js';
import { Access } from '../access/access.service.js';
import { Audit } from '../audit/audit.service.js';
import { Departures } from '../events/departures.js';
import { lockEvent, lockMembership } from '../events/event.locks.js';
import { requireAnotherOrganizer } from '../events/event-members.service.js';
import { Mails } from '../mail/mails.service.js';
import { lockTeam } from './team.locks.js';
import { teamOf } from './team.queries.js';
import { TeamPlaces } from './team-places.service.js';
import { MEMBER_REMOVED } from './teams.mails.js';

/** Organizers take somebody out of an event. */
@Injectable()
export class MemberRemovals {
  constructor(
    private readonly database: DataSource,
    private readonly access: Access,
    private readonly departures: Departures,
    private readonly places: TeamPlaces,
    private readonly mails: Mails,
    private readonly audit: Audit,
  ) {}

  /**
   * Out of the team as well, also after the freeze. The place goes to the next who waits, and the person is told why.
   * @throws NOT_FOUND, NOT_A_MEMBER, NOT_AN_ORGANIZER, LAST_ORGANIZER
   */
  async remove(actor: Actor, slug: string, accountId: string, reason: string): Promise<void> {
    await this.database.transaction(async (manager) => {
      await lockEvent(manager, slug);
      const standing = await this.access.inEvent(actor, slug, manager);
      requireOrganizer(standing);
      const { eventId } = standing;
      const role = await lockMembership(manager, eventId, accountId);
      if (role === null) throw new DomainError(NOT_FOUND);
      if (role === 'organizer') await requireAnotherOrganizer(manager, eventId, accountId);
      await this.leaveTeam(manager, actor, eventId, accountId, reason);
      await manager.query('DELETE FROM event_member WHERE event_id = $1 AND account_id = $2', [
        eventId,
        accountId,
      ]);
      await this.audit.record(manager, {
        actor,
        action: 'member.removed',
        subject: { type: 'account', id: accountId },
        eventId,
        before: { role },
        reason,
      });
      const [row]: { name: string; event: object }[] = await manager.query(
        'SELECT a.name, e.name AS event FROM account a, event e WHERE a.id = $1 AND e.id = $2',
        [accountId, eventId],
      );
      await this.mails.post(
        manager,
        MEMBER_REMOVED,
        { accountId },
        { eventId, params: { ...row, reason, url: `/events/${slug}` } },
      );
      await this.departures.tell(manager, { eventId, accountId, role });
    });
    this.access.standingChanged(accountId);
  }

  private async leaveTeam(
    manager: EntityManager,
    actor: Actor,
    eventId: string,
    accountId: string,
    reason: string,
  ): Promise<void> {
    const teamId = await teamOf(manager, eventId, accountId);
    const team = teamId === null ? null : await lockTeam(manager, teamId);
    if (!team || !(await this.places.remove(manager, team, accountId))) return;
    const after = await this.places.settle(manager, team);
    await this.audit.record(manager, {
      actor,
      action: 'team.member_removed',
      subject: { type: 'team', id: team.id },
      eventId,
      before: { accountId },
      after,
      reason,
    });
  }
}
