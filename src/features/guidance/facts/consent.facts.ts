import type { EntityManager } from 'typeorm';
import { askedParameter, CONSENT_STATE, consentsAsked, rolesOf } from '../../applications/consent.queries.js';
import type { ConsentFacts } from './facts.js';

export async function consentFacts(
  manager: EntityManager,
  eventId: string,
  accountId: string,
): Promise<ConsentFacts> {
  const asked = await consentsAsked(manager, eventId, await rolesOf(manager, eventId, accountId));
  if (asked.length === 0) return { due: 0, refused: 0 };
  const states: string[] = [];
  for (const one of asked) {
    const [row]: { state: string }[] = await manager.query(
      `SELECT ${CONSENT_STATE('h', '$4')} AS state
       FROM (SELECT $1::uuid AS event_id, $2::text AS role, $3::uuid AS account_id) h`,
      [eventId, one.role, accountId, askedParameter([one])],
    );
    states.push(row!.state);
  }
  const count = (state: string) => states.filter((one) => one === state).length;
  return { due: count('due'), refused: count('refused') };
}
