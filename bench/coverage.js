// How often 95% intervals hold the truth, and how often teams of one and the same skill are told apart, in simulation.
// Expected: 0.95 of intervals, 0.05 of tests. The numbers of positives are the same in every simulation while the bootstrap
// draws them too, so figures that depend on the prevalence, such as Brier, are covered more often than they need to be.
// Run after a build: node bench/coverage.js [simulations] [replicates]
import { boardBands } from '../dist/src/scoring/bands.js';
import { bootstrapReplicates, percentileInterval } from '../dist/src/scoring/bootstrap.js';
import { delongVariance, logitInterval } from '../dist/src/scoring/delong.js';
import { metricNamed } from '../dist/src/scoring/metrics/index.js';
import { pairedDelong } from '../dist/src/scoring/paired.js';
import { wilson } from '../dist/src/scoring/proportions/wilson.js';
import { differenceP, pairedError } from '../dist/src/scoring/replicates.js';
import { createSample, createWeights } from '../dist/src/scoring/sample.js';
import { labelsOf, normals, phi, riskOf, shiftOf } from './support/binormal.js';

const simulations = Number(process.argv[2] ?? 2000);
const replicates = Number(process.argv[3] ?? 1000);
const Z_95 = 1.959963984540054;
const POPULATION = 400_000; // rows from which the true average precision and Brier score are taken
const TIED_TEAMS = 10;
const SHARED = 0.7; // correlation of two teams' scores within a class

const SETTINGS = [
  { n: 200, positives: 20, auroc: 0.95 },
  { n: 200, positives: 20, auroc: 0.8 },
  { n: 200, positives: 100, auroc: 0.75 },
  { n: 1000, positives: 50, auroc: 0.85 },
  { n: 2000, positives: 400, auroc: 0.7 },
];

const METRICS = ['auroc', 'average_precision', 'brier'].map(metricNamed);
const figureOf = (metric, sample) => metric.prepare(sample)(createWeights(new Uint8Array(sample.n).fill(1)));

/** Counts how often intervals hold the truth; one that does not exist does not hold it. */
function tallies() {
  const held = new Map();
  return {
    add(name, interval, truth) {
      const one = held.get(name) ?? { held: 0, none: 0, width: 0 };
      held.set(name, one);
      if (interval === null) one.none++;
      else {
        if (interval[0] <= truth && truth <= interval[1]) one.held++;
        one.width += interval[1] - interval[0];
      }
    },
    print() {
      for (const [name, one] of held) {
        const share = one.held / simulations;
        const error = Math.sqrt((share * (1 - share)) / simulations);
        const missing =
          one.none > 0 ? `, no interval in ${((100 * one.none) / simulations).toFixed(1)}%` : '';
        const width = one.width / Math.max(1, simulations - one.none);
        console.log(
          `  ${name.padEnd(42)}${share.toFixed(3)} ± ${error.toFixed(3)}   mean width ${width.toFixed(3)}${missing}`,
        );
      }
    },
  };
}

const risks = (labels, noise, shift, prevalence) =>
  noise.map((z, k) => riskOf(z + shift * labels[k], shift, prevalence));

function drawReplicates(sample, metrics, seed) {
  const figures = metrics.map((metric) => metric.prepare(sample));
  return bootstrapReplicates(
    figures,
    { unitOf: sample.order, units: sample.n },
    { seed, stream: 0, replicates },
  );
}

function percentiles(values) {
  const defined = values.filter((value) => !Number.isNaN(value));
  const interval = defined.length >= 0.95 * values.length ? percentileInterval(defined) : null;
  return interval !== null && interval[0] < interval[1] ? interval : null;
}

