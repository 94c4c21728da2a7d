import { Injectable } from '@nestjs/common';
import { isUUID } from 'class-validator';
import { DataSource, type EntityManager } from 'typeorm';
import type { Actor } from '../../platform/http/actor.js';
import { DomainError } from '../../platform/http/domain-error.js';
import { BAD_CURSOR, NOT_FOUND } from '../../platform/http/http.errors.js';
import type { Page, PageQuery } from '../../platform/http/page.dto.js';
import { NOT_AN_ORGANIZER } from '../access/access.errors.js';
import {
  isOrganizer,
  requireEntryReader,
  requireMember,
  requireMentorOf,
  requireTeam,
  type Standing,
} from '../access/access.js';
import { Access } from '../access/access.service.js';
import { Event } from '../events/event.entity.js';
import { openingTimes, showsLive } from '../tasks/task.policy.js';
import { findTask, labelCount } from '../tasks/task.queries.js';
import { usedByTeam, usedEntries } from '../teams/budget.queries.js';
import { PLACES } from './queue-order.js';
import { allowanceOf, lineageOf } from './quota.queries.js';
import { dayBounds, withExtra } from './submission.policy.js';
import type { QuotaView, SubmissionQuery, SubmissionView } from './submissions.dto.js';

/** Columns of one entry for a reader, as the team's that answers for it now; raw scores and attempts are joined for organizers only. */
const ENTRY = `
  SELECT s.id, s.task_id AS "taskId", o.id AS "teamId", o.name AS "teamName", g.id AS "madeById", g.name AS "madeByName", a.name AS "submittedBy",
         s.kind, s.status, s.note, s.file_name AS "fileName", s.row_count AS "rowCount", s.size, s.sha256, s.selected,
         s.shared_at AS "sharedAt",
         s.withdrawn_at AS "withdrawnAt", s.withdrawn_reason AS "withdrawnReason",
         s.accepted_at AS "acceptedAt", s.finished_at AS "finishedAt", k.final_published_at AS "finalPublishedAt",
         b.released_public AS "releasedPublic", b.released_final AS "releasedFinal", b.shown_id AS "shownId",
         k.live_losses AS "liveLosses", ${labelCount('t.summary', 'public')} AS "publicLabels", h.id AS "runId"
  FROM submission s
  JOIN team g ON g.id = s.team_id
  JOIN team o ON o.id = coalesce(g.merged_into_id, g.id)
  JOIN task k ON k.id = s.task_id
  JOIN truth t ON t.id = s.truth_id
  LEFT JOIN account a ON a.id = s.submitted_by
  LEFT JOIN notebook_run h ON h.submission_id = s.id AND h.stage = 'hidden'
  LEFT JOIN board_entry b ON b.submission_id = s.id AND b.superseded_version IS NULL`;

/** Entries of the teams in $2 (uuid[]) and of those that have become part of them. */
const OWNED_BY_2 = 's.team_id IN (SELECT id FROM team WHERE id = ANY($2) OR merged_into_id = ANY($2))';

interface EntryRow {
  id: string;
  taskId: string;
  teamId: string;
  teamName: string;
  madeById: string;
  madeByName: string;
  submittedBy: string | null;
  kind: SubmissionView['kind'];
  status: SubmissionView['status'];
  runId: string | null;
  note: string;
  fileName: string;
  rowCount: number;
  size: string;
  sha256: string;
  selected: boolean;
  sharedAt: Date | null;
  withdrawnAt: Date | null;
  withdrawnReason: string | null;
  acceptedAt: Date;
  finishedAt: Date | null;
  finalPublishedAt: Date | null;
  releasedPublic: NonNullable<SubmissionView['scores']>['public'] | null;
  releasedFinal: NonNullable<SubmissionView['scores']>['public'] | null;
  shownId: string | null;
  liveLosses: boolean | null;
  publicLabels: number;
}

/** Entries as their readers may see them. */
@Injectable()
export class EntryReader {
  constructor(
    private readonly database: DataSource,
    private readonly access: Access,
  ) {}

  async get(actor: Actor, id: string): Promise<SubmissionView> {
    return this.view(this.database.manager, actor, id);
  }

