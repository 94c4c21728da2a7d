import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../../platform/http/actor.js';
import { DomainError } from '../../platform/http/domain-error.js';
import { NOT_FOUND } from '../../platform/http/http.errors.js';
import { cursorOffset, pageFrom } from '../../platform/http/page.dto.js';
import { requireOrganizer } from '../access/access.js';
import { Access } from '../access/access.service.js';
import { BACKGROUNDS } from '../accounts/profile.js';
import { Audit } from '../audit/audit.service.js';
import { EVENT_ROLES, type EventRole } from '../events/event.entity.js';
import { lockMembership } from '../events/event.locks.js';
import type { ApplicationStatus } from './application.entity.js';
import { formOf, placesOf } from './application.queries.js';
import { APPLICATION_ROLES, type ApplicationRole } from './application-form.entity.js';
import { peopleCsv } from './applications.csv.js';
import { askedParameter, CONSENT_STATE, consentsAsked, withoutConsent } from './consent.queries.js';
import type {
  ApplicationCountsView,
  EventPersonView,
  PeopleCountsView,
  PeopleQuery,
  PeopleSort,
  PersonPage,
  RoleCountsView,
} from './people.dto.js';
import { FOUND, wanted } from './people.search.js';

type Row = Omit<EventPersonView, 'team'> & { teamId: string | null; teamName: string };

const CONSENT = CONSENT_STATE('m', '$2');

const PEOPLE = `
  SELECT a.id AS "accountId", a.name, a.email, m.role, a.background, a.affiliation, a.skills, a.languages,
    m.joined_at AS "joinedAt", m.checked_in_at AS "checkedInAt", c.name AS "checkedInByName",
    t.team_id AS "teamId", g.name AS "teamName", a.email_verified_at IS NOT NULL AS "isAddressConfirmed",
    ${CONSENT} AS consent
  FROM event_member m
  JOIN account a ON a.id = m.account_id
  LEFT JOIN account c ON c.id = m.checked_in_by
  LEFT JOIN team_member t ON t.event_id = m.event_id AND t.account_id = m.account_id
  LEFT JOIN team g ON g.id = t.team_id
  WHERE m.event_id = $1`;

const FILTERS = `
  AND ($3::text IS NULL OR m.role = $3) AND ($4::text IS NULL OR a.background = $4)
  AND ($5::boolean IS NULL OR (t.team_id IS NOT NULL) = $5)
  AND ($6::boolean IS NULL OR (m.checked_in_at IS NOT NULL) = $6)
  AND ($7::text IS NULL OR ${FOUND('$7')})
  AND ($8::text IS NULL OR ${CONSENT} = $8)
  AND ($9::boolean IS NULL OR (a.email_verified_at IS NOT NULL) = $9)`;

const ORDER: Record<PeopleSort, string> = {
  name: 'lower(a.name), a.id',
  joined: 'm.joined_at, a.id',
  team: 'lower(g.name) NULLS LAST, lower(a.name), a.id',
  background: 'a.background NULLS LAST, lower(a.name), a.id',
  checkedIn: 'm.checked_in_at DESC NULLS LAST, lower(a.name), a.id',
};

/** The people of an event, for its organizers; and who of them is there on the day. */
@Injectable()
export class People {
  constructor(
    private readonly database: DataSource,
    private readonly access: Access,
    private readonly audit: Audit,
  ) {}

  /** @throws NOT_FOUND, NOT_A_MEMBER, NOT_AN_ORGANIZER */
  async list(actor: Actor, slug: string, query: PeopleQuery): Promise<PersonPage> {
    const standing = await this.access.inEvent(actor, slug);
    requireOrganizer(standing);
    const rows: Row[] = await this.database.query(
      `${PEOPLE} ${FILTERS} ORDER BY ${ORDER[query.sort ?? 'name']} OFFSET $10 LIMIT $11`,
      [...(await this.filters(standing.eventId, query)), cursorOffset(query), (query.limit ?? 50) + 1],
    );
    return pageFrom(rows.map(view), query);
  }

  /** @throws NOT_FOUND, NOT_A_MEMBER, NOT_AN_ORGANIZER */
  async csv(actor: Actor, slug: string, query: PeopleQuery): Promise<string> {
    const standing = await this.access.inEvent(actor, slug);
    requireOrganizer(standing);
    const rows: Row[] = await this.database.query(
      `${PEOPLE} ${FILTERS} ORDER BY ${ORDER[query.sort ?? 'name']}`,
      await this.filters(standing.eventId, query),
    );
    await this.audit.record(this.database.manager, {
      actor,
      action: 'people.exported',
      subject: { type: 'event', id: standing.eventId },
      eventId: standing.eventId,
      after: { rows: rows.length },
    });
    return peopleCsv(rows.map(view), query.language ?? actor.locale);
  }

