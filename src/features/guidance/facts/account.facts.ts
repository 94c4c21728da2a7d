import type { EntityManager } from 'typeorm';
import { CONSENT_KIND, CONSENT_VERSION } from '../../accounts/consent.js';
import type { AccountFacts } from './facts.js';

export async function accountFacts(manager: EntityManager, accountId: string): Promise<AccountFacts> {
  const [row]: AccountFacts[] = await manager.query(
    `SELECT background, languages, affiliation, email_verified_at IS NOT NULL AS "isVerified",
       EXISTS (SELECT 1 FROM consent c WHERE c.account_id = a.id AND c.kind = $2 AND c.version = $3)
         AS "isConsentCurrent"
     FROM account a WHERE id = $1`,
    [accountId, CONSENT_KIND, CONSENT_VERSION],
  );
  return row as AccountFacts;
}