  /** For use within a transaction that has just changed the entry. @throws NOT_FOUND */
  async view(manager: EntityManager, actor: Actor, id: string): Promise<SubmissionView> {
    const rows: EntryRow[] = await manager.query(`${ENTRY} WHERE s.id = $1`, [id]);
    if (!rows[0]) throw new DomainError(NOT_FOUND);
    const standing = await this.access.inTask(actor, rows[0].taskId, manager);
    requireEntryReader(standing, rows[0].teamId, rows[0].sharedAt !== null);
    const [view] = await this.views(manager, rows, standing);
    return view as SubmissionView;
  }

  /** The own team's entries, for mentors what their teams share, or all of them for organizers; newest first. */
  async list(actor: Actor, taskId: string, query: SubmissionQuery): Promise<Page<SubmissionView>> {
    const standing = await this.access.inTask(actor, taskId);
    requireMember(standing);
    const limit = query.limit ?? 50;
    const rows: EntryRow[] = await this.database.query(
      `${ENTRY} WHERE s.task_id = $1 AND ($2::uuid[] IS NULL OR ${OWNED_BY_2}) AND ($3::text IS NULL OR s.status = $3)
       AND ($4::uuid IS NULL OR s.seq < (SELECT seq FROM submission WHERE id = $4))
       AND (s.shared_at IS NOT NULL OR NOT $6)
       ORDER BY s.seq DESC LIMIT $5`,
      [
        taskId,
        listedTeams(standing, query.teamId),
        query.status ?? null,
        lastSeen(query),
        limit + 1,
        standing.role === 'mentor',
      ],
    );
    return this.page(rows, limit, standing);
  }

  /** What a team shares with its mentors, over all tasks; newest first. @throws NOT_FOUND, NOT_MENTOR_OF_TEAM */
  async listShared(actor: Actor, teamId: string, query: PageQuery): Promise<Page<SubmissionView>> {
    const standing = await this.access.inTeamsEvent(actor, teamId);
    requireMember(standing);
    if (standing.teamId !== teamId) requireMentorOf(standing, teamId);
    const limit = query.limit ?? 50;
    const rows: EntryRow[] = await this.database.query(
      `${ENTRY} WHERE s.team_id IN (SELECT id FROM team WHERE id = $1 OR merged_into_id = $1) AND s.shared_at IS NOT NULL
       AND ($2::uuid IS NULL OR s.seq < (SELECT seq FROM submission WHERE id = $2)) ORDER BY s.seq DESC LIMIT $3`,
      [teamId, lastSeen(query), limit + 1],
    );
    return this.page(rows, limit, standing);
  }

  async quota(actor: Actor, taskId: string): Promise<QuotaView> {
    const teamId = requireTeam(await this.access.inTask(actor, taskId));
    const manager = this.database.manager;
    const task = await findTask(manager, taskId);
    const event = await manager.findOneByOrFail(Event, { id: task.eventId });
    const day = dayBounds(new Date(), event.timeZone);
    const used = await usedEntries(manager, teamId, taskId, day);
    const extra = await allowanceOf(manager, teamId, taskId, day);
    const from = (await usedByTeam(manager, teamId)).filter((part) => part.taskId === taskId);
    const { closesAt } = openingTimes(task, event);
    const [{ selected }] = await manager.query(
      `SELECT count(*)::int AS selected FROM submission
       WHERE team_id = ANY($1) AND task_id = $2 AND selected AND withdrawn_at IS NULL`,
      [await lineageOf(manager, teamId), taskId],
    );
    return {
      usedToday: used.today,
      limitPerDay: withExtra(task.limitPerDay, extra.extraToday),
      usedTotal: used.total,
      limitTotal: withExtra(task.limitTotal, extra.extraTotal),
      extraToday: extra.extraToday,
      extraTotal: extra.extraTotal,
      closesAt: (extra.closesAt && extra.closesAt > closesAt ? extra.closesAt : closesAt).toISOString(),
      carried: from
        .filter((part) => part.teamId !== teamId)
        .map((part) => ({ team: { id: part.teamId, name: part.teamName }, entries: part.entries })),
      dayEndsAt: day.end.toISOString(),
      selected,
      maxSelected: task.maxSelected,
    };
  }

  private async page(rows: EntryRow[], limit: number, standing: Standing): Promise<Page<SubmissionView>> {
    const items = await this.views(this.database.manager, rows.slice(0, limit), standing);
    const last = items.at(-1);
    return { items, nextCursor: rows.length > limit && last ? cursorAfter(last.id) : null };
  }