function coverage({ n, positives, auroc }, stream) {
  const shift = shiftOf(auroc);
  const prevalence = positives / n;
  const many = labelsOf(POPULATION, Math.round(POPULATION * prevalence));
  const population = createSample(many, risks(many, normals(POPULATION, 1, stream, 0), shift, prevalence));
  const truths = [auroc, ...METRICS.slice(1).map((metric) => figureOf(metric, population))];
  const labels = labelsOf(n, positives);
  // The threshold at which nine of ten positives are found.
  const cut = shift - 1.2815515655446004;
  const specificity = phi(cut);
  const counted = tallies();
  for (let simulation = 1; simulation <= simulations; simulation++) {
    const noise = normals(n, 1, stream, simulation);
    const sample = createSample(labels, risks(labels, noise, shift, prevalence));
    const estimate = delongVariance(sample);
    counted.add('AUROC, logit DeLong', logitInterval(estimate.auroc, estimate.variance), auroc);
    const margin = Z_95 * Math.sqrt(estimate.variance);
    counted.add(
      'AUROC, plain DeLong',
      margin > 0 ? [estimate.auroc - margin, estimate.auroc + margin] : null,
      auroc,
    );
    drawReplicates(sample, METRICS, simulation).forEach((values, m) => {
      counted.add(`${METRICS[m].name}, percentile bootstrap`, percentiles(values), truths[m]);
    });
    for (const [name, truth, rows, called] of [
      ['sensitivity', 0.9, positives, (k) => noise[k] + shift >= cut],
      ['specificity', specificity, n - positives, (k) => noise[positives + k] < cut],
    ]) {
      let successes = 0;
      for (let k = 0; k < rows; k++) if (called(k)) successes++;
      const share = successes / rows;
      const wald = Z_95 * Math.sqrt((share * (1 - share)) / rows);
      counted.add(`${name}, Wilson`, wilson({ successes, trials: rows }), truth);
      counted.add(`${name}, Wald (for comparison)`, wald > 0 ? [share - wald, share + wald] : null, truth);
    }
  }
  counted.print();
}

/** Teams of the same skill whose scores are correlated: every difference that is found is a false one. */
function ties({ n, positives, auroc }, stream) {
  const metric = METRICS[0];
  const shift = shiftOf(auroc);
  const labels = labelsOf(n, positives);
  const found = { delong: 0, bootstrap: 0, pairBands: 0, boardBands: 0 };
  for (let simulation = 1; simulation <= simulations; simulation++) {
    const common = normals(n, 2, stream, simulation);
    const teams = Array.from({ length: TIED_TEAMS }, (_, team) => {
      const own = normals(n, 3 + team, stream, simulation);
      const scores = own.map(
        (z, k) => Math.sqrt(SHARED) * common[k] + Math.sqrt(1 - SHARED) * z + shift * labels[k],
      );
      const sample = createSample(labels, scores);
      const [values] = drawReplicates(sample, [metric], simulation);
      return { sample, value: figureOf(metric, sample), replicates: values };
    });
    const [a, b] = teams;
    const { difference, standardError } = pairedDelong(a.sample, b.sample);
    if (differenceP(difference, standardError) <= 0.05) found.delong++;
    if (differenceP(a.value - b.value, pairedError(a.replicates, b.replicates)) <= 0.05) found.bootstrap++;
    const bands = (rows) => Math.max(...boardBands(rows.toSorted((x, y) => y.value - x.value)));
    if (bands([a, b]) > 1) found.pairBands++;
    if (bands(teams) > 1) found.boardBands++;
  }
  const print = (name, count) => {
    const share = count / simulations;
    const error = Math.sqrt((share * (1 - share)) / simulations);
    console.log(`  ${name.padEnd(42)}${share.toFixed(3)} ± ${error.toFixed(3)}`);
  };
  print('two teams, paired DeLong', found.delong);
  print('two teams, paired bootstrap', found.bootstrap);
  print('a board of 2 has two bands', found.pairBands);
  print(`a board of ${TIED_TEAMS} has more than one band`, found.boardBands);
}

console.log(
  `${simulations} simulations, ${replicates} replicates each; ± is the simulation's standard error`,
);
SETTINGS.forEach((setting, stream) => {
  console.log(`n = ${setting.n}, ${setting.positives} positives, true AUROC ${setting.auroc}`);
  coverage(setting, stream);
  ties(setting, stream);
});
