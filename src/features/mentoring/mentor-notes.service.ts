import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Actor } from '../../platform/http/actor.js';
import { DomainError } from '../../platform/http/domain-error.js';
import { NOT_FOUND } from '../../platform/http/http.errors.js';
import { cursorOffset, type PageQuery, pageFrom } from '../../platform/http/page.dto.js';
import { requireMentorOf } from '../access/access.js';
import { Access } from '../access/access.service.js';
import { Audit } from '../audit/audit.service.js';
import type { NotePage, NoteView } from './mentor-notes.dto.js';

const NOTES = `
  SELECT n.id, n.text, coalesce(a.name, '') AS author, n.author_id = $2 AS "isMine", n.created_at AS "createdAt",
    n.edited_at AS "editedAt", CASE WHEN g.id <> $1 THEN g.name END AS "writtenOf"
  FROM mentor_note n JOIN team g ON g.id = n.team_id LEFT JOIN account a ON a.id = n.author_id
  WHERE (g.id = $1 OR g.merged_into_id = $1)`;
/** Of the team $2, or of one that has become part of it. */
const OF_TEAM = 'team_id IN (SELECT g.id FROM team g WHERE g.id = $2 OR g.merged_into_id = $2)';

/** Private notes on a team. The record says that one was written and by whom, and never what stands in it. */
@Injectable()
export class MentorNotes {
  constructor(
    private readonly database: DataSource,
    private readonly access: Access,
    private readonly audit: Audit,
  ) {}

  /** Newest first. @throws NOT_FOUND, NOT_MENTOR_OF_TEAM */
  async list(actor: Actor, teamId: string, query: PageQuery): Promise<NotePage> {
    requireMentorOf(await this.access.inTeamsEvent(actor, teamId), teamId);
    const rows: NoteView[] = await this.database.query(
      `${NOTES} ORDER BY n.created_at DESC, n.id OFFSET $3 LIMIT $4`,
      [teamId, actor.accountId, cursorOffset(query), (query.limit ?? 50) + 1],
    );
    return pageFrom(rows, query);
  }

  /** @throws NOT_FOUND, NOT_MENTOR_OF_TEAM */
  write(actor: Actor, teamId: string, text: string): Promise<NoteView> {
    return this.change(actor, teamId, 'mentor_note.written', async (manager, eventId) => {
      const [row]: { id: string }[] = await manager.query(
        'INSERT INTO mentor_note (event_id, team_id, author_id, text) VALUES ($1, $2, $3, $4) RETURNING id',
        [eventId, teamId, actor.accountId, text],
      );
      return (row as { id: string }).id;
    }) as Promise<NoteView>;
  }

  /** One's own. @throws NOT_FOUND, NOT_MENTOR_OF_TEAM */
  edit(actor: Actor, teamId: string, id: string, text: string): Promise<NoteView> {
    return this.change(actor, teamId, 'mentor_note.edited', async (manager) => {
      const [, count]: [unknown, number] = await manager.query(
        `UPDATE mentor_note SET text = $4, edited_at = now() WHERE id = $1 AND ${OF_TEAM} AND author_id = $3`,
        [id, teamId, actor.accountId, text],
      );
      if (count === 0) throw new DomainError(NOT_FOUND);
      return id;
    }) as Promise<NoteView>;
  }

  /** One's own. @throws NOT_FOUND, NOT_MENTOR_OF_TEAM */
  async remove(actor: Actor, teamId: string, id: string): Promise<void> {
    await this.change(actor, teamId, 'mentor_note.removed', async (manager) => {
      const [, count]: [unknown, number] = await manager.query(
        `DELETE FROM mentor_note WHERE id = $1 AND ${OF_TEAM} AND author_id = $3`,
        [id, teamId, actor.accountId],
      );
      if (count === 0) throw new DomainError(NOT_FOUND);
      return id;
    });
  }

  private change(
    actor: Actor,
    teamId: string,
    action: string,
    write: (manager: EntityManager, eventId: string) => Promise<string>,
  ): Promise<NoteView | undefined> {
    return this.database.transaction(async (manager) => {
      const standing = await this.access.inTeamsEvent(actor, teamId, manager);
      requireMentorOf(standing, teamId);
      const id = await write(manager, standing.eventId);
      await this.audit.record(manager, {
        actor,
        action,
        subject: { type: 'mentor_note', id },
        eventId: standing.eventId,
        after: { teamId },
      });
      const [view]: NoteView[] = await manager.query(`${NOTES} AND n.id = $3`, [teamId, actor.accountId, id]);
      return view;
    });
  }
}
