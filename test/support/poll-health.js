import { Agent, get } from 'node:http';

/*
 * node poll-health.js URL…: asks /healthz of each every 20 ms, in a process of its own, because a test that sends large
 * files is itself too busy to measure. Told to end, it prints the milliseconds that each answer took.
 */
const places = process.argv.slice(2).map((url) => ({ url, times: [], asking: false }));
const agent = new Agent({ keepAlive: true });

function ask(place) {
  if (place.asking) return;
  place.asking = true;
  const began = performance.now();
  const done = (failed) => {
    if (!place.asking) return;
    place.asking = false;
    // No answer counts as one that never came.
    place.times.push(failed ? 1e9 : performance.now() - began);
  };
  get(`${place.url}/healthz`, { agent }, (answer) => {
    answer.resume();
    answer.on('end', () => done(answer.statusCode !== 200));
  }).on('error', () => done(true));
}

const timer = setInterval(() => {
  for (const place of places) ask(place);
}, 20);

process.on('SIGTERM', () => {
  clearInterval(timer);
  process.stdout.write(JSON.stringify(places.map(({ times }) => times)), () => process.exit());
});
process.stdout.write('ready\n');
