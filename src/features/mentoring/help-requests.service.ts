import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Actor } from '../../platform/http/actor.js';
import { DomainError } from '../../platform/http/domain-error.js';
import { NOT_FOUND } from '../../platform/http/http.errors.js';
import { RateLimits, type RateRule } from '../../platform/http/rate-limit.js';
import { Live } from '../../platform/live/live.js';
import { TEAM_NEEDED } from '../access/access.errors.js';
import { isOrganizer, requireMentor, requireTeam, type Standing } from '../access/access.js';
import { Access } from '../access/access.service.js';
import { Audit } from '../audit/audit.service.js';
import { HELP, type HelpRow, helpTopic, teamHelpTopic } from './help.queries.js';
import { HelpReader } from './help-reader.service.js';
import type { HelpRequestView, NewHelpRequest } from './help-requests.dto.js';
import { HELP_CLOSED, HELP_NOT_YOURS, HELP_TAKEN, TOO_MANY_HELP_REQUESTS } from './mentoring.errors.js';

const ASKING: RateRule = { name: 'help', points: 20, seconds: 3_600 };
/** Taking, handing back and closing: each is told to everybody who looks. */
const CHANGES: RateRule = { name: 'help-change', points: 240, seconds: 3_600 };
const MOST_OPEN = 3;

/** A team asks; one mentor comes. */
@Injectable()
export class HelpRequests {
  constructor(
    private readonly database: DataSource,
    private readonly access: Access,
    private readonly reader: HelpReader,
    private readonly limits: RateLimits,
    private readonly audit: Audit,
    private readonly live: Live,
  ) {}

  /** @throws NOT_FOUND, NOT_A_MEMBER, TEAM_NEEDED, TOO_MANY_HELP_REQUESTS, TOO_MANY_REQUESTS */
  async ask(actor: Actor, slug: string, body: NewHelpRequest, now: Date): Promise<HelpRequestView> {
    const known = await this.access.inEvent(actor, slug);
    await this.limits.take(ASKING, requireTeam(known));
    const view = await this.database.transaction(async (manager) => {
      await manager.query('SELECT 1 FROM team WHERE id = $1 FOR NO KEY UPDATE', [known.teamId]);
      const standing = await this.access.inEvent(actor, slug, manager);
      const teamId = requireTeam(standing);
      if (teamId !== known.teamId) throw new DomainError(TEAM_NEEDED);
      const [{ open }] = await manager.query(
        `SELECT count(*)::int AS open FROM help_request WHERE team_id = $1 AND status = 'open'`,
        [teamId],
      );
      if (open >= MOST_OPEN) throw new DomainError(TOO_MANY_HELP_REQUESTS, { limit: MOST_OPEN });
      const { subject, urgency } = body;
      const [text, expertise] = [body.text ?? '', body.expertise ?? []];
      const [row]: { id: string }[] = await manager.query(
        `INSERT INTO help_request (event_id, team_id, asked_by, subject, text, urgency, expertise, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id`,
        [standing.eventId, teamId, actor.accountId, subject, text, urgency, expertise, now],
      );
      const id = (row as { id: string }).id;
      await this.audit.record(manager, {
        actor,
        action: 'help.asked',
        subject: { type: 'help_request', id },
        eventId: standing.eventId,
        after: { teamId, urgency, expertise },
      });
      return this.reader.view(manager, actor, id, now);
    });
    this.live.changed(helpTopic(known.eventId), teamHelpTopic(view.team.id));
    return view;
  }

