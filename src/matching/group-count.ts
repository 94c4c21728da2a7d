import type { MatchProblem } from './problem.js';

/**
 * How many new teams to make: of the numbers that fit the sizes, the one with the fewest places that nobody can fill
 * (required backgrounds, smallest size), then the one nearest to the target size, then the fewer teams.
 */
export function newGroupCount(problem: MatchProblem): number {
  const { rules, teams, people } = problem;
  const everybody = [...people, ...teams.flatMap(({ members }) => members)];
  const kept = problem.kept.filter(({ teamId }) => teamId === null).length;
  const seats = teams.reduce((sum, { members }) => sum + Math.max(0, rules.maxSize - members.length), 0);
  const fewest = Math.max(kept, Math.ceil((people.length - seats) / rules.maxSize), teams.length ? 0 : 1);
  const most = Math.max(fewest, Math.floor(people.length / Math.max(1, rules.minSize)));
  const counts = new Map<string, number>();
  for (const { background } of everybody) {
    if (background) counts.set(background, (counts.get(background) ?? 0) + 1);
  }
  let best = fewest;
  let bestMark = [Infinity, Infinity];
  for (let count = fewest; count <= most; count++) {
    const groups = count + teams.length;
    let missing = Math.max(0, groups * rules.minSize - everybody.length);
    for (const [background, n] of Object.entries(rules.required)) {
      missing += Math.max(0, groups * n - (counts.get(background) ?? 0));
    }
    const mark = [missing, Math.abs(everybody.length - problem.targetSize * groups)];
    if (mark[0]! < bestMark[0]! || (mark[0] === bestMark[0] && mark[1]! < bestMark[1]!)) {
      best = count;
      bestMark = mark;
    }
  }
  return best;
}
