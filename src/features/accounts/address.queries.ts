import type { EntityManager } from 'typeorm';
import { DomainError } from '../../platform/http/domain-error.js';
import type { Texts } from '../../platform/i18n/language.js';
import type { MyRecoveryView } from './accounts.dto.js';
import { EMAIL_TAKEN, NOT_RECOVERABLE } from './accounts.errors.js';

/**
 * Nobody else has the address, and nobody may still take it back: whoever stole an account must not keep its owner from
 * that by signing up with the old address. The table's key has the last word where two take it at the same moment.
 * @param accountId who wants it; null: a new account
 * @throws EMAIL_TAKEN
 */
export async function requireFree(
  manager: EntityManager,
  email: string,
  accountId: string | null,
): Promise<void> {
  const taken: unknown[] = await manager.query(
    `SELECT 1 FROM account WHERE email = $1
     UNION ALL SELECT 1 FROM account_link WHERE address = $1 AND purpose = 'undo' AND used_at IS NULL
       AND expires_at > now() AND account_id IS DISTINCT FROM $2`,
    [email, accountId],
  );
  if (taken.length > 0) throw new DomainError(EMAIL_TAKEN);
}

/**
 * An organizer lets somebody back into what the organizer oversees anyway, and into nothing beyond.
 * @throws NOT_RECOVERABLE where more than taking part hangs on the account, where it takes part in an event that is not over
 * and that the organizer does not organize, where whoever vouched no longer organizes, or its owner has just said no
 */
export async function requireRecoverable(
  manager: EntityManager,
  accountId: string,
  vouch: { vouchedBy: string | null; eventId: string | null },
): Promise<{ locale: 'ko' | 'en' }> {
  const [account]: { locale: 'ko' | 'en'; isMore: boolean }[] = await manager.query(
    `SELECT a.locale, a.id = $2 OR a.is_admin OR a.can_create_events OR a.is_steward OR a.deleted_at IS NOT NULL
       OR EXISTS (SELECT 1 FROM event_member m WHERE m.account_id = a.id AND m.role <> 'participant')
       OR EXISTS (SELECT 1 FROM second_factor f WHERE f.account_id = a.id AND f.confirmed_at IS NOT NULL)
       OR EXISTS (SELECT 1 FROM event_member m JOIN event e ON e.id = m.event_id AND e.ends_at > now()
                  WHERE m.account_id = a.id AND NOT EXISTS (
                    SELECT 1 FROM event_member o
                    WHERE o.event_id = m.event_id AND o.account_id = $2 AND o.role = 'organizer'))
       OR NOT EXISTS (SELECT 1 FROM event_member o
                      WHERE o.event_id = $3 AND o.account_id = $2 AND o.role = 'organizer')
       OR EXISTS (SELECT 1 FROM audit_entry r WHERE r.subject_type = 'account' AND r.subject_id = a.id::text
                  AND r.action = 'account.recovery_refused' AND r.at > now() - interval '90 days') AS "isMore"
     FROM account a WHERE a.id = $1 FOR NO KEY UPDATE`,
    [accountId, vouch.vouchedBy, vouch.eventId],
  );
  if (!account || account.isMore) throw new DomainError(NOT_RECOVERABLE);
  return account;
}

type Row = Omit<MyRecoveryView, 'event'> & { slug: string; eventName: Texts };

/** What the person must hear of: a new address that an organizer vouches for, or that became theirs within a month. */
export async function myRecovery(manager: EntityManager, accountId: string): Promise<MyRecoveryView | null> {
  const [row]: Row[] = await manager.query(
    `SELECT e.slug, e.name AS "eventName", coalesce(o.name, '') AS "organizerName", l.reason, l.address,
       l.not_before AS "from", l.used_at IS NOT NULL AS "isDone"
     FROM account_link l JOIN account a ON a.id = l.account_id JOIN event e ON e.id = l.event_id
     LEFT JOIN account o ON o.id = l.vouched_by
     WHERE l.account_id = $1 AND l.purpose = 'recover' AND (
       (l.used_at IS NULL AND l.expires_at > now())
       OR (l.address = a.email AND l.used_at > now() - interval '30 days'))
     ORDER BY l.created_at DESC LIMIT 1`,
    [accountId],
  );
  if (!row) return null;
  const { slug, eventName, ...view } = row;
  return { event: { slug, name: eventName }, ...view };
}
