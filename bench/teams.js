import { compile } from '../dist/src/matching/compile.js';
import { greedyLayout, randomLayout } from '../dist/src/matching/greedy.js';
import { reportOn } from '../dist/src/matching/report.js';
import { Search, stepsFor } from '../dist/src/matching/search.js';
import { PRESETS } from '../dist/src/matching/weights.js';
import { syntheticProblem } from './support/people.js';

for (const n of [100, 500, 2000]) {
  const problem = syntheticProblem(n, 2025, PRESETS.balanced);
  const c = compile(problem);
  const rnd = Array.from({ length: 50 }, (_, k) => randomLayout(c, k));
  const groupsOf = (l) =>
    Array.from({ length: c.groups }, (_, g) => ({
      teamId: null,
      people: c.people.filter((_, p) => l.group[p] === g).map((p) => p.id),
    }));
  const rep = (l) => reportOn(problem, groupsOf(l));
  const rr = rnd.slice(0, 20).map(rep);
  console.log(n, 'groups', c.groups, 'wishes', c.withWishes);
  console.log(
    'random',
    rr.reduce((s, r) => s + r.hard, 0) / rr.length,
    rr.reduce((s, r) => s + r.soft, 0) / rr.length,
  );
  let t = performance.now();
  const g = greedyLayout(c, 1);
  const gr = rep(g);
  console.log('greedy', (performance.now() - t).toFixed(0), 'ms', gr.hard, gr.soft, g.hard, g.soft);
  for (const seed of [1, 2, 3])
    for (const f of [0.25, 1]) {
      t = performance.now();
      const s = new Search(problem, seed, Math.floor(stepsFor(n) * f));
      s.advance(Infinity);
      const r = s.result();
      const p = reportOn(problem, r.groups);
      console.log(
        'search',
        seed,
        s.steps,
        (performance.now() - t).toFixed(0),
        'ms',
        p.hard,
        p.soft,
        r.hard,
        r.soft,
      );
      if (seed === 1 && f === 1) console.table(p.rules);
    }
}