  /** @throws NOT_FOUND, NOT_A_MEMBER, NOT_AN_ORGANIZER */
  async counts(actor: Actor, slug: string): Promise<PeopleCountsView> {
    const standing = await this.access.inEvent(actor, slug);
    requireOrganizer(standing);
    const { eventId } = standing;
    const rows: RoleCountsView[] = await this.database.query(
      `SELECT m.role, count(*)::int AS members, count(m.checked_in_at)::int AS "checkedIn",
         count(*) FILTER (WHERE t.team_id IS NULL)::int AS "withoutTeam"
       FROM event_member m
       LEFT JOIN team_member t ON t.event_id = m.event_id AND t.account_id = m.account_id
       WHERE m.event_id = $1 GROUP BY m.role`,
      [eventId],
    );
    const none = { members: 0, checkedIn: 0, withoutTeam: 0 };
    return {
      roles: EVENT_ROLES.map((role) => ({ ...none, ...rows.find((row) => row.role === role), role })),
      applications: await Promise.all(APPLICATION_ROLES.map((role) => this.applications(eventId, role))),
    };
  }

  /**
   * Somebody is there. Once more changes nothing: the first time counts.
   * @throws NOT_FOUND, NOT_A_MEMBER, NOT_AN_ORGANIZER
   */
  async checkIn(
    actor: Actor,
    slug: string,
    accountId: string,
    isPresent: boolean,
    now: Date,
  ): Promise<EventPersonView> {
    return this.database.transaction(async (manager) => {
      const standing = await this.access.inEvent(actor, slug, manager);
      requireOrganizer(standing);
      const { eventId } = standing;
      if ((await lockMembership(manager, eventId, accountId)) === null) throw new DomainError(NOT_FOUND);
      const changed: [unknown[], number] = await manager.query(
        `UPDATE event_member SET checked_in_at = $3, checked_in_by = $4
         WHERE event_id = $1 AND account_id = $2 AND (checked_in_at IS NOT NULL) <> ($3::timestamptz IS NOT NULL)`,
        [eventId, accountId, isPresent ? now : null, isPresent ? actor.accountId : null],
      );
      if (changed[1] > 0) {
        await this.audit.record(manager, {
          actor,
          action: isPresent ? 'member.checked_in' : 'member.check_in_undone',
          subject: { type: 'account', id: accountId },
          eventId,
        });
      }
      const [row]: Row[] = await manager.query(`${PEOPLE} AND m.account_id = $3`, [
        eventId,
        askedParameter(await consentsAsked(manager, eventId, APPLICATION_ROLES)),
        accountId,
      ]);
      return view(row as Row);
    });
  }

  private async applications(eventId: string, role: ApplicationRole): Promise<ApplicationCountsView> {
    const { manager } = this.database;
    const rows: { status: ApplicationStatus; n: number }[] = await manager.query(
      'SELECT status, count(*)::int AS n FROM application WHERE event_id = $1 AND role = $2 GROUP BY status',
      [eventId, role],
    );
    const places = await placesOf(manager, eventId, role, await formOf(manager, eventId, role));
    const asked = await consentsAsked(manager, eventId, [role]);
    const lacking = await withoutConsent(manager, eventId, role, asked);
    const of = (status: ApplicationStatus) => rows.find((row) => row.status === status)?.n ?? 0;
    return {
      role,
      members: places.taken,
      capacity: places.capacity,
      backgrounds: BACKGROUNDS.map((background) => ({
        background,
        members: places.takenBy[background] ?? 0,
        capacity: places.byBackground[background] ?? null,
      })),
      draft: of('draft'),
      submitted: of('submitted'),
      accepted: of('accepted'),
      waitlisted: of('waitlisted'),
      declined: of('declined'),
      withdrawn: of('withdrawn'),
      lapsed: of('lapsed'),
      no_show: of('no_show'),
      consents:
        asked.length === 0
          ? null
          : {
              due: lacking.filter(({ state }) => state === 'due').length,
              refused: lacking.filter(({ state }) => state === 'refused').length,
            },
    };
  }

  private async filters(eventId: string, query: PeopleQuery): Promise<unknown[]> {
    return [
      eventId,
      askedParameter(await consentsAsked(this.database.manager, eventId, APPLICATION_ROLES)),
      (query.role ?? null) as EventRole | null,
      query.background ?? null,
      query.team === undefined ? null : query.team === 'with',
      query.checkedIn === undefined ? null : query.checkedIn === 'yes',
      wanted(query.q),
      query.consent ?? null,
      query.address === undefined ? null : query.address === 'confirmed',
    ];
  }
}

const view = ({ teamId, teamName, ...row }: Row): EventPersonView => ({
  ...row,
  team: teamId === null ? null : { id: teamId, name: teamName },
});
