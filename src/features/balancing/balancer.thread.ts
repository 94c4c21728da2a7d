import type { MessagePort } from 'node:worker_threads';
import type { MatchGroup, MatchProblem } from '../../matching/problem.js';
import { Search } from '../../matching/search.js';

// What runs in a thread, so that a search of seconds holds up no request. Started by balancer.ts.

export interface ProposeTeams {
  problem: MatchProblem;
  seed: number;
  /** Is told the percent that are done. */
  port: MessagePort;
}

const STEPS_BETWEEN_REPORTS = 50_000;

export function proposeTeams({ problem, seed, port }: ProposeTeams): MatchGroup[] {
  const search = new Search(problem, seed);
  while (search.advance(STEPS_BETWEEN_REPORTS)) {
    port.postMessage(Math.floor((100 * search.done) / search.steps));
  }
  port.close();
  return search.result().groups;
}
