import type { EntityManager } from 'typeorm';
import type { SlotKind } from './office-hours.dto.js';

export interface SlotRow {
  id: string;
  eventId: string;
  mentorId: string;
  mentorName: string;
  startsAt: Date;
  endsAt: Date;
  kind: SlotKind;
  place: string;
  teamId: string | null;
  teamName: string | null;
  topic: string;
  version: number;
  /** Whether the mentor still is one. */
  isHeld: boolean;
}

export const SLOT = `
  SELECT s.id, s.event_id AS "eventId", s.mentor_id AS "mentorId", o.name AS "mentorName", s.starts_at AS "startsAt",
    s.ends_at AS "endsAt", s.kind, s.place, s.team_id AS "teamId", g.name AS "teamName", s.topic, s.version,
    EXISTS (SELECT 1 FROM event_member m WHERE m.event_id = s.event_id AND m.account_id = s.mentor_id
            AND m.role = 'mentor') AS "isHeld"
  FROM office_slot s JOIN account o ON o.id = s.mentor_id LEFT JOIN team g ON g.id = s.team_id`;

export async function findSlot(manager: EntityManager, id: string): Promise<SlotRow | null> {
  const rows: SlotRow[] = await manager.query(`${SLOT} WHERE s.id = $1`, [id]);
  return rows[0] ?? null;
}

/** Holds the slots until the transaction ends; in the order of their ids, so that two moves cannot wait for each other. */
export async function lockSlots(manager: EntityManager, ...ids: string[]): Promise<void> {
  await manager.query('SELECT 1 FROM office_slot WHERE id = ANY($1) ORDER BY id FOR UPDATE', [ids]);
}

/** The slot stays on offer. */
export async function freeSlot(manager: EntityManager, id: string): Promise<void> {
  await manager.query(
    `UPDATE office_slot SET team_id = NULL, booked_by = NULL, booked_at = NULL, topic = '', version = version + 1
     WHERE id = $1`,
    [id],
  );
}

/** A rule of the table said no: somebody would be in two places at once. */
export const isOverlap = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && (error as { code?: string }).code === '23P01';
