import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../../platform/http/actor.js';

export interface AuditFact {
  /** Null: the platform itself, such as a worker. */
  actor: Pick<Actor, 'accountId' | 'ip'> | null;
  action: string;
  subject: { type: string; id: string };
  eventId?: string | null;
  before?: object | null;
  after?: object | null;
  reason?: string | null;
}

@Injectable()
export class Audit {
  /** Writes into the record within the caller's transaction, so that a change and its record stand or fall together. */
  async record(manager: EntityManager, fact: AuditFact): Promise<void> {
    await manager.query(
      `INSERT INTO audit_entry (actor_id, event_id, action, subject_type, subject_id, before, after, reason, ip)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        fact.actor?.accountId ?? null,
        fact.eventId ?? null,
        fact.action,
        fact.subject.type,
        fact.subject.id,
        fact.before ? JSON.stringify(fact.before) : null,
        fact.after ? JSON.stringify(fact.after) : null,
        fact.reason ?? null,
        fact.actor?.ip ?? null,
      ],
    );
  }
}
