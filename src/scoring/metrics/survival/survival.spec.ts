import { describe, expect, test } from '@jest/globals';
import { counts, figureOf, numbers, permuted, repeated } from '../../../../test/support/figures.js';
import { agrees, oracleCases, oracleTable } from '../../../../test/support/oracles.js';
import type { SurvivalSample } from '../../outcomes/samples.js';
import { SURVIVAL_FAMILIES } from './index.js';
import { eventFree } from './kaplan-meier.js';
import { concordance, preparePairs } from './ordered-pairs.js';
import { tally, timeTable } from './time-table.js';

const NAMES = SURVIVAL_FAMILIES.map(({ name }) => name);

interface Row {
  time: number;
  event: number;
  risk: number;
  eventBy: number[];
}

const sampleOf = (rows: Row[], horizons: number[]): SurvivalSample => ({
  n: rows.length,
  order: Uint32Array.from(rows.keys()),
  time: Float64Array.from(rows, ({ time }) => time),
  event: Uint8Array.from(rows, ({ event }) => event),
  risk: Float64Array.from(rows, ({ risk }) => risk),
  horizons,
  eventBy: Float64Array.from(rows.flatMap(({ eventBy }) => eventBy)),
});

/** Times and risks with many ties, about a third censored. */
function drawn(n: number, seed: number): Row[] {
  const [u, v, w, c] = [1, 2, 3, 4].map((stream) => numbers(n, seed, stream)) as [
    number[],
    number[],
    number[],
    number[],
  ];
  return u.map((chance, k) => {
    const risk = Math.floor(v[k]! * 12) / 4;
    const time = Math.ceil((-30 * Math.log(1 - chance * 0.999)) / (1 + risk));
    const censoring = Math.ceil(c[k]! * 90);
    const p = Math.floor(10 * Math.min(1, risk / 4 + w[k]! / 3)) / 10;
    return { time: Math.min(time, censoring), event: time <= censoring ? 1 : 0, risk, eventBy: [p / 2, p] };
  });
}

const HORIZONS = [10, 25];
const drawnSample = (n: number, seed: number) => sampleOf(drawn(n, seed), HORIZONS);
const named = (name: string) => (name === 'harrell_c' ? name : `${name}@25`);

describe("figures of R's survival and riskRegression", () => {
  const cases = oracleCases('survival', 'expected_r.json');
  const table = oracleTable('survival');
  const column = (name: string) => table[name]!.map(Number);
  const [time, event, risk, by1, by2] = ['time', 'event', 'risk', 'p_event_365', 'p_event_730'].map(
    column,
  ) as number[][];
  const rows = time!.map((one, k) => ({
    time: one,
    event: event![k]!,
    risk: risk![k]!,
    eventBy: [by1![k]!, by2![k]!],
  }));
  const sample = sampleOf(rows, [365, 730]);
  const ones = new Uint8Array(sample.n).fill(1);

  /** What Kaplan-Meier says of everybody, as the null model predicts it. */
  function share(t: number): number {
    const slots = timeTable(sample);
    tally(slots, sample.event, ones);
    const survival = eventFree(slots);
    return 1 - survival[slots.times.findLastIndex((one) => one <= t)]!;
  }

  test('there are cases of every metric', () => {
    const known = new Set(
      cases.map(({ metric }) =>
        metric
          .replace('td_auc_cumulative_dynamic', 'time_dependent_auroc')
          .replace('oe_at_t', 'survival_oe_ratio'),
      ),
    );
    expect(NAMES.filter((name) => !known.has(name))).toEqual([]);
  });

  test.each(cases.map((one, k) => [`${one.metric} ${JSON.stringify(one.params)} (${k})`, one] as const))(
    '%s',
    (_, { metric, params, expected, tol }) => {
      const holds = (got: unknown, one: unknown) => expect([got, agrees(got, one, tol)]).toEqual([got, true]);
      const given = expected as Record<string, number> & { counts: Record<string, number> };
      const t = Number(params.tau ?? params.time);
      switch (metric) {
        case 'harrell_c': {
          const pairs = preparePairs(sample, timeTable(sample))(ones, () => 1);
          expect(pairs).toEqual({
            concordant: given.counts.concordant,
            discordant: given.counts.discordant,
            tied: given.counts['tied.x'],
          });
          holds(concordance(pairs), given.c);
          return holds(figureOf('harrell_c', sample), given.c);
        }
        case 'harrell_c_hmisc':
          return holds(figureOf('harrell_c', sample), given.c);
        case 'kaplan_meier': {
          const { times, surv } = expected as Record<string, number[]>;
          return holds(
            times!.map((one) => 1 - share(one)),
            surv,
          );
        }
        case 'ipcw_brier': {
          const nobody = { ...sample, horizons: [t], eventBy: new Float64Array(sample.n).fill(share(t)) };
          return holds(figureOf(`ipcw_brier@${t}`, params.model === 'm' ? sample : nobody), expected);
        }
        case 'td_auc_cumulative_dynamic':
          return holds(figureOf(`time_dependent_auroc@${t}`, sample), expected);
        case 'oe_at_t':
          return holds(figureOf(`survival_oe_ratio@${t}`, sample), expected);
        default:
          return holds(figureOf(`${metric}@${t}`, sample), expected);
      }
    },
  );
});

