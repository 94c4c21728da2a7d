import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../../platform/http/actor.js';
import { requireMember } from '../access/access.js';
import { Access } from '../access/access.service.js';
import type { Background } from '../accounts/profile.js';
import { missing, type TeamRules } from '../events/team-rules.js';
import type { SuggestionPage, SuggestionView } from './notices.dto.js';
import { match, type Seeker, type SeekingTeam } from './suggestions.js';

const MOST = 20;

interface TeamRow {
  id: string;
  name: string;
  open: boolean;
  description: string;
  noticeId: string | null;
  text: string | null;
  backgrounds: Background[] | null;
  skills: string[] | null;
  languages: string[] | null;
  members: Seeker[];
  rules: TeamRules;
}
type PersonRow = Seeker & { noticeId: string; name: string; text: string };

/** Teams of the event $1 with a free place: those that look for people or are open, or just the team $2. */
const TEAMS = `
  SELECT g.id, g.name, g.open, g.description, n.id AS "noticeId", n.text, n.backgrounds, n.skills, n.languages,
    e.team_rules AS rules, (
      SELECT coalesce(json_agg(json_build_object('background', a.background, 'skills', a.skills, 'languages', a.languages)), '[]')
      FROM team_member t JOIN account a ON a.id = t.account_id WHERE t.team_id = g.id) AS members
  FROM team g JOIN event e ON e.id = g.event_id
  LEFT JOIN event_notice n ON n.team_id = g.id AND n.closed_at IS NULL
  WHERE g.event_id = $1 AND g.dissolved_at IS NULL AND ($2::uuid IS NULL OR g.id = $2)
    AND ($2::uuid IS NOT NULL OR g.open OR n.id IS NOT NULL)
    AND (SELECT count(*) FROM team_member t WHERE t.team_id = g.id) < e.max_team_size`;

/** Who fits whom, and why: for somebody without a team the teams, for somebody in a team the people. */
@Injectable()
export class Suggestions {
  constructor(
    private readonly database: DataSource,
    private readonly access: Access,
  ) {}

  /** @throws NOT_FOUND, NOT_A_MEMBER */
  async list(actor: Actor, slug: string): Promise<SuggestionPage> {
    const standing = await this.access.inEvent(actor, slug);
    requireMember(standing);
    if (standing.role !== 'participant') return { items: [], nextCursor: null };
    const { eventId, teamId } = standing;
    const items = teamId ? await this.people(eventId, teamId) : await this.teams(eventId, actor.accountId);
    return { items, nextCursor: null };
  }

  private async teams(eventId: string, accountId: string): Promise<SuggestionView[]> {
    const [me]: Seeker[] = await this.database.query(
      'SELECT background, skills, languages FROM account WHERE id = $1',
      [accountId],
    );
    const rows: TeamRow[] = await this.database.query(`${TEAMS} ORDER BY g.id`, [eventId, null]);
    return best(rows, (row) => {
      const team = seeking(row);
      const { why, weight } = match(me as Seeker, team);
      const view: SuggestionView = {
        team: { id: row.id, name: row.name },
        teamIsOpen: row.open,
        missing: team.missing,
        noticeId: row.noticeId,
        personName: null,
        background: null,
        text: row.text ?? row.description,
        why,
      };
      return { view, weight };
    });
  }

  private async people(eventId: string, teamId: string): Promise<SuggestionView[]> {
    const [row]: TeamRow[] = await this.database.query(TEAMS, [eventId, teamId]);
    if (!row) return [];
    const team = seeking(row);
    const people: PersonRow[] = await this.database.query(
      `SELECT n.id AS "noticeId", a.name, n.text, a.background, a.skills, a.languages
       FROM event_notice n JOIN account a ON a.id = n.account_id
       JOIN event_member m ON m.event_id = n.event_id AND m.account_id = n.account_id AND m.role = 'participant'
       WHERE n.event_id = $1 AND n.closed_at IS NULL ORDER BY n.id`,
      [eventId],
    );
    return best(people, (person) => {
      const { why, weight } = match(person, team);
      const view: SuggestionView = {
        team: null,
        teamIsOpen: false,
        missing: [],
        noticeId: person.noticeId,
        personName: person.name,
        background: person.background,
        text: person.text,
        why,
      };
      return { view, weight };
    });
  }
}

const seeking = (row: TeamRow): SeekingTeam => ({
  missing: missing(row.rules, row.members),
  wanted: { backgrounds: row.backgrounds ?? [], skills: row.skills ?? [], languages: row.languages ?? [] },
  members: row.members,
});

function best<Row>(
  rows: Row[],
  rate: (row: Row) => { view: SuggestionView; weight: number },
): SuggestionView[] {
  return rows
    .map(rate)
    .filter(({ view }) => view.why.length > 0)
    .sort((a, b) => b.weight - a.weight)
    .slice(0, MOST)
    .map(({ view }) => view);
}
