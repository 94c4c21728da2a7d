import { createGenerator, nextBelow } from '../scoring/random.js';
import { type Compiled, compile } from './compile.js';
import { greedyLayout, HARD_UNIT } from './greedy.js';
import type { Layout } from './layout.js';
import type { MatchGroup, MatchProblem } from './problem.js';

const STREAM = 2;
/** Until this part of the way a hard unit weighs little, so that the search gets past it to something better. */
const SOFT_PART = 0.5;
const EARLY_HARD_UNIT = 30;
/** Points by which an exchange may be worse at the start; it falls to 0 evenly (Dueck & Scheuer, JCP 90:161, 1990). */
const START_THRESHOLD = 14;
const END_PART = 0.9;

/** How many exchanges to try. A number of steps and not a time: the result is then the same on a slow machine. */
export const stepsFor = (people: number): number =>
  people <= 100 ? Math.max(50_000, people * 10_000) : Math.min(6_000_000, 500_000 + people * 5_000);

/**
 * Greedy start, then exchanges of two people or moves of one, accepted while they are better or not much worse
 * (threshold accepting). `advance` may be called in pieces of any size: the result depends on problem and seed alone.
 */
export class Search {
  readonly steps: number;
  done = 0;
  private readonly compiled: Compiled;
  private readonly layout: Layout;
  private readonly random: Int32Array;
  private readonly movable: number[];
  private best: Int32Array;
  private bestHard: number;
  private bestSoft: number;

  constructor(problem: MatchProblem, seed: number, steps = stepsFor(problem.people.length)) {
    this.compiled = compile(problem);
    this.layout = greedyLayout(this.compiled, seed);
    this.random = createGenerator(seed, STREAM);
    this.movable = [...this.compiled.people.keys()].filter((person) => this.compiled.fixed[person]! < 0);
    // One person or one group leaves nothing to exchange.
    this.steps = this.movable.length === 0 || this.compiled.groups < 2 ? 0 : steps;
    this.best = this.layout.group.slice();
    this.bestHard = this.layout.hard;
    this.bestSoft = this.layout.soft;
  }

  /** @returns whether there is more to do */
  advance(count: number): boolean {
    const until = Math.min(this.steps, this.done + count);
    for (; this.done < until; this.done++) this.step();
    return this.done < this.steps;
  }

  /** Costs of the best arrangement so far, and it itself: existing teams, those that were kept, new ones. */
  result(): { groups: MatchGroup[]; hard: number; soft: number } {
    const { problem, people, groups } = this.compiled;
    const teams = problem.teams.length;
    const lists: MatchGroup[] = Array.from({ length: groups }, (_, k) => ({
      teamId: problem.teams[k]?.id ?? null,
      people: [],
    }));
    const member = new Set(problem.teams.flatMap((team) => team.members.map(({ id }) => id)));
    people.forEach(({ id }, person) => {
      if (!member.has(id)) lists[this.best[person]!]!.people.push(id);
    });
    const kept = teams + problem.kept.filter(({ teamId }) => teamId === null).length;
    // New groups in an order of their own, so that nothing depends on where the search happened to put them.
    const fresh = lists.slice(kept).filter((group) => group.people.length > 0);
    fresh.sort((a, b) => (a.people[0]! < b.people[0]! ? -1 : 1));
    return { groups: [...lists.slice(0, kept), ...fresh], hard: this.bestHard, soft: this.bestSoft };
  }

  private step(): void {
    const { layout } = this;
    const first = this.movable[nextBelow(this.random, this.movable.length)]!;
    const from = layout.group[first]!;
    const to = this.target(first);
    const candidates = layout.movable[to]!;
    const isMove = candidates.length === 0 || nextBelow(this.random, 8) === 0;
    const second = isMove ? -1 : candidates[nextBelow(this.random, candidates.length)]!;
    if (to === from) return;

    const { hard, soft } = layout;
    layout.take(first);
    if (second >= 0) {
      layout.take(second);
      layout.put(second, from);
    }
    layout.put(first, to);

    const part = this.done / this.steps;
    const unit = part < SOFT_PART ? EARLY_HARD_UNIT : HARD_UNIT;
    const threshold = Math.max(0, Math.floor(START_THRESHOLD * (1 - part / END_PART)));
    const worse = (layout.hard - hard) * unit + (layout.soft - soft);
    if (worse <= threshold) {
      if (worse < 0) this.remember();
      return;
    }
    layout.take(first);
    if (second >= 0) {
      layout.take(second);
      layout.put(second, to);
    }
    layout.put(first, from);
  }

  /** Any group, or now and then the one of somebody whom a wish ties this person to. */
  private target(person: number): number {
    const { other, met } = this.compiled.wishes[person]!;
    if (other.length > 0 && nextBelow(this.random, 3) === 0) {
      const k = nextBelow(this.random, other.length);
      if (met[k]! > 0) return this.layout.group[other[k]!]!;
    }
    return nextBelow(this.random, this.compiled.groups);
  }

  private remember(): void {
    const { hard, soft } = this.layout;
    if (hard > this.bestHard || (hard === this.bestHard && soft >= this.bestSoft)) return;
    this.bestHard = hard;
    this.bestSoft = soft;
    this.best.set(this.layout.group);
  }
}

/** The whole search at once. */
export function propose(problem: MatchProblem, seed: number, steps?: number): MatchGroup[] {
  const search = new Search(problem, seed, steps);
  search.advance(Infinity);
  return search.result().groups;
}
