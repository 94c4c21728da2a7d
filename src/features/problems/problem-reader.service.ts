import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Actor } from '../../platform/http/actor.js';
import { DomainError } from '../../platform/http/domain-error.js';
import { NOT_FOUND } from '../../platform/http/http.errors.js';
import { cursorOffset, pageFrom } from '../../platform/http/page.dto.js';
import { isOrganizer, requireMember, type Standing } from '../access/access.js';
import { Access } from '../access/access.service.js';
import type { Problem } from './problem.entity.js';
import {
  areProposalsOpen,
  languagesOf,
  mayProposerEdit,
  mayWithdraw,
  type ProblemRules,
} from './problem.policy.js';
import { loadRules } from './problem.settings.js';
import type { ProblemPage, ProblemQuery, ProblemView } from './problems.dto.js';

type Row = Omit<Problem, 'decidedAt'> & {
  proposerName: string;
  proposerLeft: boolean;
  teams: { id: string; name: string }[] | null;
};

/** A team without members holds no place: it has ended or was merged into another. */
const PROBLEMS = `
  SELECT p.id, p.event_id AS "eventId", p.proposed_by AS "proposedBy", p.title, p.question, p.importance,
    p.data_needed AS "dataNeeded", p.status, p.capacity, p.message, p.created_at AS "createdAt",
    a.name AS "proposerName", m.account_id IS NULL AS "proposerLeft",
    (SELECT json_agg(json_build_object('id', g.id, 'name', g.name) ORDER BY lower(g.name), g.id)
     FROM problem_choice c JOIN team g ON g.id = c.team_id
     WHERE c.problem_id = p.id AND EXISTS (SELECT 1 FROM team_member t WHERE t.team_id = g.id)) AS teams
  FROM problem p JOIN account a ON a.id = p.proposed_by
  LEFT JOIN event_member m ON m.event_id = p.event_id AND m.account_id = p.proposed_by`;

/** $2: all of them, for organizers; $3: the reader. */
const READABLE = `($2 OR p.status = 'selected' OR p.proposed_by = $3)`;

/** Problems as each reader may see them. */
@Injectable()
export class ProblemReader {
  constructor(
    private readonly database: DataSource,
    private readonly access: Access,
  ) {}

  /** @throws NOT_FOUND, NOT_A_MEMBER */
  async list(actor: Actor, slug: string, query: ProblemQuery, now: Date): Promise<ProblemPage> {
    const standing = await this.access.inEvent(actor, slug);
    requireMember(standing);
    const rules = await loadRules(this.database.manager, standing.eventId);
    const rows: Row[] = await this.database.query(
      `${PROBLEMS} WHERE p.event_id = $1 AND ${READABLE} AND ($4::text IS NULL OR p.status = $4)
       ORDER BY array_position(ARRAY['proposed', 'shortlisted', 'selected', 'declined', 'withdrawn'], p.status),
         p.created_at, p.id
       OFFSET $5 LIMIT $6`,
      [
        standing.eventId,
        isOrganizer(standing),
        actor.accountId,
        query.status ?? null,
        cursorOffset(query),
        (query.limit ?? 50) + 1,
      ],
    );
    return pageFrom(
      rows.map((row) => problemView(row, actor, standing, rules, now)),
      query,
    );
  }

  /** @throws NOT_FOUND for what is not readable, NOT_A_MEMBER */
  async get(actor: Actor, id: string, now: Date): Promise<ProblemView> {
    const standing = await this.inProblemsEvent(this.database.manager, actor, id);
    const [row]: Row[] = await this.database.query(`${PROBLEMS} WHERE p.id = $1 AND ${READABLE}`, [
      id,
      isOrganizer(standing),
      actor.accountId,
    ]);
    if (!row) throw new DomainError(NOT_FOUND);
    return problemView(row, actor, standing, await loadRules(this.database.manager, standing.eventId), now);
  }

  /** Who the actor is to the event of a problem. @throws NOT_FOUND, NOT_A_MEMBER */
  async inProblemsEvent(manager: EntityManager, actor: Actor, id: string): Promise<Standing> {
    const [row]: { slug: string }[] = await manager.query(
      'SELECT e.slug FROM problem p JOIN event e ON e.id = p.event_id WHERE p.id = $1',
      [id],
    );
    if (!row) throw new DomainError(NOT_FOUND);
    const standing = await this.access.inEvent(actor, row.slug, manager);
    requireMember(standing);
    return standing;
  }
}

function problemView(
  { eventId: _, proposedBy, teams, ...row }: Row,
  actor: Actor,
  standing: Standing,
  rules: ProblemRules,
  now: Date,
): ProblemView {
  const isMine = proposedBy === actor.accountId;
  const organizes = isOrganizer(standing);
  return {
    ...row,
    languages: languagesOf(row.title, row.question),
    teams: teams ?? [],
    isMine,
    isMyTeams: (teams ?? []).some(({ id }) => id === standing.teamId),
    mayEdit: organizes || (isMine && mayProposerEdit(row.status) && areProposalsOpen(rules, false, now)),
    mayWithdraw: isMine && mayWithdraw(row.status),
    message: isMine || organizes ? row.message : null,
  };
}
