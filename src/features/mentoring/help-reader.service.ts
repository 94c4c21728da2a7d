import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Actor } from '../../platform/http/actor.js';
import { DomainError } from '../../platform/http/domain-error.js';
import { NOT_FOUND } from '../../platform/http/http.errors.js';
import { cursorOffset, pageFrom } from '../../platform/http/page.dto.js';
import { isOrganizer, requireMember, requireOrganizer, type Standing } from '../access/access.js';
import { Access } from '../access/access.service.js';
import { inMentorsOrder, isOverdue, matchingTags, waitedSeconds } from './help.policy.js';
import { HELP, type HelpRow } from './help.queries.js';
import type { HelpFigures, HelpQuery, HelpRequestPage, HelpRequestView } from './help-requests.dto.js';
import {
  areInConflict,
  type ConflictBook,
  MENTORS,
  type MentorRow,
  readConflicts,
} from './mentors.queries.js';

/** Requests for help as each reader may see them. */
@Injectable()
export class HelpReader {
  constructor(
    private readonly database: DataSource,
    private readonly access: Access,
  ) {}

  /**
   * A team's own; for mentors those that wait (of teams that they are in no conflict with) and those they took;
   * for organizers all, who waits longest first. @throws NOT_FOUND, NOT_A_MEMBER
   */
  async list(actor: Actor, slug: string, query: HelpQuery, now: Date): Promise<HelpRequestPage> {
    const standing = await this.access.inEvent(actor, slug);
    requireMember(standing);
    const { manager } = this.database;
    const rows: HelpRow[] = await manager.query(
      `${HELP} WHERE h.event_id = $1
         AND ($2 = 'organizer' OR $2 = 'mentor' AND (h.status = 'open' OR h.taken_by = $3) OR h.team_id = $4)
         AND ($5::text IS NULL OR ($5 = 'open') = (h.status IN ('open', 'taken')))
       ORDER BY h.status IN ('open', 'taken') DESC, h.answered_at IS NULL DESC,
         CASE WHEN h.status IN ('open', 'taken') THEN h.created_at END, h.created_at DESC, h.id
       LIMIT 1000`,
      [standing.eventId, standing.role, actor.accountId, standing.teamId, query.state ?? null],
    );
    const views = await this.views(manager, actor, standing, rows, now);
    const from = cursorOffset(query);
    return pageFrom(views.slice(from, from + (query.limit ?? 50) + 1), query);
  }

  /** Within a transaction that has just changed it, too. @throws NOT_FOUND for whoever may not see it */
  async view(manager: EntityManager, actor: Actor, id: string, now: Date): Promise<HelpRequestView> {
    const [row]: HelpRow[] = await manager.query(`${HELP} WHERE h.id = $1`, [id]);
    if (!row) throw new DomainError(NOT_FOUND);
    const standing = await this.access.inTeamsEvent(actor, row.teamId, manager);
    requireMember(standing);
    const isTheirs = isOrganizer(standing) || standing.role === 'mentor' || standing.teamId === row.teamId;
    const [view] = isTheirs ? await this.views(manager, actor, standing, [row], now) : [];
    if (!view) throw new DomainError(NOT_FOUND);
    return view;
  }

  /** @throws NOT_FOUND, NOT_AN_ORGANIZER */
  async figures(actor: Actor, slug: string, now: Date): Promise<HelpFigures> {
    const standing = await this.access.inEvent(actor, slug);
    requireOrganizer(standing);
    const rows: HelpRow[] = await this.database.query(`${HELP} WHERE h.event_id = $1`, [standing.eventId]);
    const open = rows.filter(({ status }) => status === 'open');
    const answered = rows.filter(({ answeredAt }) => answeredAt !== null);
    return {
      open: open.length,
      overdue: open.filter((row) => isOverdue(row, now)).length,
      taken: rows.filter(({ status }) => status === 'taken').length,
      answered: answered.length,
      medianSeconds: median(answered.map((row) => waitedSeconds(row, now))),
      longestSeconds:
        open.length === 0 ? null : Math.max(...open.map(({ createdAt }) => secondsSince(createdAt, now))),
    };
  }

  private async views(
    manager: EntityManager,
    actor: Actor,
    standing: Standing,
    rows: HelpRow[],
    now: Date,
  ): Promise<HelpRequestView[]> {
    if (standing.role !== 'mentor') return rows.map((row) => viewOf(row, [], now));
    const [mentor]: MentorRow[] = await manager.query(`SELECT * FROM (${MENTORS}) o WHERE o.id = $2`, [
      standing.eventId,
      actor.accountId,
    ]);
    const book: ConflictBook = await readConflicts(manager, standing.eventId);
    const seen = rows.filter((row) => !areInConflict(book, actor.accountId, row.teamId));
    return inMentorsOrder(seen.map((row) => viewOf(row, mentor?.expertise ?? [], now)));
  }
}

function viewOf(row: HelpRow, expertise: readonly string[], now: Date): HelpRequestView {
  const { teamId, teamName, takenById, takenByName, eventId: _, ...rest } = row;
  return {
    ...rest,
    team: { id: teamId, name: teamName },
    takenBy: takenById === null ? null : { id: takenById, name: takenByName ?? '' },
    matches: matchingTags(expertise, row.expertise).length > 0,
    waitedSeconds: waitedSeconds(row, row.closedAt ?? now),
    isOverdue: isOverdue(row, now),
  };
}

const secondsSince = (at: Date, now: Date): number =>
  Math.max(0, Math.round((now.getTime() - at.getTime()) / 1000));

function median(values: number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle];
  if (upper === undefined) return null;
  return sorted.length % 2 === 1 ? upper : Math.round(((sorted[middle - 1] ?? upper) + upper) / 2);
}