  /** Of many who take it at the same moment one gets it; the others learn who. @throws NOT_FOUND, NOT_A_MENTOR, HELP_TAKEN, HELP_CLOSED */
  take(actor: Actor, id: string, now: Date): Promise<HelpRequestView> {
    return this.change(actor, id, 'help.taken', now, async (manager, row, standing) => {
      requireMentor(standing);
      // A mentor in conflict does not know that it exists.
      await this.reader.view(manager, actor, id, now);
      if (row.status === 'taken' && row.takenById === actor.accountId) return;
      if (row.status === 'taken') throw new DomainError(HELP_TAKEN, { mentor: row.takenByName ?? '' });
      if (row.status !== 'open') throw new DomainError(HELP_CLOSED);
      await manager.query(
        `UPDATE help_request SET status = 'taken', taken_by = $2, taken_at = $3,
           answered_at = coalesce(answered_at, $3) WHERE id = $1`,
        [id, actor.accountId, now],
      );
    });
  }

  /** Back to those who wait, at the place that its age gives it. @throws NOT_FOUND, HELP_NOT_YOURS */
  handBack(actor: Actor, id: string, now: Date): Promise<HelpRequestView> {
    return this.change(actor, id, 'help.handed_back', now, async (manager, row, standing) => {
      const isTheirs = row.status === 'taken' && (row.takenById === actor.accountId || isOrganizer(standing));
      if (!isTheirs) throw new DomainError(HELP_NOT_YOURS);
      await manager.query(
        `UPDATE help_request SET status = 'open', taken_by = NULL, taken_at = NULL WHERE id = $1`,
        [id],
      );
    });
  }

  /** By the mentor who has it, the team, or an organizer. @throws NOT_FOUND, HELP_NOT_YOURS, HELP_CLOSED */
  resolve(actor: Actor, id: string, now: Date): Promise<HelpRequestView> {
    return this.change(actor, id, 'help.resolved', now, async (manager, row, standing) => {
      if (row.status !== 'open' && row.status !== 'taken') throw new DomainError(HELP_CLOSED);
      const isTheirs =
        row.takenById === actor.accountId || isOrganizer(standing) || standing.teamId === row.teamId;
      if (!isTheirs) throw new DomainError(HELP_NOT_YOURS);
      // What a team closes before anybody came was not answered by anybody.
      const status = row.status === 'open' && standing.teamId === row.teamId ? 'withdrawn' : 'resolved';
      await manager.query('UPDATE help_request SET status = $2, closed_at = $3 WHERE id = $1', [
        id,
        status,
        now,
      ]);
    });
  }

  private async change(
    actor: Actor,
    id: string,
    action: string,
    now: Date,
    write: (manager: EntityManager, row: HelpRow, standing: Standing) => Promise<void>,
  ): Promise<HelpRequestView> {
    await this.limits.take(CHANGES, actor.accountId);
    const { view, eventId } = await this.database.transaction(async (manager) => {
      const [known] = await manager.query('SELECT team_id AS "teamId" FROM help_request WHERE id = $1', [id]);
      if (!known) throw new DomainError(NOT_FOUND);
      const standing = await this.access.inTeamsEvent(actor, known.teamId, manager);
      const isConcerned =
        standing.role === 'mentor' || isOrganizer(standing) || standing.teamId === known.teamId;
      if (!isConcerned) throw new DomainError(NOT_FOUND);
      await manager.query('SELECT 1 FROM help_request WHERE id = $1 FOR NO KEY UPDATE', [id]);
      const [row]: HelpRow[] = await manager.query(`${HELP} WHERE h.id = $1`, [id]);
      if (!row) throw new DomainError(NOT_FOUND);
      await write(manager, row, standing);
      const [after]: HelpRow[] = await manager.query(`${HELP} WHERE h.id = $1`, [id]);
      if (after?.status !== row.status) {
        await this.audit.record(manager, {
          actor,
          action,
          subject: { type: 'help_request', id },
          eventId: row.eventId,
          before: { status: row.status, mentorId: row.takenById },
          after: { status: after?.status, mentorId: after?.takenById },
        });
      }
      return { view: await this.reader.view(manager, actor, id, now), eventId: row.eventId };
    });
    this.live.changed(helpTopic(eventId), teamHelpTopic(view.team.id));
    return view;
  }
}
