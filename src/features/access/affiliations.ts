/**
 * As SQL, every affiliation that counts for somebody in an event: the one of now, and those given up while the event is
 * on, until an organizer says that one no longer counts. Whoever changes what they write comes no closer to a team.
 */
export const affiliationsOf = (account: string, eventId: string): string => `
  array_prepend(${account}.affiliation, ARRAY(
    SELECT f.affiliation FROM former_affiliation f
    WHERE f.event_id = ${eventId} AND f.account_id = ${account}.id AND f.lifted_at IS NULL ORDER BY f.affiliation))`;