describe.each(NAMES)('%s', (name) => {
  test.each([1, 2, 3])('does not depend on the order of rows (seed %d)', (seed) => {
    const rows = drawn(200, seed);
    const other = sampleOf(
      permuted(rows.length, seed).map((k) => rows[k]!),
      HORIZONS,
    );
    expect(agrees(figureOf(named(name), other), figureOf(named(name), sampleOf(rows, HORIZONS)), 1e-12)).toBe(
      true,
    );
  });
  test.each([4, 5, 6])('takes a weight as that many rows (seed %d)', (seed) => {
    const rows = drawn(120, seed);
    const weights = counts(rows.length, seed);
    const other = sampleOf(
      repeated(weights).map((k) => rows[k]!),
      HORIZONS,
    );
    const figure = figureOf(named(name), sampleOf(rows, HORIZONS), weights);
    expect(agrees(figure, figureOf(named(name), other), 1e-12)).toBe(true);
  });
  test('is undefined without rows or weight', () => {
    expect(figureOf(named(name), sampleOf([], HORIZONS))).toEqual({ undefined: 'no_rows' });
    expect(figureOf(named(name), drawnSample(9, 7), new Array(9).fill(0))).toEqual({ undefined: 'no_rows' });
  });
  test('is a number or undefined, whoever is seen', () => {
    for (const times of [
      [0, 0],
      [5, 30],
      [25, 25],
      [40, 40],
    ]) {
      for (const events of [
        [0, 0],
        [0, 1],
        [1, 1],
      ]) {
        for (const risk of [0, 1]) {
          const rows = times.map((time, k) => ({
            time,
            event: events[k]!,
            risk: risk * k,
            eventBy: [0, risk * k],
          }));
          const figure = figureOf(named(name), sampleOf(rows, HORIZONS));
          if (typeof figure === 'number') expect(Number.isFinite(figure)).toBe(true);
          else expect(figure).toEqual({ undefined: expect.any(String) });
        }
      }
    }
  });
});