  private async views(
    manager: EntityManager,
    rows: EntryRow[],
    standing: Standing,
  ): Promise<SubmissionView[]> {
    const ids = rows.map((row) => row.id);
    const waiting = rows.filter((row) => row.status === 'queued').map((row) => row.id);
    const places = waiting.length > 0 ? byId(await manager.query(PLACES, [waiting])) : new Map();
    const organizer = isOrganizer(standing);
    const raw = organizer ? byId(await manager.query(RAW_SCORES, [ids])) : new Map();
    const attempts = organizer ? byId(await manager.query(ATTEMPTS, [ids])) : new Map();
    return rows.map((row) => ({
      id: row.id,
      taskId: row.taskId,
      team: { id: row.teamId, name: row.teamName },
      madeBy: row.madeById === row.teamId ? null : { id: row.madeById, name: row.madeByName },
      submittedBy: row.submittedBy,
      kind: row.kind,
      status: row.status,
      runId: row.runId,
      queuePosition: places.get(row.id)?.place ?? null,
      scores: organizer ? rawScores(raw.get(row.id)) : releasedScores(row),
      release: row.shownId === null ? null : row.shownId === row.id ? 'released' : 'kept',
      shownEntryId: row.shownId,
      note: row.note,
      fileName: row.fileName,
      rowCount: row.rowCount,
      size: Number(row.size),
      sha256: row.sha256,
      selected: row.selected,
      sharedAt: row.sharedAt?.toISOString() ?? null,
      withdrawnAt: row.withdrawnAt?.toISOString() ?? null,
      withdrawnReason: row.withdrawnReason,
      createdAt: row.acceptedAt.toISOString(),
      scoredAt: row.status === 'scored' ? (row.finishedAt?.toISOString() ?? null) : null,
      ...(organizer ? { attempts: attempts.get(row.id)?.attempts ?? [] } : {}),
    }));
  }
}

const RAW_SCORES = `
  SELECT submission_id AS id, public, final FROM submission_score JOIN board_entry b USING (submission_id, scoring)
  WHERE submission_id = ANY($1) AND b.superseded_version IS NULL`;

const ATTEMPTS = `
  SELECT submission_id AS id,
         json_agg(json_build_object('attempt', attempt, 'at', at, 'message', message) ORDER BY id) AS attempts
  FROM submission_attempt WHERE submission_id = ANY($1) GROUP BY submission_id`;

/**
 * New entries come at the head of this list all the time, so that an offset would show entries twice. The entry's id and
 * not its number: that would tell how many entries the whole platform has taken.
 */
const cursorAfter = (id: string): string => Buffer.from(id).toString('base64url');

function lastSeen(query: PageQuery): string | null {
  if (!query.cursor) return null;
  const id = Buffer.from(query.cursor, 'base64url').toString('utf8');
  if (!isUUID(id)) throw new DomainError(BAD_CURSOR);
  return id;
}

const byId = <Row extends { id: string }>(rows: Row[]): Map<string, Row> =>
  new Map(rows.map((row) => [row.id, row]));

/** Whose entries are listed; null: everybody's. */
function listedTeams(standing: Standing, asked: string | undefined): string[] | null {
  if (isOrganizer(standing)) return asked ? [asked] : null;
  const own = standing.teamId === null ? [...standing.mentoredTeamIds] : [standing.teamId];
  if (asked && !own.includes(asked)) throw new DomainError(NOT_AN_ORGANIZER);
  return asked ? [asked] : own;
}

const rawScores = (row: SubmissionView['scores'] | undefined): SubmissionView['scores'] =>
  row ? { public: row.public, ...(row.final ? { final: row.final } : {}) } : null;

/** In the place of a figure that is shown when the final board is. */
const WITHHELD = { value: null, ci: null, undefined: 'withheld' };

function releasedScores(row: EntryRow): SubmissionView['scores'] {
  if (!row.releasedPublic) return null;
  if (row.finalPublishedAt) return { public: row.releasedPublic, final: row.releasedFinal ?? {} };
  return {
    public: Object.fromEntries(
      Object.entries(row.releasedPublic).map(([metric, result]) => [
        metric,
        showsLive(row, row.publicLabels, metric) ? result : WITHHELD,
      ]),
    ),
  };
}
