import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Actor } from '../../platform/http/actor.js';
import { DomainError } from '../../platform/http/domain-error.js';
import { UNAUTHENTICATED } from '../../platform/http/http.errors.js';
import { Live } from '../../platform/live/live.js';
import { Proofs } from '../accounts/proofs.service.js';
import { Audit } from '../audit/audit.service.js';
import { Departures } from '../events/departures.js';
import { lockEvent, lockMembership } from '../events/event.locks.js';
import { lockTeam } from '../teams/team.locks.js';
import { TeamPlaces } from '../teams/team-places.service.js';
import { PERSONAL_DATA, type PersonalData } from './personal-data.js';
import type { DeletionRequest } from './privacy.dto.js';
import { ANOTHER_ADDRESS, LAST_ADMIN, STILL_NEEDED } from './privacy.errors.js';

/** The end of an account. */
@Injectable()
export class Deletions {
  constructor(
    private readonly database: DataSource,
    private readonly proofs: Proofs,
    private readonly audit: Audit,
    private readonly live: Live,
    private readonly departures: Departures,
    private readonly places: TeamPlaces,
  ) {}

  /**
   * The row of the account stays, as nobody's: what the event keeps refers to it. Everything that says who it was
   * goes in the same transaction.
   * @throws ANOTHER_ADDRESS, WRONG_PASSWORD, WRONG_CODE, SIGN_IN_AGAIN, STILL_NEEDED, LAST_ADMIN, TOO_MANY_REQUESTS
   */
  async delete(actor: Actor, body: DeletionRequest): Promise<void> {
    await this.database.transaction(async (manager) => {
      const { email, ...proof } = body;
      const [account]: { email: string }[] = await manager.query('SELECT email FROM account WHERE id = $1', [
        actor.accountId,
      ]);
      if (account?.email !== email) throw new DomainError(ANOTHER_ADDRESS);
      await this.proofs.require(manager, actor, proof);
      await this.leaveEvents(manager, actor);
      await requireAnotherAdmin(manager, actor.accountId);
      // After the locks of events, as everywhere; of two presses one finds it done.
      const living: unknown[] = await manager.query(
        'SELECT 1 FROM account WHERE id = $1 AND deleted_at IS NULL FOR UPDATE',
        [actor.accountId],
      );
      if (living.length === 0) throw new DomainError(UNAUTHENTICATED);
      const pseudonym = `Deleted account ${randomBytes(3).toString('hex')}`;
      await manager.query(
        `DELETE FROM team_invitation WHERE email = (SELECT email FROM account WHERE id = $1)`,
        [actor.accountId],
      );
      await manager.query(
        `UPDATE account SET email = id || '@deleted.invalid', name = $2, password_hash = NULL, email_verified_at = NULL, background = NULL,
           affiliation = '', skills = '{}', languages = '{}', is_admin = false, can_create_events = false, is_steward = false,
           deleted_at = now() WHERE id = $1`,
        [actor.accountId, pseudonym],
      );
      await this.audit.record(manager, {
        actor: { accountId: actor.accountId, ip: '' },
        action: 'account.deleted',
        subject: { type: 'account', id: actor.accountId },
      });
      for (const data of PERSONAL_DATA) {
        const statement = erasure(data);
        if (statement) await manager.query(statement, [actor.accountId]);
      }
    });
    this.live.changed(`account:${actor.accountId}`);
  }

  /** Gives up every role and place as if the person had left, so that others can go on. @throws STILL_NEEDED */
  private async leaveEvents(manager: EntityManager, actor: Actor): Promise<void> {
    const events: { eventId: string; slug: string }[] = await manager.query(
      `SELECT e.id AS "eventId", e.slug FROM event_member m JOIN event e ON e.id = m.event_id
       WHERE m.account_id = $1 ORDER BY e.slug`,
      [actor.accountId],
    );
    const needed: string[] = [];
    for (const { eventId, slug } of events) {
      await lockEvent(manager, slug);
      const role = await lockMembership(manager, eventId, actor.accountId);
      if (role === null) continue;
      if (role === 'organizer' && !(await hasAnotherOrganizer(manager, eventId, actor.accountId))) {
        needed.push(slug);
        continue;
      }
      await this.leaveTeam(manager, eventId, actor.accountId);
      await manager.query('DELETE FROM event_member WHERE event_id = $1 AND account_id = $2', [
        eventId,
        actor.accountId,
      ]);
      await this.audit.record(manager, {
        actor: { accountId: actor.accountId, ip: '' },
        action: 'member.left',
        subject: { type: 'account', id: actor.accountId },
        eventId,
        before: { role },
      });
      await this.departures.tell(manager, { eventId, accountId: actor.accountId, role });
    }
    if (needed.length > 0) throw new DomainError(STILL_NEEDED, { events: needed.join(', ') });
  }

  private async leaveTeam(manager: EntityManager, eventId: string, accountId: string): Promise<void> {
    const [place]: { teamId: string }[] = await manager.query(
      'SELECT team_id AS "teamId" FROM team_member WHERE event_id = $1 AND account_id = $2',
      [eventId, accountId],
    );
    const team = place && (await lockTeam(manager, place.teamId));
    if (!team) return;
    await this.places.remove(manager, team, accountId);
    const after = await this.places.settle(manager, team);
    await this.audit.record(manager, {
      actor: { accountId, ip: '' },
      action: 'team.left',
      subject: { type: 'team', id: team.id },
      eventId,
      after,
    });
  }
}

async function hasAnotherOrganizer(
  manager: EntityManager,
  eventId: string,
  accountId: string,
): Promise<boolean> {
  const others: unknown[] = await manager.query(
    `SELECT 1 FROM event_member WHERE event_id = $1 AND role = 'organizer' AND account_id <> $2 LIMIT 1`,
    [eventId, accountId],
  );
  return others.length > 0;
}

async function requireAnotherAdmin(manager: EntityManager, accountId: string): Promise<void> {
  const [row]: { mine: boolean; others: number }[] = await manager.query(
    `SELECT bool_or(id = $1) AS mine, (count(*) FILTER (WHERE id <> $1))::int AS others
     FROM (SELECT id FROM account WHERE is_admin ORDER BY id FOR UPDATE) a`,
    [accountId],
  );
  if (row?.mine && row.others === 0) throw new DomainError(LAST_ADMIN);
}

function erasure({ table, people, own, onDeletion }: PersonalData): string | null {
  if (onDeletion === 'keep') return null;
  if (onDeletion !== 'erase') return onDeletion.sql;
  return `DELETE FROM "${table}" x WHERE ${own ?? `x.${people[0]} = $1`}`;
}
