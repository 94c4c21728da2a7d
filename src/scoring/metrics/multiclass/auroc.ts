import type { MulticlassSample } from '../../outcomes/samples.js';
import type { Metric, MetricValue } from '../metric.js';
import { type RankedRows, rankRows, weightedArea } from '../ranked-rows.js';

type Average = 'macro' | 'weighted';

/** Rows ranked by the probability of `positiveClass`, all of them or only those of it and `against`. */
function ranked(sample: MulticlassSample, positiveClass: number, against: number | null): RankedRows {
  const { n, classes, truth, probabilities } = sample;
  const rows = Uint32Array.from({ length: n }, (_, k) => k).filter(
    (k) => against === null || truth[k] === positiveClass || truth[k] === against,
  );
  return rankRows(
    Float64Array.from(rows, (k) => probabilities[k * classes + positiveClass]!),
    Uint8Array.from(rows, (k) => (truth[k] === positiveClass ? 1 : 0)),
    rows,
  );
}

function classPairs(classes: number): [number, number][] {
  const pairs: [number, number][] = [];
  for (let a = 0; a < classes; a++) for (let b = a + 1; b < classes; b++) pairs.push([a, b]);
  return pairs;
}

/**
 * AUROC of each class against the rest, averaged alike or by how often a class occurs (Provost & Domingos, Machine
 * Learning 52:199, 2003). Classes that don't occur are left out. In [0, 1], higher is better; undefined with one class.
 */
function oneVersusRest(average: Average): Metric<'multiclass'> {
  return {
    ...described(`auroc_ovr_${average}`),
    prepare(sample) {
      const of = Array.from({ length: sample.classes }, (_, c) => ranked(sample, c, null));
      return ({ each, cumulative }) => {
        const areas = of.map((rows) => weightedArea(rows, each)).filter((area) => area !== null);
        if (cumulative[sample.n] === 0) return { undefined: 'no_rows' };
        return mean(
          areas.map(({ area, positives }) => ({ area, share: average === 'macro' ? 1 : positives })),
        );
      };
    },
  };
}

/**
 * Mean over pairs of classes of the AUROC between the two: of the probability of either, averaged (Hand & Till, Machine
 * Learning 45:171, 2001). `macro` counts pairs alike and does not depend on how often classes occur; `weighted` counts a
 * pair by its rows. Pairs of which a class does not occur are left out. In [0, 1], higher is better; undefined with one class.
 */
function oneVersusOne(average: Average): Metric<'multiclass'> {
  return {
    ...described(`auroc_ovo_${average}`),
    prepare(sample) {
      const of = classPairs(sample.classes).map(
        ([a, b]) => [ranked(sample, a, b), ranked(sample, b, a)] as const,
      );
      return ({ each, cumulative }) => {
        const areas: { area: number; share: number }[] = [];
        for (const [ofFirst, ofSecond] of of) {
          const first = weightedArea(ofFirst, each);
          const second = weightedArea(ofSecond, each);
          if (first === null || second === null) continue;
          areas.push({
            area: (first.area + second.area) / 2,
            share: average === 'macro' ? 1 : first.positives + second.positives,
          });
        }
        return cumulative[sample.n] === 0 ? { undefined: 'no_rows' } : mean(areas);
      };
    },
  };
}

function described(name: string): Omit<Metric<'multiclass'>, 'prepare'> {
  return { name, kind: 'multiclass', direction: 'higher', range: [0, 1], needsProbabilities: false };
}

function mean(areas: { area: number; share: number }[]): MetricValue {
  let sum = 0;
  let shares = 0;
  for (const { area, share } of areas) {
    sum += area * share;
    shares += share;
  }
  return shares > 0 ? sum / shares : { undefined: 'one_class' };
}

export const aurocOvrMacro = oneVersusRest('macro');
export const aurocOvrWeighted = oneVersusRest('weighted');
export const aurocOvoMacro = oneVersusOne('macro');
export const aurocOvoWeighted = oneVersusOne('weighted');
