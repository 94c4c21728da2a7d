import { createGenerator, shuffle } from '../scoring/random.js';
import type { Compiled } from './compile.js';
import { Layout } from './layout.js';

/** What a unit of a hard rule is worth in points where both are added up: more than all points that there can be. */
export const HARD_UNIT = 1_000_000;

const STREAM = 1;

/**
 * One after another, the hardest to place first, each into the group where it costs least: people of scarce required
 * backgrounds and of few languages, then those with wishes. The seed decides between equals.
 */
export function greedyLayout(compiled: Compiled, seed: number): Layout {
  const layout = new Layout(compiled);
  for (const person of placingOrder(compiled, seed)) {
    let best = 0;
    let bestCost = Infinity;
    for (let group = 0; group < compiled.groups; group++) {
      layout.put(person, group);
      const cost = layout.hard * HARD_UNIT + layout.soft;
      layout.take(person);
      if (cost < bestCost) {
        best = group;
        bestCost = cost;
      }
    }
    layout.put(person, best);
  }
  return layout;
}

/** Everybody who may be placed, dealt out to the groups in random order: what a draw of lots would do. */
export function randomLayout(compiled: Compiled, seed: number): Layout {
  const layout = new Layout(compiled);
  for (const person of shuffled(compiled, seed)) {
    let smallest = 0;
    for (let group = 1; group < compiled.groups; group++) {
      if (layout.size[group]! < layout.size[smallest]!) smallest = group;
    }
    layout.put(person, smallest);
  }
  return layout;
}

function shuffled({ people, fixed }: Compiled, seed: number): Uint32Array {
  const order = Uint32Array.from(people.keys()).filter((person) => fixed[person]! < 0);
  shuffle(createGenerator(seed, STREAM), order);
  return order;
}

function placingOrder(compiled: Compiled, seed: number): number[] {
  const { background, required, languages, wishes, people } = compiled;
  const holders = new Int32Array(compiled.backgrounds);
  for (const kind of background) holders[kind]!++;
  const rank = people.map((_, person) => {
    const kind = background[person]!;
    const scarce = required[kind]! > 0 ? people.length - holders[kind]! : 0;
    return (
      scarce * 1000 + (languages[person]!.length === 1 ? 500 : 0) + Math.min(99, wishes[person]!.other.length)
    );
  });
  const order = [...shuffled(compiled, seed)];
  return order.sort((a, b) => rank[b]! - rank[a]!); // stable: equals stay in the seed's order
}
