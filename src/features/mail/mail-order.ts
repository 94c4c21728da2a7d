/**
 * What may be sent now: what waits for nothing, and what a worker took and then fell silent over. `now()` is when the
 * transaction began, which the index can be asked with.
 */
const DUE = `((mail.status = 'waiting' AND (mail.not_before IS NULL OR mail.not_before <= now()))
  OR (mail.status = 'sending' AND mail.lease_until < now()))`;

/**
 * The message that a worker takes next. Security first: whoever waits for a new password waits before a screen. Then
 * the event that was served least recently, so that 500 decisions of one hold up no other; then the oldest.
 */
export const NEXT = `
  WITH turns AS (
    SELECT event_id, CASE
      WHEN event_id IS NULL THEN (SELECT max(claimed_at) FROM mail one WHERE one.event_id IS NULL)
      ELSE (SELECT max(claimed_at) FROM mail one WHERE one.event_id = due.event_id)
    END AS served
    FROM (SELECT DISTINCT event_id FROM mail WHERE ${DUE}) due
  )
  SELECT mail.id FROM mail
  JOIN turns ON coalesce(turns.event_id::text, '') = coalesce(mail.event_id::text, '')
  WHERE ${DUE}
  ORDER BY mail.category = 'security' DESC, CASE WHEN mail.category = 'security' THEN NULL ELSE turns.served END NULLS FIRST,
           coalesce(mail.not_before, mail.created_at), mail.id
  LIMIT 1 FOR UPDATE OF mail SKIP LOCKED`;

/** How many messages could be sent at this moment. */
export const SENDABLE = `SELECT count(*)::int AS mails FROM mail WHERE ${DUE}`;
