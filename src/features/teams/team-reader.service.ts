import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../../platform/http/actor.js';
import { DomainError } from '../../platform/http/domain-error.js';
import { NOT_FOUND } from '../../platform/http/http.errors.js';
import { cursorOffset, type PageQuery, pageFrom } from '../../platform/http/page.dto.js';
import { isMentorOf, isOrganizer, requireMember, type Standing } from '../access/access.js';
import { Access } from '../access/access.service.js';
import type { EventRefView } from '../accounts/accounts.dto.js';
import type { Background } from '../accounts/profile.js';
import { missing, type TeamRules } from '../events/team-rules.js';
import { CLAIM_HOURS } from './captain-claim.js';
import type {
  CaptainClaimView,
  OpenInvitationView,
  TeamItemView,
  TeamMemberView,
  TeamPage,
  TeamView,
} from './teams.dto.js';

type MemberRow = TeamMemberView & { teamId: string; background: Background | null };
type InvitationRow = Omit<OpenInvitationView, 'kind'> & { invitedBy: string };
type TeamRow = Pick<
  TeamView,
  'id' | 'name' | 'description' | 'open' | 'createdAt' | 'dissolvedAt' | 'maxTeamSize'
> & {
  slug: string;
  eventName: EventRefView['name'];
  rules: TeamRules;
  mergedIntoId: string | null;
  mergedIntoName: string | null;
  claimedAt: Date | null;
  claimedByName: string | null;
};
type ItemRow = Pick<TeamItemView, 'id' | 'name' | 'description' | 'open'> & { rules: TeamRules };

/** Teams as each reader may see them. */
@Injectable()
export class TeamReader {
  constructor(
    private readonly database: DataSource,
    private readonly access: Access,
  ) {}

  /** @throws NOT_FOUND, NOT_A_MEMBER */
  async list(actor: Actor, slug: string, query: PageQuery): Promise<TeamPage> {
    const standing = await this.access.inEvent(actor, slug);
    requireMember(standing);
    const rows: ItemRow[] = await this.database.query(
      `SELECT g.id, g.name, g.description, g.open, e.team_rules AS rules
       FROM team g JOIN event e ON e.id = g.event_id WHERE g.event_id = $1 AND g.dissolved_at IS NULL
       ORDER BY lower(g.name), g.id OFFSET $2 LIMIT $3`,
      [standing.eventId, cursorOffset(query), (query.limit ?? 50) + 1],
    );
    const all = byTeam(await this.membersOf(rows.map(({ id }) => id)));
    const item = ({ rules, ...row }: ItemRow): TeamItemView => {
      const members = all.get(row.id) ?? [];
      return {
        ...row,
        memberCount: members.length,
        missing: missing(rules, members),
        isMine: row.id === standing.teamId,
        members: isOrganizer(standing) ? members.map(withEmail) : null,
      };
    };
    return pageFrom(rows.map(item), query);
  }

  /** @throws NOT_FOUND, NOT_A_MEMBER */
  async get(actor: Actor, id: string, now: Date): Promise<TeamView> {
    const standing = await this.access.inTeamsEvent(actor, id);
    requireMember(standing);
    const [row]: TeamRow[] = await this.database.query(
      `SELECT g.id, g.name, g.description, g.open, g.created_at AS "createdAt", g.dissolved_at AS "dissolvedAt",
         g.merged_into_id AS "mergedIntoId", o.name AS "mergedIntoName", g.claimed_at AS "claimedAt",
         (SELECT c.name FROM account c WHERE c.id = g.claimed_by) AS "claimedByName", e.slug, e.name AS "eventName",
         e.max_team_size AS "maxTeamSize", e.team_rules AS rules
       FROM team g JOIN event e ON e.id = g.event_id LEFT JOIN team o ON o.id = g.merged_into_id WHERE g.id = $1`,
      [id],
    );
    if (!row) throw new DomainError(NOT_FOUND);
    const { slug, eventName, rules, mergedIntoId, mergedIntoName, claimedAt, claimedByName, ...team } = row;
    const members = await this.membersOf([id]);
    const isMine = standing.teamId === id;
    const inside = isMine || isOrganizer(standing);
    return {
      ...team,
      event: { slug, name: eventName },
      mergedInto: mergedIntoId === null ? null : { id: mergedIntoId, name: mergedIntoName ?? '' },
      memberCount: members.length,
      missing: missing(rules, members),
      isMine,
      captainClaim: inside ? claimView(claimedAt, claimedByName) : null,
      members:
        inside || isMentorOf(standing, id)
          ? members.map(isOrganizer(standing) ? withEmail : withoutEmail)
          : null,
      invitations: inside ? await this.openInvitations(id, actor, standing, now) : null,
    };
  }

  private membersOf(teamIds: string[]): Promise<MemberRow[]> {
    return this.database.query(
      `SELECT t.team_id AS "teamId", a.id AS "accountId", a.name, a.email, a.background, g.captain_id = a.id AS "isCaptain",
         t.joined_at AS "joinedAt"
       FROM team_member t JOIN account a ON a.id = t.account_id JOIN team g ON g.id = t.team_id
       WHERE t.team_id = ANY($1) ORDER BY t.joined_at, a.id`,
      [teamIds],
    );
  }

  private async openInvitations(teamId: string, actor: Actor, standing: Standing, now: Date) {
    const rows: InvitationRow[] = await this.database.query(
      `SELECT i.id, i.email, p.name AS person, a.name AS "invitedByName", i.invited_by AS "invitedBy",
         i.shown_entries AS "shownEntries", i.created_at AS "createdAt",
         i.expires_at AS "expiresAt"
       FROM team_invitation i JOIN account a ON a.id = i.invited_by LEFT JOIN account p ON p.id = i.account_id
       WHERE i.team_id = $1 AND ${OPEN} AND i.expires_at > $2 ORDER BY i.created_at DESC, i.id`,
      [teamId, now],
    );
    return rows.map(
      ({ invitedBy, email, ...row }): OpenInvitationView => ({
        ...row,
        kind: row.person !== null ? 'person' : email === null ? 'link' : 'email',
        email: isOrganizer(standing) || invitedBy === actor.accountId ? email : null,
      }),
    );
  }
}

const claimView = (at: Date | null, name: string | null): CaptainClaimView | null =>
  at && { byName: name ?? '', possibleAt: new Date(at.getTime() + CLAIM_HOURS * 3_600_000) };

function byTeam(rows: MemberRow[]): Map<string, MemberRow[]> {
  const teams = new Map<string, MemberRow[]>();
  for (const row of rows) teams.set(row.teamId, [...(teams.get(row.teamId) ?? []), row]);
  return teams;
}

/** Of an invitation `i` that may still be accepted by somebody, but for its time. */
export const OPEN = 'i.revoked_at IS NULL AND i.accepted_at IS NULL';

const withEmail = ({ teamId: _, ...member }: MemberRow): TeamMemberView => member;
const withoutEmail = (row: MemberRow): TeamMemberView => ({ ...withEmail(row), email: null });
