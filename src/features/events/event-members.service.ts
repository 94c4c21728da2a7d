import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Actor } from '../../platform/http/actor.js';
import { DomainError } from '../../platform/http/domain-error.js';
import { NOT_FOUND } from '../../platform/http/http.errors.js';
import { cursorOffset, type PageQuery, pageFrom } from '../../platform/http/page.dto.js';
import { isOrganizer, requireMember, requireOrganizer } from '../access/access.js';
import { Access } from '../access/access.service.js';
import type { Profile } from '../accounts/profile.js';
import { Audit } from '../audit/audit.service.js';
import { Departures } from './departures.js';
import type { EventRole } from './event.entity.js';
import { lockEvent, lockMembership } from './event.locks.js';
import { EventPlaces } from './event-places.js';
import type { EventMemberPage, EventMemberView, EventRoleRequest } from './events.dto.js';
import { LAST_ORGANIZER, LEAVE_TEAM_FIRST, ROLE_FULL } from './events.errors.js';

interface MemberRow extends Profile {
  accountId: string;
  name: string;
  role: EventRole;
  email: string;
  joinedAt: Date;
  teamId: string | null;
  teamName: string;
}

const MEMBERS = `
  SELECT a.id AS "accountId", a.name, m.role, a.email, m.joined_at AS "joinedAt",
    a.background, a.affiliation, a.skills, a.languages,
    t.team_id AS "teamId", g.name AS "teamName"
  FROM event_member m
  JOIN account a ON a.id = m.account_id
  LEFT JOIN team_member t ON t.event_id = m.event_id AND t.account_id = m.account_id
  LEFT JOIN team g ON g.id = t.team_id
  WHERE m.event_id = $1`;

/** Who belongs to an event, and as what. */
@Injectable()
export class EventMembers {
  constructor(
    private readonly database: DataSource,
    private readonly access: Access,
    private readonly audit: Audit,
    private readonly departures: Departures,
    private readonly places: EventPlaces,
  ) {}

  /** @throws NOT_FOUND, NOT_A_MEMBER */
  async list(actor: Actor, slug: string, query: PageQuery): Promise<EventMemberPage> {
    const standing = await this.access.inEvent(actor, slug);
    requireMember(standing);
    const rows: MemberRow[] = await this.database.query(
      `${MEMBERS} ORDER BY array_position(ARRAY['organizer', 'mentor', 'participant'], m.role), lower(a.name), a.id
       OFFSET $2 LIMIT $3`,
      [standing.eventId, cursorOffset(query), (query.limit ?? 50) + 1],
    );
    const view = isOrganizer(standing) ? forOrganizers : forMembers;
    return pageFrom(rows.map(view), query);
  }

  /** @throws NOT_FOUND, NOT_AN_ORGANIZER, LEAVE_TEAM_FIRST, LAST_ORGANIZER, ROLE_FULL */
  async setRole(
    actor: Actor,
    slug: string,
    accountId: string,
    { role, overCapacityReason, reason }: EventRoleRequest,
  ): Promise<EventMemberView> {
    const view = await this.database.transaction(async (manager) => {
      await lockEvent(manager, slug);
      const standing = await this.access.inEvent(actor, slug, manager);
      requireOrganizer(standing);
      const { eventId } = standing;
      const before = await lockMembership(manager, eventId, accountId);
      if (before === null) throw new DomainError(NOT_FOUND);
      if (before !== role) {
        if (role !== 'participant') await requireNoTeam(manager, eventId, accountId);
        if (before === 'organizer') await requireAnotherOrganizer(manager, eventId, accountId);
        const isFull = !(await this.places.isFree(manager, { eventId, accountId, role }));
        if (isFull && !overCapacityReason) throw new DomainError(ROLE_FULL);
        await manager.query('UPDATE event_member SET role = $3 WHERE event_id = $1 AND account_id = $2', [
          eventId,
          accountId,
          role,
        ]);
        await this.audit.record(manager, {
          actor,
          action: 'member.role_changed',
          subject: { type: 'account', id: accountId },
          eventId,
          before: { role: before },
          after: isFull ? { role, overCapacity: true } : { role },
          // Why this person, and why although there was no place: both are asked for, both are kept.
          reason: [reason, isFull ? overCapacityReason : null].filter(Boolean).join(' · ') || null,
        });
        await this.departures.tell(manager, { eventId, accountId, role: before });
      }
      const [row]: MemberRow[] = await manager.query(`${MEMBERS} AND m.account_id = $2`, [
        eventId,
        accountId,
      ]);
      return forOrganizers(row as MemberRow);
    });
    this.access.standingChanged(accountId);
    return view;
  }

  /** @throws NOT_FOUND, NOT_A_MEMBER, LEAVE_TEAM_FIRST, LAST_ORGANIZER */
  async leave(actor: Actor, slug: string): Promise<void> {
    await this.database.transaction(async (manager) => {
      await lockEvent(manager, slug);
      const standing = await this.access.inEvent(actor, slug, manager);
      requireMember(standing);
      const { eventId } = standing;
      const role = await lockMembership(manager, eventId, actor.accountId);
      await requireNoTeam(manager, eventId, actor.accountId);
      if (role === 'organizer') await requireAnotherOrganizer(manager, eventId, actor.accountId);
      await manager.query('DELETE FROM event_member WHERE event_id = $1 AND account_id = $2', [
        eventId,
        actor.accountId,
      ]);
      await this.audit.record(manager, {
        actor,
        action: 'member.left',
        subject: { type: 'account', id: actor.accountId },
        eventId,
        before: { role },
      });
      if (role) await this.departures.tell(manager, { eventId, accountId: actor.accountId, role });
    });
    this.access.standingChanged(actor.accountId);
  }
}

async function requireNoTeam(manager: EntityManager, eventId: string, accountId: string): Promise<void> {
  const rows: unknown[] = await manager.query(
    'SELECT 1 FROM team_member WHERE event_id = $1 AND account_id = $2',
    [eventId, accountId],
  );
  if (rows.length > 0) throw new DomainError(LEAVE_TEAM_FIRST);
}

/** Under the lock of the event, so that two organizers cannot step down at the same moment. */
export async function requireAnotherOrganizer(manager: EntityManager, eventId: string, accountId: string) {
  const rows: unknown[] = await manager.query(
    `SELECT 1 FROM event_member WHERE event_id = $1 AND role = 'organizer' AND account_id <> $2 LIMIT 1`,
    [eventId, accountId],
  );
  if (rows.length === 0) throw new DomainError(LAST_ORGANIZER);
}

function forOrganizers({ teamId, teamName, ...row }: MemberRow): EventMemberView {
  return { ...row, team: teamId === null ? null : { id: teamId, name: teamName } };
}

const forMembers = ({ teamId: _, teamName: __, ...row }: MemberRow): EventMemberView => ({
  ...row,
  accountId: null,
  email: null,
  team: null,
  joinedAt: null,
});
