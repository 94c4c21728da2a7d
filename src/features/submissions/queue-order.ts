const OVERTAKES = `EXISTS (
      SELECT 1 FROM submission earlier WHERE earlier.status = 'executing' AND earlier.task_id = submission.task_id
      AND earlier.team_id = submission.team_id AND earlier.seq < submission.seq
    )`;

const BUSY = `(status = 'running' AND lease_until >= clock_timestamp())`;

/**
 * The order of the queue, as a query. It is fair over events, and within an event over teams: everyone's first
 * entry comes before anyone's second. What a worker holds counts as its team's turn, and of equal turns the one
 * whose event and team waited longest goes first; so a flood delays others by no more than what is already running.
 *
 * A team's entries are scored one after another (`team_turn` 1 and not `busy` is what may be taken): what is
 * released to a team depends on the order of acceptance and must not depend on which worker was faster. Teams that
 * have merged count as one.
 *
 * While a notebook of the team runs on a task's hidden data, what it handed in to that task later stands in no queue:
 * it would overtake.
 *
 * Columns: id, busy (a worker holds it), team_turn, not_before, place (1 = next of those that wait).
 */
const queue = (which: string) => `
  WITH open AS (
    SELECT id, seq, event_id, not_before, ${BUSY} AS busy, coalesce((
        SELECT into_team_id FROM board_merge m
        WHERE m.task_id = submission.task_id AND m.from_team_id = submission.team_id ORDER BY m.version DESC LIMIT 1
      ), team_id) AS team_id
    FROM submission WHERE status IN ('queued', 'running') AND ${which} AND NOT ${OVERTAKES}
  ), last_team AS (
    SELECT t.team_id, (SELECT max(claimed_at) FROM submission s WHERE s.team_id = t.team_id) AS at
    FROM (SELECT DISTINCT team_id FROM open) t
  ), last_event AS (
    SELECT e.event_id, (SELECT max(claimed_at) FROM submission s WHERE s.event_id = e.event_id) AS at
    FROM (SELECT DISTINCT event_id FROM open) e
  ), turns AS (
    SELECT open.*, last_team.at AS team_last,
           row_number() OVER (PARTITION BY open.team_id ORDER BY busy DESC, seq) AS team_turn
    FROM open JOIN last_team USING (team_id)
  ), event_turns AS (
    SELECT turns.*, last_event.at AS event_last,
           row_number() OVER (
             PARTITION BY event_id ORDER BY team_turn, busy DESC, team_last NULLS FIRST, seq
           ) AS event_turn
    FROM turns JOIN last_event USING (event_id)
  ), queue AS (
    SELECT id, busy, team_turn, not_before,
           row_number() OVER (
             PARTITION BY busy ORDER BY event_turn, event_last NULLS FIRST, seq
           ) AS place
    FROM event_turns
  )`;

/**
 * Place in the queue of the entries in $1 (uuid[]). Counted among those that wait alone: were a running entry its team's
 * turn here too, the places of others would rise by one whenever a worker finishes one.
 */
export const PLACES = `${queue(`NOT ${BUSY}`)} SELECT id, place::int AS place FROM queue WHERE NOT busy AND id = ANY($1)`;

/** The entry that a worker takes next. */
export const NEXT = `${queue('true')}
  SELECT id FROM queue
  WHERE NOT busy AND team_turn = 1 AND (not_before IS NULL OR not_before <= clock_timestamp())
  ORDER BY place LIMIT 1`;

/** How many entries could be taken at this moment: one of each team that has none in a worker's hands. */
export const TAKEABLE = `${queue('true')}
  SELECT count(*)::int AS entries FROM queue
  WHERE NOT busy AND team_turn = 1 AND (not_before IS NULL OR not_before <= clock_timestamp())`;
