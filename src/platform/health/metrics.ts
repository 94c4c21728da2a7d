import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client';

/** What Prometheus reads. Labels carry routes and statuses, never names of people, teams or events. */
export const registry = new Registry();
collectDefaultMetrics({ register: registry });

export const requestSeconds = new Histogram({
  name: 'datathon_http_request_seconds',
  help: 'Time until the answer was sent, by route pattern',
  labelNames: ['method', 'route', 'status'],
  buckets: [0.005, 0.02, 0.1, 0.5, 2, 10, 60],
  registers: [registry],
});

export const entriesScored = new Counter({
  name: 'datathon_entries_finished_total',
  help: 'Entries that a worker finished, by outcome',
  labelNames: ['outcome'],
  registers: [registry],
});

export const scoringSeconds = new Histogram({
  name: 'datathon_scoring_seconds',
  help: 'Time a worker took to score one entry',
  buckets: [0.05, 0.2, 0.5, 1, 2, 5, 15, 60],
  registers: [registry],
});

export const mailsHandled = new Counter({
  name: 'datathon_mails_total',
  help: 'Messages that a worker took, by what became of them',
  labelNames: ['outcome'],
  registers: [registry],
});
