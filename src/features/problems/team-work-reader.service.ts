import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../../platform/http/actor.js';
import { DomainError } from '../../platform/http/domain-error.js';
import { NOT_FOUND } from '../../platform/http/http.errors.js';
import { cursorOffset, type PageQuery, pageFrom } from '../../platform/http/page.dto.js';
import type { Texts } from '../../platform/i18n/language.js';
import { isOrganizer, requireMember, type Standing } from '../access/access.js';
import { Access } from '../access/access.service.js';
import { mayChooseNow } from './chooser.queries.js';
import { NOVELTY_TEXT, NOVELTY_VERSION } from './novelty-statement.js';
import { isDeclarationCurrent } from './problem.policy.js';
import { loadRules } from './problem.settings.js';
import type { TeamWorkDetailView, TeamWorkPage, TeamWorkView } from './problems.dto.js';

interface Row {
  teamId: string;
  teamName: string;
  problemId: string | null;
  title: Texts;
  assigned: boolean | null;
  reason: string | null;
  chosenAt: Date | null;
  version: string | null;
  declaredFor: string | null;
  links: string[];
  declaredByName: string;
  declaredAt: Date;
}

/** Teams that have members, with their problem and their last declaration. */
const WORK = `
  SELECT g.id AS "teamId", g.name AS "teamName", p.id AS "problemId", p.title, c.assigned, c.reason,
    c.chosen_at AS "chosenAt", n.version, n.problem_id AS "declaredFor", n.links, d.name AS "declaredByName",
    n.declared_at AS "declaredAt"
  FROM team g
  LEFT JOIN problem_choice c ON c.team_id = g.id LEFT JOIN problem p ON p.id = c.problem_id
  LEFT JOIN LATERAL (SELECT * FROM novelty_declaration x WHERE x.team_id = g.id ORDER BY x.declared_at DESC LIMIT 1) n
    ON true
  LEFT JOIN account d ON d.id = n.declared_by`;

@Injectable()
export class TeamWorkReader {
  constructor(
    private readonly database: DataSource,
    private readonly access: Access,
  ) {}

  /** Every team with members, those with something missing first. @throws NOT_FOUND, NOT_A_MEMBER */
  async list(actor: Actor, slug: string, query: PageQuery): Promise<TeamWorkPage> {
    const standing = await this.access.inEvent(actor, slug);
    requireMember(standing);
    const rows: Row[] = await this.database.query(
      `${WORK} WHERE g.event_id = $1 AND EXISTS (SELECT 1 FROM team_member t WHERE t.team_id = g.id)
       ORDER BY p.id IS NOT NULL, n.version IS NOT DISTINCT FROM $2, lower(g.name), g.id OFFSET $3 LIMIT $4`,
      [standing.eventId, NOVELTY_VERSION, cursorOffset(query), (query.limit ?? 50) + 1],
    );
    return pageFrom(
      rows.map((row) => workView(row, standing)),
      query,
    );
  }

  /** @throws NOT_FOUND, NOT_A_MEMBER */
  async get(actor: Actor, teamId: string, now: Date): Promise<TeamWorkDetailView> {
    const standing = await this.access.inTeamsEvent(actor, teamId);
    requireMember(standing);
    const [row]: Row[] = await this.database.query(`${WORK} WHERE g.id = $1`, [teamId]);
    if (!row) throw new DomainError(NOT_FOUND);
    const rules = await loadRules(this.database.manager, standing.eventId);
    const isMine = standing.teamId === teamId;
    return {
      ...workView(row, standing),
      statement: { version: NOVELTY_VERSION, text: NOVELTY_TEXT },
      mayChoose: isMine && (await mayChooseNow(this.database.manager, actor, standing, rules, now)),
      mayDeclare: isMine,
    };
  }
}

function workView(row: Row, standing: Standing): TeamWorkView {
  const { version, declaredFor, problemId } = row;
  const declaration = version === null ? null : { version, problemId: declaredFor };
  return {
    team: { id: row.teamId, name: row.teamName },
    problem: problemId === null ? null : { id: problemId, title: row.title },
    isAssigned: row.assigned ?? false,
    reason: isOrganizer(standing) || standing.teamId === row.teamId ? row.reason || null : null,
    chosenAt: row.chosenAt,
    declaration:
      version === null
        ? null
        : { version, links: row.links, declaredByName: row.declaredByName, declaredAt: row.declaredAt },
    isDeclarationCurrent: isDeclarationCurrent(declaration, { version: NOVELTY_VERSION, problemId }),
  };
}