describe('against counting by hand', () => {
  /** Product-limit estimates by their definition; censorings after events of the same time. */
  function followedBefore(rows: Row[], weights: number[], t: number, including: boolean): number {
    let share = 1;
    for (const time of new Set(rows.filter(({ event }) => event === 0).map((row) => row.time))) {
      if (including ? time > t : time >= t) continue;
      let [lost, atRisk] = [0, 0];
      rows.forEach((row, k) => {
        if (row.time === time && row.event === 0) lost += weights[k]!;
        if (row.time > time || (row.time === time && row.event === 0)) atRisk += weights[k]!;
      });
      if (lost > 0) share *= 1 - lost / atRisk;
    }
    return share;
  }

  test.each([7, 8, 9])('all of them over all pairs (seed %d)', (seed) => {
    const t = 25;
    const rows = drawn(100, seed);
    const weights = counts(rows.length, seed);
    const sample = sampleOf(rows, HORIZONS);
    const before = rows.map(({ time }) => followedBefore(rows, weights, time, false));
    const sums = { harrell: [0, 0], uno: [0, 0], area: [0, 0] };
    const add = (sum: number[], weight: number, a: number, b: number) => {
      sum[0]! += weight * (a > b ? 1 : a === b ? 0.5 : 0);
      sum[1]! += weight;
    };
    let [brier, total] = [0, 0];
    rows.forEach((a, i) => {
      const w = weights[i]!;
      const p = a.eventBy[1]!;
      total += w;
      if (a.time > t) brier += (w * p ** 2) / followedBefore(rows, weights, t, true);
      else if (a.event === 1 && w > 0) brier += (w * (1 - p) ** 2) / before[i]!;
      if (a.event === 0 || w === 0) return;
      rows.forEach((b, j) => {
        const longer = b.time > a.time || (b.time === a.time && b.event === 0);
        if (longer) add(sums.harrell, w * weights[j]!, a.risk, b.risk);
        if (longer && a.time < t) add(sums.uno, (w * weights[j]!) / before[i]! ** 2, a.risk, b.risk);
        if (a.time <= t && b.time > t) add(sums.area, (w * weights[j]!) / before[i]!, p, b.eventBy[1]!);
      });
    });
    const share = ([won, all]: number[]) => won! / all!;
    expect(figureOf('harrell_c', sample, weights)).toBeCloseTo(share(sums.harrell), 12);
    expect(figureOf('uno_c@25', sample, weights)).toBeCloseTo(share(sums.uno), 12);
    expect(figureOf('time_dependent_auroc@25', sample, weights)).toBeCloseTo(share(sums.area), 12);
    expect(figureOf('ipcw_brier@25', sample, weights)).toBeCloseTo(brier / total, 12);
  });
});

describe('edge cases', () => {
  const row = (time: number, event: number, p = 0.5): Row => ({ time, event, risk: p, eventBy: [p] });
  test('an event and a censoring at one time are a pair, two events are none', () => {
    expect(figureOf('harrell_c', sampleOf([row(5, 1, 0.9), row(5, 0, 0.1)], [10]))).toBe(1);
    expect(figureOf('harrell_c', sampleOf([row(5, 1), row(5, 1)], [10]))).toEqual({ undefined: 'no_events' });
    expect(figureOf('harrell_c', sampleOf([row(5, 0), row(6, 0)], [10]))).toEqual({ undefined: 'no_events' });
  });
  test('a horizon that the task does not ask for', () => {
    const sample = sampleOf([row(5, 1, 0.9), row(30, 0, 0.1)], [10]);
    expect(figureOf('ipcw_brier@11', sample)).toEqual({ undefined: 'no_horizon' });
    expect(figureOf('time_dependent_auroc@11', sample)).toBe(1); // by the risk
  });
  test('beyond the follow-up', () => {
    const sample = sampleOf([row(5, 1), row(8, 0)], [10]);
    expect(figureOf('ipcw_brier@10', sample)).toEqual({ undefined: 'beyond_follow_up' });
    expect(figureOf('time_dependent_auroc@10', sample)).toEqual({ undefined: 'no_survivors' });
    const observed = (rows: Row[], t: number) => figureOf(`survival_oe_ratio@${t}`, sampleOf(rows, [t]));
    expect(observed([row(5, 1), row(8, 0)], 8)).toBe(1);
    expect(observed([row(5, 1), row(8, 0)], 9)).toEqual({ undefined: 'beyond_follow_up' });
    expect(observed([row(5, 1), row(8, 1)], 9)).toBe(2);
    // Nobody was lost: what happened is known of all.
    expect(figureOf('ipcw_brier@10', sampleOf([row(5, 1), row(8, 1)], [10]))).toBe(0.25);
  });
  test('without censoring they are their plain counterparts', () => {
    const rows = drawn(80, 10).map((one) => ({ ...one, event: 1 }));
    const sample = sampleOf(rows, HORIZONS);
    const mean =
      rows.reduce((sum, { time, eventBy }) => sum + ((time <= 25 ? 1 : 0) - eventBy[1]!) ** 2, 0) / 80;
    expect(figureOf('ipcw_brier@25', sample)).toBeCloseTo(mean, 12);
    expect(figureOf('uno_c@1000000', sample)).toBe(figureOf('harrell_c', sample));
  });
});
