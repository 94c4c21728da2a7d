import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { METRIC_FAMILIES, metricNamed } from '../src/scoring/metrics/index.js';

/** Name, which is better, the text of edge cases, and source, of each row of the tables in docs/metrics.md. */
const rows = new Map(
  readFileSync(new URL('../docs/metrics.md', import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) => line.split(' | '))
    .map(([name = '', better = '', , edges = '', source = '']) => [
      name.replaceAll(/[|` ]/g, ''),
      { better, edges, source: source.replace(/ \|$/, '') },
    ]),
);

test('docs/metrics.md has a row for every metric, and says of it what the catalogue says', () => {
  expect([...rows.keys()].sort()).toEqual([...METRIC_FAMILIES.keys()].sort());
  for (const [name, { parameter, source }] of METRIC_FAMILIES) {
    const { direction, target } = metricNamed(name);
    const row = rows.get(name)!;
    expect([name, row.better]).toEqual([name, direction === 'target' ? `near ${target}` : direction]);
    expect([name, row.source]).toEqual([name, source]);
    const isSame = row.edges.startsWith('the same');
    if (parameter && !isSame)
      expect([name, row.edges]).toEqual([name, expect.stringContaining(`@${parameter.name}`)]);
  }
});
