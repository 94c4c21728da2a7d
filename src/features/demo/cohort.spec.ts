import { describe, expect, it } from '@jest/globals';
import { scoreEntry } from '../../scoring/score.js';
import { parseTruth } from '../../scoring/truth.js';
import { predictionsCsv, testCsv, trainCsv, truthCsv } from './cohort.files.js';
import { AGE_BANDS, ageBand, ICU_TYPES, makeCohort, type Stay } from './cohort.js';
import { SEED, TRUTH_SPEC } from './demo.task.js';
import { RECIPES, type Recipe } from './entries.js';

const cohort = makeCohort(SEED);
const parsed = parseTruth(Buffer.from(truthCsv(cohort.test)), TRUTH_SPEC);
if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
const { truth } = parsed;

function score(recipe: Recipe, seed = 1) {
  const isPublic = Array.from(truth.isFinal, (final) => final === 0);
  const predictions = RECIPES[recipe]({ stays: cohort.test, isPublic, seed });
  return scoreEntry(truth, [Float64Array.from(predictions)], ['auroc', 'brier', 'log_loss'], {
    seed: SEED,
    replicates: 0,
  });
}

const auroc = (recipe: Recipe, part: 'public' | 'final' = 'final') => score(recipe)[part].auroc!.value!;

describe('the cohort', () => {
  it('is the same for the same seed, and another for another', () => {
    expect(makeCohort(SEED)).toEqual(cohort);
    expect(testCsv(makeCohort(SEED + 1).test)).not.toBe(testCsv(cohort.test));
  });

  it.each(['train', 'test'] as const)('%s has 2,000 stays of which about 14% end in death', (part) => {
    const stays = cohort[part];
    expect(stays).toHaveLength(2_000);
    expect(new Set(stays.map((stay) => stay.stayId)).size).toBe(2_000);
    const deaths = stays.filter((stay) => stay.died).length / stays.length;
    expect(deaths).toBeGreaterThan(0.12);
    expect(deaths).toBeLessThan(0.16);
  });

  it('has patients with several stays, who survive all but the last', () => {
    const patients = byPatient(cohort.test);
    const several = [...patients.values()].filter((stays) => stays.length > 1);
    expect(several.length / patients.size).toBeGreaterThan(0.15);
    expect(several.length / patients.size).toBeLessThan(0.3);
    for (const stays of several) expect(stays.filter((stay) => stay.died).length).toBeLessThanOrEqual(1);
  });

  it('has no patient and no stay in both parts', () => {
    const known = new Set(cohort.train.flatMap((stay) => [stay.patientId, stay.stayId]));
    expect(cohort.test.some((stay) => known.has(stay.patientId) || known.has(stay.stayId))).toBe(false);
  });

  it('gives participants no label and no risk of the stays to predict', () => {
    const [header, ...rows] = testCsv(cohort.test).trimEnd().split('\n');
    expect(header).not.toContain('died');
    expect(header).not.toContain('risk');
    expect(rows.every((row) => row.split(',').length === header?.split(',').length)).toBe(true);
    expect(trainCsv(cohort.train).split('\n')[0]).toBe(`${header},died`);
  });

  it('has every group with enough deaths to look at it', () => {
    const deaths = (stays: Stay[]) => stays.filter((stay) => stay.died).length;
    for (const icuType of ICU_TYPES)
      expect(deaths(cohort.test.filter((stay) => stay.icuType === icuType))).toBeGreaterThan(10);
    for (const band of AGE_BANDS.slice(1))
      expect(deaths(cohort.test.filter((stay) => ageBand(stay.age) === band))).toBeGreaterThan(10);
  });

  it('has missing values, more of lactate where patients are well', () => {
    const missing = (stays: Stay[]) => stays.filter((stay) => stay.lactate === null).length / stays.length;
    const [died, survived] = [1, 0].map((died) => missing(cohort.test.filter((stay) => stay.died === died)));
    expect(died!).toBeLessThan(survived! - 0.1);
  });

  it('is divided so that no patient is in the public and in the final part', () => {
    const part = new Map<string, number>();
    cohort.test.forEach((stay, k) => {
      const side = part.get(stay.patientId) ?? truth.isFinal[k]!;
      expect(truth.isFinal[k]).toBe(side);
      part.set(stay.patientId, side);
    });
  });
});

describe('the entries', () => {
  it('are ranked as their makers deserve', () => {
    const order: Recipe[] = ['age', 'overfitted', 'points', 'logistic', 'boosted', 'ensemble', 'leak'];
    const values = order.map((recipe) => auroc(recipe));
    expect(values).toEqual([...values].sort((a, b) => a - b));
    expect(auroc('prior')).toBe(0.5);
    expect(auroc('age')).toBeGreaterThan(0.55);
    expect(auroc('ensemble')).toBeLessThan(0.93);
    expect(auroc('leak')).toBeGreaterThan(0.97);
  });

  it('tell calibration from ranking: the overconfident one ranks well and has the worse losses', () => {
    const [sure, boosted] = [score('overconfident').final, score('boosted').final];
    expect(Math.abs(sure.auroc!.value! - boosted.auroc!.value!)).toBeLessThan(0.04);
    expect(sure.log_loss!.value!).toBeGreaterThan(boosted.log_loss!.value! + 0.1);
    expect(sure.brier!.value!).toBeGreaterThan(boosted.brier!.value!);
  });

  it('show why there is a final part: what was tuned to the public board falls', () => {
    expect(auroc('probed', 'public')).toBeGreaterThan(auroc('ensemble', 'public'));
    expect(auroc('probed', 'final')).toBeLessThan(auroc('boosted', 'final'));
  });

  it('are files that the task takes', () => {
    const csv = predictionsCsv(cohort.test, RECIPES.leak({ stays: cohort.test, isPublic: [], seed: 3 }));
    const values = csv.trimEnd().split('\n').slice(1);
    expect(values).toHaveLength(2_000);
    for (const row of values) {
      const value = Number(row.split(',')[1]);
      expect(value >= 0 && value <= 1).toBe(true);
    }
  });
});

function byPatient(stays: Stay[]): Map<string, Stay[]> {
  const patients = new Map<string, Stay[]>();
  for (const stay of stays) patients.set(stay.patientId, [...(patients.get(stay.patientId) ?? []), stay]);
  return patients;
}
