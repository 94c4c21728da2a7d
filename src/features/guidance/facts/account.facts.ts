import type { EntityManager } from 'typeorm';
import type { AccountFacts } from './facts.js';

export async function accountFacts(manager: EntityManager, accountId: string): Promise<AccountFacts> {
  const [row]: AccountFacts[] = await manager.query(
    'SELECT background, languages, affiliation FROM account WHERE id = $1',
    [accountId],
  );
  return row as AccountFacts;
}
