import type { EntityManager } from 'typeorm';
import type { Texts } from '../../platform/i18n/language.js';

/** An event as mails name it. A mail has one text for its parameters, so both names are said where they differ. */
export async function readEventNames(
  manager: EntityManager,
  eventId: string,
): Promise<{ slug: string; name: string; timeZone: string }> {
  const rows: { slug: string; name: Texts; timeZone: string }[] = await manager.query(
    'SELECT slug, name, time_zone AS "timeZone" FROM event WHERE id = $1',
    [eventId],
  );
  const event = rows[0];
  if (!event) throw new Error(`event ${eventId} is gone`);
  const { ko, en } = event.name;
  return { ...event, name: ko === en ? en : `${en} · ${ko}` };
}

export async function memberIdsOf(manager: EntityManager, teamId: string): Promise<string[]> {
  const rows: { id: string }[] = await manager.query(
    'SELECT account_id AS id FROM team_member WHERE team_id = $1 ORDER BY joined_at, account_id',
    [teamId],
  );
  return rows.map(({ id }) => id);
}
