// GET leaderboard with 1,000 teams, warm, against a bare node:http server that sends the same bytes.
// Run after a build: node bench/leaderboard.js [seconds]
import { fork } from 'node:child_process';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import autocannon from 'autocannon';
import { openTask, startPlatform } from './support/stack.js';

const TEAMS = 1_000;
const SECONDS = Number(process.argv[2] ?? 5);
const ROUNDS = 3;

if (process.send) {
  process.once('message', ({ body, headers }) => {
    const bytes = Buffer.from(body);
    const server = createServer((_request, response) => {
      response.writeHead(200, headers);
      response.end(bytes);
    });
    server.listen(0, '127.0.0.1', () => process.send(server.address().port));
  });
} else {
  await measure();
}

async function measure() {
  const platform = await startPlatform();
  const truth = `id,label\n${Array.from({ length: 200 }, (_, k) => `r${k},${k % 2}`).join('\n')}\n`;
  const { organizer, taskId } = await openTask(platform, { task: {}, truth });
  await seed(platform, taskId, organizer.id);
  const url = `${platform.url}/api/v1/tasks/${taskId}/leaderboard`;
  const headers = { cookie: organizer.cookie() };
  const answer = await fetch(url, { headers: { ...headers, 'accept-encoding': 'identity' } });
  const body = await answer.text();
  const rows = JSON.parse(body).rows.length;
  if (rows !== TEAMS) throw new Error(`expected ${TEAMS} rows, got ${rows}`);

  const bare = fork(fileURLToPath(import.meta.url));
  const bareUrl = await new Promise((resolve) => {
    bare.once('message', (port) => resolve(`http://127.0.0.1:${port}/`));
    bare.send({ body, headers: sameHeaders(answer.headers) });
  });
  const fast = { bare: 0, board: 0, unchanged: 0 };
  for (let round = 0; round < ROUNDS; round++) {
    fast.bare = Math.max(fast.bare, await rate(bareUrl));
    fast.board = Math.max(fast.board, await rate(url, headers));
    fast.unchanged = Math.max(
      fast.unchanged,
      await rate(url, { ...headers, 'if-none-match': answer.headers.get('etag') }),
    );
  }
  console.log(
    `${TEAMS} teams, ${(Buffer.byteLength(body) / 1024).toFixed(0)} KB, best of ${ROUNDS} rounds of ${SECONDS} s`,
  );
  console.log(`bare node:http, same bytes   ${fast.bare.toFixed(0)} requests/s`);
  console.log(
    `leaderboard, 200             ${fast.board.toFixed(0)} requests/s   ${(fast.board / fast.bare).toFixed(2)} x bare`,
  );
  console.log(
    `leaderboard, 304             ${fast.unchanged.toFixed(0)} requests/s   ${(fast.unchanged / fast.bare).toFixed(2)} x bare`,
  );
  bare.kill();
  await platform.stop();
}

async function rate(url, headers = {}) {
  const result = await autocannon({ url, headers, connections: 10, duration: SECONDS });
  if (result.errors || result.non2xx > (result['3xx'] ?? 0)) throw new Error(`failed requests at ${url}`);
  return result.requests.average;
}

/** What the platform sends with the board, but for what node:http adds by itself. */
function sameHeaders(headers) {
  const own = new Set(['date', 'connection', 'keep-alive']);
  return Object.fromEntries([...headers].filter(([name]) => !own.has(name)));
}

/**
 * A thousand teams with one scored entry each, as rows: scoring them is another benchmark. The replicates have the wrong
 * order of bytes and so are any numbers; they are read and ranked all the same.
 */
async function seed(platform, taskId, accountId) {
  await platform.query(
    `WITH task AS (SELECT * FROM task WHERE id = $1), teams AS (
       INSERT INTO team (event_id, name, captain_id)
       SELECT task.event_id, 'Team ' || n, $2 FROM task, generate_series(1, $3) n RETURNING id, event_id
     ), entries AS (
       INSERT INTO submission (event_id, task_id, team_id, submitted_by, truth_id, status, file_name, storage_key, sha256, size, row_count)
       SELECT task.event_id, task.id, teams.id, $2, task.truth_id, 'scored', 'x', 'x', 'x', 1, 1 FROM teams, task
       RETURNING id, task_id, team_id, seq
     )
     INSERT INTO board_entry (submission_id, task_id, team_id, seq, submitted_at, shown_id, released_public, released_final, version, at)
     SELECT id, task_id, team_id, seq, now(), id, score, score, row_number() OVER (), now()
     FROM entries, LATERAL (SELECT jsonb_build_object('auroc', jsonb_build_object(
       'value', round((0.5 + (seq % 400) / 1000.0)::numeric, 3), 'ci', jsonb_build_array(0.501, 0.912))) AS score) s`,
    [taskId, accountId, TEAMS],
  );
  await platform.query(
    `INSERT INTO entry_replicates (submission_id, part, values)
     SELECT submission_id, 'public', (
       SELECT string_agg(float8send(0.5 + (seq % 400) / 1000.0 + sin(seq * 7.1 + r * 3.3) / 50), '' ORDER BY r)
       FROM generate_series(1, 1000) r)
     FROM board_entry WHERE task_id = $1`,
    [taskId],
  );
  await platform.query('UPDATE task SET board_version = $2 WHERE id = $1', [taskId, TEAMS]);
}
