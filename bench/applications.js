// The organizers' list of applications: all, filtered, searched, one page on, and the spreadsheet, against /healthz of the
// same platform in the same run, which is what an answer costs that asks the database nothing.
// Run after a build: node bench/applications.js [applications] [rounds]
import { setTimeout as wait } from 'node:timers/promises';
import { quantile, startPlatform } from './support/stack.js';

const COUNT = Number(process.argv[2] ?? 2_000);
const ROUNDS = Number(process.argv[3] ?? 300);
const WARM = 20;
const DAY = 86_400_000;
const SLUG = 'bench';

const platform = await startPlatform();
try {
  const organizer = await openEvent();
  await fill();
  const times = {};
  const path = (rest) => `events/${SLUG}/applications${rest}`;
  const asks = {
    '/healthz': () => fetch(`${platform.url}/healthz`).then((answer) => answer.text()),
    'first page of 100': () => organizer.call('GET', path('?limit=100')),
    'last page': () => organizer.call('GET', path(`?limit=100&cursor=${lastPage}`)),
    'to decide, clinicians': () =>
      organizer.call('GET', path('?limit=100&status=submitted&background=clinician')),
    'sorted by name': () => organizer.call('GET', path('?limit=100&sort=name')),
    'sorted by rank': () => organizer.call('GET', path('?limit=100&sort=rank')),
    'search that finds 1': () => organizer.call('GET', path('?limit=100&q=person%201999')),
    'search that finds none': () => organizer.call('GET', path('?limit=100&q=nobody-is-called-so')),
    'counts of the page': () => organizer.call('GET', `events/${SLUG}/people-counts`),
  };
  const lastPage = await cursorOfLastPage();
  for (const name of Object.keys(asks)) times[name] = [];
  // In turns, so that whatever else the machine does meets all of them alike.
  for (let round = -WARM; round < ROUNDS; round++) {
    for (const [name, ask] of Object.entries(asks)) {
      const began = performance.now();
      await ask();
      if (round >= 0) times[name].push(performance.now() - began);
    }
  }
  const csv = [];
  const meanwhile = [];
  for (let round = 0; round < Math.ceil(ROUNDS / 15); round++) {
    let isWritten = false;
    const began = performance.now();
    const writing = csvOf(organizer).finally(() => {
      isWritten = true;
      csv.push(performance.now() - began);
    });
    while (!isWritten) {
      const asked = performance.now();
      await asks['/healthz']();
      meanwhile.push(performance.now() - asked);
    }
    const text = await writing;
    if (text.trimEnd().split('\n').length !== COUNT + 1) throw new Error('the spreadsheet is not whole');
  }
  times[`CSV of all ${COUNT}`] = csv;
  times['/healthz during a CSV'] = meanwhile;

  const base = quantile(times['/healthz'], 0.5);
  console.log(`${COUNT} applications, ${ROUNDS} rounds; times in ms, and p50 as a multiple of /healthz`);
  for (const [name, all] of Object.entries(times)) {
    const [p50, p99] = [quantile(all, 0.5), quantile(all, 0.99)];
    console.log(
      `  ${name.padEnd(24)} p50 ${p50.toFixed(1).padStart(7)}   p99 ${p99.toFixed(1).padStart(7)}   × ${(p50 / base).toFixed(1)}`,
    );
  }

  async function cursorOfLastPage() {
    let cursor = '';
    for (;;) {
      const page = await organizer.call('GET', path(`?limit=100${cursor && `&cursor=${cursor}`}`));
      if (!page.nextCursor) return cursor;
      cursor = page.nextCursor;
    }
  }
} finally {
  await platform.stop();
}

async function openEvent() {
  const organizer = await platform.person('Organizer');
  await platform.query('UPDATE account SET can_create_events = true WHERE id = $1', [organizer.id]);
  const event = {
    slug: SLUG,
    name: 'Benchmark',
    timeZone: 'Asia/Seoul',
    startsAt: new Date(Date.now() + 10 * DAY).toISOString(),
    endsAt: new Date(Date.now() + 12 * DAY).toISOString(),
    status: 'published',
    joining: 'application',
  };
  // A permission is remembered for some seconds.
  for (let tries = 0; ; tries++) {
    try {
      await organizer.call('POST', 'events', event);
      break;
    } catch (error) {
      if (tries > 60) throw error;
      await wait(1_000);
    }
  }
  const question = (kind, label) => ({ kind, label, isRequired: true });
  await organizer.call('PUT', `events/${SLUG}/application-forms/participant`, {
    version: 0,
    isOpen: true,
    capacity: 500,
    questions: [question('long', 'Why do you come?'), question('short', 'City')],
  });
  return organizer;
}

/** People as they apply: a thousand characters each, a quarter decided on, and as many again for another event. */
async function fill() {
  await platform.query(
    `WITH other AS (
       INSERT INTO event (slug, name, summary, place, time_zone, starts_at, ends_at, phases, status, joining, max_team_size)
       SELECT 'other', name, summary, place, time_zone, starts_at, ends_at, phases, status, joining, max_team_size
       FROM event WHERE slug = $1 RETURNING id),
     made AS (
       INSERT INTO account (email, name, password_hash, background, affiliation, skills, languages)
       SELECT 'person' || k || '@example.org', 'Person ' || k, 'x',
         (ARRAY['clinician', 'data_scientist', 'engineer', 'student', 'other'])[1 + k % 5],
         'Hospital ' || k % 40, ARRAY['Python', 'R'], ARRAY['ko', 'en']
       FROM generate_series(1, $2::int) k RETURNING id, background, substring(name FROM 8)::int AS k)
     INSERT INTO application (event_id, account_id, role, status, answers, form_version, background, rank, submitted_at, turn)
     SELECT e.id, m.id, 'participant',
       (ARRAY['submitted', 'submitted', 'submitted', 'accepted', 'waitlisted', 'declined'])[1 + m.k % 6],
       (SELECT jsonb_object_agg(q->>'id', CASE q->>'kind' WHEN 'long' THEN repeat('이유 ', 300) ELSE 'Seoul' END)
        FROM application_form_version v, jsonb_array_elements(v.questions) q),
       1, m.background, CASE WHEN m.k % 7 = 0 THEN m.k END, now() - interval '1 day' + m.k * interval '1 second', 1
     FROM made m, (SELECT id FROM event WHERE slug = $1 UNION ALL SELECT id FROM other) e`,
    [SLUG, COUNT],
  );
  await platform.query('ANALYZE application, account');
}

async function csvOf(organizer) {
  const answer = await fetch(`${platform.url}/api/v1/events/${SLUG}/applications.csv`, {
    headers: { cookie: organizer.cookie() },
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${answer.status} ${text}`);
  return text;
}
